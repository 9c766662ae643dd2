import type { AuditEvent } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import { expect, test } from "vitest";
import { writeEntries } from "../src/pending.ts";
import { memoryLog } from "./register.ts";

test("tells the fallback which entries the log may hold already, when its answer was lost", async () => {
  const written = memoryLog();
  const spare = memoryLog();
  const ids = ["0f".repeat(16)];
  const lost = async (events: readonly AuditEvent[]) => {
    await written.appendAll(events);
    throw new PrivacyError("AUDIT_UNKNOWN", "the connection was lost", { entries: ids });
  };
  const event: AuditEvent = { type: "access.read", clear: { count: 2 } };
  await writeEntries([event], { log: lost, fallback: spare.appendAll });
  expect(written.events).toEqual([event]);
  expect(spare.events).toEqual([{ type: "access.read", clear: { count: 2, repeats: ids[0] } }]);
  await writeEntries([event], { log: () => Promise.reject(new PrivacyError("AUDIT_UNAVAILABLE", "away")), fallback: spare.appendAll });
  expect(spare.events.at(-1)).toEqual(event);
});
