/** The entries the desk leaves in the log: facts in clear that name nobody, and parts for whoever acted and, once verified, the person. */
import type { AuditEvent, AuditPart, ClearFact } from "@favorable/audit";
import type { CalendarDate } from "@favorable/core";
import type { DeskRequest } from "../request/request.ts";
import type { DeskStaff } from "./actors.ts";

/** The policy under which the log keeps who acted and whom it was about; declare its terms with `policyEvent` of `@favorable/audit`. */
export interface DeskLogPolicy {
  readonly policy: string;
  /** 1 or more. */
  readonly version: number;
}

/** What an entry is made of. */
export interface DeskEntry {
  /** The step, such as `acknowledge`. */
  readonly act: string;
  readonly request: DeskRequest;
  /** Who acted; absent when the person themselves or a job did. */
  readonly staff?: DeskStaff | undefined;
  /** More facts in clear. */
  readonly facts?: Readonly<Record<string, ClearFact>>;
}

/** Makes the entry of a step. The person is a part of it only when their identity was verified. */
export function deskEvent({ act, request, staff, facts }: DeskEntry, policy: DeskLogPolicy): AuditEvent {
  const retention = { ...policy, start: request.receivedOn as CalendarDate };
  const part = (name: string, subject: string, value: string): AuditPart => ({ name, subject, value, retention });
  const parts = [
    ...(staff === undefined ? [] : [part("actor", staff.actor, staff.actor)]),
    ...(request.subject === undefined ? [] : [part("person", request.subject, request.kind)]),
  ];
  return {
    type: "rights.request",
    clear: {
      act,
      request: request.id,
      kind: request.kind,
      state: request.state,
      ...(staff === undefined ? {} : { role: staff.role }),
      ...facts,
    },
    ...(parts.length === 0 ? {} : { parts }),
  };
}
