/** The requests of data subjects, as the clock of each stands. */
import type { CalendarDate } from "@favorable/core";
import type { DossierRequest } from "../input.ts";
import { readMoment } from "../language.ts";

/** How a request stands against its last day. */
export type RequestStanding = "answered" | "answered-late" | "open" | "overdue";

/** One request with readable dates. */
export interface RequestLine {
  /** Its place in the ledger, from 1. */
  readonly number: number;
  readonly kind: string;
  readonly on: CalendarDate;
  readonly due: CalendarDate;
  readonly answered: CalendarDate | undefined;
  readonly extended: boolean;
  readonly standing: RequestStanding;
}

/** The requests in the order they came; what has no readable day is left out, and counted by nobody as kept in time. */
export function requestLines(requests: readonly DossierRequest[], asOf: CalendarDate): readonly RequestLine[] {
  return requests
    .flatMap((request) => {
      const [on, due] = [readMoment(request.on)?.date, readMoment(request.due)?.date];
      const answered = request.answeredOn === undefined ? undefined : readMoment(request.answeredOn)?.date;
      if (on === undefined || due === undefined) return [];
      return [{ kind: request.kind, on, due, answered, extended: request.extended === true, standing: standingOf(due, answered, asOf) }];
    })
    .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0))
    .map((line, at) => ({ number: at + 1, ...line }));
}

function standingOf(due: CalendarDate, answered: CalendarDate | undefined, asOf: CalendarDate): RequestStanding {
  if (answered !== undefined) return answered > due ? "answered-late" : "answered";
  return asOf > due ? "overdue" : "open";
}
