import { addDays } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyLog } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { holdEvent, policyEvent, releaseEvent } from "../src/retention-events.ts";
import { date, key, startedLog } from "./fixtures.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);

describe("two verifiers", () => {
  it("agree on random legal histories with amendments, holds, end events and erasures, and find them intact", {
    timeout: 60_000,
  }, async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant("read" as const), policy: fc.constantFrom("alerts", "logs"), people: fc.nat(3) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant("amend" as const),
          policy: fc.constantFrom("alerts", "logs"),
          days: fc.integer({ min: 5, max: 90 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant("hold" as const), policy: fc.constantFrom("alerts", "logs"), release: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("end" as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant("erase" as const) }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 40 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 200 }), async (steps, later) => {
        const { log, clock } = startedLog();
        const today = (): string => clock.now().toISOString().slice(0, 10);
        const versions: Record<string, number> = { alerts: 1, logs: 1 };
        await log.append({ type: "retention.policy", clear: { policy: "alerts", version: 1, maximum: "P30D" } });
        await log.append({
          type: "retention.policy",
          clear: { policy: "logs", version: 1, minimum: "P20D", until: "ended", maximum: "P60D" },
        });
        for (const todo of steps) {
          if (todo.do === "wait") clock.moveTo(new Date(clock.now().getTime() + todo.days * 86_400_000));
          else if (todo.do === "erase") await log.eraseExpired({ asOf: date(today()) });
          else if (todo.do === "end") await log.append({ type: "retention.event", clear: { event: "ended", on: today() } });
          else if (todo.do === "hold") await log.append(todo.release ? releaseEvent("h") : holdEvent("h", { policy: todo.policy }));
          else if (todo.do === "amend") {
            versions[todo.policy] = (versions[todo.policy] ?? 0) + 1;
            await log.append(policyEvent({ policy: todo.policy, version: versions[todo.policy] ?? 1, maximum: `P${todo.days}D` as never }));
          } else {
            const retention = { policy: todo.policy, version: versions[todo.policy] ?? 1, start: date(today()) };
            const parts = Array.from({ length: todo.people }, (_, at) => ({ name: "row", subject: `p-${at}`, value: at, retention }));
            await log.append({ type: "access.read", parts });
          }
        }
        const on = addDays(date(today()), later);
        const files = await filesInMemory(log);
        const ours = await verifyLog(asLogFiles(files), { verifier, asOf: on });
        const theirs = verifyIndependently(files, key.vkey, on);
        expect({ verdict: ours.verdict, parts: ours.parts }).toEqual(theirs);
        expect(ours.verdict).toBe("intact");
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 60), interruptAfterTimeLimit: 50_000 },
    );
  });
});
