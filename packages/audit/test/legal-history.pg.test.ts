import { fromPg } from "@favorable/sql/pg";
import fc from "fast-check";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { key } from "./fixtures.ts";
import { legalStep, play } from "./legal-history.ts";
import { openLog } from "./store-behaviour.ts";

const verifier = createVerifier(key.vkey);
const subjectKey = new Uint8Array(32).fill(7);

describe("a log on a server nobody did anything wrong with", () => {
  it("raises no alarm, whoever verifies it and with or without bodies", { timeout: 120_000 }, async () => {
    let entries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(legalStep, { minLength: 15, maxLength: 40 }), async (steps) => {
        const { url, drop } = await freshDatabase();
        const pool = new pg.Pool({ connectionString: url, max: 4 });
        pool.on("error", () => undefined);
        const { log, clock, sql, close } = await openLog(async () => ({
          sql: fromPg(pool),
          async close() {
            await pool.end();
            await drop();
          },
        }));
        try {
          const { kept, today } = await play(log, clock, steps);
          for (const values of [true, false]) {
            const result = await verifyStore(sql, { verifier, against: kept, asOf: today, subjectKey, values });
            expect(result.findings.filter(({ verdict }) => verdict === "tampered" || verdict === "lost")).toEqual([]);
            expect(result).toMatchObject({ verdict: "intact", witnessed: kept.length > 0 ? "witnessed" : "unwitnessed" });
            entries += result.size;
          }
          await log.eraseExpired({ asOf: today });
          await log.checkpoint();
          expect((await verifyStore(sql, { verifier, against: kept, asOf: today })).parts).toMatchObject({
            overdue: 0,
            lost: 0,
            tampered: 0,
          });
        } finally {
          await close();
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: 100_000 },
    );
    expect(entries).toBeGreaterThan(100);
  });
});
