/** Migration 011: nothing leaves the outbox but into the log, or aside. */
import type { Migration } from "@favorable/sql";

/**
 * `refuse_loss` refuses a deletion from the outbox unless, at the end of the statement, each row stands in the log or was set aside: giving
 * positions is the only thing the right to delete is good for. It looks entries up by their index, however short the log was when its plan was
 * made. What is set aside keeps its mark: whoever has the key sees whether a writer made it.
 */
export const outbox: Migration = {
  id: "audit/011-outbox",
  statements: [
    "alter table favorable.audit_quarantine add column mac text",
    `create function favorable.audit_refuse_loss() returns trigger language plpgsql
       security definer set search_path = pg_catalog, favorable set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
       set client_min_messages = error set debug_print_parse = off set debug_print_rewritten = off set debug_print_plan = off
       set plan_cache_mode = auto set standard_conforming_strings = on as $$
     begin
       if exists (select from gone g
                   where not exists (select from favorable.audit_leaf l where l.entry = g.entry and (l.leaf is null or l.leaf = g.leaf))
                     and not exists (select from favorable.audit_quarantine q where q.entry = g.entry and q.leaf = g.leaf)) then
         raise exception 'an entry leaves the outbox for the log only' using errcode = '55000';
       end if;
       return null;
     end $$`,
    `create trigger refuse_loss after delete on favorable.audit_pending referencing old table as gone
       for each statement execute function favorable.audit_refuse_loss()`,
    "alter table favorable.audit_pending enable always trigger refuse_loss",
  ],
};
