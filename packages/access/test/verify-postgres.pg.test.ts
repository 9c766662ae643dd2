import { assertLevel, heldLevel, installContextKey, type PostgresReport, verifyPostgres } from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const rigs: PostgresRig[] = [];
let columns: PostgresRig;
let sealed: PostgresRig;

const report = (rig: PostgresRig): Promise<PostgresReport> => verifyPostgres(rig.owner, rig.matrix, rig.mapping);
/** Does something by hand as the owner, looks, and undoes it. */
async function after(rig: PostgresRig, by: readonly string[], undo: readonly string[], as = rig.owner): Promise<PostgresReport> {
  for (const text of by) await as.query(text);
  try {
    return await report(rig);
  } finally {
    for (const text of undo) await as.query(text);
  }
}
const ways = ({ bypasses }: PostgresReport): string[] =>
  bypasses.filter(({ inherent }) => !inherent).map(({ kind, name }) => `${kind} ${name}`);

beforeAll(async () => {
  columns = await postgresRig("columns");
  sealed = await postgresRig("sealed");
  await installContextKey(sealed.owner, sealed.matrix, sealed.mapping, { id: "k", secret: new Uint8Array(32) });
  rigs.push(columns, sealed);
});
afterAll(async () => {
  for (const rig of rigs) await rig.close();
});

describe("verifyPostgres", () => {
  it("finds nothing after the matrix was applied, and names superusers and owners all the same", async () => {
    for (const rig of rigs) {
      const found = await report(rig);
      expect(found).toMatchObject({ cells: [], policies: [], functions: [] });
      expect(ways(found)).toEqual([]);
      expect(found.holds).toBe(true);
      expect(found.bypasses.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["superuser", "owner"]));
    }
  });

  it("names each cell that a hand-made grant adds or a hand-made revoke takes", async () => {
    const role = `${columns.mapping.prefix}_manager__follow_up`;
    const found = await after(columns, [`grant select on hr.agent to ${columns.app}`], [`revoke select on hr.agent from ${columns.app}`]);
    expect(found.cells.map(({ role: who, column, privilege, missing }) => [who, column, privilege, missing])).toEqual(
      ["changed_at", "due_on", "id", "last_name", "note", "reason", "status", "unit"].map((column) => [
        columns.app,
        column,
        "SELECT",
        false,
      ]),
    );
    const less = await after(
      columns,
      [`revoke update (status) on hr.agent from ${role}`],
      [`grant update (status) on hr.agent to ${role}`],
    );
    expect(less.cells).toEqual([{ role, relation: '"hr"."agent"', column: "status", privilege: "UPDATE", missing: true }]);
    const everyone = await after(columns, ["grant delete on hr.agent to public"], ["revoke delete on hr.agent from public"]);
    expect(everyone.cells.some(({ role: who, privilege }) => who === columns.app && privilege === "DELETE")).toBe(true);
    expect((await report(columns)).holds).toBe(true);
  });

  it("finds views, functions, triggers, policies, memberships, defaults and strong roles that go past the matrix", async () => {
    const { app, mapping } = columns;
    const role = `${mapping.prefix}_administrator__maintenance`;
    const view = await after(columns, ["create view hr.all_agents as select * from hr.agent"], ["drop view hr.all_agents"]);
    expect(ways(view)).toEqual(["view hr.all_agents"]);
    const honest = await after(columns, ["create view hr.v with (security_invoker = true) as select id from hr.agent"], ["drop view hr.v"]);
    expect(ways(honest)).toEqual([]);
    const body = "language sql security definer as 'select last_name from hr.agent limit 1'";
    const made = await after(columns, [`create function hr.peek() returns text ${body}`], ["drop function hr.peek()"]);
    expect(ways(made)).toEqual(["function hr.peek()"]);
    const policy = await after(columns, ["create policy open on hr.agent using (true)"], ["drop policy open on hr.agent"]);
    expect(policy.policies).toEqual([{ relation: '"hr"."agent"', what: "foreign", policy: "open" }]);
    const [off, on] = ["alter table hr.agent disable row level security", "alter table hr.agent enable row level security"];
    expect((await after(columns, [off], [on])).policies).toEqual([{ relation: '"hr"."agent"', what: "disabled" }]);
    const member = await after(columns, [`grant ${role} to ${app}`], [`revoke ${role} from ${app}`]);
    expect(ways(member)).toContain(`member ${app}`);
    const defaults = [
      `alter default privileges in schema hr grant select on tables to ${app}`,
      `alter default privileges in schema hr revoke select on tables from ${app}`,
    ];
    expect(ways(await after(columns, defaults.slice(0, 1), defaults.slice(1)))).toEqual([`default-privileges ${app}`]);
    for (const [text, way] of [
      [`alter role ${app} bypassrls`, `bypassrls ${app}`],
      [`grant pg_read_all_data to ${app}`, `predefined-role ${app}`],
    ] as const) {
      // Undone before anybody else could see it: roles are those of the whole server.
      const undone = columns.admin.transaction(async (tx) => {
        await tx.query(text);
        expect(ways(await verifyPostgres(tx, columns.matrix, columns.mapping))).toEqual([way]);
        throw new Error("undone");
      });
      await expect(undone).rejects.toThrow("undone");
    }
  });

  it("finds a policy whose condition was changed, though its name stayed", async () => {
    const name = `${columns.mapping.prefix}_manager__follow_up`;
    const { rows } = await columns.owner.query<{ text: string }>(
      "select pg_get_expr(polqual, polrelid) as text from pg_policy where polname = $1",
      [name],
    );
    const text = String(rows[0]?.text);
    const found = await after(
      columns,
      [`alter policy ${name} on hr.agent using (true)`],
      [`alter policy ${name} on hr.agent using (${text})`],
    );
    expect(found.policies).toEqual([{ relation: '"hr"."agent"', what: "changed", policy: name }]);
  });

  it("finds functions whose body, callers or owner were changed, and rights on keys", async () => {
    const { prefix } = sealed.mapping;
    const take = `access_${prefix}_take_agent`;
    const sealer = `${prefix}_sealer`;
    const callers = await after(
      sealed,
      [`grant execute on function favorable.${take}(uuid) to public`],
      [`revoke execute on function favorable.${take}(uuid) from public`],
      sealed.admin,
    );
    expect(callers.functions).toEqual([{ name: take, what: "callers" }]);
    const keys = await after(
      sealed,
      [`grant select on favorable.access_${prefix}_key to ${sealed.app}`],
      [`revoke select on favorable.access_${prefix}_key from ${sealed.app}`],
      sealed.admin,
    );
    expect(ways(keys)).toEqual([`key-table ${sealed.app}`]);
    const member = await after(sealed, [`grant ${sealer} to ${sealed.app}`], [`revoke ${sealer} from ${sealed.app}`], sealed.admin);
    expect(ways(member)).toContain(`member ${sealed.app}`);
    const body = `create or replace function favorable.access_${prefix}_context(token text) returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin return '{}'; end $$`;
    const { rows } = await sealed.admin.query<{ text: string }>(
      `select pg_get_functiondef('favorable.access_${prefix}_context(text)'::regprocedure) as text`,
    );
    const found = await after(sealed, [body], [String(rows[0]?.text)], sealed.admin);
    expect(found.functions).toEqual([{ name: `access_${prefix}_context`, what: "body" }]);
    expect((await report(sealed)).holds).toBe(true);
  });
});

describe("assertLevel", () => {
  it("lets the application's login start, and refuses owners, superusers and logins that hold more", async () => {
    for (const rig of rigs) {
      const { app, matrix, mapping } = rig;
      await assertLevel(rig.as(app), matrix, mapping);
      expect((await heldLevel(rig.as(app), matrix, mapping)).level).toBe(mapping.level);
      expect((await heldLevel(rig.admin, matrix, mapping)).breaches).toContain("superuser");
      expect((await heldLevel(rig.owner, matrix, mapping)).breaches).toEqual(
        expect.arrayContaining(["owner", "createrole", "database-owner"]),
      );
      expect(await rejectionCode(assertLevel(rig.owner, matrix, mapping))).toBe("LEVEL_NOT_HELD");
      await rig.admin.query(`grant select (note) on hr.agent to ${app}`);
      expect(await heldLevel(rig.as(app), matrix, mapping)).toEqual({ level: "process", breaches: ["reads-table"] });
      await rig.admin.query(`revoke select (note) on hr.agent from ${app}`);
    }
    await sealed.admin.query(`grant execute on function favorable.append_declared(text, jsonb, text[], text[], text[]) to ${sealed.app}`);
    expect((await heldLevel(sealed.as(sealed.app), sealed.matrix, sealed.mapping)).breaches).toEqual(["appends-freely"]);
    await sealed.admin.query(
      `revoke execute on function favorable.append_declared(text, jsonb, text[], text[], text[]) from ${sealed.app}`,
    );
  });
});
