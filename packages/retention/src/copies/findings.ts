/** What the review has to know of secondary copies. */
import { addPeriod, type CalendarDate } from "@favorable/core";
import { type CopyObligation, isBackup } from "./obligation.ts";
import { type CopyTask, copyState } from "./task.ts";

/**
 * - `copy-overdue`: copies past their last day without evidence that they are gone.
 * - `copy-unreachable`: copies whose keeper did not answer when last asked.
 * - `copy-undeclared`: open tasks under a name that no obligation has any more.
 * - `copy-without-backup`: a mailbox without an obligation on its backup (CCIN 2021-206, section VI).
 * - `copy-outlived-by-backup`: backups rotate later than the copy may live, and no key can be destroyed.
 */
export type CopyFindingCode = "copy-overdue" | "copy-unreachable" | "copy-undeclared" | "copy-without-backup" | "copy-outlived-by-backup";

/** One finding. */
export interface CopyFinding {
  readonly code: CopyFindingCode;
  /** The obligation, by its name. */
  readonly copy: string;
  /** Copies concerned; absent for a finding on the declaration. */
  readonly count?: number;
  /** The last day of the oldest of them. */
  readonly since?: CalendarDate;
}

/**
 * Judges obligations and their tasks on a day. Pure: the tasks come from `copyTasks` of `@favorable/retention/postgres`.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { copyFindings, defineCopy } from "@favorable/retention";
 *
 * const mailbox = defineCopy({ name: "proofs", system: "mailbox", maximumAge: "P1D", start: "processed", zone: "Europe/Monaco" });
 * const [finding] = copyFindings([mailbox], [], calendarDate("2022-03-14"));
 * console.log(finding?.code); // copy-without-backup
 * ```
 */
export function copyFindings(copies: readonly CopyObligation[], tasks: readonly CopyTask[], asOf: CalendarDate): CopyFinding[] {
  const declared = copies.flatMap((copy) => declarationFindings(copy, copies, asOf));
  const names = new Set([...copies.map(({ name }) => name), ...tasks.map(({ copy }) => copy)]);
  const known = new Set(copies.map(({ name }) => name));
  const kept = [...names].flatMap((name) => {
    const open = tasks.filter(({ copy, doneOn }) => copy === name && doneOn === undefined);
    const overdue = open.filter((task) => copyState(task, asOf) === "overdue");
    return [
      ...found("copy-overdue", name, overdue),
      ...found(
        "copy-unreachable",
        name,
        open.filter(({ answer }) => answer === "unreachable"),
      ),
      ...(known.has(name) ? [] : found("copy-undeclared", name, open)),
    ];
  });
  return [...declared, ...kept];
}

function declarationFindings(copy: CopyObligation, copies: readonly CopyObligation[], asOf: CalendarDate): CopyFinding[] {
  const { name, system, maximumAge, rotation, shredding } = copy;
  const findings: CopyFinding[] = [];
  if (system === "mailbox" && !copies.some((other) => other.system === "mail-backup"))
    findings.push({ code: "copy-without-backup", copy: name });
  // Periods of months and of days compare only from a day on.
  const outlived = rotation !== undefined && !shredding && addPeriod(asOf, rotation) >= addPeriod(asOf, maximumAge);
  if (isBackup(system) && outlived) findings.push({ code: "copy-outlived-by-backup", copy: name });
  return findings;
}

function found(code: CopyFindingCode, copy: string, tasks: readonly CopyTask[]): CopyFinding[] {
  const [since] = tasks.map(({ dueOn }) => dueOn).sort();
  return since === undefined ? [] : [{ code, copy, count: tasks.length, since }];
}
