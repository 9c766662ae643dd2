/** The plan's own tables at level sealed: keys, uses of contexts, tickets. */
import { randomUUID } from "node:crypto";
import { heldLevel, installContextKey, signContext } from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";
import { after } from "./undone.ts";

const key = { id: "k", secret: new Uint8Array(32).fill(9) };
let rig: PostgresRig;
const table = (what: string): string => `favorable.access_${rig.mapping.prefix}_${what}`;
const OWN = ["key", "use", "ticket"];
const spy = "create function public.spy() returns trigger language plpgsql as $$ begin return new; end $$";

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
});
afterAll(() => rig.close());

describe("the plan's own tables", () => {
  it("are nobody's: every privilege of anybody is a way past, and a breach of the application's", async () => {
    const { rows } = await rig.admin.query<{ version: number }>("select current_setting('server_version_num')::int as version");
    const whole = ["select", "insert", "update", "delete", "truncate", "trigger", "references"];
    const maintain = (rows[0]?.version ?? 0) >= 170000 ? ["maintain"] : [];
    for (const what of OWN)
      for (const right of [...whole, ...maintain]) {
        const way = (who: string) => ({ ways: [`key-table ${who} ${table(what)}`] });
        expect([right, await after(rig, [`grant ${right} on ${table(what)} to ${rig.app}`])]).toMatchObject([
          right,
          { ...way(rig.app), breaches: "reads-keys" },
        ]);
        expect([right, await after(rig, [`grant ${right} on ${table(what)} to ${rig.other}`])]).toMatchObject([right, way(rig.other)]);
      }
    expect(await after(rig, [`grant references (id) on ${table("key")} to ${rig.other}`])).toMatchObject({
      ways: [`key-table ${rig.other} ${table("key")}`],
    });
    expect((await after(rig, [`alter default privileges in schema favorable grant select on tables to ${rig.app}`])).ways).toEqual([
      `default-privileges ${rig.app} favorable`,
    ]);
  });

  it("give nothing to a login that holds TRIGGER: it is found before the trigger runs with the rights of the functions", async () => {
    await rig.admin.query(`grant trigger on ${table("ticket")} to ${rig.app}`);
    try {
      const app = await rig.raw(rig.app);
      await app.query("create temporary table loot (t text)");
      await app.query("grant all on loot to public");
      await app.query(`create function pg_temp.spy() returns trigger language plpgsql as
        $$ begin insert into pg_temp.loot select last_name from hr.agent; return new; end $$`);
      await app.query(`create trigger spy before insert on ${table("ticket")} for each row execute function pg_temp.spy()`);
      await app.query("begin");
      const until = new Date(Date.now() + 60_000);
      const token = signContext(key, { actor: "a", role: "director", purpose: "followUp", nonce: randomUUID(), until });
      await app.query(`select favorable.access_${rig.mapping.prefix}_ask_agent($1, 'read', '{1}')`, [token]);
      // Why it matters: all rows, and no entry is left.
      expect((await app.query("select t from loot")).rows.length).toBe(9);
      await app.query("rollback");
      expect((await heldLevel(rig.as(rig.app, 1), rig.matrix, rig.mapping)).breaches).toEqual(["reads-keys"]);
      expect((await after(rig, [])).ways).toEqual([`key-table ${rig.app} ${table("ticket")}`, `trigger spy ${table("ticket")}`]);
    } finally {
      await rig.admin.query(`drop trigger if exists spy on ${table("ticket")}`);
      await rig.admin.query(`revoke trigger on ${table("ticket")} from ${rig.app}`);
    }
  });

  it("are shown by no view, also a materialised one, or one over another", async () => {
    for (const what of OWN) {
      expect(
        await after(rig, [`create view public.k as select * from ${table(what)}`, `grant select on public.k to ${rig.app}`]),
      ).toMatchObject({ ways: ["view k"], breaches: "view" });
      expect((await after(rig, [`create materialized view public.m as select * from ${table(what)}`])).ways).toEqual(["view m"]);
    }
    const over = [
      `create view public.v with (security_invoker = true) as select * from ${table("key")}`,
      "create view public.w as select * from public.v",
    ];
    expect((await after(rig, over)).ways).toEqual(["view w"]);
    const rule = [
      "create table public.bait (t text)",
      `create rule r as on insert to public.bait do also update ${table("use")} set times = 0`,
    ];
    expect((await after(rig, rule)).ways).toEqual(["view bait"]);
  });

  it("have no trigger, rule, policy, publication, relative or reference", async () => {
    for (const what of OWN) {
      const on = table(what);
      const way = async (...by: string[]) => await after(rig, by);
      expect(await way(spy, `create trigger spy before insert on ${on} for each row execute function public.spy()`)).toMatchObject({
        ways: [`trigger spy ${on}`],
        breaches: "trigger",
      });
      expect(await way(`create rule r as on insert to ${on} do also notify x`)).toMatchObject({ ways: [`rule r ${on}`], breaches: "rule" });
      const definition = (name: string) => ({ ways: [`definition ${name} ${on}`], breaches: "definition" });
      expect(await way(`create policy p on ${on} using (true)`)).toMatchObject(definition("policy"));
      expect(await way(`alter table ${on} force row level security`)).toMatchObject(definition("row-security"));
      expect(await way(`create table public.heir () inherits (${on})`)).toMatchObject(definition("inheritance"));
      if (what !== "ticket") expect((await way(`create publication p for table ${on}`)).ways).toEqual([`publication p ${on}`]);
    }
    const refers = `create table public.refers (n text references ${table("use")} on delete cascade)`;
    expect((await after(rig, [refers])).ways).toEqual([`definition reference ${table("use")}`]);
    const elsewhere = ["create table public.elsewhere (id text primary key)"];
    expect(
      (await after(rig, [...elsewhere, `alter table ${table("use")} add foreign key (nonce) references public.elsewhere`])).ways,
    ).toEqual([`definition constraint FOREIGN KEY (nonce) REFERENCES elsewhere(id) ${table("use")}`]);
  });

  it("are defined as they were made: owner, columns, defaults, keys, checks, and what outlives a crash", async () => {
    const [use, ticket, keys] = [table("use"), table("ticket"), table("key")];
    const pkey = `access_${rig.mapping.prefix}_use_pkey`;
    const leak = "create function public.leak() returns name language sql as 'select current_user'";
    for (const [by, ways] of [
      [[`alter table ${use} drop constraint ${pkey}`], [`definition constraint PRIMARY KEY (nonce) ${use}`]],
      [[`alter table ${use} set unlogged`], [`definition persistence ${use}`]],
      [[`alter table ${use} owner to ${rig.other}`], [`definition owner ${use}`, `key-table ${rig.other} ${use}`]],
      [[`alter table ${use} add more text`], [`definition column more text ${use}`]],
      [
        [`alter table ${ticket} alter stage set default 'x'`],
        [
          `definition column stage text not null default 'open'::text ${ticket}`,
          `definition column stage text not null default 'x'::text ${ticket}`,
        ],
      ],
      [[leak, `alter table ${ticket} alter login set default public.leak()`], ["expression leak() "]],
      [[`alter table ${ticket} add check (until > 'epoch')`], ["definition constraint CHECK ((until > "]],
      [[`alter table ${keys} alter outside drop not null`], ["definition column outside bytea "]],
      [[`alter table ${use} alter nonce type text collate "C"`], ["definition column nonce text not null collate "]],
      [[`alter table ${use} alter nonce type varchar(9)`], ["definition column nonce character varying(9) "]],
      [[`create unique index on ${use} (until)`], [`definition index ${use}`]],
    ] as const) {
      const found = await after(rig, by);
      const at = by.at(-1);
      expect([at, ways.filter((way) => !found.ways.some((one) => one.startsWith(way)))]).toEqual([at, []]);
      expect([at, found.breaches]).toEqual([at, expect.stringContaining("definition")]);
    }
    expect((await after(rig, [`alter table ${ticket} set logged`, `create index on ${use} (until)`])).ways).toEqual([]);
  });
});
