/** What the log is told. Declared names stand in clear; persons (who acted, whose data) are parts that can be erased. */
import type { AuditEvent } from "@favorable/audit";
import type { CalendarDate } from "@favorable/core";

/** The retention the parts of an entry are committed to: the declaration's policy for its access logs. */
export interface LogPolicy {
  /** The declared policy's name. */
  readonly policy: string;
  readonly version: number;
}

/** What happened, in declared names and counts. */
export interface EntryFacts {
  readonly type: "access.read" | "access.changed" | "access.sent" | "access.refused";
  readonly role: string;
  readonly purpose: string;
  readonly record?: string;
  readonly action?: string;
  readonly rows?: number;
  readonly fields?: number;
  /** Declared name of a destination. */
  readonly sink?: string;
  /** Why it was refused. */
  readonly code?: string;
  /** How many times, for refusals that are counted. */
  readonly times?: number;
}

/** Makes the entry of an access. */
export function entry(
  facts: EntryFacts,
  actor: string | undefined,
  subjects: readonly string[],
  policy: LogPolicy,
  on: CalendarDate,
): AuditEvent {
  const { type, ...clear } = facts;
  const retention = { ...policy, start: on };
  const persons = [...new Set(subjects)];
  return {
    type,
    clear,
    parts: [
      ...(actor === undefined ? [] : [{ name: "actor", value: actor, retention }]),
      // One part per person, so that each can be erased and found on its own.
      ...persons.map((subject) => ({ name: "subject", subject, value: subject, retention })),
    ],
  };
}
