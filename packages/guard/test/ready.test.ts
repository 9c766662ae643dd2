/** A guard that is closed until somebody says that it is open, such as after a restore. */
import { PrivacyError } from "@favorable/core";
import { expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { declare, director, emptySql, memoryLog, rows } from "./register.ts";

it("a guard that is not ready serves nothing, refuses nobody and writes nothing, until it is", async () => {
  let open = false;
  const declared = declare();
  const log = memoryLog();
  const guard = createGuard({
    processing: declared,
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Monaco",
    ready: async () => {
      if (!open) throw new PrivacyError("DATABASE_RESTORED", "the database has gone back in time", { reason: "unreplayed" });
    },
  });
  const as = { actor: director, role: "director", purpose: "followUp" } as const;
  let acted = 0;
  const read = () =>
    guard.run(as, (access) => {
      acted += 1;
      return access.read(declared.agent, rows);
    });
  expect(await rejectionCode(read())).toBe("DATABASE_RESTORED");
  expect(await rejectionCode(guard.run({ ...as, role: "nobody" } as never, async () => acted++))).toBe("DATABASE_RESTORED");
  expect(await rejectionCode(guard.openEmergency({ ...as, reason: "fire", minutes: 5 } as never))).toBe("DATABASE_RESTORED");
  expect([acted, log.events]).toEqual([0, []]);
  open = true;
  expect(await read()).toHaveLength(2);
  expect(log.events).toHaveLength(1);
});
