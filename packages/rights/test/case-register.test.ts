import type { AuditEvent } from "@favorable/audit";
import { memoryCaseRegister } from "@favorable/rights";
import { caseRegisterSuite } from "./case-register-suite.ts";

caseRegisterSuite("in memory", async () => {
  const events: AuditEvent[] = [];
  let broken = false;
  const register = memoryCaseRegister<never>({
    appendAll: async (given) => {
      if (broken) throw new Error("the disk is full");
      events.push(...given);
      return [];
    },
  });
  return {
    register,
    entries: async () => events.length,
    breakLog: (now) => {
      broken = now;
    },
    close: async () => undefined,
  };
});
