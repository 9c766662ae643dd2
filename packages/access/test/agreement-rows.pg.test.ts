/** Random conditions for random actions: the rows that a session reaches are those that PostgreSQL gives, action by action. */
import { defineMatrix } from "@favorable/access";
import { actingContext, applyPostgres, type PostgresMapping, verifyPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";
import { actors, conditions } from "./random-conditions.ts";

const label = { en: "x" };
const vocabulary = defineVocabulary({
  purposes: { care: { statement: label } },
  categories: { all: { label } },
  origins: { file: { label } },
});
const tags = { category: "all", origins: ["file"], purposes: ["care"] } as const;
const record = vocabulary.record("visit", {
  person: vocabulary.field(z.string().nullish(), { ...tags, subject: true }),
  unit: vocabulary.field(z.string().nullish(), tags),
  openedOn: vocabulary.field(z.iso.date().nullish(), tags),
  note: vocabulary.field(z.string().nullish(), tags),
});
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const ROWS = ["a", "b", null].flatMap((person) =>
  ["b", "c", null].flatMap((unit) => [0, 9, 40].map((days) => ({ person, unit, openedOn: daysAgo(days), note: "n" }))),
);
const TEXTS = {
  read: "select id from hr.visit",
  modify: "update hr.visit set note = 'changed'",
  delete: "delete from hr.visit",
} as const;
const ACTIONS = ["read", "modify", "delete"] as const;
const rules = fc.array(fc.record({ actions: fc.subarray([...ACTIONS], { minLength: 1 }), where: conditions }), { maxLength: 2 });

let rig: PostgresRig;
let app: Sql;
beforeAll(async () => {
  rig = await postgresRig("columns");
  await rig.owner.query(`create table hr.visit (id bigint primary key, person text, unit text, "openedOn" date, note text)`);
  for (const [at, { person, unit, openedOn, note }] of ROWS.entries())
    await rig.owner.query("insert into hr.visit values ($1::bigint, $2, $3, $4::date, $5)", [String(at), person, unit, openedOn, note]);
  app = rig.as(rig.app);
});
afterAll(() => rig.close());

/** Runs a statement as the actor, and takes back what it did. */
async function reached(text: string, context: Parameters<Sql["transaction"]>[1]): Promise<number> {
  let count = -1;
  const undo = new Error("undo");
  await app
    .transaction(async (tx) => {
      count = (await tx.query(text)).rowCount ?? -1;
      throw undo;
    }, context)
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return count;
}

it("session and PostgreSQL reach the same rows by every action, under random conditions", async () => {
  let asked = 0;
  const counts = new Set<number>();
  await fc.assert(
    fc.asyncProperty(rules, fc.array(actors, { minLength: 2, maxLength: 3 }), async (when, people) => {
      const matrix = defineMatrix(vocabulary, {
        actions: ACTIONS,
        roles: { nurse: { label, purposes: ["care"] } },
        grants: { nurse: { all: "all" } },
        when,
      });
      const mapping: PostgresMapping = {
        level: "columns",
        prefix: `${rig.mapping.prefix}_r`,
        tables: [
          {
            record,
            schema: "hr",
            table: "visit",
            key: "id",
            columns: { person: "person", unit: "unit", openedOn: "openedOn", note: "note" },
          },
        ],
        logins: { [rig.app]: ["nurse"] },
      };
      await applyPostgres(rig.owner, matrix, mapping);
      expect((await verifyPostgres(rig.owner, matrix, mapping)).policies).toEqual([]);
      for (const actor of people) {
        const session = matrix.as({ actor: "n-1", role: "nurse", purpose: "care", ...actor });
        for (const action of ACTIONS) {
          const expected = ROWS.filter((row) => session.can(action, "all", { record, row })).length;
          const context = actingContext(matrix, mapping, { role: "nurse", purpose: "care", actor: "n-1", ...actor });
          expect([action, await reached(TEXTS[action], context)]).toEqual([action, expected]);
          asked += 1;
          counts.add(expected);
        }
      }
    }),
    { numRuns: Number(process.env["ACCESS_MATRICES"] ?? 12), interruptAfterTimeLimit: 50_000 },
  );
  expect(asked).toBeGreaterThan(60);
  expect(counts.size).toBeGreaterThan(3); // All, none, and parts in between.
}, 60_000);
