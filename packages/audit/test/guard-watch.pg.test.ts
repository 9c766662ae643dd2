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
  ["audit_checkpoint.r", "create rule r as on insert to favorable.audit_checkpoint do instead nothing"],
  ["audit_leaf (row security)", "alter table favorable.audit_leaf enable row level security"],
  [
    "audit_leaf.mine",
    "create trigger mine before insert on favorable.audit_leaf for each row execute function suppress_redundant_updates_trigger()",
  ],
])("tells that %s was changed or put there", async (name, statement) => {
  expect(await after(statement)).toEqual([[], [name]]);
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
