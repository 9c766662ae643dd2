import type { AuditEvent } from "@favorable/audit";
import { memoryRestrictionStore } from "@favorable/rights";
import { restrictionSuite } from "./restriction-suite.ts";

restrictionSuite("in memory", async () => {
  const events: AuditEvent[] = [];
  let broken = false;
  const store = memoryRestrictionStore({
    appendAll: async (given) => {
      if (broken) throw new Error("the disk is full");
      events.push(...given);
      return [];
    },
  });
  return {
    store,
    entries: async () => events,
    breakLog: (now) => {
      broken = now;
    },
    close: async () => undefined,
  };
});
