/** Health holds functions and triggers of the database against what the migrations lay down. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openAuditLog } from "../src/postgres/index.ts";
import { ORIGIN, readEvent, signer } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { type Opened, openLog } from "./store-behaviour.ts";

let opened: Opened;
beforeAll(async () => {
  opened = await openLog(openPgStore);
  await opened.log.append(readEvent("a-1", ["p-1"]));
  await opened.sql.query("select favorable.audit_make_month('2031-01-01')");
  await opened.log.checkpoint();
});
afterAll(() => opened.close());

/** What health says after a statement, which is undone. */
async function after(...statements: readonly string[]): Promise<readonly (readonly string[] | undefined)[]> {
  let said: readonly (readonly string[] | undefined)[] = [];
  await opened.sql
    .transaction(async (tx) => {
      for (const statement of statements) await tx.query(statement);
      const log = await openAuditLog({ sql: tx, origin: ORIGIN, signer, clock: opened.clock });
      const health = await log.health();
      said = [health.triggersOff, health.changed];
      throw new Error("undone");
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "undone") throw error;
    });
  return said;
}

it("is content with what the migrations laid down, months included", async () => {
  expect(await after("select 1")).toEqual([[], []]);
  for (const statement of ["delete from favorable.audit_body_203101", "truncate favorable.audit_body_203101"])
    await expect(opened.sql.query(statement)).rejects.toMatchObject({ details: { sqlState: "55000" } });
});

it.each([
  ["audit_refuse", "create or replace function favorable.audit_refuse() returns trigger language plpgsql as $$ begin return new; end $$"],
  ["audit_holds", "create function favorable.audit_holds(text) returns text language sql as $$ select $1 $$"],
  ["audit_refuse_leaf", "alter function favorable.audit_refuse_leaf() security invoker"],
  ["audit_drop_month", "alter function favorable.audit_drop_month(date) reset all"],
  ["audit_refuse_erasure", "alter function favorable.audit_refuse_erasure() set search_path = public, pg_catalog"],
  ["audit_append", "grant execute on function favorable.audit_append(text, text, text, text, text, text, text, text) to public"],
  ["audit_leaf (unique of entry)", "alter table favorable.audit_leaf drop constraint audit_leaf_entry_key"],
  ["audit_leaf.short", "alter table favorable.audit_leaf add constraint short check (length(leaf) < 65536)"],
  ["audit_key_scope_idx", "drop index favorable.audit_key_scope_idx"],
  ["audit_unfiled (unlogged)", "alter table favorable.audit_unfiled set unlogged"],
  ["audit_body_203101 (unlogged)", "alter table favorable.audit_body_203101 set unlogged"],
  ["audit_body (granted to everybody)", "grant select (payload) on favorable.audit_body to public"],
  ["audit_leaf (owner)", "alter table favorable.audit_leaf owner to pg_monitor"],
  ["audit_checkpoint.r", "create rule r as on insert to favorable.audit_checkpoint do instead nothing"],
  ["audit_leaf (row security)", "alter table favorable.audit_leaf enable row level security"],
  [
    "audit_leaf.mine",
    "create trigger mine before insert on favorable.audit_leaf for each row execute function suppress_redundant_updates_trigger()",
  ],
])("tells that %s was changed or put there", async (name, statement) => {
  const [triggers, changed] = await after(statement);
  expect(triggers).toEqual([]);
  // Where the owner of a table is another, every function and table has another one than it.
  if (name.endsWith("(owner)")) expect(changed?.filter((one) => /^audit_\w+ \(owner\)$/.test(one)).length).toBeGreaterThan(10);
  else expect(changed).toEqual([name]);
});

it("tells of a trigger that is there under its name, always on, and does nothing, and of one of a month", async () => {
  const leaf = [
    "drop trigger refuse_change on favorable.audit_leaf",
    "create trigger refuse_change before update or delete on favorable.audit_leaf for each row when (false) execute function favorable.audit_refuse_leaf()",
    "alter table favorable.audit_leaf enable always trigger refuse_change",
  ];
  expect(await after(...leaf)).toEqual([["audit_leaf.refuse_change"], []]);
  expect(await after("alter table favorable.audit_body_203101 disable trigger refuse_erasure")).toEqual([
    ["audit_body_203101.refuse_erasure"],
    [],
  ]);
  expect(await after("alter table favorable.audit_body_undated disable trigger refuse_change")).toEqual([
    ["audit_body_undated.refuse_change"],
    [],
  ]);
});
