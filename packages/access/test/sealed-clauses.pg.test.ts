/**
 * Each clause of the functions of level `sealed` is needed: with it the attack fails, without it the same attack succeeds. So no clause can be
 * lost unnoticed, and no attack is one that could not succeed.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rowClauses } from "./clause-attacks-rows.ts";
import { ticketClauses } from "./clause-attacks-tickets.ts";
import { type ClauseRig, clauseRig } from "./clause-rig.ts";

let rig: ClauseRig;
beforeAll(async () => {
  rig = await clauseRig();
});
beforeEach(() => rig.reset());
afterAll(() => rig.close());

/** States in which the functions refuse; any other error is a mistake of the attack. */
const REFUSALS: readonly unknown[] = ["28000", "42501", "55000", "22023", "23000"];

describe("an attack that one clause stops", () => {
  it.each([...ticketClauses, ...rowClauses])("$name", async ({ of, pattern, instead = "", attack }) => {
    const harm = (): Promise<boolean> =>
      attack(rig.attacker).catch((error: { code?: unknown }) => {
        if (!REFUSALS.includes(error.code)) throw error;
        return false;
      });
    expect(await harm()).toBe(false);
    await rig.reset();
    let done = false;
    const had = await rig.without(
      of,
      (body) => body.replace(pattern, instead),
      async () => {
        done = await harm();
      },
    );
    expect({ had, done }).toEqual({ had: of.length, done: true });
  });
});
