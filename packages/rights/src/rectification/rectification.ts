/** A rectification, erasure or restriction and its recipients: each to whom the data went is told (GDPR articles 16 and 19). */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { Recorded } from "../register/case-register.ts";

/** A recipient that is to be told. */
export interface RecipientTask {
  readonly id: string;
  /** The declared name of the recipient. */
  readonly recipient: string;
  /** The last day. */
  readonly dueOn: CalendarDate;
}

/** What is recorded, act by act; no value and no data subject stands in it. `by`: the account that acted, so that offices are kept apart. */
export type RectificationAct = Doing & { readonly by?: string };

type Doing =
  | {
      readonly act: "open";
      /** The request; the desk knows whose it is. */
      readonly request: string;
      readonly change: "rectification" | "erasure" | "restriction";
      /** `record.field` names. */
      readonly fields: readonly string[];
      /** The restriction that stands while accuracy is contested (GDPR article 18(1)(a)). */
      readonly restriction?: string;
    }
  /**
   * Somebody begins to apply the change: nobody else does meanwhile. With whom the data had gone to just before it: after the change, what told may be
   * gone, too.
   */
  | { readonly act: "start"; readonly recipients: readonly string[] }
  /** The change failed: it may be begun again. */
  | { readonly act: "stop" }
  | { readonly act: "apply"; readonly rows: number; readonly tasks: readonly RecipientTask[] }
  | { readonly act: "decline"; readonly ground: "data-accurate" | "identity-of-data" | "text-forbids" }
  | {
      readonly act: "tell";
      readonly task: string;
      readonly on: string;
      readonly means: "message" | "letter" | "interface" | "phone" | "in-person";
      /** A declared reference of what shows it. */
      readonly evidence: string;
    }
  /** GDPR article 19: unless it proves impossible or involves disproportionate effort. */
  | { readonly act: "excuse"; readonly task: string; readonly reason: "impossible" | "disproportionate"; readonly justification: string }
  /** The person asked about the recipients, and was told (GDPR article 19, second sentence). */
  | { readonly act: "inform-person"; readonly on: string; readonly evidence: string };

/** A task and where it stands. */
export interface RecipientTaskState extends RecipientTask {
  readonly state: "open" | "told" | "excused";
  readonly evidence?: string;
  readonly reason?: "impossible" | "disproportionate";
}

/** A case, as its acts make it. */
export interface Rectification {
  readonly id: string;
  readonly revision: number;
  readonly request: string;
  readonly change: "rectification" | "erasure" | "restriction";
  readonly fields: readonly string[];
  readonly restriction?: string;
  /** `open`: nothing is changed yet; `applying`: since `startedAt`; `applied`: recipients wait; `done`: nobody waits. */
  readonly state: "open" | "applying" | "applied" | "declined" | "done";
  readonly openedAt: string;
  readonly startedAt?: string;
  /** To whom the data had gone, asked before each beginning of the change. */
  readonly recipients: readonly string[];
  readonly rows?: number;
  readonly tasks: readonly RecipientTaskState[];
  /** The person was told of the recipients. */
  readonly personInformed: boolean;
}

/** Puts the acts together; undefined for none. */
export function foldRectification(id: string, acts: readonly Recorded<RectificationAct>[]): Rectification | undefined {
  let one: Rectification | undefined;
  for (const recorded of acts) one = withAct(id, one, recorded);
  return one;
}

/** A recipient that was not told in time: a finding, which names no person. */
export interface RecipientFinding {
  readonly code: "RECIPIENT_OVERDUE" | "CHANGE_PENDING";
  readonly rectification: string;
  readonly request: string;
  /** Absent for a change that nobody has applied yet. */
  readonly recipient?: string;
  readonly dueOn?: CalendarDate;
}

/** What a review is told: recipients past their day, and cases whose change is recorded as ordered and not as done. */
export function recipientFindings(
  cases: ReadonlyMap<string, readonly Recorded<RectificationAct>[]>,
  asOf: CalendarDate,
): readonly RecipientFinding[] {
  const all = [...cases].flatMap(([id, acts]) => foldRectification(id, acts) ?? []);
  return all.flatMap(({ id, request, state, tasks }): readonly RecipientFinding[] => {
    if (state === "open" || state === "applying") return [{ code: "CHANGE_PENDING", rectification: id, request }];
    const late = tasks.filter((task) => task.state === "open" && asOf > task.dueOn);
    return late.map(({ recipient, dueOn }) => ({ code: "RECIPIENT_OVERDUE", rectification: id, request, recipient, dueOn }));
  });
}

/** Milliseconds for which a change that was begun keeps others out: a quarter of an hour. */
const APPLYING = 15 * 60_000;

/** Refuses an act that may not follow: `RECTIFICATION_UNKNOWN`, `RECTIFICATION_EXISTS`, `RECTIFICATION_STEP`, `TASK_UNKNOWN`. */
export function assertStep(one: Rectification | undefined, act: RectificationAct, now: Date): void {
  if (act.act === "open") {
    if (one !== undefined) throw new PrivacyError("RECTIFICATION_EXISTS", "a case of this id is there");
    return;
  }
  if (one === undefined) throw new PrivacyError("RECTIFICATION_UNKNOWN", "no case of this id is there");
  // What somebody began and never ended may be taken over: a process was killed.
  const held = one.state === "applying" && now.getTime() - Date.parse(one.startedAt ?? "") < APPLYING;
  if (act.act === "start" && held) throw step("somebody else applies the change");
  if ((act.act === "start" || act.act === "decline") && one.state !== "open" && (one.state !== "applying" || act.act === "decline"))
    throw step("the case was decided");
  if ((act.act === "apply" || act.act === "stop") && one.state !== "applying") throw step("nobody applies the change");
  if (act.act === "inform-person" && one.state !== "applied" && one.state !== "done") throw step("nothing was changed");
  if (
    (act.act === "tell" || act.act === "inform-person") &&
    (Date.parse(act.on) < Date.parse(one.openedAt) || Date.parse(act.on) > now.getTime())
  )
    throw step("who is told is told between the opening of the case and now");
  if (act.act === "tell" || act.act === "excuse") {
    const task = one.tasks.find(({ id }) => id === act.task);
    if (task === undefined) throw new PrivacyError("TASK_UNKNOWN", "the case has no such recipient");
    if (task.state !== "open") throw step("the recipient was told, or need not be");
  }
}

function withAct(id: string, before: Rectification | undefined, { seq: revision, at, act }: Recorded<RectificationAct>): Rectification {
  if (act.act === "open") {
    const { act: _act, by: _by, ...order } = act;
    return { id, revision, ...order, openedAt: at, state: "open", recipients: [], tasks: [], personInformed: false };
  }
  if (before === undefined) throw new PrivacyError("RECTIFICATION_UNKNOWN", "a case begins with its opening");
  const one: Rectification = { ...before, revision };
  switch (act.act) {
    case "start":
      // A change that failed, or whose process was killed, may have been made: whoever was known before it stays known.
      return { ...one, state: "applying", startedAt: at, recipients: [...new Set([...one.recipients, ...act.recipients])].sort() };
    case "stop":
      return { ...one, state: "open" };
    case "apply":
      return settled({ ...one, state: "applied", rows: act.rows, tasks: act.tasks.map((task) => ({ ...task, state: "open" })) });
    case "decline":
      return { ...one, state: "declined" };
    case "tell":
      return settled(withTask(one, act.task, { state: "told", evidence: act.evidence }));
    case "excuse":
      return settled(withTask(one, act.task, { state: "excused", reason: act.reason }));
    case "inform-person":
      return { ...one, personInformed: true };
  }
}

function withTask(one: Rectification, task: string, change: Pick<RecipientTaskState, "state" | "evidence" | "reason">): Rectification {
  return { ...one, tasks: one.tasks.map((each) => (each.id === task ? { ...each, ...change } : each)) };
}

function settled(one: Rectification): Rectification {
  return one.tasks.every(({ state }) => state !== "open") ? { ...one, state: "done" } : one;
}

function step(message: string): PrivacyError {
  return new PrivacyError("RECTIFICATION_STEP", message);
}
