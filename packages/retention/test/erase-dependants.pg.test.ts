/** An order and the rows that refer to what goes: the database deletes or empties none of them by itself. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { definePolicy, erasureLedger, memoryErasureStore } from "@favorable/retention";
import {
  attach,
  type ErasableTable,
  eraser,
  placeHold,
  purgeEvidence,
  releaseHold,
  retentionMigrations,
  simulateTime,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";

const zone = "Europe/Monaco";
const start = { kind: "field", field: "since" } as const;
const person = definePolicy({ id: "person", version: 1, start, maximum: { period: "P18M" }, then: "delete", zone });
const letter = definePolicy({ id: "letter", version: 1, start, minimum: { period: "P10Y" }, then: "delete", zone });
const page = definePolicy({ id: "page", version: 1, start, minimum: { period: "P20Y" }, then: "delete", zone });
const persons: ErasableTable = { policy: person, table: { table: "person", subject: "id" } };
const letters: ErasableTable = { policy: letter, table: { table: "letter", subject: "person" } };
const along: ErasableTable = { policy: person, table: { ...persons.table, dependants: [{ table: "letter", then: "cascade" }] } };
const asOf = calendarDate("2022-01-31");

describe("an order", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  const script = async (text: string): Promise<void> => {
    for (const one of text.split(";")) await sql.query(one);
  };
  const ledger = () => erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(32), backups: "P90D" });
  const made = (tables: readonly [ErasableTable, ...ErasableTable[]]) => eraser({ sql, ledger: ledger(), tables, zone });
  const erase = (tables: readonly [ErasableTable, ...ErasableTable[]], subject: string, on: CalendarDate = asOf) =>
    made(tables).erase({ subject, reference: "request-1", ground: "request", asOf: on });
  const counts = async (): Promise<unknown> =>
    (await sql.query("select (select count(*)::int from person) as person, (select count(*)::int from letter) as letter")).rows[0];
  const setUp = (onDelete: string) =>
    script(`drop table if exists person, letter, page, folder cascade;
      truncate favorable.hold, favorable.purge, favorable.erasure, favorable.erasure_part, favorable.attachment;
      create table person (id text primary key, since date);
      create table letter (id int primary key, person text references person ${onDelete}, since date);
      insert into person values ('p1', '2020-01-01'), ('p2', '2020-01-01');
      insert into letter values (1, 'p1', '2020-01-01'), (2, 'p2', '2010-01-01')`);

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => setUp("on delete cascade"));

  it.each(["on delete cascade", "on delete set null"])(
    "is refused while the database would act on rows of a table that nobody declared (%s)",
    async (onDelete) => {
      await setUp(onDelete);
      await expect(erase([persons], "p1")).rejects.toMatchObject({
        code: "DEPENDANT_UNDECLARED",
        details: { tables: ["public.letter"], constraints: ["letter_person_fkey"] },
      });
      expect(await counts()).toEqual({ person: 2, letter: 2 });
    },
  );

  it.each(["", "on delete cascade", "on delete set null"])(
    "keeps the row that a held row or one under a floor refers to, and tells by what (%s)",
    async (onDelete) => {
      await setUp(onDelete);
      const { id } = await placeHold(sql, { policy: letter, table: letters.table, key: 1, kind: "litigation", reason: "case 1" });
      expect(await erase([letters, persons], "p1")).toEqual({
        erased: [],
        kept: [
          { place: "letter", kept: 1, reason: "held", kinds: ["litigation"] },
          { place: "person", kept: 1, reason: "held", kinds: ["litigation"] },
        ],
      });
      await releaseHold(sql, { id, reason: "closed" });
      expect((await erase([letters, persons], "p1")).kept).toEqual([
        { place: "letter", kept: 1, reason: "floor", until: "2030-01-02" },
        { place: "person", kept: 1, reason: "floor", until: "2030-01-02" },
      ]);
      expect((await sql.query("select person from letter where id = 1")).rows).toEqual([{ person: "p1" }]);
      expect((await erase([letters, persons], "p2")).kept).toEqual([]);
      expect(await counts()).toEqual({ person: 1, letter: 1 });
    },
  );

  it("stops whole where rows of another subject refer to what is to go, and leaves them", async () => {
    await sql.query("alter table letter add column author text");
    await sql.query("update letter set author = 'p9'");
    const by: ErasableTable = { policy: letter, table: { table: "letter", subject: "author" } };
    await sql.query("delete from letter where id = 1");
    await attach({ sql, policy: definePolicy({ ...letter, minimum: { period: "P1M" } }), table: by.table });
    const short: ErasableTable = { policy: definePolicy({ ...letter, minimum: { period: "P1M" } }), table: by.table };
    await expect(erase([short, persons], "p2")).rejects.toMatchObject({
      code: "ERASURE_BLOCKED",
      details: { constraint: "letter_person_fkey" },
    });
    expect(await counts()).toEqual({ person: 2, letter: 1 });
  });

  it("takes along what is declared to go, as a sweep does, and its account and evidence count each row", async () => {
    await attach({ sql, policy: letter, table: letters.table });
    expect(await erase([along], "p2")).toEqual({
      erased: [
        { place: "letter", removed: 1, level: "row gone" },
        { place: "person", removed: 1, level: "row gone" },
      ],
      kept: [],
    });
    expect((await purgeEvidence(sql, person)).map(({ removed, dependants }) => [removed, dependants])).toEqual([[1, { letter: 1 }]]);
    // The other letter is under its floor: it keeps the person.
    expect((await erase([along], "p1")).kept).toEqual([{ place: "person", kept: 1, reason: "floor", until: "2030-01-02" }]);
    await placeHold(sql, { policy: letter, table: letters.table, key: 1, kind: "inspection", reason: "case 2" });
    expect((await erase([along], "p1")).kept).toEqual([{ place: "person", kept: 1, reason: "held", kinds: ["inspection"] }]);
    expect(await counts()).toEqual({ person: 1, letter: 1 });
  });

  it("asks what refers to what would go along, however far down", async () => {
    await script(`create table page (id int primary key, letter int references letter on delete cascade, since date);
      insert into page values (1, 2, '2010-01-01')`);
    await expect(erase([along], "p2")).rejects.toMatchObject({ code: "DEPENDANT_UNDECLARED", details: { tables: ["public.page"] } });
    await attach({ sql, policy: page, table: { table: "page", subject: null } });
    const both: ErasableTable = {
      policy: person,
      table: {
        ...persons.table,
        dependants: [
          { table: "page", then: "cascade" },
          { table: "letter", then: "cascade", subject: "person" },
        ],
      },
    };
    expect((await erase([both], "p2")).kept).toEqual([{ place: "person", kept: 1, reason: "floor", until: "2030-01-02" }]);
    await sql.query("update page set since = '2000-01-01'");
    expect((await erase([both], "p2")).erased).toEqual([
      { place: "letter", removed: 1, level: "row gone" },
      { place: "page", removed: 1, level: "row gone" },
      { place: "person", removed: 1, level: "row gone" },
    ]);
  });

  it("leaves rows of others that are declared to be detached, without their reference", async () => {
    const detached: ErasableTable = { policy: person, table: { ...persons.table, dependants: [{ table: "letter", then: "detach" }] } };
    expect((await erase([detached], "p1")).erased).toEqual([
      { place: "letter", removed: 1, level: "columns emptied" },
      { place: "person", removed: 1, level: "row gone" },
    ]);
    expect((await sql.query("select person from letter where id = 1")).rows).toEqual([{ person: null }]);
  });

  it("removes rows that refer to others of their table from the end, and keeps those that a held one refers to", async () => {
    await script(`create table folder (id int primary key, of text, parent int references folder on delete cascade, since date);
      insert into folder values (1, 'p1', 1, '2020-01-01'), (2, 'p1', 1, '2020-01-01'), (3, 'p1', 2, '2020-01-01'), (4, 'p1', 1, '2020-01-01')`);
    const folders: ErasableTable = { policy: person, table: { table: "folder", subject: "of" } };
    const { id } = await placeHold(sql, { policy: person, table: folders.table, key: 3, kind: "litigation", reason: "case" });
    const kept = await erase([folders], "p1");
    expect(kept).toEqual({
      erased: [{ place: "folder", removed: 1, level: "row gone" }],
      kept: [{ place: "folder", kept: 3, reason: "held", kinds: ["litigation"] }],
    });
    await releaseHold(sql, { id, reason: "closed" });
    expect((await erase([folders], "p1")).erased).toEqual([{ place: "folder", removed: 4, level: "row gone" }]);
  });

  it("tells the latest floor of all policies on a table, and the kinds of holds under any of them", async () => {
    const short = definePolicy({ ...letter, id: "short", minimum: { period: "P1M" } });
    await attach({ sql, policy: letter, table: letters.table });
    await attach({ sql, policy: short, table: letters.table });
    const tables: readonly [ErasableTable] = [{ policy: short, table: letters.table }];
    await sql.query("update letter set since = '2021-12-31' where id = 1");
    expect((await erase(tables, "p1")).kept).toEqual([{ place: "letter", kept: 1, reason: "floor", until: "2032-01-01" }]);
    await placeHold(sql, { policy: letter, table: letters.table, key: 1, kind: "inspection", reason: "case" });
    await placeHold(sql, { policy: letter, kind: "audit", reason: "case" });
    await placeHold(sql, { policy: short, table: letters.table, key: 2, kind: "other", reason: "case" });
    expect((await erase(tables, "p1")).kept).toEqual([{ place: "letter", kept: 1, reason: "held", kinds: ["audit", "inspection"] }]);
  });

  it("carries out a policy that shreds: the evidence has the level once the keys are destroyed", async () => {
    const shredding = definePolicy({ ...person, id: "sealed", then: "shred" });
    await sql.query("create table folder (id int primary key, of text, since date)");
    await sql.query("insert into folder values (1, 'p1', '2020-01-01'), (2, 'p1', '2020-01-01')");
    const tables: readonly [ErasableTable] = [{ policy: shredding, table: { table: "folder", subject: "of" } }];
    await expect(erase(tables, "p1")).rejects.toMatchObject({ code: "ACTION_UNSUPPORTED" });
    const destroyed: string[] = [];
    const shred = { place: "keys", destroy: async (_tx: Sql, subject: string) => destroyed.push(subject) };
    const { erased } = await eraser({ sql, ledger: ledger(), tables, shred, zone }).erase({
      subject: "p1",
      reference: "request-1",
      ground: "request",
      asOf,
    });
    expect(erased).toEqual([
      { place: "folder", removed: 2, level: "row gone" },
      { place: "keys", removed: 1, level: "key destroyed" },
    ]);
    expect((await purgeEvidence(sql, shredding)).map(({ action, level }) => [action, level])).toEqual([["shred", "key destroyed"]]);
    expect(destroyed).toEqual(["p1"]);
  });
});
