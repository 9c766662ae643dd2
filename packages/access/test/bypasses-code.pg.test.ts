/** Code that runs behind tables when rows are read or written, whoever's rights it has. */
import { applyPostgres, installContextKey, type PostgresMapping, verifyPostgres } from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { after } from "./undone.ts";

let columns: PostgresRig;
let sealed: PostgresRig;
const rigs = (): PostgresRig[] => [columns, sealed];
const spy = "create function hr.spy(t text) returns boolean language plpgsql immutable as $$ begin return true; end $$";
const way = { ways: ["expression hr.spy(text) hr.agent"], breaches: "expression" };

beforeAll(async () => {
  columns = await postgresRig("columns");
  sealed = await postgresRig("sealed");
  await installContextKey(sealed.owner, sealed.matrix, sealed.mapping, { id: "k", secret: new Uint8Array(32) });
});
afterAll(async () => {
  for (const rig of rigs()) await rig.close();
});

describe("policies that only restrict", () => {
  it("are named with what they call: one that copies each row it is asked about is a way past", async () => {
    const copies = [
      "create table public.loot (t text)",
      "grant insert on public.loot to public",
      "create function hr.copies(t text) returns boolean language plpgsql as $$ begin insert into public.loot values (t); return true; end $$",
      "grant usage on schema hr to public",
      "create policy spy on hr.agent as restrictive for select using (hr.copies(note))",
    ];
    for (const rig of rigs())
      expect(await after(rig, copies)).toMatchObject({
        ways: ["expression hr.copies(text) hr.agent"],
        policies: [],
        breaches: "expression",
      });
  });

  it("may restrict by what the server has, and by a function that somebody has read", async () => {
    const legal = "create policy mine on hr.agent as restrictive using (current_setting('app.tenant', true) is distinct from 'none')";
    for (const rig of rigs()) expect(await after(rig, [legal])).toMatchObject({ ways: [], policies: [], breaches: "" });
    await columns.owner.query("create function hr.reachable(t text) returns boolean language sql stable as 'select t is not null'");
    await columns.owner.query("create policy mine on hr.agent as restrictive using (hr.reachable(unit))");
    const { rows } = await columns.owner.query<{ hash: string; owner: string }>(
      "select encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') as hash, pg_get_userbyid(proowner)::text as owner from pg_proc where proname = 'reachable'",
    );
    const { hash = "", owner = "" } = rows[0] ?? {};
    const mapping: PostgresMapping = { ...columns.mapping, trusted: [{ schema: "hr", name: "reachable", owner, sha256: hash }] };
    expect((await verifyPostgres(columns.owner, columns.matrix, columns.mapping)).holds).toBe(false);
    expect(await after(columns, [], mapping)).toMatchObject({ ways: [], breaches: "" });
    await columns.owner.query("drop policy mine on hr.agent");
    await columns.owner.query("drop function hr.reachable(text)");
    expect(await stateOf(applyPostgres(columns.owner, columns.matrix, columns.mapping))).toBe("done");
  });

  it("are looked through: operators, domains within domains, other tables' columns", async () => {
    const eq = "create function hr.spy2(text, text) returns boolean language sql immutable as 'select true'";
    for (const rig of rigs()) {
      const policy = (using: string): string => `create policy p on hr.agent as restrictive using (${using})`;
      expect(await after(rig, [spy, policy("exists (select from hr.agent a where hr.spy(a.note))")])).toMatchObject(way);
      const operator = [eq, "create operator hr.== (leftarg = text, rightarg = text, function = hr.spy2)"];
      expect((await after(rig, [...operator, policy("note operator(hr.==) 'x'")])).ways).toEqual([
        "expression hr.spy2(text,text) hr.agent",
      ]);
      const domain = [spy, "create domain hr.inner as text check (hr.spy(value))", "create domain hr.outer as hr.inner"];
      expect(await after(rig, [...domain, policy("note::hr.outer is not null")])).toMatchObject(way);
    }
  });
});

describe("code behind tables", () => {
  it("is found in domains over domains, lists of them, statistics, partitions and conditions of triggers that somebody has read", async () => {
    const domain = [spy, "create domain hr.inner as text check (hr.spy(value))", "create domain hr.outer as hr.inner"];
    for (const rig of rigs()) {
      for (const text of [
        "alter table hr.agent add also hr.outer",
        "alter table hr.agent add also hr.outer[]",
        "create type hr.pair as (a hr.outer, b text); alter table hr.agent add also hr.pair",
        "create statistics hr.s on (hr.spy(note)), unit from hr.agent",
      ])
        expect([text, await after(rig, [...domain, ...text.split("; ")])]).toMatchObject([text, way]);
      const mapping: PostgresMapping = {
        ...rig.mapping,
        trusted: [
          {
            schema: "hr",
            name: "known",
            owner: (await rig.admin.query<{ u: string }>("select current_user::text as u")).rows[0]?.u ?? "",
            sha256:
              (await rig.admin.query<{ h: string }>("select encode(sha256(convert_to('begin return new; end', 'UTF8')), 'hex') as h"))
                .rows[0]?.h ?? "",
          },
        ],
      };
      const known = "create function hr.known() returns trigger language plpgsql as 'begin return new; end'";
      const trigger = (when: string): string =>
        `create trigger k before update on hr.agent for each row ${when} execute function hr.known()`;
      expect((await after(rig, [known, trigger("")], mapping)).ways).toEqual([]);
      expect(await after(rig, [known, spy, trigger("when (hr.spy(new.note))")], mapping)).toMatchObject(way);
      const children = [
        "create table hr.child () inherits (hr.agent)",
        `alter table hr.child owner to ${rig.mapping.prefix}_owner`,
        known,
        spy,
      ];
      expect((await after(rig, [...children, trigger("").replace("agent", "child")])).ways).toEqual(["trigger k hr.child"]);
      expect((await after(rig, [...children, "alter table hr.child add check (hr.spy(note))"])).ways).toEqual([
        "expression hr.spy(text) hr.child",
      ]);
      expect((await after(rig, [...children, "create view hr.v as select * from hr.child"])).ways).toEqual(["view hr.v"]);
      expect((await after(rig, [...children, "create publication p for table only hr.child"])).ways).toEqual(["publication p hr.child"]);
    }
  });

  it("is found though the server's own: what sends, sets, stores or runs a text; what only counts or draws is none", async () => {
    for (const rig of rigs()) {
      for (const [text, name] of [
        ["alter table hr.agent add check (pg_notify('leak', note) is not null)", "pg_notify(text,text)"],
        ["create policy p on hr.agent as restrictive using (set_config('a.b', note, false) is not null)", "set_config(text,text,boolean)"],
        ["create policy p on hr.agent as restrictive using (lo_from_bytea(0, note::bytea) > 0)", "lo_from_bytea(oid,bytea)"],
        [
          "alter table hr.agent alter unit set default query_to_xml('select 1', true, true, '')::text",
          "query_to_xml(text,boolean,boolean,text)",
        ],
      ] as const)
        expect([text, await after(rig, [text])]).toMatchObject([text, { ways: [`expression ${name} hr.agent`], breaches: "expression" }]);
      const harmless = [
        "create sequence hr.q",
        "alter table hr.agent alter unit set default nextval('hr.q')::text || gen_random_uuid() || clock_timestamp() || random()",
        "alter table hr.agent add check (length(note) < 1000 and last_name ~ '.')",
        "create index on hr.agent (lower(last_name)) where unit is not null",
      ];
      expect(await after(rig, harmless)).toMatchObject({ ways: [], breaches: "" });
    }
  });

  it("is found in casts of a column's type, which functions of level sealed call, and behind tables of the log and the plan", async () => {
    const made = [
      "create type hr.mood as enum ('good', 'bad')",
      "alter table hr.agent add mood hr.mood",
      "create function hr.told(hr.mood) returns text language sql immutable as $$ select 'x' $$",
    ];
    const cast = "create cast (hr.mood as text) with function hr.told(hr.mood) as assignment";
    expect((await after(sealed, made)).ways).toEqual([]);
    expect((await after(sealed, [...made, cast])).ways).toEqual(["expression hr.told(hr.mood) hr.agent"]);
    expect((await after(columns, [...made, cast])).ways).toEqual([]);
    for (const rig of rigs())
      expect((await after(rig, [spy, "alter table favorable.audit_pending add check (hr.spy(leaf))"])).ways).toEqual([
        "expression hr.spy(text) favorable.audit_pending",
      ]);
    const use = `favorable.access_${sealed.mapping.prefix}_use`;
    expect((await after(sealed, [spy, `create index on ${use} (hr.spy(nonce))`])).ways).toEqual([`expression hr.spy(text) ${use}`]);
  });

  it("is whoever's the type of a column is: a domain shows its owner every value, without a right on the table", async () => {
    for (const rig of rigs()) {
      const domain = ["create domain hr.words as text", "alter table hr.agent alter note type hr.words"];
      const theirs = `alter domain hr.words owner to ${rig.app}`;
      expect((await after(rig, [...domain, `alter domain hr.words owner to ${rig.mapping.prefix}_owner`])).ways).toEqual([]);
      expect(await after(rig, [...domain, theirs])).toMatchObject({ ways: [`type hr.words ${rig.app}`], breaches: "type" });
      const enumeration = ["create type hr.mood as enum ('good')", "alter table hr.agent add mood hr.mood[]"];
      expect((await after(rig, [...enumeration, `alter type hr.mood owner to ${rig.other}`])).ways).toContain(`type hr.mood ${rig.other}`);
      // Why it matters.
      await rig.admin
        .transaction(async (tx) => {
          for (const text of [...domain, theirs, `grant usage, create on schema hr to ${rig.app}`]) await tx.query(text);
          await tx.query("create table public.loot (t text)");
          await tx.query("grant insert on public.loot to public");
          await tx.query(`set local session authorization ${rig.app}`);
          await tx.query(
            "create function hr.steals(t text) returns boolean language plpgsql as $$ begin insert into public.loot values (t); return true; end $$",
          );
          await tx.query("alter domain hr.words add check (hr.steals(value))");
          await tx.query("set local session authorization default");
          expect((await tx.query("select t from public.loot")).rows.length).toBe(9);
          throw new Error("undone");
        })
        .catch((error: Error) => expect(error.message).toBe("undone"));
    }
  });

  it("is an event trigger that somebody else may change", async () => {
    for (const rig of rigs()) {
      const event = [
        "create function hr.event() returns event_trigger language plpgsql as 'begin end'",
        "create event trigger e on ddl_command_end execute function hr.event()",
      ];
      expect((await after(rig, event)).ways).toEqual([]);
      expect((await after(rig, [...event, `alter function hr.event() owner to ${rig.other}`])).ways).toEqual([
        `event-trigger e ${rig.other}`,
      ]);
      expect(await after(rig, [...event, `alter function hr.event() owner to ${rig.app}`])).toMatchObject({ breaches: "event-trigger" });
    }
  });
});
