import type { AuditEvent } from "@favorable/audit";
import { memoryNoticeStore } from "@favorable/rights";
import { noticeRegisterSuite } from "./notice-register-suite.ts";

noticeRegisterSuite("in memory", async () => {
  const events: AuditEvent[] = [];
  let broken = false;
  const store = memoryNoticeStore({
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
