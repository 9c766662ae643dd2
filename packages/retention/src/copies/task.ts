/** One copy that has to go, and what whoever keeps it answers. */
import type { CalendarDate } from "@favorable/core";
import type { CopyEvidence } from "./evidence.ts";
import type { CopyObligation } from "./obligation.ts";

/** A copy that an obligation is on. */
export interface CopyTask {
  readonly id: string;
  /** The obligation, by its name. */
  readonly copy: string;
  /** What it is a copy of: a random or keyed reference, nothing of a person. */
  readonly reference: string;
  /** Where to look for it, as its connector wrote it; removed once the task is done. */
  readonly locator?: string;
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly rotatedOn?: CalendarDate;
  /** How often it was asked for, the day of the last time, and the word of the answer. */
  readonly asked: number;
  readonly askedOn?: CalendarDate;
  readonly answer?: string;
  readonly doneOn?: CalendarDate;
  readonly evidence?: CopyEvidence;
  /** Raised while the database's time was simulated. */
  readonly simulated: boolean;
}

/** `done` has evidence; `overdue` when its last day has passed without. */
export type CopyState = "open" | "done" | "overdue";

/** Tells the state of a copy on a day: due until the end of its last day, then overdue. */
export function copyState(task: Pick<CopyTask, "dueOn" | "doneOn">, asOf: CalendarDate): CopyState {
  if (task.doneOn !== undefined) return "done";
  return asOf > task.dueOn ? "overdue" : "open";
}

/** What a connector says of a copy: evidence that it is gone, or in one word why it is not. */
export type CopyAnswer =
  | { readonly evidence: CopyEvidence }
  | { readonly pending: CopyPending /** First day on which it can go. */; readonly until?: CalendarDate };

/**
 * Why a copy is not gone: it is `still-there`, `locked` by the store's own retention, not `rotated` out yet, or its keeper did not answer
 * (`unreachable`).
 */
export type CopyPending = "still-there" | "locked" | "not-rotated" | "unreachable";

/** Whoever can remove a copy and be asked for it again. Called as often as needed: what is gone already stays an answer. */
export interface CopyConnector {
  /** Goes after a copy, and says what it found. */
  pursue(task: CopyTask, copy: CopyObligation, asOf: CalendarDate): Promise<CopyAnswer>;
}
