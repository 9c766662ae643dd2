/** Functions that act with their owner's rights and are known to the letter: those of this project, and those that a mapping declares. */
import { auditMigrations } from "@favorable/audit/postgres";
import { toHex, utf8 } from "@favorable/core";
import { consentMigrations } from "@favorable/fields/postgres";
import type { Sql } from "@favorable/sql";
import { sha256 } from "@noble/hashes/sha2.js";
import { migratedFunctions } from "./migrated-functions.ts";
import type { Plan } from "./plan.ts";
import { functionsOf } from "./sealed-statements.ts";

/** A function by name, types of its arguments, body and owner. */
interface TrustedFunction {
  readonly schema: string;
  readonly name: string;
  /** `*` for any: the body decides. */
  readonly types: string;
  /** SHA-256 of the body, in hexadecimal digits. */
  readonly hash: string;
  /** Who owns it; an empty text for whoever owns the tables of the log, or of consents. */
  readonly owner: string;
  /** Its settings as `name=value`, sorted, in one line and lower case; empty for any. */
  readonly settings: string;
  /** Declared by the mapping: for triggers as well, and with settings of its own. */
  readonly declared: boolean;
}

/** What is trusted beside a plan. A function of the same name with another body, or of another owner, is not. */
function trustedFunctions(plan: Plan): readonly TrustedFunction[] {
  const own = migratedFunctions([...auditMigrations, ...consentMigrations]).map(({ name, body, settings }) => known(name, body, settings));
  const planned = plan.mapping.level === "columns" ? [] : functionsOf(plan);
  const declared = plan.mapping.trusted ?? [];
  return [
    ...own,
    ...planned.map(({ name, types, body }) => ({
      ...known(name, body, []),
      types: types.replace(/(^|, )\w+ /g, "$1"),
      owner: plan.sealer,
    })),
    ...declared.map(({ schema, name, owner, sha256: hash }) => ({ schema, name, types: "*", hash, owner, settings: "", declared: true })),
  ];
}

function known(name: string, body: string, settings: readonly string[]): TrustedFunction {
  const lines = settings.map((line) => line.toLowerCase()).sort();
  return { schema: "favorable", name, types: "*", hash: toHex(sha256(utf8(body))), owner: "", settings: lines.join(";"), declared: false };
}

const FOUND = `select p.oid::text as oid, bool_or(k.declared = 'true') as declared
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) k (schema, name, types, hash, owner, declared, settings)
  join pg_namespace n on n.nspname = k.schema join pg_proc p on p.pronamespace = n.oid and p.proname = k.name join pg_roles o on o.oid = p.proowner
  where (k.types = '*' or k.types = oidvectortypes(p.proargtypes)) and k.hash = encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')
    and (k.owner = o.rolname or k.owner = '' and p.proowner in (select relowner from pg_class
      where relnamespace = to_regnamespace('favorable') and relkind in ('r', 'p') and relname in ('audit_pending', 'consent')))
    and (k.declared = 'true' or k.settings = '' and case when p.prosecdef then p.proconfig[1] ~ '^search_path=pg_catalog' else true end
      or k.settings = (select string_agg(lower(s), ';' order by lower(s) collate "C") from unnest(p.proconfig) s))
  group by p.oid` as const;

/** Functions that are known, by identifier, and those among them that the mapping declares. */
export interface TrustedOids {
  readonly known: readonly string[];
  readonly declared: readonly string[];
}

/** The identifiers of those that stand in the catalogue as they are known, and among them those that the mapping declares. */
export async function trustedOids(sql: Sql, plan: Plan): Promise<TrustedOids> {
  const trusted = trustedFunctions(plan);
  const { rows } = await sql.query<{ oid: string; declared: boolean }>(FOUND, [
    trusted.map(({ schema }) => schema),
    trusted.map(({ name }) => name),
    trusted.map(({ types }) => types),
    trusted.map(({ hash }) => hash),
    trusted.map(({ owner }) => owner),
    trusted.map(({ declared }) => String(declared)),
    trusted.map(({ settings }) => settings),
  ]);
  return { known: rows.map(({ oid }) => oid), declared: rows.filter(({ declared }) => declared).map(({ oid }) => oid) };
}
