/** Tasks on secondary copies, raised when the primary goes and done only with evidence. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { assertEnds, type CopyEvidence } from "../copies/evidence.ts";
import { type CopyObligation, copyDays } from "../copies/obligation.ts";
import type { CopyTask } from "../copies/task.ts";
import { isText } from "../text.ts";

/** What copies there are of something that has gone or been taken in. */
export interface CopiesRaised {
  readonly copies: readonly CopyObligation[];
  /** What they are copies of: a random or keyed reference of up to 200 characters, nothing of a person. */
  readonly reference: string;
  /** The day their age is counted from. */
  readonly on: CalendarDate;
  /** Where to look, by the obligation's name, as its connector reads it. It is removed when the task is done. */
  readonly locators?: Readonly<Record<string, string>>;
}

/**
 * Raises one task for each copy, in the caller's transaction: they stand if and only if that commits. What was raised before stays as it is.
 *
 * @returns how many are new; 0 tells that the reference is known already, so a proof is not taken in twice
 * @throws `COPY_INVALID` for a reference or locator that is none
 */
export async function raiseCopies(tx: Sql, { copies, reference, on, locators = {} }: CopiesRaised): Promise<number> {
  if (!isText(reference, 200)) throw invalid("reference");
  const started = calendarDate(on);
  let raised = 0;
  for (const copy of copies) {
    const locator = Object.hasOwn(locators, copy.name) ? locators[copy.name] : undefined;
    if (locator !== undefined && !isText(locator, 4000)) throw invalid("locators");
    const { dueOn, rotatedOn } = copyDays(copy, started);
    const { rowCount } = await tx.query(
      `insert into favorable.copy_task (copy, reference, locator, started_on, due_on, rotated_on, simulated)
        values ($1, $2, $3, $4::date, $5::date, $6::date, exists (select from favorable.clock)) on conflict (copy, reference) do nothing`,
      [copy.name, reference, locator ?? null, started, dueOn, rotatedOn ?? null],
    );
    raised += rowCount ?? 0;
  }
  return raised;
}

/** Which tasks to read. */
export interface CopyFilter {
  readonly copy?: string;
  readonly reference?: string;
  /** Only those without evidence. */
  readonly open?: boolean;
  /** Only those after this id, and at most so many, 1 to 10,000; default 1000. */
  readonly after?: string;
  readonly limit?: number;
}

interface TaskRow extends Record<"id" | "copy" | "reference" | "startedOn" | "dueOn", string> {
  readonly locator: string | null;
  readonly rotatedOn: string | null;
  readonly asked: number;
  readonly askedOn: string | null;
  readonly answer: string | null;
  readonly doneOn: string | null;
  readonly evidence: CopyEvidence | null;
  readonly simulated: boolean;
}

const COLUMNS = `t.id::text as id, t.copy, t.reference, t.locator, t.started_on::text as "startedOn", t.due_on::text as "dueOn",
  t.rotated_on::text as "rotatedOn", t.asked, t.asked_on::text as "askedOn", t.answer, t.done_on::text as "doneOn", t.evidence, t.simulated`;

/** Reads tasks in the order they were raised, for `copyFindings` and for whoever looks after them; throws `FILTER_INVALID`. */
export async function copyTasks(sql: Sql, filter: CopyFilter = {}): Promise<CopyTask[]> {
  const { copy, reference, open = false, after = "0", limit = 1000 } = filter;
  if (!/^\d{1,18}$/.test(after) || !Number.isSafeInteger(limit) || limit < 1 || limit > 10_000)
    throw new PrivacyError("FILTER_INVALID", "after is an id, and a limit is 1 to 10,000");
  const { rows } = await sql.query<TaskRow>(
    `select ${COLUMNS} from favorable.copy_task t
      where t.id > $1::bigint and ($2::text is null or t.copy = $2::text) and ($3::text is null or t.reference = $3::text)
        and (not $4::boolean or t.done_on is null) order by t.id limit $5::int`,
    [after, copy ?? null, reference ?? null, open, limit],
  );
  return rows.map(taskOf);
}

/**
 * Ends a task with evidence, and forgets where the copy was.
 *
 * @throws `EVIDENCE_REFUSED` as `assertEnds` does, `COPY_UNKNOWN` when there is no such open task of this obligation
 */
export async function settleCopy(
  sql: Sql,
  { copy, id, evidence }: { readonly copy: CopyObligation; readonly id: string; readonly evidence: CopyEvidence },
): Promise<void> {
  if (!/^\d{1,18}$/.test(id)) throw unknown();
  await sql.transaction(async (tx) => {
    const { rows } = await tx.query<TaskRow & { today: string }>(
      `select ${COLUMNS}, favorable.today($3)::text as today from favorable.copy_task t
        where t.id = $1::bigint and t.copy = $2 and t.done_on is null for update`,
      [id, copy.name, copy.zone],
    );
    const [row] = rows;
    if (row === undefined) throw unknown();
    const asOf = calendarDate(row.today);
    assertEnds(copy, taskOf(row), evidence, asOf);
    await tx.query(
      "update favorable.copy_task set done_on = $2::date, evidence = $3::jsonb, locator = null, answer = null where id = $1::bigint",
      [id, asOf, JSON.stringify(evidence)],
    );
  });
}

/** Notes that a copy was asked for and is not gone. */
export async function noteAnswer(sql: Sql, id: string, answer: string, asOf: CalendarDate): Promise<void> {
  await sql.query(
    "update favorable.copy_task set asked = asked + 1, asked_on = $2::date, answer = $3 where id = $1::bigint and done_on is null",
    [id, asOf, answer],
  );
}

function taskOf(row: TaskRow): CopyTask {
  const { rotatedOn, askedOn, doneOn, locator, answer, evidence, ...rest } = row;
  return {
    id: rest.id,
    copy: rest.copy,
    reference: rest.reference,
    startedOn: calendarDate(rest.startedOn),
    dueOn: calendarDate(rest.dueOn),
    asked: rest.asked,
    simulated: rest.simulated,
    ...(locator === null ? {} : { locator }),
    ...(rotatedOn === null ? {} : { rotatedOn: calendarDate(rotatedOn) }),
    ...(askedOn === null ? {} : { askedOn: calendarDate(askedOn) }),
    ...(answer === null ? {} : { answer }),
    ...(doneOn === null ? {} : { doneOn: calendarDate(doneOn) }),
    ...(evidence === null ? {} : { evidence }),
  };
}

function invalid(path: string): PrivacyError {
  return new PrivacyError("COPY_INVALID", `the copies make no sense at: ${path}`, { paths: [path] });
}

function unknown(): PrivacyError {
  return new PrivacyError("COPY_UNKNOWN", "there is no such open task of this obligation");
}
