/** What every register of cases does, wherever it keeps them. */
import type { AuditEvent } from "@favorable/audit";
import type { BreachAct, CaseRegister } from "@favorable/rights";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { assess, record } from "./breach-fixture.ts";

/** A register, how many entries its log holds, and how to break the log. */
export interface RegisterUnderTest {
  readonly register: CaseRegister<BreachAct>;
  readonly entries: () => Promise<number>;
  readonly breakLog: (broken: boolean) => void;
  readonly close: () => Promise<void>;
}

const entry = (id: string): AuditEvent => ({ type: "rights.breach", clear: { breach: id } });
const at = "2026-03-06T20:00:00.000Z";

export function caseRegisterSuite(where: string, open: () => Promise<RegisterUnderTest>): void {
  describe(`a register of cases ${where}`, () => {
    let set: RegisterUnderTest;
    beforeAll(async () => {
      set = await open();
    });
    afterAll(() => set.close());

    it("gives acts back as they were recorded, case by case, in their order", async () => {
      const { register } = set;
      await register.append("z-first", { seq: 1, at, act: record }, entry("z-first"));
      await register.append("a-second", { seq: 1, at: "2026-03-06T20:00:00.001Z", act: record }, entry("a-second"));
      await register.append("z-first", { seq: 2, at: "2026-03-07T20:00:00.123Z", act: assess("high") }, entry("z-first"));
      expect(await register.acts("z-first")).toEqual([
        { seq: 1, at, act: record },
        { seq: 2, at: "2026-03-07T20:00:00.123Z", act: assess("high") },
      ]);
      expect([...(await register.all()).keys()]).toEqual(["z-first", "a-second"]);
      expect(await register.acts("nothing")).toEqual([]);
    });

    it("takes each place once, without a gap, and refuses the other writer without an entry", async () => {
      const { register, entries } = set;
      const before = await entries();
      const attempts = await Promise.allSettled(
        ["low", "high"].map(() => register.append("raced", { seq: 1, at, act: record }, entry("raced"))),
      );
      expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await rejectionCode(register.append("raced", { seq: 1, at, act: record }, entry("raced")))).toBe("CASE_CONFLICT");
      expect(await rejectionCode(register.append("raced", { seq: 3, at, act: record }, entry("raced")))).toBe("CASE_CONFLICT");
      expect([(await register.acts("raced")).length, (await entries()) - before]).toEqual([1, 1]);
    });

    it("holds no act whose entry could not be written", async () => {
      const { register, entries, breakLog } = set;
      const before = await entries();
      breakLog(true);
      await expect(register.append("unlogged", { seq: 1, at, act: record }, entry("unlogged"))).rejects.toThrow();
      breakLog(false);
      expect([await register.acts("unlogged"), (await entries()) - before]).toEqual([[], 0]);
      await register.append("unlogged", { seq: 1, at, act: record }, entry("unlogged"));
      expect([(await register.acts("unlogged")).length, (await entries()) - before]).toEqual([1, 1]);
    });
  });
}
