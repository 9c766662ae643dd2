import { randomUUID } from "node:crypto";
import { installContextKey, type SignedClaims, signContext } from "@favorable/access/postgres";
import type { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
let rig: PostgresRig;
let app: Client;
let second: Client;
let fn: (verb: string) => string;

const token = (claims: Partial<SignedClaims> = {}, by = key): string =>
  signContext(by, {
    actor: "a-17",
    role: "director",
    purpose: "followUp",
    nonce: randomUUID(),
    until: new Date(Date.now() + 60_000),
    ...claims,
  });
const entries = async (): Promise<number> =>
  Number((await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n);
const ask = async (on: Client, keys = "{1}", given = token()): Promise<string> =>
  (await on.query(`select ${fn("ask")}($1, 'read', $2::text[]) as t`, [given, keys])).rows[0].t;
const take = (on: Client, ticket: string) => on.query(`select * from ${fn("take")}($1)`, [ticket]);

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
  app = await rig.raw(rig.app);
  second = await rig.raw(rig.app);
  fn = (verb) => `favorable.access_${rig.mapping.prefix}_${verb}_agent`;
});
afterEach(async () => {
  await app.query("rollback");
  await app.query("reset all");
});
afterAll(() => rig.close());

describe("the application's own login at level sealed", () => {
  it("reaches no row and no key by itself", async () => {
    const { prefix } = rig.mapping;
    const texts = [
      "select last_name from hr.agent",
      "select count(*) from hr.agent",
      "select to_jsonb(a) from hr.agent a",
      "copy hr.agent to stdout",
      "copy (select * from hr.agent) to stdout",
      "table hr.agent",
      "update hr.agent set status = 'none' returning *",
      "insert into hr.agent (id, last_name, status) values (50, 'x', 'none')",
      "delete from hr.agent",
      "truncate hr.agent",
      "lock table hr.agent",
      "create view pg_temp.v as select * from hr.agent",
      "create temporary table mine as select * from hr.agent",
      "create temporary table mine (like hr.agent)",
      "create function pg_temp.f() returns bigint language sql as 'select count(*) from hr.agent'; select pg_temp.f()",
      "do $$ begin perform from hr.agent; end $$",
      "prepare p as select * from hr.agent",
      "declare c cursor for select * from hr.agent",
      "explain analyze select * from hr.agent",
      `set role ${prefix}_sealer`,
      `set role ${prefix}_owner`,
      `set session authorization ${prefix}_owner`,
      `grant ${prefix}_sealer to ${rig.app}`,
      `grant select on hr.agent to ${rig.app}`,
      `select * from favorable.access_${prefix}_key`,
      `select * from favorable.access_${prefix}_ticket`,
      `delete from favorable.access_${prefix}_use`,
      `insert into favorable.access_${prefix}_use values ('x', 1, now())`,
      "set favorable.purpose = 'followUp'; set favorable.actor = 'a-17'; select * from hr.agent",
      "set row_security = off; select * from hr.agent",
      "select query_to_xml('select * from hr.agent', true, true, '')",
      "select lo_import('/etc/passwd')",
    ];
    for (const text of texts) {
      await app.query("begin");
      expect([text, await stateOf(app.query(text))]).not.toEqual([text, "done"]);
      await app.query("rollback");
    }
    const { rows } = await app.query("select * from pg_stats where schemaname = 'hr'");
    expect(rows).toEqual([]);
  });

  it("makes no entry of its own", async () => {
    const before = await entries();
    const texts = [
      "select favorable.append_declared('access.read', '{}', '{}', '{}', '{}')",
      "select favorable.audit_append('a', 'b', 'c', 'd', '', '', '', '')",
      "insert into favorable.audit_pending (entry, type, leaf) values ('x', 'access.read', '{}')",
      "delete from favorable.audit_pending",
      "update favorable.audit_declared_type set parts = '{}'",
    ];
    for (const text of texts) expect([text, await stateOf(app.query(text))]).toEqual([text, "42501"]);
    expect(await entries()).toBe(before);
  });

  it("forges, replays, stretches and alters no context", async () => {
    const good = token();
    const [id, body, mac] = good.split(".") as [string, string, string];
    const changed = Buffer.from(Buffer.from(body, "base64").toString().replace("director", "manager")).toString("base64");
    await ask(app, "{1}", good);
    const refused = [
      good, // Again.
      `${id}.${changed}.${mac}`,
      `${id}.${body}.${mac.slice(0, -4)}AAA=`,
      `${id}.${body}.`,
      `${id}.${body}`,
      `.${body}.${mac}`,
      `nobody.${body}.${mac}`,
      "",
      "..",
      token({}, { id: "k1", secret: new Uint8Array(32).fill(8) }),
      token({ until: new Date(Date.now() - 1000) }),
      token({ until: new Date(Date.now() + 3_600_000) }),
      "x".repeat(20_000),
    ];
    for (const [at, given] of refused.entries()) expect([at, await stateOf(ask(app, "{1}", given))]).toEqual([at, "28000"]);
    expect(await stateOf(app.query(`select ${fn("ask")}(null, 'read', '{1}')`))).toBe("28000");
    for (const claims of [
      { role: "nurse" },
      { purpose: "maintenance" },
      { role: "administrator", purpose: "maintenance" },
      { role: "director followUp", purpose: "" + "x" },
    ])
      expect(await stateOf(ask(app, "{1}", token(claims)))).toBe("42501");
    expect(await stateOf(app.query(`select ${fn("ask")}($1, 'extract ', null)`, [token()]))).toBe("42501");
    expect(await stateOf(app.query(`select favorable.access_${rig.mapping.prefix}_context($1)`, [token()]))).toBe("42501");
  });

  it("gets no row whose entry could still be rolled back", async () => {
    const before = await entries();
    await app.query("begin");
    const own = await ask(app);
    expect(await stateOf(take(app, own))).toBe("55000"); // In its own transaction.
    await app.query("rollback");
    expect(await stateOf(take(app, own))).toBe("55000"); // Rolled back.
    await app.query("begin");
    const open = await ask(app);
    expect(await stateOf(take(second, open))).toBe("55000"); // Still open, asked for from beside.
    await app.query("rollback");
    await app.query("begin; savepoint s");
    const nested = await ask(app);
    await app.query("release s");
    await app.query("savepoint t");
    expect(await stateOf(take(app, nested))).toBe("55000"); // A savepoint is no commit.
    await app.query("rollback");
    await app.query("begin isolation level serializable");
    const serial = await ask(app);
    expect(
      await stateOf(
        app.query(`with t as materialized (select ${fn("ask")}($1, 'read', '{1}') as id) select * from t, ${fn("take")}(t.id)`, [token()]),
      ),
    ).toBe("55000");
    await app.query("rollback");
    expect(await stateOf(take(app, serial))).toBe("55000");
    expect(await stateOf(take(app, randomUUID()))).toBe("55000");
    expect(await entries()).toBe(before);
  });

  it("keeps the entry when the rows are taken in a transaction that is rolled back", async () => {
    const before = await entries();
    await app.query("set synchronous_commit = off");
    const ticket = await ask(app, "{1,2}");
    await app.query("begin");
    expect((await take(app, ticket)).rows).toHaveLength(2);
    await app.query("rollback");
    expect(await entries()).toBe(before + 1);
    expect((await take(app, ticket)).rows).toHaveLength(2); // The same rows of the same entry, for as long as the ticket is good.
    await rig.admin.query(`update favorable.access_${rig.mapping.prefix}_ticket set until = now()`);
    expect(await stateOf(take(app, ticket))).toBe("55000");
    expect(await entries()).toBe(before + 1);
  });

  it("turns nothing of its session against the functions", async () => {
    const before = await entries();
    await app.query("create temporary table agent (id bigint, last_name text)").catch(() => undefined);
    await app.query("create temporary table audit_declared_type (type text)").catch(() => undefined);
    await app.query("create function pg_temp.sha256(bytea) returns bytea language sql as $$ select '\\x00'::bytea $$");
    await app.query("create function pg_temp.clock_timestamp() returns timestamptz language sql as $$ select '2000-01-01'::timestamptz $$");
    for (const setting of [
      "search_path = pg_temp, hr, favorable, public",
      "standard_conforming_strings = off",
      "datestyle = 'German'",
      "timezone = 'Pacific/Kiritimati'",
      "bytea_output = 'escape'",
      "transform_null_equals = on",
      "row_security = off",
      "array_nulls = off",
      "favorable.purpose = 'followUp'",
    ]) {
      await stateOf(app.query(`set ${setting}`));
      const forged = token({}, { id: "k1", secret: new Uint8Array(32).fill(1) });
      expect([setting, await stateOf(ask(app, "{1}", forged))]).toEqual([setting, "28000"]);
      expect([setting, await stateOf(ask(app, "{1}", token({ until: new Date(Date.now() - 1000) })))]).toEqual([setting, "28000"]);
      expect([setting, await stateOf(ask(app, "{1}", token({ purpose: "maintenance" })))]).toEqual([setting, "42501"]);
    }
    expect(await entries()).toBe(before);
  });

  const prepare = async (action: string, keys: string | null, value: unknown, on = app): Promise<string> =>
    (await on.query(`select ${fn("prepare")}($1, $2, $3::text[], $4::jsonb) as t`, [token(), action, keys, asJson(value)])).rows[0].t;
  const change = (action: string, ticket: string, value: unknown, on = app) =>
    on.query(`select ${fn(action)}($1, $2::jsonb)`, [ticket, asJson(value)]);
  const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

  it("learns nothing of rows from refused changes, and changes nothing without an entry", async () => {
    const before = await entries();
    for (const value of [{ unit: "u9" }, { id: "5" }, { last_name: "x" }, {}, { 'name"': "x" }, { __proto__x: 1 }])
      expect([value, await stateOf(prepare("modify", "{1}", value))]).toEqual([value, "42501"]);
    expect(await stateOf(prepare("modify ", "{1}", { status: "none" }))).toBe("42501");
    expect(await entries()).toBe(before);
    const refused = await prepare("modify", "{1}", { status: "refused" });
    const failure = await change("modify", refused, { status: "refused" }).catch((error: Error) => error);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("secret");
    expect(failure).toMatchObject({ code: "23000", detail: undefined });
    const taken = await prepare("add", "{1}", { name: "n", status: "none" });
    const clash = await change("add", taken, { name: "n", status: "none" }).catch((error: Error) => error);
    expect(JSON.stringify(clash, Object.getOwnPropertyNames(clash))).not.toContain("secret");
    expect(await entries()).toBe(before + 2);
  });

  it("gets no answer of the table to a change whose entry could be rolled back: 0 of 40 guesses", async () => {
    const before = await entries();
    const one = token();
    const answers: string[] = [];
    for (let guess = 0; guess < 20; guess++) {
      const value = asJson({ status: guess % 2 === 0 ? "refused" : "complete" });
      await app.query("begin");
      const { rows } = await app.query(`select ${fn("prepare")}($1, 'modify', '{1}', $2::jsonb) as t`, [one, value]);
      await app.query("savepoint s");
      answers.push(await stateOf(app.query(`select ${fn("modify")}($1, $2::jsonb)`, [rows[0].t, value])));
      await app.query("rollback");
      answers.push(await stateOf(app.query(`select ${fn("modify")}($1, $2::jsonb)`, [rows[0].t, value])));
    }
    expect(new Set(answers)).toEqual(new Set(["55000"]));
    expect(answers).toHaveLength(40);
    expect(await entries()).toBe(before);
  });

  it("makes one change with one ticket: that value, once, and again only when it was rolled back", async () => {
    const before = await entries();
    const status = async (): Promise<unknown> => (await rig.admin.query("select status from hr.agent where id = 1")).rows[0]?.["status"];
    const ticket = await prepare("modify", "{1}", { status: "complete" });
    expect(await entries()).toBe(before + 1);
    for (const other of [{ status: "none" }, { status: "complete", due: null }, null])
      expect(await stateOf(change("modify", ticket, other))).toBe("55000");
    for (const action of ["add", "delete"]) expect(await stateOf(change(action, ticket, { status: "complete" }))).toBe("55000");
    expect(await stateOf(take(app, ticket))).toBe("55000");
    await app.query("begin");
    expect(await stateOf(change("modify", ticket, { status: "complete" }))).toBe("done");
    expect(await stateOf(change("modify", ticket, { status: "complete" }))).toBe("55000");
    await app.query("rollback");
    expect(await status()).toBe("none");
    expect(await stateOf(change("modify", ticket, { status: "complete" }))).toBe("done");
    expect(await status()).toBe("complete");
    expect(await stateOf(change("modify", ticket, { status: "complete" }))).toBe("55000");
    expect(await entries()).toBe(before + 1);
  });

  it("takes no ticket that another login asked for", async () => {
    await rig.admin.query(`grant execute on all functions in schema favorable to ${rig.other}`);
    await rig.admin.query(`grant usage on schema favorable to ${rig.other}`);
    const stranger = await rig.raw(rig.other);
    expect(await stateOf(take(stranger, await ask(app)))).toBe("55000");
    const ticket = await prepare("modify", "{2}", { status: "none" });
    expect(await stateOf(change("modify", ticket, { status: "none" }, stranger))).toBe("55000");
    expect(await stateOf(change("modify", ticket, { status: "none" }))).toBe("done");
  });
});
