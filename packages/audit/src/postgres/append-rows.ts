/** Encoded entries as the parameters of one call of `favorable.audit_append`. */
import { PrivacyError, toBase64, toHex } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import { descriptorsText, type EncodedEntry } from "../encode.ts";
import type { BodySeals } from "./body-seals.ts";
import type { OutboxRule } from "./outbox-key.ts";
import type { UnfiledBody } from "./unfiled-body.ts";
import { markAppend, waitingText } from "./waiting-bodies.ts";

/** Entries a statement takes, so that its text and memory stay bounded. */
export const STATEMENT_ENTRIES = 1000;

const APPEND = "select favorable.audit_append($1, $2, $3, $4, $5, $6, $7, $8) as xid";

/** Makes the blind index of a person; undefined when the log keeps none. */
export type SubjectIndex = ((subject: string) => Uint8Array) | undefined;

/** What rows are made with. */
export interface RowContext {
  readonly rule: OutboxRule;
  readonly subjectIndex: SubjectIndex;
  readonly seals: BodySeals | undefined;
}

/** A statement that appends. */
export interface AppendStatement {
  readonly text: string;
  readonly params: SqlParam[];
}

/**
 * Makes the statement for up to {@link STATEMENT_ENTRIES} entries; it stands or falls as one even outside a transaction.
 *
 * @throws `OUTBOX_KEY_MISSING` when the log's rows are authenticated and it was opened without the key
 */
async function appendStatement(
  entries: readonly EncodedEntry[],
  { rule, subjectIndex, seals }: RowContext,
  keys: Sql | undefined,
  after: readonly string[],
): Promise<AppendStatement> {
  if (rule.required && rule.key === undefined)
    throw new PrivacyError("OUTBOX_KEY_MISSING", "the log's outbox is kept under a key, and this process has none");
  const apart = entries.filter((entry) => entry.apart);
  const bodies = await unfiledBodies(entries, { subjectIndex, seals }, keys);
  const mark = rule.key && markAppend(rule.key, entries[0]?.id ?? "", entries.length, after);
  return {
    text: APPEND,
    params: [
      lines(entries, ({ id }) => id),
      lines(entries, ({ type }) => type),
      lines(entries, ({ leaf }) => leaf),
      lines(entries, ({ id, type, leaf }) => rule.key?.mac({ entry: id, type, leaf }, true) ?? ""),
      waitingText(mark, bodies),
      lines(apart, ({ id }) => id),
      lines(apart, ({ parts }) => descriptorsText(parts)),
      lines([...new Set(bodies.map((body) => body[8]).filter((key) => key !== ""))], (key) => key),
    ],
  };
}

/** A list as lines of one text, none of which holds a line break. */
export function lines<T>(items: readonly T[], of: (item: T) => string): string {
  return items.map(of).join("\n");
}

/** The bodies of entries as they wait to be filed, sealed where the log seals. */
export async function unfiledBodies(
  entries: readonly EncodedEntry[],
  { subjectIndex, seals }: Pick<RowContext, "subjectIndex" | "seals">,
  keys?: Sql,
): Promise<UnfiledBody[]> {
  const bodies: UnfiledBody[] = [];
  for (const [at, { id, parts }] of entries.entries())
    for (const [part, { salt, payload, descriptor, subject }] of parts.entries()) {
      const { policy, version, start } = descriptor.retention;
      const index = subject === undefined || subjectIndex === undefined ? undefined : subjectIndex(subject);
      const sealed = seals && (await seals.seal({ entry: id, part, policy, start, subjectIndex: index, salt, payload }, keys));
      bodies.push([
        at,
        part,
        sealed === undefined ? toBase64(salt) : "",
        sealed === undefined ? decoder.decode(payload) : toBase64(sealed.bytes),
        policy,
        version,
        start,
        index === undefined ? "" : toHex(index),
        sealed?.keyId ?? "",
      ]);
    }
  return bodies;
}

/**
 * Runs the statement; gives the transaction (a savepoint has one of its own) under which the rows stand. A key that was destroyed meanwhile
 * seals nothing any more: the statement then wrote nothing, and is made again under a fresh one.
 */
export async function appendOnce(
  run: (statement: AppendStatement) => Promise<readonly { readonly xid: string | null }[]>,
  entries: readonly EncodedEntry[],
  context: RowContext,
  keys?: Sql,
  after: readonly string[] = [],
): Promise<string> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const [row] = await run(await appendStatement(entries, context, keys, after));
    if (typeof row?.xid === "string") return row.xid;
    context.seals?.forget();
  }
  throw new PrivacyError("AUDIT_UNAVAILABLE", "keys of bodies keep being destroyed while they are to be used");
}

/** Appends in a transaction. `keys` is where keys of bodies are made: the outer handle, or the transaction where there is no other connection. */
export async function appendIn(
  tx: Sql,
  entries: readonly EncodedEntry[],
  context: RowContext,
  keys?: Sql,
  after: readonly string[] = [],
): Promise<string> {
  let xid = "";
  const run = async ({ text, params }: AppendStatement): Promise<{ xid: string | null }[]> =>
    (await tx.query<{ xid: string | null }>(text, params)).rows;
  for (let at = 0; at < entries.length; at += STATEMENT_ENTRIES)
    xid = await appendOnce(run, entries.slice(at, at + STATEMENT_ENTRIES), context, keys, after);
  return xid;
}

/** Which of these entries the log has, with a position or without. */
export async function heldEntries(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ held: string[] }>("select favorable.audit_holds($1::text[]) as held", [[...ids]]);
  return new Set(rows[0]?.held ?? []);
}

const decoder = new TextDecoder();
