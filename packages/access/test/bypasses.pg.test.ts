import {
  applyPostgres,
  assertLevel,
  heldLevel,
  installContextKey,
  type PostgresMapping,
  type PostgresReport,
  verifyPostgres,
} from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase } from "../../../testing/database.ts";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";
import { access, agent } from "./register.ts";

let columns: PostgresRig;
let sealed: PostgresRig;
const logins = new Map<PostgresRig, Sql>();
/** The application's own login. */
const appOf = (rig: PostgresRig): Sql => logins.get(rig) ?? rig.as(rig.app, 1);

/** What both say of something done by hand, which is undone again: ways past, and breaches as the application's own login sees them. */
async function after(
  rig: PostgresRig,
  by: readonly string[],
  undo: readonly string[],
): Promise<{ ways: string[]; breaches: readonly string[] }> {
  for (const text of by) await rig.admin.query(text);
  try {
    const report = await verifyPostgres(rig.owner, rig.matrix, rig.mapping);
    const { breaches } = await heldLevel(appOf(rig), rig.matrix, rig.mapping);
    const drifted = report.cells.length + report.policies.length + report.functions.length > 0;
    expect(report.holds).toBe(!drifted && ways(report).length === 0);
    expect(await rejectionCode(assertLevel(appOf(rig), rig.matrix, rig.mapping))).toBe(
      breaches.length > 0 ? "LEVEL_NOT_HELD" : "nothing thrown",
    );
    return { ways: ways(report), breaches };
  } finally {
    for (const text of undo) await rig.admin.query(text);
  }
}
const ways = ({ bypasses }: PostgresReport): string[] =>
  bypasses.filter(({ inherent }) => !inherent).map(({ kind, name }) => `${kind} ${name}`);

beforeAll(async () => {
  columns = await postgresRig("columns");
  sealed = await postgresRig("sealed");
  await installContextKey(sealed.owner, sealed.matrix, sealed.mapping, { id: "k", secret: new Uint8Array(32) });
  for (const rig of [columns, sealed]) logins.set(rig, rig.as(rig.app, 1));
});
afterAll(async () => {
  await columns.close();
  await sealed.close();
});

const copying = "returns trigger language plpgsql as $$ begin insert into hr.shadow values (new.*); return new; end $$";
const shadow = ["create table hr.shadow (like hr.agent)", "grant insert, select on hr.shadow to public"];

describe("ways past a level, for a login that holds no right to look", () => {
  it("are views, also through other views, that it may read", async () => {
    for (const rig of [columns, sealed]) {
      const private_ = await after(rig, ["create view hr.v as select * from hr.agent"], ["drop view hr.v"]);
      expect(private_).toEqual({ ways: ["view hr.v"], breaches: [] }); // A way past, and not this login's.
      const through = [
        "create view hr.v with (security_invoker = true) as select * from hr.agent",
        "create view hr.w as select * from hr.v",
        `grant select on hr.w to ${rig.app}`,
      ];
      expect(await after(rig, through, ["drop view hr.w", "drop view hr.v"])).toEqual({ ways: ["view hr.w"], breaches: ["view"] });
    }
  });

  it("are functions with their owner's rights, under whatever trusted name, and those of triggers", async () => {
    const body = "language sql security definer as 'select last_name from hr.agent limit 1'";
    for (const rig of [columns, sealed]) {
      for (const name of ["hr.peek()", "favorable.audit_holds()", "favorable.audit_make_month(integer)"])
        expect(await after(rig, [`create function ${name} returns text ${body}`], [`drop function ${name}`])).toMatchObject({
          ways: [`function ${name}`],
          breaches: ["function"],
        });
      const made = `create function hr.shown() ${copying.replace("plpgsql", "plpgsql security definer")}`;
      expect(await after(rig, [made], ["drop function hr.shown()"])).toEqual({ ways: ["function hr.shown()"], breaches: ["function"] });
    }
    const { text } = (
      await sealed.admin.query<{ text: string }>("select pg_get_functiondef('favorable.audit_holds(text[])'::regprocedure) as text")
    ).rows[0] ?? { text: "" };
    const replaced = `create or replace function favorable.audit_holds(entries text[]) returns text[] language sql stable security definer
      set search_path = pg_catalog, favorable as $$ select array_agg(last_name) from hr.agent $$`;
    const execute = "execute on function favorable.audit_holds(text[])";
    expect(await after(sealed, [replaced, `grant ${execute} to public`], [text, `revoke ${execute} from public`])).toMatchObject({
      ways: ["function favorable.audit_holds(text[])"],
      breaches: ["function"],
    });
  });

  it("are triggers and rules that copy rows, whoever's rights they have; a trigger that somebody has read is none", async () => {
    for (const rig of [columns, sealed]) {
      const made = [
        ...shadow,
        `create function hr.copy() ${copying}`,
        "create trigger copy after insert or update on hr.agent for each row execute function hr.copy()",
      ];
      const undo = ["drop trigger copy on hr.agent", "drop function hr.copy()", "drop table hr.shadow"];
      expect(await after(rig, made, undo)).toEqual({ ways: ["trigger copy"], breaches: ["trigger"] });
      const rule = [...shadow, "create rule copy as on update to hr.agent do also insert into hr.shadow values (new.*)"];
      expect(await after(rig, rule, ["drop rule copy on hr.agent", "drop table hr.shadow"])).toEqual({
        ways: ["rule copy"],
        breaches: ["rule"],
      });
    }
    const stamp = "begin new.changed_at := now(); return new; end";
    await columns.owner.query(`create function hr.stamp() returns trigger language plpgsql as '${stamp}'`);
    await columns.owner.query("create trigger stamp before update on hr.agent for each row execute function hr.stamp()");
    const { rows } = await columns.owner.query<{ hash: string; owner: string }>(
      "select encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') as hash, pg_get_userbyid(proowner)::text as owner from pg_proc where proname = 'stamp'",
    );
    const { hash = "", owner = "" } = rows[0] ?? {};
    const mapping: PostgresMapping = { ...columns.mapping, trusted: [{ schema: "hr", name: "stamp", owner, sha256: hash }] };
    expect((await verifyPostgres(columns.owner, columns.matrix, mapping)).holds).toBe(true);
    await assertLevel(appOf(columns), columns.matrix, mapping);
    await columns.owner.query(`create or replace function hr.stamp() returns trigger language plpgsql as '${stamp} '`);
    expect(ways(await verifyPostgres(columns.owner, columns.matrix, mapping))).toEqual(["trigger stamp"]);
    await columns.owner.query("drop trigger stamp on hr.agent");
    await columns.owner.query("drop function hr.stamp()");
  });

  it("are publications, and logins that may replicate", async () => {
    for (const rig of [columns, sealed]) {
      expect(await after(rig, ["create publication p for table hr.agent"], ["drop publication p"])).toEqual({
        ways: ["publication p"],
        breaches: [],
      });
      const all = await after(rig, ["create publication p for all tables"], ["drop publication p"]);
      expect([...new Set(all.ways)]).toEqual(["publication p"]);
      // Undone before anybody else could see it: roles are those of the whole server.
      const undone = rig.admin.transaction(async (tx) => {
        await tx.query(`alter role ${rig.app} replication`);
        expect(ways(await verifyPostgres(tx, rig.matrix, rig.mapping))).toEqual([`replication ${rig.app}`]);
        await tx.query(`set local session authorization ${rig.app}`);
        expect((await heldLevel(tx, rig.matrix, rig.mapping)).breaches).toEqual(["replication"]);
        throw new Error("undone");
      });
      await expect(undone).rejects.toThrow("undone");
    }
  });

  it("are rights that may be given on", async () => {
    const acting = `${columns.mapping.prefix}_manager__follow_up`;
    const option = [`grant select (last_name) on hr.agent to ${acting} with grant option`];
    expect(await after(columns, option, [`revoke grant option for select (last_name) on hr.agent from ${acting}`])).toEqual({
      ways: [`grant-option ${acting}`],
      breaches: ["grant-option"],
    });
    const admin = [`grant ${acting} to ${columns.app} with admin option`];
    expect(await after(columns, admin, [`revoke admin option for ${acting} from ${columns.app}`])).toEqual({
      ways: [`admin-option ${columns.app}`],
      breaches: ["admin-option"],
    });
  });

  it("are rights, policies and functions that are no longer those of the matrix", async () => {
    const acting = `${columns.mapping.prefix}_manager__follow_up`;
    expect(
      await after(columns, [`grant select (note) on hr.agent to ${acting}`], [`revoke select (note) on hr.agent from ${acting}`]),
    ).toEqual({ ways: [], breaches: ["rights-drifted"] });
    for (const rig of [columns, sealed])
      expect(await after(rig, ["create policy o on hr.agent using (true)"], ["drop policy o on hr.agent"])).toEqual({
        ways: [],
        breaches: ["policies-drifted"],
      });
    const { rows } = await columns.admin.query<{ text: string }>(
      "select pg_get_expr(polqual, polrelid) as text from pg_policy where polname = $1",
      [acting],
    );
    expect(
      await after(
        columns,
        [`alter policy ${acting} on hr.agent using (true)`],
        [`alter policy ${acting} on hr.agent using (${rows[0]?.text})`],
      ),
    ).toEqual({ ways: [], breaches: ["policies-drifted"] });
    const take = `favorable.access_${sealed.mapping.prefix}_take_agent`;
    const { text } = (await sealed.admin.query<{ text: string }>(`select pg_get_functiondef('${take}(uuid)'::regprocedure) as text`))
      .rows[0] ?? { text: "" };
    const open = `create or replace function ${take}(asked uuid) returns table (key text, fields jsonb) language sql security definer
      set search_path = pg_catalog, pg_temp as $$ select id::text, to_jsonb(a) from hr.agent a $$`;
    expect((await after(sealed, [open], [text])).breaches).toEqual(["function", "functions-drifted"]);
    expect(await after(sealed, [], [])).toEqual({ ways: [], breaches: [] });
    expect(await after(columns, [], [])).toEqual({ ways: [], breaches: [] });
  });
});

it("level columns is applied, verified and held without the schema of the log", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const sql = fromPg(pool);
  const login = `b${process.pid.toString(36)}_app`;
  try {
    await sql.query(`create role ${login} login noinherit password 'p'`);
    await sql.query("create schema hr");
    await sql.query("create table hr.agent (id bigint primary key, last_name text)");
    const mapping: PostgresMapping = {
      level: "columns",
      prefix: `b${process.pid.toString(36)}`,
      tables: [{ record: agent, schema: "hr", table: "agent", key: "id", columns: { name: "last_name" } }],
      logins: { [login]: ["manager"] },
    };
    await applyPostgres(sql, access, mapping);
    expect((await verifyPostgres(sql, access, mapping)).holds).toBe(true);
  } finally {
    await pool.end();
    await database.drop();
  }
});
