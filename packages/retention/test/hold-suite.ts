/** Holds by record, subject and policy, their release and review, and events that move: the same on PGlite and on a real server. */
import { calendarDate, isPrivacyError } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import {
  eventHistory,
  type HoldRequest,
  holds,
  holdsBySubject,
  holdsToReview,
  placeHold,
  plan,
  recordEvent,
  redateEvent,
  releaseHold,
  retentionMigrations,
  simulateTime,
  sweep,
} from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { footage } from "./policies.ts";
import type { Opened } from "./postgres-suite.ts";

const day = calendarDate;
const account = definePolicy({ ...footage, id: "account" });
const files = { table: "media_file", subject: "owner" };
const accounts = { table: "account", subject: "id" };
const why = { kind: "litigation", reason: "case 1" };

export function holdSuite(name: string, open: () => Promise<Opened>): void {
  describe(`holds on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    const ids = async (table: string): Promise<number[]> =>
      (await sql.query<{ id: number }>(`select id from ${table} order by id`)).rows.map(({ id }) => id);

    beforeAll(async () => {
      ({ sql, close } = await open());
      await migrate(sql, retentionMigrations);
      await sql.query("create table account (id int primary key, taken_on date)");
      await sql.query("create table media_file (id int primary key, owner int not null, taken_on date)");
    });
    afterAll(() => close());
    beforeEach(async () => {
      for (const each of [
        "account",
        "media_file",
        "favorable.hold",
        "favorable.event",
        "favorable.event_history",
        "favorable.purge",
        "favorable.clock",
      ])
        await sql.query(`truncate ${each} cascade`);
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
      await sql.query("insert into account values (1, '2021-01-01'), (2, '2021-01-01')");
      await sql.query(
        "insert into media_file values (1, 1, '2021-01-01'), (2, 2, '2021-01-01'), (3, 1, '2021-01-01'), (4, 2, '2022-01-30')",
      );
    });

    it("on a file is none on the account, and once released the file goes with the next sweep (OpenTranscribe #442)", async () => {
      const hold = await placeHold(sql, { policy: footage, table: files, key: 1, ...why });
      // One policy on both tables, and the same number in both: the account is not held.
      for (const policy of [account, footage]) {
        await sql.query("insert into account values (1, '2021-01-01') on conflict do nothing");
        expect(await sweep({ sql, policy, table: accounts })).toMatchObject({ held: 0 });
      }
      expect(await sweep({ sql, policy: footage, table: files })).toMatchObject({ removed: 2, held: 1 });
      expect([await ids("account"), await ids("media_file")]).toEqual([[], [1, 4]]);
      const tables = [
        { policy: footage, table: files },
        { policy: account, table: accounts },
      ];
      expect(await releaseHold(sql, { id: hold.id, reason: "closed", tables })).toEqual({
        id: hold.id,
        scope: "record",
        policy: "footage",
        due: [{ policy: "footage", table: "media_file", rows: 1 }],
      });
      expect(await sweep({ sql, policy: footage, table: files })).toMatchObject({ removed: 1, held: 0 });
      expect(await ids("media_file")).toEqual([4]);
    });

    it("of an open request keeps its evidence under every policy until it is answered (margince #3380)", async () => {
      const desk = holdsBySubject(sql, { author: "desk" });
      const request = await desk.place({ subject: "1", kind: "request", reason: "access request 7", reviewOn: day("2022-02-28") });
      expect(await sweep({ sql, policy: footage, table: files })).toMatchObject({ removed: 1, held: 2 });
      expect(await sweep({ sql, policy: account, table: accounts })).toMatchObject({ removed: 1, held: 1 });
      expect([await ids("account"), await ids("media_file")]).toEqual([[1], [1, 3, 4]]);
      expect(await holds(sql, { subject: "1" })).toMatchObject([
        { scope: "subject", policy: "*", author: "desk", kind: "request", reviewOn: "2022-02-28" },
      ]);
      await desk.release({ id: request.id, reason: "answered" });
      expect(await sweep({ sql, policy: footage, table: files })).toMatchObject({ removed: 2, held: 0 });
      expect(await sweep({ sql, policy: account, table: accounts })).toMatchObject({ removed: 1, held: 0 });
      const [left] = await holds(sql, { released: true });
      expect(left).toMatchObject({ released: { by: "desk", reason: "answered" } });
      expect(JSON.stringify(left)).not.toContain('subject":');
      expect(await rejectionCode(desk.release({ id: request.id, reason: "again" }))).toBe("HOLD_UNKNOWN");
    });

    it("on a subject stops the table that does not say whose its rows are, and not the one whose rows are nobody's", async () => {
      const { id } = await placeHold(sql, { subject: "2", ...why });
      const bare = { table: "media_file" };
      for (const run of [plan, sweep]) {
        const error: unknown = await run({ sql, policy: footage, table: bare }).catch((thrown: unknown) => thrown);
        expect(isPrivacyError(error, "HOLD_INVALID") ? error.details : error).toEqual({ reason: "subject", holds: 1 });
      }
      expect(await plan({ sql, policy: footage, table: { ...bare, subject: null } })).toMatchObject({ removable: 3, held: 0 });
      expect(await plan({ sql, policy: footage, table: files })).toMatchObject({ removable: 2, held: 1 });
      await releaseHold(sql, { id, reason: "closed" });
      expect(await plan({ sql, policy: footage, table: bare })).toMatchObject({ removable: 3 });
      expect(await rejectionCode(plan({ sql, policy: footage, table: { ...bare, subject: "nobody" } }))).toBe("TABLE_INVALID");
    });

    it("on a subject under one policy leaves the others alone", async () => {
      await placeHold(sql, { policy: footage, subject: "1", ...why });
      expect(await plan({ sql, policy: footage, table: files })).toMatchObject({ removable: 1, held: 2 });
      expect(await plan({ sql, policy: account, table: accounts })).toMatchObject({ removable: 2, held: 0 });
      expect(await holds(sql, { policy: account })).toEqual([]);
      expect(await holds(sql, { policy: footage })).toHaveLength(1);
    });

    it("on a subject reads it in the type of the column, and passes over one that is none", async () => {
      const uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
      await sql.query("create table typed (id int primary key, who uuid, taken_on date)");
      await sql.query("insert into typed values (1, $1::uuid, '2021-01-01'), (2, null, '2021-01-01')", [uuid]);
      await placeHold(sql, { subject: uuid.toUpperCase(), ...why });
      await placeHold(sql, { subject: "0001", ...why });
      expect(await plan({ sql, policy: footage, table: { table: "typed", subject: "who" } })).toMatchObject({ removable: 1, held: 1 });
      expect(await plan({ sql, policy: footage, table: files })).toMatchObject({ removable: 1, held: 2 });
      await sql.query("drop table typed");
    });

    it("on a row of a partitioned table holds in the table and in the partition", async () => {
      await sql.query("create table part (id int, taken_on date, primary key (id, taken_on)) partition by range (taken_on)");
      await sql.query("create table part_2021 partition of part for values from ('2021-01-01') to ('2022-01-01')");
      await sql.query("insert into part values (1, '2021-05-05'), (2, '2021-05-05')");
      await placeHold(sql, { policy: footage, table: { table: "part" }, key: '[1, "2021-05-05"]', ...why });
      for (const table of ["part", "part_2021"])
        expect([table, await plan({ sql, policy: footage, table: { table } })]).toMatchObject([table, { removable: 1, held: 1 }]);
      await sql.query("drop table part");
    });

    it("has an author, a reason and a scope, and is listed when its review is overdue", async () => {
      await placeHold(sql, { policy: footage, ...why, author: "a. clerk", reviewOn: day("2022-01-30") });
      await placeHold(sql, { policy: footage, table: files, key: "2", ...why, reviewOn: day("2022-01-31") });
      await placeHold(sql, { policy: account, ...why });
      expect(await holdsToReview(sql)).toMatchObject([{ scope: "policy", author: "a. clerk", reason: "case 1", reviewOn: "2022-01-30" }]);
      expect(await holdsToReview(sql, day("2022-02-01"))).toMatchObject([
        { scope: "policy" },
        { scope: "record", table: "media_file", key: "2" },
      ]);
      const [login] = (await sql.query<{ who: string }>("select session_user::text as who")).rows;
      expect((await holds(sql)).map(({ author }) => author)).toEqual(["a. clerk", login?.who, login?.who]);
    });

    it("refuses what says neither whom nor what it holds", async () => {
      const reason = async (request: object): Promise<unknown> => {
        const error: unknown = await placeHold(sql, { ...why, ...request } as HoldRequest).catch((thrown: unknown) => thrown);
        return isPrivacyError(error, "HOLD_INVALID") ? error.details["reason"] : error;
      };
      expect(await reason({})).toBe("policy");
      expect(await reason({ subject: "1", policy: footage, key: 1, table: files })).toBe("subject");
      for (const subject of ["", " ", 5, null, "a\0"])
        expect([subject, await reason({ subject, policy: footage })]).toEqual([subject, "subject"]);
      expect(await reason({ policy: footage, author: " " })).toBe("author");
      expect(await rejectionCode(holds(sql, { policy: {} } as never))).toBe("HOLD_INVALID");
      expect(await rejectionCode(releaseHold(sql, { id: "1", reason: "x", author: "" }))).toBe("HOLD_INVALID");
      expect(await holds(sql, { released: true })).toEqual([]);
    });

    it("wins over the floor, and the floor over the cap", async () => {
      const both = definePolicy({ ...footage, id: "both", minimum: { period: "P2Y" } });
      expect(await plan({ sql, policy: both, table: files })).toMatchObject({ removable: 0, floor: 3, conflicts: 4, overdue: 3 });
      await simulateTime(sql, new Date("2023-01-02T11:00:00Z"));
      const { id } = await placeHold(sql, { policy: both, table: files, key: 1, ...why });
      expect(await sweep({ sql, policy: both, table: files })).toMatchObject({ removed: 2, held: 1 });
      await releaseHold(sql, { id, reason: "closed" });
      expect(await sweep({ sql, policy: both, table: files })).toMatchObject({ removed: 1 });
    });

    it("the end of a duty moves with a reason, later only with what moved it, and due dates follow", async () => {
      const duty = definePolicy({ ...footage, id: "duty", start: { kind: "end-of-duty", event: "duty" }, maximum: { period: "P1M" } });
      expect(await plan({ sql, policy: duty, table: files })).toMatchObject({ withoutStart: 4, removable: 0 });
      expect(await rejectionCode(redateEvent(sql, "duty", day("2022-01-01"), { reason: "law" }))).toBe("EVENT_UNKNOWN");
      await recordEvent(sql, "duty", day("2021-12-31"));
      expect(await plan({ sql, policy: duty, table: files })).toMatchObject({ removable: 4 });
      const later = day("2022-03-31");
      expect(await rejectionCode(redateEvent(sql, "duty", later, { reason: "prolonged" }))).toBe("AMENDMENT_UNAPPROVED");
      expect(await rejectionCode(redateEvent(sql, "duty", later, { reason: " " }))).toBe("EVENT_INVALID");
      const approval = { authority: "National Council", reference: "law 1.509, article 1", on: "2022-01-15" };
      expect(await rejectionCode(redateEvent(sql, "duty", later, { reason: "x", approval: { ...approval, on: "soon" } }))).toBe(
        "EVENT_INVALID",
      );
      await redateEvent(sql, "duty", later, { reason: "prolonged", approval, author: "dpo" });
      expect(await plan({ sql, policy: duty, table: files })).toMatchObject({ removable: 0, overdue: 0 });
      await redateEvent(sql, "duty", day("2021-12-01"), { reason: "repealed" });
      expect(await plan({ sql, policy: duty, table: files })).toMatchObject({ removable: 4, overdue: 4 });
      expect(await eventHistory(sql, "duty")).toMatchObject([
        { on: "2021-12-31" },
        { on: "2022-03-31", was: "2021-12-31", reason: "prolonged", approval, author: "dpo" },
        { on: "2021-12-01", was: "2022-03-31", reason: "repealed" },
      ]);
    });
  });
}
