/** The key store on a database: the same on PGlite and on a real server. */
import { blindIndex, isErased, type KeyRing, openRow, sealed, sealRow } from "@favorable/encryption";
import { keyStoreMigrations, postgresKeyStore, resealTable } from "@favorable/encryption/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { bytes, placeOf, type Shared, SUBJECT_KEY, shared, text } from "./rings.ts";

/** A database of a test's own. */
export interface Opened {
  readonly sql: Sql;
  close(): Promise<void>;
}

const shape = { id: z.string(), person: z.string(), comment: sealed(z.string()), phone: sealed(z.string()) };
const index = blindIndex({ key: SUBJECT_KEY, table: "visit", column: "phone", normalise: "digits", bits: 64 });
const attached = [{ table: "visit", subject: "person", clear: ["phone_index"] }];

/** Two visits of each person: sealed cells and a blind index. */
export async function insertVisits(sql: Sql, ring: KeyRing, people: readonly string[]): Promise<void> {
  for (const [at, person] of people.entries()) {
    for (const visit of ["a", "b"]) {
      const id = `${person}-${visit}`;
      const values = { id, person, comment: `comment of ${id}`, phone: `+33 6 00 00 00 0${at}` };
      const row = await sealRow(ring, shape, values, { table: "visit", subject: person, row: id });
      await sql.query(
        "insert into visit (id, person, comment, phone, phone_index) values ($1::text, $2::text, $3::text, $4::text, $5::bytea)",
        [id, person, row.comment, row.phone, index.of(values.phone)],
      );
    }
  }
}

interface Visit {
  readonly id: string;
  readonly person: string;
  readonly comment: string;
  readonly phone: string;
}

/** The comments of all visits, opened; `erased` where the person was. */
export async function comments(sql: Sql, ring: KeyRing): Promise<string[]> {
  const { rows } = await sql.query<Visit>("select id, person, comment, phone from visit order by id");
  return Promise.all(
    rows.map(async (row) => {
      const opened = await openRow(ring, shape, { ...row }, { table: "visit", subject: row.person, row: row.id });
      return isErased(opened.comment) ? "erased" : opened.comment;
    }),
  );
}

/** How many cells of the index are filled. */
export async function indexed(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>("select count(phone_index)::int as n from visit");
  return rows[0]?.n ?? -1;
}

/** What rings share, over the database. */
export function over(sql: Sql, parts: Partial<Pick<Shared, "service" | "fence">> = {}): Shared {
  return shared({ ...parts, store: postgresKeyStore(sql, { attached }) });
}

/** The tables of the application. */
export async function createTables(sql: Sql): Promise<void> {
  await migrate(sql, keyStoreMigrations);
  await sql.query("create table visit (id text primary key, person text not null, comment text, phone text, phone_index bytea)");
}

export function keyStoreSuite(name: string, open: () => Promise<Opened>): void {
  describe(`the key store on ${name}`, () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    beforeAll(async () => {
      ({ sql, close } = await open());
      await createTables(sql);
    });
    afterAll(() => close());
    const fresh = async (): Promise<Shared> => {
      for (const table of ["visit", "favorable.field_key", "favorable.field_epoch_closed"]) await sql.query(`truncate ${table}`);
      await sql.query("alter table favorable.field_fence disable trigger all");
      await sql.query("truncate favorable.field_fence");
      await sql.query("alter table favorable.field_fence enable trigger all");
      return over(sql);
    };

    it("erases a person: their cells open no more, their index cells are empty, the others' are as they were", async () => {
      const all = await fresh();
      const [one, two] = [all.process(), all.process()];
      await insertVisits(sql, one, ["p-0", "p-1"]);
      const before = await comments(sql, two);
      expect(before).toEqual(["comment of p-0-a", "comment of p-0-b", "comment of p-1-a", "comment of p-1-b"]);
      const { rows } = await sql.query<{ id: string }>("select id from visit where phone_index = $1::bytea order by id", [
        index.of("+33.600.000.001"),
      ]);
      expect(rows.map(({ id }) => id)).toEqual(["p-1-a", "p-1-b"]);

      expect(await one.erase("p-1")).toMatchObject({ through: 1, level: "fenced" });
      expect(await indexed(sql)).toBe(2);
      all.pass(1000);
      for (const ring of [one, two, all.process()]) {
        expect(await comments(sql, ring)).toEqual([before[0], before[1], "erased", "erased"]);
        expect(await rejectionCode(ring.seal(placeOf("p-1"), bytes("x")))).toBe("SUBJECT_ERASED");
      }
      const { rows: left } = await sql.query("select 1 as one from favorable.field_key");
      expect(left).toHaveLength(1);
    });

    it("keeps nothing by which a subject is known", async () => {
      const all = await fresh();
      await all.process().provision("subject-marker-4d1c77");
      await all.process().erase("subject-marker-4d1c77");
      const { rows } = await sql.query<{ all: string }>(
        "select coalesce((select json_agg(k)::text from favorable.field_key k), '') || (select json_agg(f)::text from favorable.field_fence f) as all",
      );
      expect(rows[0]?.all).not.toContain("marker-4d1c77");
    });

    it("refuses a dead key and a change of the fence, whoever tries", async () => {
      const all = await fresh();
      const ring = all.process();
      await ring.seal(placeOf("p-1"), bytes("x"));
      await sql.query("create table copy as select * from favorable.field_key");
      await ring.erase("p-1");
      const state = async (statement: string): Promise<string | undefined> =>
        sql.query(statement).then(
          () => "done",
          (error: unknown) => sqlState(error),
        );
      expect(await state("insert into favorable.field_key select * from copy")).toBe("55000");
      await ring.reopen("p-1");
      await ring.provision("p-1");
      expect(await state("insert into favorable.field_key select * from copy")).toBe("55000");
      expect(await state("update favorable.field_key set version = 1")).toBe("55000");
      expect(await state("update favorable.field_fence set through = 0")).toBe("55000");
      expect(await state("delete from favorable.field_fence")).toBe("55000");
      expect(await state("truncate favorable.field_fence")).toBe("55000");
      await sql.query("drop table copy");
    });

    it("rotates, rewraps in steps, and destroys an epoch that is closed", async () => {
      const all = await fresh();
      const ring = all.process();
      const people = Array.from({ length: 7 }, (_, at) => `p-${at}`);
      await insertVisits(sql, ring, people);
      const first = await all.service.current();
      await ring.rotateEpoch();
      await expect(ring.destroyEpoch(first)).rejects.toMatchObject({ code: "KEY_EPOCH_IN_USE", details: { keys: 7 } });
      let step = await ring.rewrap({ limit: 3 });
      let total = step.rewrapped;
      while (step.after !== undefined) {
        step = await all.process().rewrap({ limit: 3, after: step.after });
        total += step.rewrapped;
      }
      expect(total).toBe(7);
      await ring.destroyEpoch(first);
      expect(await comments(sql, all.process())).toHaveLength(14);
      const [key] = await all.store.page("", undefined, 1);
      if (key === undefined) throw new Error("a key");
      expect(await all.store.add({ ...key, version: 9, epoch: first })).toBe("closed");
      expect(await all.store.rewrap({ ...key, epoch: first }, key.wrapped)).toBe(false);
    });

    it("reseals a table in steps that can be taken up again, while rows change", async () => {
      const all = await fresh();
      const ring = all.process();
      await insertVisits(sql, ring, ["p-0", "p-1", "p-2"]);
      const before = await comments(sql, ring);
      const table = { table: "visit", key: "id", subject: "person", columns: ["comment", "phone"], rows: true };
      expect(await resealTable(sql, ring, table)).toEqual({ resealed: 0, erased: 0, changed: 0 });
      for (const person of ["p-0", "p-1"]) await ring.rotateSubject(person);
      await ring.erase("p-2");
      const first = await resealTable(sql, ring, table, { limit: 3 });
      expect(first).toEqual({ resealed: 6, erased: 0, changed: 0, after: "p-1-a" });
      const again = await resealTable(sql, ring, table, { limit: 3 });
      expect(again).toMatchObject({ resealed: 0 });
      const meddling = {
        reseal: async (...call: Parameters<KeyRing["reseal"]>) => {
          const cell = await ring.reseal(...call);
          if (call[0].column === "phone") await sql.query("update visit set phone = null where id = $1::text", [call[0].row ?? ""]);
          return cell;
        },
      };
      expect(await resealTable(sql, meddling, table, { limit: 3, after: "p-1-a" })).toMatchObject({
        resealed: 1,
        changed: 1,
        erased: 4,
        after: "p-2-b",
      });
      expect(await resealTable(sql, ring, table, { after: "p-2-b" })).toEqual({ resealed: 0, erased: 0, changed: 0 });
      all.pass(600_000);
      for (const person of ["p-0", "p-1"]) expect(await ring.retireSubject(person)).toBe(1);
      const { rows } = await sql.query<{ comment: string }>("select comment from visit where id = 'p-0-a'");
      const opened = await ring.open({ table: "visit", column: "comment", subject: "p-0", row: "p-0-a" }, rows[0]?.comment ?? "");
      expect(text(opened)).toBe(JSON.stringify(before[0]));
    });

    it("refuses tables that are not there and names that cannot be", async () => {
      const all = await fresh();
      const ring = all.process();
      const reseal = (more: object) =>
        rejectionCode(resealTable(sql, ring, { table: "visit", key: "id", subject: "person", columns: ["comment"], ...more }));
      for (const more of [{ table: "nowhere" }, { table: "a.b.c" }, { table: "" }, { key: "nothing" }, { columns: [] }, { columns: ["x"] }])
        expect(await reseal(more)).toBe("TABLE_INVALID");
      expect(
        await rejectionCode(resealTable(sql, ring, { table: "visit", key: "id", subject: "person", columns: ["phone"] }, { limit: 0 })),
      ).toBe("BATCH_INVALID");
      for (const clear of [[], ["person"], ["x".repeat(64)]])
        expect(codeOf(() => postgresKeyStore(sql, { attached: [{ table: "visit", subject: "person", clear }] }))).toBe("TABLE_INVALID");
    });
  });
}
