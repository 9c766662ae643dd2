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

/** A part per person up to this many; beyond, one part with the list, since an entry holds at most 65,535 bytes (C2SP tlog-tiles). */
const PERSONS_APART = 64;

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
  const apart = persons.length <= PERSONS_APART;
  return {
    type,
    clear,
    parts: [
      ...(actor === undefined ? [] : [{ name: "actor", value: actor, retention }]),
      ...(apart
        ? persons.map((subject, at) => ({ name: `subject-${at + 1}`, subject, value: subject, retention }))
        : [{ name: "subjects", value: persons, retention }]),
    ],
  };
}
