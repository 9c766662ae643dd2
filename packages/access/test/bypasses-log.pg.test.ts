/** Level sealed stands on the log: its tables, the function that appends, and the types that it takes. */
import { installContextKey, sealedAccess, signContext, verifyPostgres } from "@favorable/access/postgres";
import { auditRoles } from "@favorable/audit/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";
import { after } from "./undone.ts";

const key = { id: "k", secret: new Uint8Array(32).fill(9) };
const append = "favorable.append_declared(text, jsonb, text[], text[], text[])";
const head = `create or replace function favorable.append_declared(event text, facts jsonb default '{}', names text[] default '{}',
  subjects text[] default '{}', "values" text[] default '{}') returns text`;
let rig: PostgresRig;

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
});
afterAll(() => rig.close());

describe("functions of the log", () => {
  it("are compared: body, mode, owner, overloads; a stub leaves no entry", async () => {
    const { rows } = await rig.owner.query<{ text: string }>(`select pg_get_functiondef('${append}'::regprocedure) as text`);
    const waiting = async (): Promise<string | undefined> =>
      (await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n;
    const before = await waiting();
    await rig.owner.query(`${head} language sql security invoker as $$ select 'x' $$`);
    try {
      const context = {
        actor: "a",
        role: "director",
        purpose: "followUp",
        nonce: "n".repeat(32),
        until: new Date(Date.now() + 60_000),
      } as const;
      const read = await sealedAccess(rig.as(rig.app, 1), rig.matrix, rig.mapping).read(signContext(key, context), "agent", ["1"]);
      expect([read.length, await waiting()]).toEqual([1, before]); // Why it matters.
      const report = await verifyPostgres(rig.owner, rig.matrix, rig.mapping);
      expect(report.holds).toBe(false);
      expect(report.functions.map(({ what }) => what)).toEqual(["body", "mode"]);
      expect((await after(rig, [])).breaches).toBe("functions-drifted");
    } finally {
      await rig.owner.query(String(rows[0]?.text));
    }
    expect((await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).holds).toBe(true);
    const found = async (...by: string[]): Promise<string[]> => (await after(rig, by)).functions;
    expect(await found(`alter function ${append} owner to ${rig.other}`)).toEqual(["append_declared owner"]);
    expect(await found(`alter function ${append} security invoker`)).toEqual(["append_declared mode"]);
    expect(await found(`alter function ${append} set search_path = public`)).toEqual(["append_declared mode"]);
    expect(await found(`alter function ${append} strict`)).toEqual(["append_declared mode"]);
    expect(await found("create function favorable.append_declared(text) returns text language sql as 'select $1'")).toEqual([
      "append_declared overloaded",
    ]);
    expect(await found("alter function favorable.append_declared rename to former")).toEqual(["append_declared missing"]);
    expect(
      await found(`create or replace function favorable.audit_fact(fact jsonb) returns text language sql immutable set search_path = pg_catalog
        as $$ select '"x"' $$`),
    ).toEqual(["audit_fact body"]);
  });

  it("of the plan are compared as much: how they are made, and who may give them on", async () => {
    const take = `favorable.access_${rig.mapping.prefix}_take_agent(uuid)`;
    const name = `access_${rig.mapping.prefix}_take_agent`;
    expect((await after(rig, [`alter function ${take} strict`])).functions).toEqual([`${name} mode`]);
    expect((await after(rig, [`alter function ${take} stable`])).functions).toEqual([`${name} mode`]);
    expect((await after(rig, [`grant execute on function ${take} to ${rig.app} with grant option`])).functions).toEqual([
      `${name} callers`,
    ]);
  });
});

describe("declared types", () => {
  it("are those of the plan: facts, parts, retention", async () => {
    const row = "favorable.audit_declared_type set";
    for (const [by, way] of [
      [`update ${row} policy = 'another' where type = 'access.read'`, "access.read policy"],
      [`update ${row} version = 2 where type = 'access.changed'`, "access.changed version"],
      [`update ${row} parts = '{actor,key}' where type = 'access.read'`, "access.read parts"],
      [`update ${row} facts = facts || '{more}' where type = 'access.read'`, "access.read facts"],
      ["delete from favorable.audit_declared_type where type = 'access.changed'", "access.changed missing"],
    ] as const)
      expect([by, await after(rig, [by])]).toMatchObject([by, { ways: [`declared-type ${way}`], breaches: "" }]);
  });

  it("are told to be unread by a login that may not look, which holds all the same", async () => {
    const report = await verifyPostgres(rig.as(rig.other, 1), rig.matrix, rig.mapping);
    expect(report.holds).toBe(true);
    expect(report.bypasses).toContainEqual({
      kind: "declared-type",
      name: "unread",
      on: "favorable.audit_declared_type",
      inherent: true,
    });
  });
});

describe("tables of the log", () => {
  it("give nobody what its roles do not need; what these need is theirs", async () => {
    const { other } = rig;
    for (const [right, on] of [
      ["trigger", "audit_pending"],
      ["insert", "audit_unfiled"],
      ["update", "audit_declared_type"],
      ["references", "audit_leaf"],
      ["truncate", "audit_pending"],
    ] as const) {
      const third = `${rig.mapping.prefix}_third`;
      expect([right, (await after(rig, [`create role ${third}`, `grant ${right} on favorable.${on} to ${third}`])).ways]).toEqual([
        right,
        [`log-table ${third} favorable.${on}`],
      ]);
      expect([right, (await after(rig, [`grant ${right} on favorable.${on} to ${other}`])).ways]).toEqual([
        right,
        [`log-table ${other} favorable.${on}`],
      ]);
    }
    const third = [`create role ${rig.mapping.prefix}_third login`, `grant create on schema favorable to ${rig.mapping.prefix}_third`];
    expect((await after(rig, third)).ways).toEqual([`log-table ${rig.mapping.prefix}_third favorable`]);
    const prefix = `${rig.mapping.prefix}_audit`;
    const works = ["writer", "sequencer", "eraser", "reader", "verifier"];
    const logins = works.flatMap((work) => [
      `create role ${prefix}_${work}_login login`,
      `grant ${prefix}_${work} to ${prefix}_${work}_login`,
    ]);
    expect(await after(rig, [...auditRoles(prefix), ...logins])).toMatchObject({ ways: [], breaches: "" });
  });

  it("take entries of declared types from the functions, and from no other login", async () => {
    const third = `${rig.mapping.prefix}_third`;
    const way = { ways: [`log-append ${third} ${append.replaceAll(", ", ",")}`] };
    expect(await after(rig, [`create role ${third} login`, `grant execute on function ${append} to ${third}`])).toMatchObject(way);
    const group = [
      `create role ${third} login`,
      ...auditRoles(`${rig.mapping.prefix}_audit`),
      `grant ${rig.mapping.prefix}_audit_declarer to ${third}`,
    ];
    expect(await after(rig, group)).toMatchObject(way);
    const kept = { ...rig.mapping, maintainers: [third] };
    expect((await after(rig, group, kept)).ways).toEqual([]);
  });

  it("are shown to the application by no view, and written through none; a report for those who may read is none", async () => {
    const view = "create view public.l as select * from favorable.audit_unfiled";
    expect(await after(rig, [view, `grant select on public.l to ${rig.app}`])).toMatchObject({ ways: ["view l"], breaches: "view" });
    expect((await after(rig, [view, "grant select on public.l to public"])).ways).toEqual(["view l"]);
    const third = `${rig.mapping.prefix}_third`;
    expect((await after(rig, [`create role ${third}`, view, `grant insert on public.l to ${third}`])).ways).toEqual(["view l"]);
    expect((await after(rig, [`create role ${third}`, view, `grant select on public.l to ${third}`])).ways).toEqual([]);
  });

  it("outlive a crash, have no relatives but their months, and their triggers fire always", async () => {
    expect(await after(rig, ["alter table favorable.audit_unfiled set unlogged"])).toMatchObject({
      ways: ["definition persistence favorable.audit_unfiled"],
      breaches: "definition",
    });
    expect((await after(rig, ["create table public.heir () inherits (favorable.audit_pending)"])).ways).toEqual([
      "definition inheritance favorable.audit_pending",
    ]);
    expect((await after(rig, ["alter table favorable.audit_leaf enable replica trigger refuse_change"])).ways).toEqual([
      "trigger refuse_change favorable.audit_leaf",
    ]);
    expect((await after(rig, ["select favorable.audit_make_month('2031-01-01')"])).ways).toEqual([]);
    expect((await after(rig, [`alter table favorable.audit_leaf owner to ${rig.mapping.prefix}_sealer`])).ways).toContain(
      `log-table ${rig.mapping.prefix}_sealer favorable.audit_leaf`,
    );
  });
});
