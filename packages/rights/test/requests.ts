/** Requests and days for many tests. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { DeskRequest } from "../src/request/request.ts";

export const day = (text: string): CalendarDate => calendarDate(text);

/** A request as it was received. */
export function received(receivedOn: string, more: Partial<DeskRequest> = {}): DeskRequest {
  return {
    id: "r-1",
    kind: "access",
    channel: "email",
    receivedAt: `${receivedOn}T09:00:00.000Z`,
    receivedOn: day(receivedOn),
    state: "received",
    dueOn: day("2021-11-30"),
    suspended: false,
    hold: "none",
    acted: { handler: [], verifier: [], approver: [] },
    ...more,
  };
}

/** What a person is told who is refused. */
export const complaint = { authority: "APDP", judicialRemedy: true, toldOn: day("2021-10-31") } as const;

/** How an answer went out. */
export const sent = { channel: "letter", on: day("2021-10-31"), evidence: "letter-1" } as const;
