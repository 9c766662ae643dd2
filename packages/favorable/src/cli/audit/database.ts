/** A log in a database, for the verbs that write to one. */
import { type AuditLog, type NoteSigner, parseVerifierKey } from "@favorable/audit";
import { signerFromFile } from "@favorable/audit/node";
import { type AuditLogOptions, openAuditLog } from "@favorable/audit/postgres";
import { PrivacyError, systemClock } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { openPg } from "@favorable/sql/pg";
import { openPglite } from "@favorable/sql/pglite";
import { readSecret, readVkey } from "./inputs.ts";

/** Options of all these verbs. */
export interface DatabaseOptions {
  readonly database?: string | undefined;
  readonly subjectKey?: string | undefined;
  readonly outboxKey?: string | undefined;
  /** Types of entries that the database may make itself. */
  readonly declaredType?: readonly string[] | undefined;
}

/** Who signs: a key file, or only the verifier key of a log that is looked at. */
export type Signing = { readonly keyFile: string } | { readonly key: string };

/** What a verb works with. */
export interface OpenedLog {
  readonly log: AuditLog;
  readonly options: AuditLogOptions;
}

/**
 * Opens the database, the log in it, and closes both. A log that was begun: only `key announce` begins one, so that a mistyped name or another
 * database does not become the log of an origin that is none. The connection string comes from `--database` or from the environment, where other
 * processes of the machine do not see it.
 */
export async function withLog<T>(options: DatabaseOptions, signing: Signing, use: (opened: OpenedLog) => Promise<T>): Promise<T> {
  return withOpening(options, signing, async (opening) => use({ log: await openAuditLog(opening), options: opening }));
}

/** The same for a verb that opens the log itself. */
export async function withOpening<T>(
  options: DatabaseOptions,
  signing: Signing,
  use: (opening: AuditLogOptions) => Promise<T>,
): Promise<T> {
  const signer = "keyFile" in signing ? await signerFromFile(signing.keyFile) : closedSigner(readVkey(signing.key));
  const subjectKey = readSecret(options.subjectKey, "subject key");
  const outboxKey = readSecret(options.outboxKey, "outbox key");
  return withDatabase(options, async (sql) => {
    const opening: AuditLogOptions = {
      sql,
      origin: signer.name,
      signer,
      clock: systemClock,
      existing: true,
      declaredTypes: options.declaredType ?? [],
      ...(subjectKey === undefined ? {} : { subjectKey }),
      ...(outboxKey === undefined ? {} : { outboxKey }),
    };
    return use(opening);
  });
}

/** Opens the database that the option or the environment names, and closes it. */
export async function withDatabase<T>(options: Pick<DatabaseOptions, "database">, use: (sql: Sql) => Promise<T>): Promise<T> {
  const url = options.database ?? process.env["FAVORABLE_DATABASE_URL"] ?? process.env["DATABASE_URL"];
  if (url === undefined || url === "")
    throw new PrivacyError(
      "DATABASE_MISSING",
      "name the database with FAVORABLE_DATABASE_URL or --database: postgres://… or pglite:<folder>",
    );
  if (url.startsWith("pglite:")) {
    const { sql, close } = await openPglite(url.slice("pglite:".length));
    return use(sql).finally(close);
  }
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new PrivacyError("DATABASE_MISSING", "a database is postgres://… or pglite:<folder>");
  const { sql, close } = await openPg(url);
  return use(sql).finally(close);
}

/** The name and key of a log whose private key is elsewhere: enough to look at it, not to sign. */
function closedSigner(vkey: string): NoteSigner {
  return {
    name: parseVerifierKey(vkey).name,
    vkey,
    sign: () => {
      throw new PrivacyError("KEY_MISSING", "signing needs the private key: give its file");
    },
  };
}
