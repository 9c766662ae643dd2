import { applyPostgres, installContextKey } from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";
import { after } from "./undone.ts";

let columns: PostgresRig;
let sealed: PostgresRig;
const rigs = (): PostgresRig[] => [columns, sealed];

beforeAll(async () => {
  columns = await postgresRig("columns");
  sealed = await postgresRig("sealed");
  await installContextKey(sealed.owner, sealed.matrix, sealed.mapping, { id: "k", secret: new Uint8Array(32) });
});
afterAll(async () => {
  for (const rig of rigs()) await rig.close();
});

describe("ways past a level, around the table itself", () => {
  it("are none at first", async () => {
    for (const rig of rigs()) expect(await after(rig, [])).toEqual({ ways: [], cells: [], functions: [], policies: [], breaches: "" });
  });

  it("are tables that it inherits from, and those that inherit from it, however far, with policies of their own, for any privilege", async () => {
    for (const rig of rigs()) {
      const [owner, app] = [`${rig.mapping.prefix}_owner`, rig.app];
      const above = [
        "create table hr.above (id bigint not null, last_name text not null)",
        `alter table hr.above owner to ${owner}`,
        "alter table hr.agent inherit hr.above",
      ];
      expect(await after(rig, [...above, `grant select on hr.above to ${app}`])).toMatchObject({
        ways: ["parent-table hr.above hr.agent"],
        breaches: "parent-table",
      });
      expect(await after(rig, above)).toEqual({ ways: [], cells: [], functions: [], policies: [], breaches: "" });
      const below = ["create table hr.c1 () inherits (hr.agent)", "create table hr.c2 () inherits (hr.c1)"];
      const owned = [...below, `alter table hr.c1 owner to ${owner}`, `alter table hr.c2 owner to ${owner}`];
      expect(await after(rig, owned)).toEqual({ ways: [], cells: [], functions: [], policies: [], breaches: "" });
      const far = { ways: ["child-table hr.c2 hr.c1"], breaches: "child-table" };
      expect(await after(rig, [...owned, `grant select on hr.c2 to ${app}`])).toMatchObject(far);
      expect(await after(rig, [...owned, `grant delete on hr.c2 to ${app}`])).toMatchObject(far);
      const open = [
        "alter table hr.c2 enable row level security",
        "create policy o on hr.c2 using (true)",
        `grant update on hr.c2 to ${app}`,
      ];
      expect(await after(rig, [...owned, ...open])).toMatchObject(far);
      // Nobody is left out for a name.
      expect((await after(rig, [...owned, `alter table hr.c1 owner to ${rig.other}`])).ways).toEqual(["child-table hr.c1 hr.agent"]);
    }
  });

  it("are memberships, also of maintainers, and default privileges of a group", async () => {
    for (const rig of rigs()) {
      const { prefix } = rig.mapping;
      const keep = `${prefix}_keep`;
      const kept = { ...rig.mapping, maintainers: [keep] };
      const out = `${prefix}_out`;
      const made = [`create role ${keep}`, `create role ${out} login inherit`];
      await rig.admin.query(made[0] ?? "");
      await applyPostgres(rig.owner, rig.matrix, kept);
      expect((await after(rig, [made[1] ?? "", `grant ${keep} to ${out}`], kept)).ways).toEqual([`member ${out} ${keep}`]);
      expect(await after(rig, [`grant ${keep} to ${rig.app}`], kept)).toMatchObject({
        ways: [`member ${rig.app} ${keep}`],
        breaches: "takes-owner",
      });
      await applyPostgres(rig.owner, rig.matrix, rig.mapping);
      await rig.admin.query(`drop role ${keep}`);
      const { rows } = await rig.admin.query<{ version: number }>("select current_setting('server_version_num')::int as version");
      if ((rows[0]?.version ?? 0) >= 160000)
        expect((await after(rig, [made[1] ?? "", `grant ${prefix}_owner to ${out} with inherit true, set false`])).ways).toEqual([
          `member ${out} ${prefix}_owner`,
        ]);
      const group = [
        `create role ${out}`,
        `grant ${out} to ${rig.app}`,
        `alter default privileges in schema hr grant select on tables to ${out}`,
      ];
      expect(await after(rig, group)).toMatchObject({ ways: [`default-privileges ${out} hr`], breaches: "default-privileges" });
    }
  });

  it("are what a login of the application is beside a login", async () => {
    for (const rig of rigs()) {
      const { app } = rig;
      expect((await after(rig, [`alter role ${app} superuser`])).ways).toContain(`superuser ${app} login`);
      expect((await after(rig, [`alter role ${app} bypassrls`])).ways).toEqual([`bypassrls ${app}`]);
      expect(await after(rig, [`alter role ${app} createrole`])).toMatchObject({
        ways: [`createrole ${app} ${app}`],
        breaches: "createrole",
      });
      expect((await after(rig, [`alter table hr.agent owner to ${app}`])).ways).toContain(`owner ${app} login`);
      const file = await after(rig, [`grant execute on function pg_read_file(text) to ${app}`]);
      expect(file).toMatchObject({ ways: [`server-file ${app} pg_read_file(text)`], breaches: "server-file" });
      const values = await after(rig, [`grant select on pg_statistic to ${app}`]);
      expect(values).toMatchObject({ ways: [`statistics ${app} pg_statistic`], breaches: "statistics" });
      const shown = ["create view public.s as select stavalues1::text as t from pg_statistic", `grant select on public.s to ${app}`];
      expect(await after(rig, shown)).toMatchObject({ ways: [`statistics ${app} s`], breaches: "statistics" });
      const settings = await after(rig, [`grant set on parameter session_replication_role to ${app}`]);
      expect(settings).toMatchObject({ ways: [`parameter ${app} session_replication_role`], breaches: "parameter" });
      expect((await after(rig, [`grant pg_monitor to ${app}`])).ways).toContain(`predefined-role ${app} pg_monitor`);
      expect((await after(rig, [`grant pg_read_server_files to ${app}`])).ways).toContain(`predefined-role ${app} pg_read_server_files`);
    }
  });

  it("are functions behind checks, defaults, generated columns and indexes; those of the server are none", async () => {
    for (const rig of rigs()) {
      const copies = `create function hr.copies(t text) returns boolean language plpgsql immutable as $$ begin return true; end $$`;
      const way = { ways: ["expression hr.copies(text) hr.agent"], breaches: "expression" };
      for (const text of [
        "alter table hr.agent add check (hr.copies(last_name))",
        "alter table hr.agent add also boolean default hr.copies('')",
        "alter table hr.agent add also boolean generated always as (hr.copies(last_name)) stored",
        "create index on hr.agent (hr.copies(last_name))",
        "create index on hr.agent (id) where hr.copies(last_name)",
      ])
        expect([text, (await after(rig, [copies, text])).ways]).toEqual([text, way.ways]);
      expect(await after(rig, [copies, "alter table hr.agent add check (hr.copies(last_name))"])).toMatchObject(way);
      expect((await after(rig, ["alter table hr.agent add check (length(last_name) > 0)"])).ways).toEqual([]);
    }
  });

  it("are rights to refer to a column", async () => {
    for (const rig of rigs())
      expect((await after(rig, [`grant references (id) on hr.agent to ${rig.other}`])).cells).toEqual([`REFERENCES id ${rig.other}`]);
  });
});

describe("ways past level sealed that lead through the log", () => {
  const append = "favorable.append_declared(text, jsonb, text[], text[], text[])";

  it("are any right of the application's logins on its tables, its schema and its functions", async () => {
    const { app } = sealed;
    for (const right of ["insert", "select", "update", "delete", "trigger", "select (id)"])
      expect([right, await after(sealed, [`grant ${right} on favorable.audit_pending to ${app}`])]).toMatchObject([
        right,
        { ways: [`log-table ${app} favorable.audit_pending`], breaches: "log-table" },
      ]);
    expect(await after(sealed, [`grant create on schema favorable to ${app}`])).toMatchObject({
      ways: [`log-table ${app} favorable`],
      breaches: "log-table",
    });
    expect((await after(sealed, [`grant execute on function ${append} to ${app}`])).ways).toEqual([
      `log-append ${app} ${append.replaceAll(", ", ",")}`,
    ]);
  });

  it("are functions of others that append, and triggers and rules that are not its own", async () => {
    const third = `${sealed.mapping.prefix}_third`;
    const wrapper = [
      `create role ${third}`,
      `grant execute on function ${append} to ${third}`,
      `grant usage on schema favorable to ${third}`,
      `create function public.forge() returns text language sql security definer as $$ select favorable.append_declared('access.read', '{}') $$`,
      `alter function public.forge() owner to ${third}`,
    ];
    expect(await after(sealed, wrapper)).toMatchObject({ ways: [`function forge() ${third}`], breaches: "function" });
    expect((await after(sealed, [...wrapper, "revoke execute on function public.forge() from public"])).ways).toEqual([]);
    const steal = [
      "create function public.steal() returns trigger language plpgsql as $$ begin return new; end $$",
      "create trigger steal after insert on favorable.audit_unfiled for each row execute function public.steal()",
    ];
    for (const rig of rigs()) {
      expect(await after(rig, steal)).toMatchObject({ ways: ["trigger steal favorable.audit_unfiled"], breaches: "trigger" });
      expect((await after(rig, ["alter table favorable.audit_leaf disable trigger refuse_change"])).ways).toEqual([
        "trigger refuse_change favorable.audit_leaf",
      ]);
    }
  });
});
