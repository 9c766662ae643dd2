/** What goes along with a row keeps it as well: dependants on hold or under a floor, keys of subjects who have rows elsewhere. */
import { definePolicy } from "@favorable/retention";
import {
  attach,
  holdsBySubject,
  placeHold,
  plan,
  purgeEvidence,
  type RetainedTable,
  releaseHold,
  retentionGrants,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const why = { kind: "litigation", reason: "case 1" };
const complaint = definePolicy({ ...footage, id: "complaint" });
const table: RetainedTable = {
  table: "film",
  subject: null,
  dependants: [{ table: "complaint", then: "cascade", subject: "person", policy: complaint }],
};

describe("what goes along", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const script = async (text: string): Promise<void> => {
    for (const one of text.split(";")) await sql.query(one);
  };
  const swept = async (given: RetainedTable = table) => {
    const planned = await plan({ sql, policy: footage, table: given });
    const { removed, held } = await sweep({ sql, policy: footage, table: given });
    return [planned.removable, planned.held, removed, held];
  };

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-03-31T11:00:00Z"));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() =>
    script(`drop table if exists film, complaint, complaint2, part, note, person, restricted cascade;
      truncate favorable.hold, favorable.sweep, favorable.attachment;
      create table film (id int primary key, taken_on date);
      create table complaint (id int primary key, film int references film, person text, taken_on date);
      insert into film values (1, '2022-01-01'), (2, '2022-01-01');
      insert into complaint values (1, 1, 'agent-7', '2022-01-01'), (2, 2, 'agent-8', '2022-01-01')`),
  );

  it("keeps the row when its subject, its policy or everything is on hold", async () => {
    const desk = holdsBySubject(sql);
    const request = await desk.place({ subject: "agent-7", kind: "request", reason: "open" });
    expect((await plan({ sql, policy: footage, table })).heldByKind).toEqual({ dependant: 1 });
    expect(await swept()).toEqual([1, 1, 1, 1]);
    await desk.release({ id: request.id, reason: "answered" });
    const all = await placeHold(sql, { policy: complaint, ...why });
    expect(await swept()).toEqual([0, 1, 0, 1]);
    await releaseHold(sql, { id: all.id, reason: "closed" });
    expect(await swept()).toEqual([1, 0, 1, 0]);
  });

  it("keeps the row when it is held by its key, though it was renamed, or is a partition", async () => {
    await placeHold(sql, { policy: complaint, table: { table: "complaint" }, key: 1, ...why });
    await sql.query("alter table complaint rename to complaint2");
    const renamed: RetainedTable = {
      table: "film",
      subject: null,
      dependants: [{ table: "complaint2", then: "cascade", subject: "person" }],
    };
    expect(await swept(renamed)).toEqual([1, 1, 1, 1]);
    await script(`drop table complaint2; truncate favorable.hold;
      create table part (id int, film int references film, primary key (id)) partition by range (id);
      create table part_1 partition of part for values from (1) to (10); insert into part values (1, 1)`);
    await placeHold(sql, { policy: complaint, table: { table: "part_1" }, key: 1, ...why });
    expect(await swept({ table: "film", subject: null, dependants: [{ table: "part", then: "cascade", subject: null }] })).toEqual([
      0, 1, 0, 1,
    ]);
  });

  it("keeps the row under a floor of its own, declared or attached, and stops when nobody says whose it is", async () => {
    const long = definePolicy({ ...footage, id: "complaint", minimum: { period: "P10Y" }, maximum: { period: "P20Y" } });
    const declared: RetainedTable = { ...table, dependants: [{ table: "complaint", then: "cascade", subject: "person", policy: long }] };
    expect(await swept(declared)).toEqual([0, 2, 0, 2]);
    await attach({ sql, policy: long, table: { table: "complaint", subject: "person" } });
    const bare: RetainedTable = { table: "film", subject: null, dependants: [{ table: "complaint", then: "cascade" }] };
    expect(await swept(bare)).toEqual([0, 2, 0, 2]);
    await script("truncate favorable.attachment, favorable.sweep");
    const { id } = await placeHold(sql, { subject: "agent-7", ...why });
    expect(await rejectionCode(sweep({ sql, policy: footage, table: bare }))).toBe("HOLD_INVALID");
    await releaseHold(sql, { id, reason: "closed" });
    expect(await swept(bare)).toEqual([2, 0, 2, 0]);
  });

  it("is asked for where a foreign key refers to one partition, from either side", async () => {
    await script(`create table part (id int primary key, taken_on date) partition by range (id);
      create table part_1 partition of part for values from (1) to (10);
      create table note (id int primary key, part int references part_1 on delete cascade);
      insert into part values (1, '2022-01-01'); insert into note values (1, 1)`);
    for (const name of ["part", "part_1"])
      expect([name, await rejectionCode(sweep({ sql, policy: footage, table: { table: name } }))]).toEqual([name, "DEPENDANT_UNDECLARED"]);
    const dependants = [{ table: "note", then: "cascade" }] as const;
    expect(await sweep({ sql, policy: footage, table: { table: "part", dependants } })).toMatchObject({
      removed: 1,
      dependants: { note: 1 },
    });
    await script(`drop table note; create table note (id int primary key, part int references part on delete cascade)`);
    expect(await rejectionCode(plan({ sql, policy: footage, table: { table: "part_1" } }))).toBe("DEPENDANT_UNDECLARED");
  });

  it("destroys a key only when no table has a row of the subject, and no hold names it", async () => {
    await script(`create table person (id int primary key, who text, taken_on date);
      insert into person values (1, 'agent-7', '2022-01-01'), (2, 'agent-9', '2022-01-01')`);
    const shred = definePolicy({ ...footage, id: "person", then: "shred" });
    const destroyed: string[] = [];
    const shredder = {
      async destroy(_: Sql, { subjects }: { readonly subjects: readonly string[] }) {
        destroyed.push(...subjects);
        return new Set(subjects);
      },
    };
    const given = { sql, policy: shred, table: { table: "person", subject: "who" }, shredder };
    await attach({ sql, policy: complaint, table: { table: "complaint", subject: "person" } });
    expect(await sweep(given)).toMatchObject({ removed: 2 });
    expect(destroyed).toEqual(["agent-9"]);
    expect((await purgeEvidence(sql, shred)).map(({ level }) => level)).toEqual(["row gone"]);
    await script("truncate favorable.attachment, favorable.sweep; insert into person values (1, 'agent-7', '2022-01-01')");
    await sweep({ ...given, subjects: [{ table: "complaint", subject: "person" }] });
    expect(destroyed).toEqual(["agent-9"]);
    await script("truncate favorable.sweep; insert into person values (1, 'agent-7', '2022-01-01')");
    await sweep(given);
    expect(destroyed).toEqual(["agent-9", "agent-7"]);
  });

  it("keeps what a restriction names, though it comes between plan and sweep", async () => {
    await script("create table restricted (who text, on_now boolean)");
    const given: RetainedTable = {
      table: "complaint",
      subject: "person",
      restricted: { table: "restricted", subject: "who", while: "on_now" },
    };
    expect(await plan({ sql, policy: complaint, table: given })).toMatchObject({ removable: 2 });
    await script("insert into restricted values ('agent-7', true), ('agent-8', false)");
    expect(await plan({ sql, policy: complaint, table: given })).toMatchObject({ removable: 1, heldByKind: { restricted: 1 } });
    expect(await sweep({ sql, policy: complaint, table: given })).toMatchObject({ removed: 1, held: 1 });
    expect((await sql.query("select person from complaint")).rows).toEqual([{ person: "agent-7" }]);
  });

  it("is not done while a row is locked, takes what a release frees behind it, and keeps no key when it is", async () => {
    await script("drop table complaint; insert into film select g, '2022-01-01' from generate_series(3, 30) g");
    const bare = { sql, policy: footage, table: { table: "film", subject: null } };
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select 1 from film where id = 1 for update");
    expect(await sweep({ ...bare, batch: 10, duty: 1 })).toMatchObject({ removed: 29, passed: 1, done: false });
    await client.query("rollback");
    client.release();
    expect(await sweep({ ...bare, batch: 10, duty: 1 })).toMatchObject({ removed: 1, passed: 0, done: true });
    await script("insert into film select g, '2022-01-01' from generate_series(1, 30) g");
    const { id } = await placeHold(sql, { policy: footage, table: { table: "film" }, key: 1, ...why });
    let freed = false;
    const result = await sweep({
      ...bare,
      batch: 10,
      duty: 1,
      onEvidence: async () => {
        if (freed) return;
        freed = true;
        setTimeout(() => void releaseHold(sql, { id, reason: "closed" }), 0);
      },
    });
    expect(result).toMatchObject({ removed: 30, done: true });
    expect((await sql.query("select position, lo, hi from favorable.sweep where position is not null or lo is not null")).rows).toEqual([]);
  });

  it("is swept by a login that has the rights it needs and no more, and cannot rewrite its evidence", async () => {
    const role = `favorable_test_sweeper_${process.pid}`;
    await sql.query(`create role ${role}`);
    const other = new pg.Pool({ connectionString: database.url, max: 2, options: `-c role=${role}` });
    const sweeper = fromPg(other);
    try {
      for (const grant of retentionGrants(role, [{ policy: footage, table }])) await sql.query(grant);
      await placeHold(sql, { subject: "agent-7", ...why });
      expect(await plan({ sql: sweeper, policy: footage, table })).toMatchObject({ removable: 1, held: 1 });
      expect(await sweep({ sql: sweeper, policy: footage, table })).toMatchObject({ removed: 1, held: 1, done: true });
      for (const text of [
        "update favorable.purge set removed = 1",
        "update favorable.purge set level = 'key destroyed'",
        "delete from favorable.purge",
        "truncate favorable.purge",
        "update favorable.hold set released_at = now()",
        "update favorable.clock set at = now()",
        "update favorable.attachment set version = 9",
      ])
        expect([text, sqlState(await sweeper.query(text).catch((error: unknown) => error))]).toEqual([text, "42501"]);
      for (const text of ["update favorable.purge set level = 'key destroyed'", "delete from favorable.purge"])
        expect([text, sqlState(await sql.query(text).catch((error: unknown) => error))]).toEqual([text, "42501"]);
    } finally {
      await other.end();
      await sql.query(`drop owned by ${role}`);
      await sql.query(`drop role ${role}`);
    }
  });
});
