import { defineMatrix } from "@favorable/access";
import { calendarDate, simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { expect, test } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

test("a basis whose end has happened carries no request any more", async () => {
  const vocabulary = defineVocabulary({
    purposes: { care: { statement: { en: "Care" }, bases: [{ kind: "legal-obligation", endEvent: "emergencyEnds" }] } },
    categories: { identity: { label: { en: "Identity" } } },
    origins: { subject: { label: { en: "Subject" } } },
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read"],
    roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
    grants: { nurse: { identity: "all" } },
  });
  const ended: Record<string, ReturnType<typeof calendarDate>> = {};
  const guard = createGuard({
    processing: { vocabulary, access },
    log: memoryLog(),
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Monaco",
    clock: simulatedClock(new Date("2022-01-02T09:00:00Z")),
    events: () => ended,
  });
  const run = () => guard.run({ actor: { id: "n-1", roles: ["nurse"] }, role: "nurse", purpose: "care" }, async () => "ran");
  expect(await run()).toBe("ran");
  ended["emergencyEnds"] = calendarDate("2022-01-01");
  expect(await rejectionCode(run())).toBe("BASIS_NOT_IN_FORCE");
});
