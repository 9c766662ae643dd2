/** What reads declared tables besides what is declared: views on them, functions that lend their owner's rights, copies beside them. */
import type { ProcessingDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import { mappedRecords, nameOf, type SchemaMapping, schemasOf, storedColumns } from "./schema.ts";

/** Names of the catalogue. */
export interface UndeclaredReaders {
  /** Views, and tables of other schemas, as `schema.name`. */
  readonly relations: readonly string[];
  /** `PUBLIC:function app.lookup:execute`. */
  readonly functions: readonly string[];
}

const READERS = `
  declared as (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname || '.' || c.relname = any ($1::text[])),
  readers as (
    select oid from declared
    union
    select w.ev_class from readers r
      join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid and d.classid = 'pg_rewrite'::regclass
      join pg_rewrite w on w.oid = d.objid)`;

const SYSTEM = `n.nspname in ('pg_catalog', 'information_schema', 'favorable') or n.nspname ~ '^pg_(toast|temp)'`;

/**
 * Names what reads the records' tables and is not mapped:
 *
 * - views of any schema that stand on them, however many views lie between, whoever may read them;
 * - tables of other schemas that a login of the application may read, or that have two or more of a record's columns (all of them, for a record of one):
 *   a copy leaves no trace in the catalogue, so its columns are what tells it;
 * - functions that run with their owner's rights, name such a table or view in their text and may be called by others. A function that composes the
 *   name as it runs is not told from any other.
 *
 * `otherTables` of the mapping silences a relation, `grantees` the functions of a grantee.
 *
 * @throws as `undeclaredColumns`
 */
export async function undeclaredReaders(
  sql: Sql,
  document: ProcessingDocument,
  mapping: SchemaMapping & { readonly logins?: readonly string[] },
): Promise<UndeclaredReaders> {
  const records = mappedRecords(document, mapping);
  const tables = records.map(([, { table }]) => table);
  const views = await sql.query<{ name: string }>(
    `with recursive ${READERS}
     select n.nspname || '.' || c.relname as name from readers r join pg_class c on c.oid = r.oid join pg_namespace n on n.oid = c.relnamespace
      where r.oid not in (select oid from declared) and not (${SYSTEM})`,
    [tables],
  );
  const columns = records.map(([name, record]) => [...storedColumns(document, name, record)]);
  const copies = await sql.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f', 'm') and not c.relispartition and not (${SYSTEM}) and n.nspname <> all ($1::text[])
        and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
        and (exists (
            select from jsonb_array_elements($3::jsonb) r (columns) cross join lateral (
              select count(*) as shared from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and r.columns ? a.attname) s
             where s.shared >= least(2, jsonb_array_length(r.columns)) and s.shared > 0)
          or exists (
            select from pg_roles l
             where l.rolcanlogin and has_schema_privilege(l.oid, n.oid, 'USAGE') and has_any_column_privilege(l.oid, c.oid, 'SELECT')
               and case when $2::text[] is null
                 then not l.rolsuper and not pg_has_role(l.oid, c.relowner, 'MEMBER')
                 else l.rolname = any ($2::text[]) end))`,
    [schemasOf(records), mapping.logins === undefined ? null : [...mapping.logins], JSON.stringify(columns)],
  );
  const functions = await sql.query<{ name: string; grantee: string }>(
    `with recursive ${READERS}
     select distinct n.nspname || '.' || p.proname as name,
            case when x.grantee = 0 then 'PUBLIC' else pg_get_userbyid(x.grantee) end as grantee
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
      where p.prosecdef and p.prorettype <> 'trigger'::regtype and not (${SYSTEM}) and x.grantee <> p.proowner
        and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
        and exists (
          select from readers r join pg_class c on c.oid = r.oid
           where p.prosrc ~* ('\\m' || regexp_replace(c.relname, '(\\W)', '\\\\\\1', 'g') || '\\M')
              or exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                           and d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid))
      order by 1, 2`,
    [tables],
  );
  const known = new Set([...tables, ...(mapping.otherTables ?? [])]);
  const allowed = new Set(mapping.grantees ?? []);
  const found = [...views.rows, ...copies.rows].flatMap(({ name }) => (known.has(name) ? [] : [nameOf(name)]));
  return {
    relations: [...new Set(found)].sort(),
    functions: functions.rows.flatMap(({ name, grantee }) =>
      allowed.has(grantee) ? [] : [`${nameOf(grantee)}:function ${nameOf(name)}:execute`],
    ),
  };
}
