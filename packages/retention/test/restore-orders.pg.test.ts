/** Random histories of holds, sweeps, erasures, dumps and restores. */
import { type ErasureLedger, memoryErasureStore } from "@favorable/retention";
import { afterRestore, eraser, openAfterStart, simulateTime, subjectHolds, sweep } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { addPerson, countOf, ledgerOf, optionsOf, personTable, prepare, proofTable, today } from "./erasure-tables.ts";
import { dumpTables, RESTORED, restoreTables } from "./restored-tables.ts";

const zone = "Europe/Monaco";
let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
let ledger: ErasureLedger;

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  sql = fromPg(pool);
  await prepare(sql);
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const options = () => optionsOf(sql, ledger);
const order = (subject: string) => ({ subject, reference: `r-${subject}`, ground: "request", asOf: today }) as const;
const holdsNow = () => subjectHolds({ sql, ledger, tables: [proofTable, personTable], zone });

it("whatever the order of holds, releases, sweeps, erasures and restores: nothing held goes, all that is due goes, the erased stay erased", async () => {
  const subject = fc.constantFrom("agent-1", "agent-2", "agent-3", "agent-4");
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom("hold", "release", "erase"), subject) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom("sweep", "resume", "dump", "restore"), subject) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      await sql.query(`truncate ${RESTORED.join(", ")}`);
      ledger = ledgerOf(memoryErasureStore());
      const all = ["agent-1", "agent-2", "agent-3", "agent-4"];
      for (const [at, id] of all.entries())
        await addPerson(sql, id, at < 2 ? "2020-01-01" : "2021-12-01", at < 2 ? "2020-01-01" : "2021-12-01");
      await dumpTables(sql);
      const held = new Map<string, string>();
      const erased = new Set<string>();
      const rowsOf = async (id: string): Promise<number> => (await countOf(sql, id)).reduce((sum, each) => sum + each, 0);
      const clean = async (): Promise<void> => {
        await sweep({ sql, ...proofTable });
        await eraser(options()).resume();
      };
      for (const [act, id] of steps) {
        const before = new Map<string, number>();
        for (const each of held.keys()) before.set(each, await rowsOf(each));
        if (act === "hold" && !held.has(id)) {
          before.set(id, await rowsOf(id));
          held.set(id, (await holdsNow().place({ subject: id, kind: "request", reason: "access" })).id);
        }
        if (act === "release" && held.has(id)) {
          await holdsNow().release({ id: held.get(id) ?? "", reason: "answered" });
          held.delete(id);
          before.delete(id);
        }
        if (act === "erase") {
          await eraser(options()).erase(order(id));
          erased.add(id);
        }
        if (act === "sweep") await sweep({ sql, ...proofTable });
        if (act === "resume") await eraser(options()).resume();
        if (act === "dump") await dumpTables(sql);
        if (act === "restore") {
          await restoreTables(sql);
          await afterRestore(options());
          // A hold on somebody of whom nothing is left is not placed again: it keeps nothing.
          for (const each of [...held.keys()]) if ((await rowsOf(each)) === 0) held.delete(each);
        }
        await (await openAfterStart({ sql, ledger, zone })).ready();
        for (const [each, rows] of before) expect(await rowsOf(each)).toBeGreaterThanOrEqual(rows);
        for (const each of erased) if (!held.has(each) && act !== "release") expect(await rowsOf(each)).toBe(0);
        if (act === "release") await eraser(options()).resume();
      }
      for (const hold of held.values()) await holdsNow().release({ id: hold, reason: "closed" });
      await clean();
      for (const [at, id] of all.entries()) {
        const [persons, proofs] = await countOf(sql, id);
        if (erased.has(id)) expect([persons, proofs]).toEqual([0, 0]);
        else expect(proofs).toBe(at < 2 ? 0 : 1);
      }
    }),
    { numRuns: 6, interruptAfterTimeLimit: 40_000 },
  );
}, 60_000);
