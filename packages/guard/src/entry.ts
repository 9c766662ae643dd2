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
  /** Rows that do not say whom they are about. */
  readonly unnamed?: number;
  /** Rows left out because the processing of the person's data is restricted, or the person objects to the purpose. */
  readonly restricted?: number;
  readonly fields?: number;
  /** Declared name of a destination. */
  readonly sink?: string;
  /** Why it was refused. */
  readonly code?: string;
  /** Identifier of the opening, when the access is under an emergency. */
  readonly emergency?: string;
  /** How many times, for refusals that are counted. */
  readonly times?: number;
}

/** Persons of one entry at the most; more make several entries, since an entry holds 65,536 parts (`@favorable/audit`). */
const PERSONS = 10_000;

/** Makes the entries of an access: one, or several when it is about more persons than one can name. */
export function entries(
  facts: EntryFacts,
  actor: string | undefined,
  subjects: readonly string[],
  policy: LogPolicy,
  on: CalendarDate,
): readonly AuditEvent[] {
  const { type, ...clear } = facts;
  const retention = { ...policy, start: on };
  const who = actor === undefined ? [] : [{ name: "actor", value: actor, retention }];
  const persons = [...new Set(subjects)];
  const events: AuditEvent[] = [];
  do {
    // One part per person, so that each can be erased and found on its own.
    const named = persons.splice(0, PERSONS).map((subject) => ({ name: "subject", subject, value: subject, retention }));
    events.push({ type, clear: events.length === 0 ? clear : { ...clear, continued: events.length }, parts: [...who, ...named] });
  } while (persons.length > 0);
  return events;
}
