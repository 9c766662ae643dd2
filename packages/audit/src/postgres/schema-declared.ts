/** Migration 005: entries made by the database itself, of declared types only, for logins that may not append freely. */
import type { Migration } from "@favorable/sql";

/** Declared names, joined by single spaces. */
const NAMES = "^([A-Za-z][A-Za-z0-9_.:-]{0,63}( |$))*$";

/**
 * `audit_declared_type` says which types `append_declared` takes: names of facts in clear, names of parts, the retention of those parts.
 * The function builds the canonical leaf and the commitments as `docs/spec/audit-log.md` has them, in the caller's transaction, with salts of
 * 122 random bits (two version 4 identifiers folded by SHA-256). Such an entry says `via: function` in clear: the database is its author,
 * and who is superuser of the database can forge it. The log takes it only where it was opened with that type among its `declaredTypes`.
 */
export const declared: Migration = {
  id: "audit/005-declared",
  statements: [
    `create table favorable.audit_declared_type (
       type text primary key check (type ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' and length(type) <= 64 and type !~ '^(audit|retention)\\.'),
       facts text[] not null check (cardinality(facts) <= 31 and array_to_string(facts, ' ') ~ '${NAMES}' and 'via' <> all (facts)),
       parts text[] not null check (array_to_string(parts, ' ') ~ '${NAMES}'),
       policy text not null check (policy ~ '^[A-Za-z][A-Za-z0-9_.:-]{0,63}$'),
       version integer not null check (version >= 1))`,
    `create function favorable.audit_fact(fact jsonb) returns text language sql immutable set search_path = pg_catalog as $$
     select case jsonb_typeof(fact)
       when 'string' then case when fact #>> '{}' ~ '^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$' then to_json(fact #>> '{}')::text end
       when 'number' then case when fact #>> '{}' ~ '^(0|-?[1-9][0-9]{0,14})$' then fact #>> '{}' end
       when 'boolean' then fact #>> '{}' end $$`,
    `create function favorable.append_declared(
       event text, facts jsonb default '{}', names text[] default '{}', subjects text[] default '{}', "values" text[] default '{}')
       returns text language plpgsql security definer set search_path = pg_catalog, favorable as $$
     declare
       known favorable.audit_declared_type;
       origin text;
       entry text := replace(gen_random_uuid()::text, '-', '');
       today text := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD');
       clear text;
       part record;
       descriptors text := '';
       bodies jsonb := '[]';
       salt bytea;
       payload text;
       leaf text;
       row_id bigint;
     begin
       select * into known from favorable.audit_declared_type d where d.type = event;
       select i.origin into origin from favorable.audit_identity i;
       if known.type is null or origin is null then
         raise exception 'the type of the event is not declared' using errcode = '22023';
       end if;
       if jsonb_typeof(facts) <> 'object' or exists (select from jsonb_each(facts) f where f.key <> all (known.facts) or favorable.audit_fact(f.value) is null)
          or exists (select from unnest(names) n where n is null or n <> all (known.parts))
          or cardinality(names) > 64 or cardinality(subjects) <> cardinality(names) or cardinality("values") <> cardinality(names)
          or array_position("values", null) is not null then
         raise exception 'facts or parts of the event are not as declared' using errcode = '22023';
       end if;
       select string_agg(to_json(f.key)::text || ':' || favorable.audit_fact(f.value), ',' order by f.key collate "C") into clear
         from jsonb_each(facts || '{"via": "function"}') f;
       for part in select u.name, nullif(u.subject, '') as subject, u.value, u.at - 1 as at
                     from unnest(names, subjects, "values") with ordinality as u (name, subject, value, at) loop
         salt := substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16);
         payload := '{"name":' || to_json(part.name)::text || coalesce(',"subject":' || to_json(part.subject)::text, '')
                 || ',"value":' || to_json(part.value)::text || '}';
         descriptors := descriptors || case when part.at > 0 then ',' else '' end || '{"c":"'
                 || encode(sha256(convert_to('favorable.audit.part/1', 'UTF8') || '\\x00'::bytea || salt || convert_to(payload, 'UTF8')), 'base64')
                 || '","name":' || to_json(part.name)::text || ',"retention":{"policy":' || to_json(known.policy)::text || ',"start":"' || today
                 || '","version":' || known.version || '}}';
         bodies := bodies || jsonb_build_array(jsonb_build_array(
           0, part.at, encode(salt, 'base64'), payload, known.policy, known.version, today, '', ''));
       end loop;
       leaf := '{"at":"' || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","clear":{' || clear
            || '},"id":"' || entry || '","log":' || to_json(origin)::text
            || case when descriptors = '' then '' else ',"parts":[' || descriptors || ']' end
            || ',"type":' || to_json(event)::text || ',"v":1}';
       if octet_length(leaf) > 65535 then
         raise exception 'the event is too large' using errcode = '54000';
       end if;
       insert into favorable.audit_pending (entry, type, leaf, via) values (entry, event, leaf, 'function') returning id into row_id;
       insert into favorable.audit_unfiled (first, ids, bodies) values (row_id, array[row_id], nullif(bodies, '[]')::text);
       return entry;
     end $$`,
    "revoke all on function favorable.append_declared(text, jsonb, text[], text[], text[]) from public",
  ],
};

/** Functions with their owner's rights, of this migration and of 004. */
const DEFINERS = [
  "append_declared(text, jsonb, text[], text[], text[])",
  "audit_append(text, text, text, text, text, text, text, text)",
  "audit_key_for(text, text, text, text)",
  "audit_holds(text[])",
  "audit_make_month(date)",
  "audit_drop_month(date)",
  "audit_refuse_leaf()",
  "audit_refuse_descriptors()",
  "audit_refuse_erasure()",
] as const;

/** The settings, for functions with their owner's rights. */
export const FIXED =
  "set client_min_messages = error set debug_print_parse = off set debug_print_rewritten = off set debug_print_plan = off set plan_cache_mode = auto set standard_conforming_strings = on" as const;

/**
 * Migration 008: settings that any session may change, fixed in functions with their owner's rights. A plan printed to the client
 * (`debug_print_plan`) holds the values of the function's statements: salts, keys that are wrapped. `session_replication_role` and the
 * `log_…` settings are a superuser's.
 */
export const settings: Migration = {
  id: "audit/008-settings",
  statements: DEFINERS.map((name) => `alter function favorable.${name} ${FIXED}`),
};
