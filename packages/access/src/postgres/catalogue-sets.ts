/** Sets of roles and relations that the queries of a verification share. */

/** Any privilege on a relation `c`, of a role `r`: reading is not the only one that tells or changes. */
export const ANY_PRIVILEGE =
  `(has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') or has_table_privilege(r.oid, c.oid,
  'DELETE, TRUNCATE, TRIGGER' || case when current_setting('server_version_num')::int >= 170000 then ', MAINTAIN' else '' end))` as const;

/**
 * For a query that begins `with recursive`: `$1` holds the mapped tables by identifier, `$2` the names of the plan's own tables. `above` and
 * `below` are what a mapped table inherits from and what inherits from it, however far: rows are found in both.
 */
export const SETS = `tables as (select t::oid as oid from unnest($1::text[]) t),
  own as (select c.oid, c.relname from pg_class c where c.relnamespace = to_regnamespace('favorable') and c.relname = any ($2::text[])),
  log as (select c.oid, c.relname, c.relkind, c.relowner, c.relpersistence from pg_class c
    where c.relnamespace = to_regnamespace('favorable') and c.relname ~ '^audit_' and c.relkind in ('r', 'p', 'v', 'm')),
  owners as (select distinct c.relowner as oid from pg_class c join tables t on t.oid = c.oid),
  -- Every role the login that asks is or could take.
  mine as (select r.oid, r.rolname from pg_roles r where pg_has_role(session_user, r.oid, 'MEMBER')),
  above as (select i.inhparent as oid, i.inhrelid as beside from pg_inherits i where i.inhrelid in (select oid from tables)
    union select i.inhparent, i.inhrelid from above a join pg_inherits i on i.inhrelid = a.oid),
  below as (select i.inhrelid as oid, i.inhparent as beside from pg_inherits i where i.inhparent in (select oid from tables)
    union select i.inhrelid, i.inhparent from below b join pg_inherits i on i.inhparent = b.oid)` as const;

/** A view `v` that asks with the rights of who asks it. */
export const INVOKER_VIEW =
  "(v.relkind = 'v' and coalesce(v.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false))" as const;

/** Views over the relations of a common table expression `seen`, and over those views, as `views`; rules of other tables that reach them too. */
export const VIEWS = `views as (
    select w.ev_class as oid from pg_depend d join pg_rewrite w on w.oid = d.objid and d.classid = 'pg_rewrite'::regclass
      where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from seen) and w.ev_class not in (select oid from seen)
    union
    select w.ev_class from views v join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = v.oid
      join pg_rewrite w on w.oid = d.objid and d.classid = 'pg_rewrite'::regclass where w.ev_class not in (select oid from seen))` as const;
