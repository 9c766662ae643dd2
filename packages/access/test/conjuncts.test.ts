import {
  allOf,
  anyOf,
  type Condition,
  caseLoad,
  conditionHolds,
  defineMatrix,
  during,
  lastDays,
  ownUnit,
  sameTenant,
} from "@favorable/access";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { actors, conditions, rows } from "./random-conditions.ts";
import { vocabulary } from "./register.ts";

const label = { en: "x" };
const documented = (where: Condition): readonly Condition[] =>
  (
    defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { one: { label, purposes: ["followUp"] } },
      grants: { one: { identity: "all", status: "all", logs: "none", comments: "none" } },
      when: [{ roles: ["one"], where }],
    }).document().when ?? []
  ).map((rule) => rule.where);

it("a document holds a condition as conjuncts, whatever way it was written", () => {
  const [unit, cases, days] = [ownUnit("unit"), caseLoad("person"), lastDays("on", 3)];
  expect(documented(unit)).toEqual([unit]);
  expect(documented(allOf(unit, cases))).toEqual([cases, unit]);
  expect(documented(anyOf(allOf(unit, cases), days))).toEqual([anyOf(days, cases), anyOf(days, unit)]);
  expect(documented(anyOf(days, allOf(cases, unit)))).toEqual(documented(anyOf(allOf(unit, cases), days)));
  expect(documented(allOf(unit, anyOf(unit, days)))).toEqual([unit]);
  expect(documented(anyOf(unit, unit))).toEqual([unit]);
  expect(documented(allOf(during({ from: "2021-01-01" }), sameTenant("t")))).toHaveLength(2);
});

it("the conjuncts of a document are met by the same rows as the condition", () => {
  fc.assert(
    fc.property(conditions, rows, actors, (condition, row, actor) => {
      const facts = { ...actor, today: "2026-03-11" };
      let parts: readonly Condition[];
      try {
        parts = documented(condition);
      } catch (error) {
        expect(error).toMatchObject({ code: "CONDITION_INVALID" });
        return;
      }
      expect(parts.every((part) => conditionHolds(part, row, facts))).toBe(conditionHolds(condition, row, facts));
    }),
  );
});

it("a condition with more conjuncts than a reader takes in is refused at its place", () => {
  const wide = anyOf(...Array.from({ length: 9 }, (_, at) => allOf(ownUnit(`a${at}`), ownUnit(`b${at}`))));
  expect(() => documented(wide)).toThrow(expect.objectContaining({ details: { place: "when[0].where" } }));
  expect(codeOf(() => documented(anyOf(...Array.from({ length: 257 }, (_, at) => ownUnit(`a${at}`)))))).toBe("CONDITION_INVALID");
});

it("a matrix without conditions, conflicts or emergencies documents none", () => {
  const bare = defineMatrix(vocabulary, {
    actions: ["read"],
    roles: { one: { label, purposes: ["followUp"] }, two: { label, purposes: ["followUp"] } },
    grants: {
      one: { identity: "all", status: "all", logs: "none", comments: "none" },
      two: { identity: "all", status: "all", logs: "none", comments: "none" },
    },
  });
  expect(Object.keys(bare.document())).toEqual(["actions", "roles", "grants"]);
});
