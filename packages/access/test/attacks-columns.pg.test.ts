import { actingContext, columnsFor, databaseRole, verifyPostgres } from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const END = "2021-01-01T00:00:00Z";
let rig: PostgresRig;
let app: Sql;

const as = <T>(run: (tx: Sql) => Promise<T>, asked: { role: string; purpose: string; unit?: string }): Promise<T> =>
  app.transaction(run, actingContext(rig.matrix, rig.mapping, { actor: "a-17", ...asked }));
const manager = { role: "manager", purpose: "followUp", unit: "u1" };
const director = { role: "director", purpose: "followUp" };
const columns = (role: string, purpose: string, action: "read" | "add" | "modify" = "read"): string =>
  columnsFor(rig.matrix, rig.mapping, { record: "agent", role, purpose, action });
const entries = async (): Promise<number> =>
  Number((await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n);

beforeAll(async () => {
  rig = await postgresRig("columns");
  app = rig.as(rig.app);
});
afterAll(() => rig.close());

describe("level columns, through the port", () => {
  it("gives the columns and rows of role and purpose, and takes changes with returning", async () => {
    const text = `select ${columns("manager", "followUp")} from hr.agent order by id`;
    const { rows } = await as((tx) => tx.query(text), manager);
    expect(rows.map((row) => row["id"])).toEqual(["1", "4", "7"]);
    expect(Object.keys(rows[0] ?? {})).not.toContain("note");
    const returning = columns("director", "followUp");
    const made = await as(
      (tx) => tx.query(`insert into hr.agent (id, last_name, status) values (60, 'n', 'none') returning ${returning}`),
      director,
    );
    expect(made.rows).toHaveLength(1);
    const gone = await as((tx) => tx.query(`delete from hr.agent where id = 60 returning ${returning}`), director);
    expect(gone.rowCount).toBe(1);
  });

  it("refuses columns, rows and commands that the matrix does not grant", async () => {
    const texts = [
      "select note from hr.agent",
      "select * from hr.agent",
      "select to_jsonb(a) from hr.agent a",
      "select id from hr.agent where note = 'x'",
      "select id from hr.agent order by note",
      "update hr.agent set last_name = 'x'",
      "update hr.agent set status = 'none' returning *",
      "update hr.agent set unit = 'u2'",
      "insert into hr.agent (id, last_name, status) values (61, 'x', 'none')",
      "delete from hr.agent",
      "truncate hr.agent",
      "copy hr.agent to stdout",
      "create table hr.mine as select id from hr.agent",
      "alter table hr.agent disable row level security",
    ];
    for (const text of texts) expect([text, await stateOf(as((tx) => tx.query(text), manager))]).toEqual([text, "42501"]);
    const { rowCount } = await as((tx) => tx.query("update hr.agent set status = 'none' where id = 2"), manager);
    expect(rowCount).toBe(0); // Of another unit.
  });

  it("shows no row without the purpose, after the role's end, and none to logins that do not act in the role", async () => {
    const role = databaseRole(rig.matrix, rig.mapping, director);
    const count = "select count(*)::int as n from hr.agent";
    for (const settings of [{}, { "favorable.purpose": "statistics" }, { "favorable.purpose": "" }])
      expect((await app.transaction((tx) => tx.query(count), { role, settings })).rows).toEqual([{ n: 0 }]);
    expect(await stateOf(app.query(count))).toBe("42501");
    const other = rig.as(rig.other);
    expect(await stateOf(other.transaction((tx) => tx.query(count), { role, settings: { "favorable.purpose": "followUp" } }))).toBe(
      "42501",
    );
    const ended = await postgresRig("columns", (mapping) => ({ ...mapping, until: { director: END } }));
    const context = actingContext(ended.matrix, ended.mapping, director);
    expect((await ended.as(ended.app).transaction((tx) => tx.query(count), context)).rows).toEqual([{ n: 0 }]);
    await ended.close();
  });
});

describe("the application's own login at level columns", () => {
  it("leaks what the level says it leaks: it takes roles and purposes as it likes, and leaves no entry", async () => {
    const before = await entries();
    const client = await rig.raw(rig.app);
    const took = async (role: string, purpose: string, claims: Readonly<Record<string, string>> = {}): Promise<number> => {
      await client.query(`set role "${databaseRole(rig.matrix, rig.mapping, { role, purpose })}"`);
      await client.query("select set_config('favorable.purpose', $1, false)", [purpose]);
      for (const [name, value] of Object.entries(claims))
        await client.query("select set_config($1, $2, false)", [`favorable.${name}`, value]);
      const { rows } = await client.query(`select ${columns(role, purpose)} from hr.agent`);
      await client.query("reset role");
      return rows.length;
    };
    expect(await took("director", "followUp")).toBe(9);
    expect(await took("director", "statistics")).toBe(9);
    expect(await took("manager", "followUp", { unit: "u0" })).toBe(3); // Another unit than the person's.
    expect(await entries()).toBe(before);
  });

  it("leaks no more: no column beyond its roles, no role beyond its list, no right to pass on", async () => {
    const client = await rig.raw(rig.app);
    const { prefix } = rig.mapping;
    await client.query(`set role "${prefix}_director__statistics"`);
    await client.query("set favorable.purpose = 'statistics'");
    const texts = [
      "select last_name from hr.agent",
      "select note from hr.agent",
      "select unit from hr.agent",
      `set role "${prefix}_administrator__maintenance"`,
      `set role "${prefix}_owner"`,
      `grant "${prefix}_director__statistics" to "${rig.other}"`,
      "select favorable.append_declared('access.read', '{}', '{}', '{}', '{}')",
      "select * from favorable.audit_pending",
      "create table hr.copy (id bigint)",
    ];
    for (const text of texts) expect([text, await stateOf(client.query(text))]).toEqual([text, "42501"]);
    // PostgreSQL warns that nothing was granted, and nothing was.
    await client.query(`grant select on hr.agent to "${rig.other}"`);
    expect((await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).cells).toEqual([]);
    await client.query("set row_security = off");
    expect(await stateOf(client.query("select status from hr.agent"))).toBe("42501");
    const { rows } = await client.query("select * from pg_stats where schemaname = 'hr' and attname in ('last_name', 'note', 'unit')");
    expect(rows).toEqual([]);
  });
});
