import { addDays } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyLog } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { key, startedLog } from "./fixtures.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import { legalStep, play } from "./legal-history.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);
const histories = Number(process.env["FC_RUNS"] ?? 1000);

describe("a log nobody did anything wrong with", () => {
  it(`raises no alarm in ${histories} random histories with amendments, holds and end events that are known late`, {
    timeout: 120_000,
  }, async () => {
    let held = 0;
    let erased = 0;
    let witnessed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(legalStep, { minLength: 8, maxLength: 30 }), fc.integer({ min: 0, max: 200 }), async (steps, later) => {
        const { log, clock } = startedLog();
        const { kept, today } = await play(log, clock, steps);
        const files = await filesInMemory(log);
        for (const asOf of [today, addDays(today, later)]) {
          const result = await verifyLog(asLogFiles(files), { verifier, against: kept, asOf });
          const alarms = result.findings.filter(
            ({ verdict, code }) => verdict === "tampered" || verdict === "lost" || code === "clock-backwards",
          );
          expect(alarms).toEqual([]);
          expect(result).toMatchObject({ verdict: "intact", witnessed: kept.length > 0 ? "witnessed" : "unwitnessed" });
          if (asOf !== today) expect(verifyIndependently(files, key.vkey, asOf)).toEqual({ verdict: "intact", parts: result.parts });
          held += result.parts.held;
          erased += result.parts.erased;
          if (kept.length > 0) witnessed++;
        }
        // What is due was erased, and nothing else.
        await log.eraseExpired({ asOf: today });
        const after = await verifyLog(asLogFiles(await filesInMemory(log)), { verifier, against: kept, asOf: today });
        expect(after.parts).toMatchObject({ overdue: 0, lost: 0, tampered: 0 });
      }),
      { numRuns: histories, interruptAfterTimeLimit: 110_000 },
    );
    // Histories in which nothing happened would prove nothing.
    expect(Math.min(held, erased, witnessed)).toBeGreaterThan(histories / 8);
  });
});
