/** Level `sealed`: keys, tickets, and the function that believes a signed context or refuses it. */
import { constants, ident } from "./identifiers.ts";
import type { Plan } from "./plan.ts";
import { clearRights } from "./role-statements.ts";

/** Seconds for which a ticket of a committed entry is good. */
export const TICKET_SECONDS = 10;
/** Seconds that a context may be good for at most. */
export const CONTEXT_SECONDS = 900;

/** Names of the tables of a plan. */
export function sealedTables({ mapping: { prefix } }: Plan): { readonly key: string; readonly use: string; readonly ticket: string } {
  const of = (what: string): string => `favorable.${ident(`access_${prefix}_${what}`)}`;
  return { key: of("key"), use: of("use"), ticket: of("ticket") };
}

/** The same without schema and quotes. */
export function sealedTableNames(plan: Plan): string[] {
  return ["key", "use", "ticket"].map((what) => `access_${plan.mapping.prefix}_${what}`);
}

/** A function as it should stand. */
export interface PlannedFunction {
  readonly name: string;
  /** Types of the arguments, as the catalogue has them. */
  readonly types: string;
  readonly args: string;
  readonly returns: string;
  readonly body: string;
  /** Whether the application may call it. */
  readonly open: boolean;
  /** A procedure commits between its steps and therefore runs with its caller's rights: it can do nothing that the caller could not do in so many calls. */
  readonly procedure?: true;
}

/** Of a ticket: whose login asked, who was named, for a change its value's hash and its entry, and what it is good for. */
const LATER_COLUMNS = {
  login: "name not null default ''",
  named: "text[] not null default '{}'",
  hash: "bytea",
  entry: "text",
  stage: "text not null default 'open'",
} as const;

/**
 * The tables. The halves of a key are its block under the two pads of HMAC (RFC 2104, section 2): SHA-256 is built in, HMAC is not.
 * Tickets are not logged ahead: they live for seconds, a crash empties them, and a lost one is asked for again. Uses of contexts are: after a
 * crash or a failover a context that was used up would be good again. They are touched in the order in which the functions touch them (keys,
 * uses, tickets, and the mapped tables after), and only where something is not as it should be.
 */
export function sealedTableStatements(plan: Plan): string[] {
  const { key, use, ticket } = sealedTables(plan);
  const owned = (table: string): string =>
    `do $$ begin if (select pg_get_userbyid(relowner) from pg_class where oid = '${table}'::regclass) <> '${plan.sealer}' then
       alter table ${table} owner to ${ident(plan.sealer)}; end if; end $$`;
  return [
    `create table if not exists ${key} (
       id text primary key, inside bytea not null check (octet_length(inside) = 64), outside bytea not null check (octet_length(outside) = 64))`,
    `create table if not exists ${use} (nonce text primary key, times integer not null, until timestamptz not null)`,
    `create unlogged table if not exists ${ticket} (
       id uuid primary key, record text not null, action text not null, role text not null, purpose text not null,
       context jsonb not null, keys text[] not null, xact xid8 not null, until timestamptz not null)`,
    owned(key),
    `do $$ begin if not (select relrowsecurity from pg_class where oid = '${key}'::regclass) then alter table ${key} enable row level security; end if; end $$`,
    // A table made before uses were logged.
    `do $$ begin if exists (select from pg_class where oid = '${use}'::regclass and relpersistence = 'u') then alter table ${use} set logged; end if; end $$`,
    owned(use),
    ...Object.entries(LATER_COLUMNS).map(([name, type]) => {
      const there = `select from pg_attribute where attrelid = '${ticket}'::regclass and attname = '${name}' and not attisdropped`;
      return `do $$ begin if not exists (${there}) then alter table ${ticket} add column ${name} ${type}; end if; end $$`;
    }),
    owned(ticket),
    ...[key, use, ticket].map((table) => clearRights(table)),
  ];
}

/**
 * `access_…_context(token)` answers with the claims of a context, or raises 28000. A token is `<key id>.<base64 of JSON>.<base64 of the
 * HMAC-SHA-256>`; the claims are texts: actor, role, purpose, nonce, `until` (seconds since 1970), `times` (uses), and what rows are held against.
 */
export function contextFunction(plan: Plan): PlannedFunction {
  const { key, use } = sealedTables(plan);
  return {
    name: `access_${plan.mapping.prefix}_context`,
    args: "token text",
    types: "token text",
    returns: "jsonb",
    open: false,
    body: `
declare
  known ${key};
  claims jsonb;
  good timestamptz;
begin
  if token is null or octet_length(token) > 16384 or cardinality(string_to_array(token, '.')) <> 3 then
    raise exception 'the context is refused' using errcode = '28000';
  end if;
  select * into known from ${key} k where k.id = split_part(token, '.', 1);
  -- Hashes are compared, so that the time it takes tells nothing of the right answer.
  if known.id is null or sha256(convert_to(split_part(token, '.', 3), 'UTF8')) is distinct from sha256(convert_to(encode(sha256(known.outside
      || sha256(known.inside || convert_to('favorable.access.context/1.' || known.id || '.' || split_part(token, '.', 2), 'UTF8'))), 'base64'), 'UTF8')) then
    raise exception 'the context is refused' using errcode = '28000';
  end if;
  claims := convert_from(decode(split_part(token, '.', 2), 'base64'), 'UTF8')::jsonb;
  good := to_timestamp((claims ->> 'until')::double precision);
  if coalesce(claims ->> 'actor', '') = '' or claims ->> 'role' is null or claims ->> 'purpose' is null or coalesce(claims ->> 'nonce', '') = ''
     or good is null or good <= clock_timestamp() or good > clock_timestamp() + interval '${CONTEXT_SECONDS} seconds' then
    raise exception 'the context is refused' using errcode = '28000';
  end if;${heldApart(plan)}
  insert into ${use} as u (nonce, times, until) values (claims ->> 'nonce', 1, good)
    on conflict (nonce) do update set times = u.times + 1 where u.times < (claims ->> 'times')::integer;
  if not found then
    raise exception 'the context is refused' using errcode = '28000';
  end if;
  return claims;
end `,
  };
}

/**
 * Refuses a context of somebody who holds roles that are kept apart, or who acts in one of them and does not say what they hold. What a person
 * holds is what the signer says, as everything in a context.
 */
function heldApart({ conflicts }: Plan): string {
  if (conflicts.length === 0) return "";
  const apart = constants([...new Set(conflicts.flat())]);
  const together = conflicts.map((pair) => `claims -> 'holds' @> to_jsonb(${constants(pair)})`).join(" or ");
  return `
  if (case when claims -> 'holds' is null then claims ->> 'role' = any (${apart})
           else ${together} or not claims -> 'holds' @> to_jsonb(claims ->> 'role') end) then
    raise exception 'the context is refused' using errcode = '28000';
  end if;`;
}

/** `access_…_tidy()` forgets what has run out; whoever may call functions may call it, as it can only forget what no longer counts. */
export function tidyFunction(plan: Plan): PlannedFunction {
  const { use, ticket } = sealedTables(plan);
  return {
    name: `access_${plan.mapping.prefix}_tidy`,
    args: "",
    types: "",
    returns: "void",
    open: true,
    body: `
begin
  delete from ${use} u where u.until < clock_timestamp() - interval '1 minute';
  delete from ${ticket} t where t.until < clock_timestamp() - interval '1 minute';
end `,
  };
}
