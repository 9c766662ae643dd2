/** The matrix's behaviour; its types are put on in `matrix.ts`. */
import { dateInZone, PrivacyError, systemClock } from "@favorable/core";
import type { AnyVocabulary } from "@favorable/fields";
import { type Decider, decider } from "./core/decider.ts";
import type { AccessQuestion, Explanation } from "./core/explain.ts";
import { type Assignment, assertPersonal, type Conflicts } from "./duties.ts";
import { registerMatrix } from "./genuine.ts";
import { type CheckedLiteral, checkedLiteral, type UntypedLiteral } from "./literal.ts";
import { matrixMarkdown } from "./markdown.ts";
import type { AnyMatrix, MatrixOptions, Who } from "./matrix-type.ts";
import type { MatrixDocument } from "./role.ts";
import { rowRules } from "./row-rules.ts";
import { makeSession, type UntypedSession } from "./session.ts";

/** A matrix before its types are put on. */
export interface UntypedMatrix extends AnyMatrix {
  readonly conflicts: Conflicts;
  as(who: Who<string, string>): UntypedSession;
  assign(who: { readonly actor: string; readonly roles: readonly string[]; readonly until?: Date }): Assignment;
}

/** Builds a matrix from a literal. */
export function build(
  vocabulary: AnyVocabulary,
  literal: UntypedLiteral,
  { clock = systemClock, zone = "UTC" }: MatrixOptions,
): UntypedMatrix {
  const { document, when, conflicts, breakGlass } = checkedLiteral(vocabulary, literal);
  const categories = Object.keys(vocabulary.categories);
  const purposes = Object.keys(vocabulary.purposes);
  const immutable = new Set(document.immutable);
  const apart = new Set(conflicts.flat());
  const compiled = decider({ ...document, purposes, categories, when, conflicts, emergencies: Object.keys(breakGlass) }, () => clock.now());
  const today = (): string => dateInZone(clock.now(), zone);
  const open = (given: Who<string, string>, opened: boolean): UntypedSession => {
    const who = assertMay(compiled, given ?? {}, { purposes, apart, now: clock.now(), opened });
    const { actor, role, purpose } = who;
    // A number: a date can be changed by whoever holds it.
    const end = who.until?.getTime();
    const rules = rowRules(who, (action) => compiled.conditionsOf(role, action), today);
    const expired = (): boolean => end !== undefined && end <= clock.now().getTime();
    return makeSession({
      actor,
      role,
      purpose,
      ...(end === undefined ? {} : { end }),
      masks: compiled.masksOf(role) ?? new Map(),
      immutable,
      rules,
      owns: (record) => vocabulary.owns(record),
      expired,
      explain(action, category, row) {
        // What is remembered knows neither time nor rows, and an opened role by its refusal only.
        if (row === undefined && end === undefined && !opened) return compiled.explainWords(role, purpose, action, category);
        const cell = { role, purpose, action, category };
        const onRow = row === undefined ? {} : { row: () => verdictOf(row, action) };
        return compiled.explainAs(cell, compiled.decide(cell, { expired: expired(), opened, ...onRow }));
      },
    });
  };
  const matrix = Object.freeze({
    vocabulary,
    ...document,
    immutable: document.immutable ?? [],
    when,
    conflicts,
    breakGlass,
    can: (question: AccessQuestion): boolean => compiled.can(question),
    explain: (question: AccessQuestion): Explanation => compiled.explain(question),
    as: (who) => open(who, false),
    assign: (who) => assignment(compiled, who ?? {}, () => clock.now()),
    document: () => document,
    toMarkdown: () => matrixMarkdown(document, categories),
  } satisfies UntypedMatrix & MatrixDocument & Omit<CheckedLiteral, "document">);
  registerMatrix(matrix, vocabulary, (who) => open(who, true));
  return matrix;
}

/** A row that answers with an error is one that no condition is met on. */
function verdictOf(row: (action: string) => ReturnType<Decider["decide"]>, action: string): ReturnType<Decider["decide"]> {
  try {
    return row(action);
  } catch {
    return "CONDITION_NOT_MET";
  }
}

/** Checks who asks, and copies what the session will be held to. */
function assertMay(
  compiled: Decider,
  given: Partial<Who<string, string>>,
  { purposes, apart, now, opened }: { purposes: readonly string[]; apart: ReadonlySet<string>; now: Date; opened: boolean },
): Who<string, string> {
  const { actor, role = "", purpose = "", until, holds, subject, units, cases, tenant } = given;
  assertPersonal(actor);
  const whom = subjectOf(subject);
  if (compiled.masksOf(role) === undefined) throw new PrivacyError("ROLE_UNKNOWN", "the matrix has no such role");
  if (!purposes.includes(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the declaration has no such purpose", { role });
  const held = holds === undefined ? undefined : Array.isArray(holds) ? holds : [];
  assertApart(compiled, held ?? []);
  if (held === undefined && apart.has(role))
    throw new PrivacyError("HOLDS_MISSING", "the role may not be held with another: say which roles the actor holds", { role });
  const end = endOf(until, now);
  if (compiled.isEmergency(role) && !opened)
    throw new PrivacyError("BREAK_GLASS_REQUIRED", "the role is opened in an emergency only", { role });
  if (!compiled.holdsPurpose(role, purpose))
    throw new PrivacyError("PURPOSE_NOT_HELD", "the role does not act for the purpose", { role, purpose });
  if (held?.includes(role) === false) throw new PrivacyError("ROLE_NOT_HELD", "the actor does not hold the role", { role });
  return {
    actor,
    role,
    purpose,
    ...(end === undefined ? {} : { until: end }),
    ...(whom === undefined ? {} : { subject: whom }),
    ...(Array.isArray(units) ? { units: Object.freeze([...units]) } : {}),
    ...(Array.isArray(cases) ? { cases: Object.freeze([...cases]) } : {}),
    ...(typeof tenant === "string" ? { tenant } : {}),
  };
}

/** An identifier comes as a text or as a whole number. What is neither would leave the actor's own record open. */
function subjectOf(given: unknown): string | undefined {
  if (given === undefined || (typeof given === "string" && given !== "")) return given;
  if (typeof given === "bigint" || Number.isSafeInteger(given)) return String(given);
  throw new PrivacyError("SUBJECT_INVALID", "an actor as a data subject is a text or a whole number");
}

function assignment(
  compiled: Decider,
  { actor, roles, until }: { readonly actor?: string; readonly roles?: readonly string[]; readonly until?: Date },
  now: () => Date,
): Assignment {
  assertPersonal(actor);
  if (!Array.isArray(roles) || !roles.every((role) => compiled.masksOf(role) !== undefined))
    throw new PrivacyError("ROLE_UNKNOWN", "the matrix has no such role");
  assertApart(compiled, roles);
  const end = endOf(until, now());
  return Object.freeze({ actor, holds: Object.freeze([...roles]), ...(end === undefined ? {} : { until: end }) });
}

function assertApart(compiled: Decider, held: readonly string[]): void {
  const roles = compiled.conflictsIn(held);
  if (roles.length > 0) throw new PrivacyError("ROLES_CONFLICT", "one person may not hold these roles together", { roles });
}

function endOf(until: unknown, now: Date): Date | undefined {
  if (until === undefined) return undefined;
  if (!(until instanceof Date) || Number.isNaN(until.getTime())) throw new PrivacyError("UNTIL_INVALID", "an end is an instant");
  if (until.getTime() <= now.getTime()) throw new PrivacyError("EXPIRED", "the assignment of the role has ended");
  return new Date(until);
}
