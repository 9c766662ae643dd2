/** What the catalogue has and the declaration has not: columns, tables, rights. Only the catalogue is read, no row of a table. */
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import type { EvidenceMapping, MappedRecord } from "./mapping.ts";

/** What {@link undeclaredColumns} and {@link grantsToOthers} read of the mapping. */
export type SchemaMapping = Pick<EvidenceMapping, "records" | "otherTables" | "grantees">;

const RELATIONS = `
  select c.oid, c.relowner, c.relacl, n.nspname || '.' || c.relname as name, pg_partition_root(c.oid) as root, c.relispartition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any ($1::text[]) and c.relkind in ('r', 'p', 'f', 'm')`;

/**
 * Names the columns of the records' tables that no declared field stands for (`agent.salary`), and the tables beside them in the same schemas
 * that no record stands for (`register.shadow`). Generated columns say nothing of their own.
 *
 * @throws `MAPPING_INVALID` for a record or field that is not declared, or a table that is not there; `SQL_FAILED`
 */
export async function undeclaredColumns(sql: Sql, document: ProcessingDocument, mapping: SchemaMapping): Promise<readonly string[]> {
  const records = mappedRecords(document, mapping);
  const { rows } = await sql.query<{ table: string; column: string | null }>(
    `select r.name as "table", a.attname as "column" from (${RELATIONS}) r
       left join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where not r.relispartition order by 1, 2`,
    [schemasOf(records)],
  );
  const byTable = new Map(records.map(([name, { table }]) => [table, name]));
  const there = new Set(rows.map(({ table }) => table));
  const missing = records.filter(([, { table }]) => !there.has(table)).map(([name]) => `records.${name}.table`);
  if (missing.length > 0) throw invalid(missing);
  const known = new Map(records.map(([name, record]) => [name, columnsOf(document, name, record)]));
  const extra = rows.flatMap(({ table, column }) => {
    const record = byTable.get(table);
    if (record === undefined) return (mapping.otherTables ?? []).includes(table) ? [] : [nameOf(table)];
    return column === null || known.get(record)?.has(column) === true ? [] : [`${record}.${nameOf(column)}`];
  });
  return [...new Set(extra)];
}

/**
 * Names the rights on the records' tables, and on single columns of them, that somebody beside the owner and the declared grantees was given:
 * `snooper:situation:select`, `PUBLIC:agent.surname:select`. Rights by membership and attributes of roles are what `verifyPostgres` of
 * `@favorable/access/postgres` follows.
 *
 * @throws as {@link undeclaredColumns}
 */
export async function grantsToOthers(sql: Sql, document: ProcessingDocument, mapping: SchemaMapping): Promise<readonly string[]> {
  const records = mappedRecords(document, mapping);
  const { rows } = await sql.query<{ table: string; column: string | null; grantee: string; privilege: string }>(
    `with relations as (${RELATIONS}),
       given as (
         select r.*, null::name as "column", x.grantee, x.privilege_type from relations r cross join aclexplode(r.relacl) x
         union all
         select r.*, a.attname, x.grantee, x.privilege_type from relations r
           join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attacl is not null
           cross join aclexplode(a.attacl) x)
     select distinct coalesce(p.nspname || '.' || o.relname, g.name) as "table", g."column",
            case when g.grantee = 0 then 'PUBLIC' else pg_get_userbyid(g.grantee) end as grantee, lower(g.privilege_type) as privilege
       from given g left join pg_class o on o.oid = g.root left join pg_namespace p on p.oid = o.relnamespace
      where g.grantee <> g.relowner order by 3, 1, 2, 4`,
    [schemasOf(records)],
  );
  const byTable = new Map(records.map(([name, { table }]) => [table, name]));
  const allowed = new Set(mapping.grantees ?? []);
  return rows.flatMap(({ table, column, grantee, privilege }) => {
    const record = byTable.get(table);
    if (record === undefined || allowed.has(grantee)) return [];
    return [`${nameOf(grantee)}:${record}${column === null ? "" : `.${nameOf(column)}`}:${privilege}`];
  });
}

/** A name of the catalogue that does not look like one is not repeated: it may be anything. */
export function nameOf(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/.test(name) ? name : "*";
}

/** The mapped records by name; throws `MAPPING_INVALID`. */
export function mappedRecords(document: ProcessingDocument, { records = {} }: SchemaMapping): readonly (readonly [string, MappedRecord])[] {
  const all = Object.entries(records);
  const wrong = all.flatMap(([name, { table, columns = {} }]) => {
    const declared = Object.hasOwn(document.records ?? {}, name) ? document.records?.[name] : undefined;
    if (declared === undefined) return ["records.*"];
    const fields = Object.keys(columns).filter((field) => !Object.hasOwn(declared.fields, field));
    return [...(/^[^.]+\.[^.]+$/.test(table) ? [] : [`records.${name}.table`]), ...fields.map(() => `records.${name}.columns.*`)];
  });
  if (wrong.length > 0 || all.length === 0) throw invalid(all.length === 0 ? ["records"] : wrong);
  return all;
}

function columnsOf(document: ProcessingDocument, name: string, record: MappedRecord): ReadonlySet<string> {
  return new Set([...storedColumns(document, name, record), ...(record.technical ?? [])]);
}

/** The columns in which declared fields are stored. */
export function storedColumns(document: ProcessingDocument, name: string, { columns = {} }: MappedRecord): ReadonlySet<string> {
  const fields = Object.keys(document.records?.[name]?.fields ?? {});
  const stored = fields.map((field) => (Object.hasOwn(columns, field) ? columns[field] : field));
  return new Set(stored.filter((column) => typeof column === "string"));
}

/** The schemas that records lie in. */
export function schemasOf(records: readonly (readonly [string, MappedRecord])[]): readonly string[] {
  return [...new Set(records.map(([, { table }]) => table.slice(0, table.indexOf("."))))];
}

function invalid(paths: readonly string[]): PrivacyError {
  return new PrivacyError("MAPPING_INVALID", "the mapping names what is not declared or not there", { paths });
}
