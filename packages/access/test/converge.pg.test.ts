/** What an earlier plan left is gone after a smaller one was applied, and the application may start. */
import { randomUUID } from "node:crypto";
import {
  applyPostgres,
  assertLevel,
  installContextKey,
  type PostgresMapping,
  signContext,
  verifyPostgres,
} from "@favorable/access/postgres";
import { afterEach, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { login } from "./register.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
const token = (): string =>
  signContext(key, {
    actor: "a-17",
    role: "director",
    purpose: "followUp",
    nonce: randomUUID(),
    until: new Date(Date.now() + 60_000),
  });
let rig: PostgresRig;
afterEach(() => rig.close());

/** Applies, and expects that nothing is found and the application's login may start. */
async function converges(mapping: PostgresMapping): Promise<void> {
  await applyPostgres(rig.owner, rig.matrix, mapping);
  const { holds, cells, policies, functions, bypasses } = await verifyPostgres(rig.owner, rig.matrix, mapping);
  expect({ cells, policies, functions, ways: bypasses.filter(({ inherent }) => !inherent) }).toEqual({
    cells: [],
    policies: [],
    functions: [],
    ways: [],
  });
  expect(holds).toBe(true);
  await assertLevel(rig.as(rig.app), rig.matrix, mapping);
}

const routines = async (): Promise<Map<string, string>> => {
  const { rows } = await rig.admin.query<{ name: string; oid: string }>(
    "select oid::regprocedure::text as name, oid::text from pg_proc where proname ^@ $1::text",
    [`access_${rig.mapping.prefix}_`],
  );
  return new Map(rows.map(({ name, oid }) => [name, oid]));
};

/** The mapping with a second record, whose table is made. */
async function larger(): Promise<PostgresMapping> {
  await rig.owner.query("create table hr.login (id bigserial primary key, at timestamptz)");
  return {
    ...rig.mapping,
    tables: [...rig.mapping.tables, { record: login, schema: "hr", table: "login", key: "id", columns: { at: "at" } }],
  };
}

describe("a smaller plan, applied", () => {
  it("takes the functions from a login that the mapping no longer names", async () => {
    rig = await postgresRig("sealed");
    await converges({ ...rig.mapping, logins: { [rig.app]: ["director", "manager"] } });
    const ask = `select favorable.access_${rig.mapping.prefix}_ask_agent($1::text, 'read', '{1}')::text`;
    await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
    expect(await stateOf(rig.as(rig.other).query(ask, [token()]))).toBe("42501");
    expect(await stateOf(rig.as(rig.app).query(ask, [token()]))).toBe("done");
  });

  it("drops the functions of a record that is gone, with the rights of their owner, and leaves its rows closed", async () => {
    rig = await postgresRig("sealed");
    await applyPostgres(rig.owner, rig.matrix, await larger());
    expect([...(await routines()).keys()].filter((name) => name.includes("_login("))).not.toEqual([]);
    await converges(rig.mapping);
    expect([...(await routines()).keys()].filter((name) => name.includes("_login("))).toEqual([]);
    const { rows } = await rig.admin.query(
      `select has_any_column_privilege(r.oid, 'hr.login', 'SELECT, INSERT, UPDATE') or has_table_privilege(r.oid, 'hr.login', 'DELETE') as reads,
         has_sequence_privilege(r.oid, 'hr.login_id_seq', 'USAGE') as counts, (select count(*)::int from pg_policy where polrelid = 'hr.login'::regclass) as policies,
         (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'hr.login'::regclass) as closed from pg_roles r where r.rolname = $1::text`,
      [`${rig.mapping.prefix}_sealer`],
    );
    expect(rows).toEqual([{ reads: false, counts: false, policies: 0, closed: true }]);
  });

  it("takes a table that is gone from the roles of level columns", async () => {
    rig = await postgresRig("columns");
    const more = await larger();
    await applyPostgres(rig.owner, rig.matrix, more);
    const held = async (): Promise<unknown> =>
      (
        await rig.admin.query("select has_any_column_privilege(oid, 'hr.login', 'SELECT') as held from pg_roles where rolname = $1::text", [
          `${rig.mapping.prefix}_administrator__maintenance`,
        ])
      ).rows[0]?.["held"];
    expect(await held()).toBe(true);
    await converges(rig.mapping);
    expect(await held()).toBe(false);
  });

  it("goes from level sealed to level columns and back", async () => {
    rig = await postgresRig("sealed");
    await converges({ ...rig.mapping, level: "columns" });
    expect((await routines()).size).toBe(0);
    await converges(rig.mapping);
    await converges({ ...rig.mapping, level: "columns" });
  });
});

describe("a plan, applied again", () => {
  it("takes rights that were given by hand on its own tables and functions, and drops overloads", async () => {
    rig = await postgresRig("sealed");
    const of = (what: string): string => `favorable.access_${rig.mapping.prefix}_${what}`;
    for (const text of [
      `grant select on ${of("key")} to ${rig.app}`,
      `grant select (id) on ${of("key")} to ${rig.other}`,
      `grant insert, trigger on ${of("use")} to ${rig.app} with grant option`,
      `grant all on ${of("ticket")} to public`,
      `grant execute on function ${of("context")}(text) to ${rig.app}`,
      `grant execute on function ${of("take_agent")}(uuid) to public`,
      `grant execute on function ${of("take_agent")}(uuid) to ${rig.app} with grant option`,
      `create function ${of("take_agent")}(asked text) returns text language sql as $$ select 'x' $$`,
      `create function ${of("read_agent")}(asked text) returns text language sql as $$ select 'x' $$`,
    ])
      await rig.admin.query(text);
    await converges(rig.mapping);
    for (const what of ["key", "use", "ticket"]) {
      const { rows } = await rig.admin.query<{ n: number }>(
        `select count(*)::int as n from pg_class c, lateral (select (aclexplode(c.relacl)).grantee union all
           select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = c.oid) g where c.oid = $1::text::regclass and g.grantee <> c.relowner`,
        [of(what)],
      );
      expect([what, rows[0]?.n]).toEqual([what, 0]);
    }
  });

  it("makes no function anew that stands as planned, and mends a policy whose note was written to match it", async () => {
    rig = await postgresRig("columns");
    const before = await routines();
    await converges(rig.mapping);
    expect(await routines()).toEqual(before);
    const name = `${rig.mapping.prefix}_manager__follow_up`;
    const { rows } = await rig.admin.query<{ note: string; text: string }>(
      `select split_part(obj_description(oid, 'pg_policy'), ' ', 2) as note, polname as text from pg_policy where polrelid = 'hr.agent'::regclass and polname = $1::text`,
      [name],
    );
    await rig.owner.query(`alter policy ${name} on hr.agent using (true) with check (true)`);
    await rig.owner.query(
      `do $$ begin execute format('comment on policy ${name} on hr.agent is %L', (select 'favorable ${rows[0]?.note} ' || encode(sha256(convert_to(
         concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), '/', pg_get_expr(p.polwithcheck, p.polrelid)), 'UTF8')), 'hex')
         from pg_policy p where polrelid = 'hr.agent'::regclass and polname = '${name}')); end $$`,
    );
    expect((await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).policies).toMatchObject([{ what: "changed" }]);
    await converges(rig.mapping);
  });
});
