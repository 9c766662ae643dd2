/** Conditions, conflicts and emergencies of a matrix, from its literal to the lock. */
import { allOf, anyOf, type Condition, caseLoad, defineMatrix, during, lastDays, ownUnit } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import {
  compareDocuments,
  defineProcessing,
  lockDocument,
  lockText,
  type ProcessingDocument,
  readDocument,
  readLock,
} from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const label = { en: "x" };
const vocabulary = defineVocabulary({
  purposes: { care: { statement: label } },
  categories: { file: { label } },
  origins: { hrFile: { label, kind: "file" } },
});
type Role = "nurse" | "clerk" | "urgent" | "auditor";
type Rule = { readonly roles?: readonly Role[]; readonly actions?: readonly ("read" | "add" | "delete")[]; readonly where: Condition };
interface Matrix {
  readonly when?: readonly Rule[];
  readonly conflicts?: readonly (readonly [Role, Role])[];
  readonly breakGlass?: Readonly<Partial<Record<Role, { for: readonly Role[]; maximumMinutes: number }>>>;
}

function document(given: Matrix, change: (draft: { authorisations?: unknown }) => void = () => undefined): ProcessingDocument {
  const role = { label, purposes: ["care"] } as const;
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "delete"],
    roles: { nurse: role, clerk: role, urgent: role, auditor: role },
    grants: { nurse: { file: "all" }, clerk: { file: ["read"] }, urgent: { file: "all" }, auditor: { file: "none" } },
    ...given,
  } as never);
  const made = JSON.parse(
    JSON.stringify(defineProcessing({ id: "ward", vocabulary, records: {}, access } as never).document("submitted")),
  ) as {
    authorisations?: unknown;
  };
  change(made);
  return readDocument(made);
}

const directionOf = (approved: ProcessingDocument, current: ProcessingDocument): string => compareDocuments(approved, current).direction;
const places = (approved: ProcessingDocument, current: ProcessingDocument): string[] =>
  compareDocuments(approved, current)
    .differences.filter(({ direction }) => direction === "widening")
    .map(({ change, place }) => `${change} ${place}`);
const unit = ownUnit("unit");
const cases = caseLoad("person");
const days = lastDays("openedOn", 30);

describe("the document of a matrix", () => {
  it("holds its conditions, conflicts and emergencies, and a lock takes them", async () => {
    const made = document({
      when: [{ roles: ["nurse"], actions: ["read"], where: anyOf(unit, days) }],
      conflicts: [["nurse", "clerk"]],
      breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 60 } },
    });
    expect(made.access).toMatchObject({
      when: [{ roles: ["nurse"], actions: ["read"], where: { kind: "any-of", of: [days, unit] } }],
      conflicts: [["nurse", "clerk"]],
      breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 60 } },
    });
    const lock = lockDocument(made, { authority: "CCIN", number: "2026-1", on: "2026-01-05", role: "controller" });
    expect(readLock(JSON.parse(lockText(lock))).document.access).toEqual(made.access);
    expect(Object.keys(document({}).access ?? {})).toEqual(["actions", "roles", "grants"]);
  });

  it("names nobody in them that the matrix does not have", () => {
    for (const wrong of [
      { when: [{ roles: ["stranger"], where: unit }] },
      { conflicts: [["nurse", "stranger"]] },
      { breakGlass: { stranger: { for: ["nurse"], maximumMinutes: 5 } } },
      { breakGlass: { urgent: { for: ["stranger"], maximumMinutes: 5 } } },
      { breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 1441 } } },
      { when: [{ where: { kind: "everything" } }] },
      { when: [{ where: { kind: "last-days", field: "openedOn", days: -1 } }] },
      { when: [{ where: { kind: "any-of", of: [{ kind: "any-of", of: [] }] } }] },
    ]) {
      const draft = JSON.parse(JSON.stringify(document({})));
      Object.assign(draft.access, wrong);
      expect(() => readDocument(draft)).toThrow(expect.objectContaining({ code: "DOCUMENT_INVALID" }));
    }
  });
});

describe("under a lock", () => {
  const narrowed = document({ when: [{ roles: ["nurse"], where: unit }] });

  it("a condition, and one conjunct more, are narrower; one less, another one and an alternative more are wider", () => {
    expect(directionOf(document({}), narrowed)).toBe("narrowing");
    expect(new Set(places(narrowed, document({})))).toEqual(new Set(["withdrawn access.when", "removed access.when"]));
    expect(directionOf(narrowed, document({ when: [{ roles: ["nurse"], where: allOf(unit, cases) }] }))).toBe("narrowing");
    expect(directionOf(narrowed, document({ when: [{ roles: ["nurse"], where: unit }, { where: during({ until: "2030-01-01" }) }] }))).toBe(
      "narrowing",
    );
    expect(directionOf(narrowed, document({ when: [{ roles: ["nurse"], where: cases }] }))).toBe("widening");
    expect(directionOf(narrowed, document({ when: [{ roles: ["nurse"], where: anyOf(unit, cases) }] }))).toBe("widening");
    expect(directionOf(narrowed, document({ when: [{ roles: ["nurse"], actions: ["read", "add"], where: unit }] }))).toBe("widening");
    expect(directionOf(narrowed, document({ when: [{ roles: ["clerk"], where: unit }] }))).toBe("widening");
    expect(directionOf(document({ when: [{ where: unit }] }), narrowed)).toBe("widening");
    expect(directionOf(narrowed, document({ when: [{ where: unit }] }))).toBe("narrowing");
  });

  it("a condition written in other words is the same", () => {
    const one = document({ when: [{ roles: ["nurse"], where: anyOf(allOf(unit, cases), days) }] });
    const other = document({
      when: [
        { roles: ["nurse"], where: anyOf(days, cases) },
        { roles: ["nurse"], where: anyOf(unit, days, unit) },
      ],
    });
    expect(["neutral", "same", "none"]).toContain(directionOf(one, other));
    expect(places(one, other)).toEqual([]);
    expect(places(other, one)).toEqual([]);
  });

  it("roles that are kept apart no longer are wider, unless the declaration says it in words", () => {
    const apart = document({ conflicts: [["nurse", "clerk"]] });
    expect(directionOf(document({}), apart)).toBe("narrowing");
    expect(places(apart, document({}))).toEqual(["withdrawn access.conflicts", "removed access.conflicts"]);
    const worded = document({}, (draft) => {
      draft.authorisations = { separated: [["clerk", "nurse"]] };
    });
    expect(places(apart, worded)).toEqual(["withdrawn access.conflicts"]); // In words alone, nothing refuses it.
    const both = document({ conflicts: [["nurse", "auditor"]] }, (draft) => {
      draft.authorisations = { separated: [["clerk", "nurse"]] };
    });
    expect(places(apart, both)).toEqual([]);
    expect(places(apart, document({ conflicts: [["clerk", "nurse"]] }))).toEqual([]);
    expect(directionOf(apart, document({ conflicts: [["nurse", "auditor"]] }))).toBe("widening");
  });

  it("an emergency role that comes, for more roles or for longer, or that becomes an ordinary one is wider", () => {
    const glass = (minutes: number, ...openers: Role[]): ProcessingDocument =>
      document({ breakGlass: { urgent: { for: openers, maximumMinutes: minutes } } });
    const hour = glass(60, "nurse");
    expect(places(document({}), hour)).toEqual(["added access.breakGlass.urgent"]);
    expect(places(hour, document({}))).toEqual(["withdrawn access.breakGlass", "removed access.breakGlass.urgent"]);
    expect(places(hour, glass(61, "nurse"))).toEqual(["changed access.breakGlass.urgent.maximumMinutes"]);
    expect(places(hour, glass(60, "nurse", "clerk"))).toEqual(["added access.breakGlass.urgent.for"]);
    expect(places(hour, glass(59, "nurse"))).toEqual([]);
    expect(places(glass(60, "nurse", "clerk"), hour)).toEqual([]);
  });

  it("no sequence of random matrices hides a row that is newly reached", () => {
    const atom = fc.constantFrom(unit, cases, days);
    const rule = fc.record({
      roles: fc.subarray<Role>(["nurse", "clerk"], { minLength: 1 }),
      where: fc.array(atom, { minLength: 1, maxLength: 2 }).map((of) => anyOf(...of)),
    });
    const matrix = fc.array(rule, { maxLength: 3 });
    const meets = (when: readonly Rule[], role: Role, row: readonly Condition[]): boolean =>
      when
        .filter(({ roles }) => roles?.includes(role) !== false)
        .every(({ where }) =>
          ("of" in where ? where.of : [where]).some((one) => row.some((held) => JSON.stringify(held) === JSON.stringify(one))),
        );
    const rows = [[], [unit], [cases], [days], [unit, cases], [unit, days], [cases, days]];
    fc.assert(
      fc.property(matrix, matrix, (before, after) => {
        const wider = (["nurse", "clerk"] as const).some((role) =>
          rows.some((row) => meets(after, role, row) && !meets(before, role, row)),
        );
        if (wider) expect(directionOf(document({ when: before }), document({ when: after }))).toBe("widening");
      }),
      { numRuns: 150 },
    );
  });
});
