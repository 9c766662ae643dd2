import { type Action, type Condition, conditionHolds, decider, defineMatrix, isDenied } from "@favorable/access";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { clock, file, vocabulary } from "./case-file.ts";
import { actors, conditions, rows } from "./random-conditions.ts";

const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];
const CATEGORIES = ["identity", "notes"];
const PURPOSES = ["care", "self"];
const ROLES = ["one", "two", "three"];

const some = <T>(of: readonly T[]) => fc.uniqueArray(fc.constantFrom(...of));
const listed = <T>(of: readonly T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...of), { minLength: 1 }), { nil: undefined });
const cell = fc.oneof(fc.constantFrom("all", "none"), some(ACTIONS));
const rule = fc
  .record({ roles: listed(ROLES), actions: listed(ACTIONS), where: conditions })
  .map(({ roles, actions, where }) => ({ where, ...(roles && { roles }), ...(actions && { actions }) }));
const literals = fc.record({
  grants: fc.record(Object.fromEntries(ROLES.map((role) => [role, fc.record({ identity: cell, notes: cell })]))),
  held: fc.tuple(some(PURPOSES), some(PURPOSES), some(PURPOSES)),
  immutable: some(CATEGORIES),
  when: fc.array(rule, { maxLength: 3 }),
});
type Literal = typeof literals extends fc.Arbitrary<infer L> ? L : never;

/** What a matrix means, said the plain way. */
function meant(literal: Literal, role: string, purpose: string, action: Action, category: string) {
  const written = literal.grants[role]?.[category as "identity"] ?? "none";
  const granted = written === "all" || (written !== "none" && written.includes(action));
  const locked = literal.immutable.includes(category) && (action === "modify" || action === "delete");
  const serves = literal.held[ROLES.indexOf(role)]?.includes(purpose) === true;
  const narrowing: readonly Condition[] = literal.when
    .filter(({ roles, actions }) => (roles?.includes(role) ?? true) && (actions?.includes(action) ?? true))
    .map(({ where }) => where);
  return { granted: granted && !locked && serves, narrowing };
}

function define({ grants, held, immutable, when }: Literal) {
  const roles = Object.fromEntries(ROLES.map((role, at) => [role, { label: {}, purposes: held[at] ?? [] }]));
  const literal = { actions: ACTIONS, roles, grants, immutable, when };
  const matrix = defineMatrix(vocabulary, literal as never, { clock: clock(), zone: "Europe/Paris" }) as unknown as ReturnType<
    typeof defineLoose
  >;
  return { matrix, compiled: decider({ ...literal, purposes: PURPOSES, categories: CATEGORIES } as never) };
}
/** Only its type is used: roles and purposes are those of the run. */
declare function defineLoose(): import("@favorable/access").Matrix<
  typeof vocabulary,
  Record<string, { label: object; purposes: readonly string[] }>,
  Action,
  Record<string, Record<string, "all" | "none" | readonly Action[]>>
>;

it("the matrix, its compiled part and its sessions give one answer, the one that is meant", () => {
  fc.assert(
    fc.property(literals, actors, rows, (literal, actor, row) => {
      const { matrix, compiled } = define(literal);
      for (const role of ROLES)
        for (const purpose of PURPOSES)
          for (const action of ACTIONS)
            for (const category of CATEGORIES) {
              const { granted, narrowing } = meant(literal, role, purpose, action, category);
              const question = { role, purpose, action, category };
              const blind = granted && narrowing.length === 0;
              expect([matrix.can(question), compiled.can(question), matrix.explain(question).allowed]).toEqual([blind, blind, blind]);
              expect(compiled.explain(question)).toEqual(matrix.explain(question));
              if (!literal.held[ROLES.indexOf(role)]?.includes(purpose)) continue;
              // The actor is told to the session without a subject: one's own record is a rule of its own.
              const { subject: _, ...others } = actor;
              const session = matrix.as({ actor: "x", role, purpose, ...others });
              const on = { record: file, row };
              const facts = { ...others, today: "2026-03-10" };
              const reached = granted && narrowing.every((condition) => conditionHolds(condition, row, facts));
              expect([session.can(action, category as never), session.explain(action, category as never).allowed]).toEqual([blind, blind]);
              expect(session.can(action, category as never, on)).toBe(reached);
              expect(session.explain(action, category as never, on).code === "GRANTED").toBe(reached);
            }
    }),
    { numRuns: 60 },
  );
});

it("a projection and its marks show a field if and only if the session may read it on that row", () => {
  const whole = rows.map((row) => ({
    person: row.person ?? "a",
    unit: row.unit ?? "b",
    openedOn: row.openedOn ?? "2026-01-01",
    note: "n",
    office: "o",
  }));
  fc.assert(
    fc.property(literals, actors, whole, (literal, actor, row) => {
      const { matrix } = define(literal);
      for (const [at, role] of ROLES.entries())
        for (const purpose of literal.held[at] ?? []) {
          const session = matrix.as({ actor: "x", role, purpose, ...actor });
          const on = { record: file, row };
          const readable = Object.entries(file.fields).flatMap(([name, { category, purposes }]) =>
            (purposes as readonly string[]).includes(purpose) && session.can("read", category, on) ? [name] : [],
          );
          const refused = codeOf(() => session.project(file, row));
          if (refused !== "nothing thrown") {
            expect(readable).toEqual([]);
            expect(["CONDITION_NOT_MET", "OWN_RECORD"]).toContain(refused);
            expect(codeOf(() => session.mark(file, row))).toBe(refused);
            continue;
          }
          expect(Object.keys(session.project(file, row))).toEqual(readable);
          const marked = Object.entries(session.mark(file, row));
          expect(marked.filter(([, value]) => !isDenied(value)).map(([name]) => name)).toEqual(readable);
          expect(marked).toHaveLength(Object.keys(file.fields).length);
        }
    }),
    { numRuns: 100 },
  );
});
