/** Emergencies: a role opened with a reason for a short time, in the log before it opens, and named by every entry made under it. */
import type { BreakGlassEvent, BreakGlassPorts } from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import type { CalendarDate } from "@favorable/core";
import type { Access } from "./access.ts";
import type { Actor } from "./actor.ts";
import type { LogPolicy } from "./entry.ts";

/** Where openings and reviews are kept; the guard adds the entries of the log by itself. */
export type EmergencyStore = Pick<BreakGlassPorts, "record" | "last">;

/** What opens an emergency role: all of it is asked. */
export interface EmergencyRequest<R extends string = string, P extends string = string> {
  readonly actor: Actor;
  /** An emergency role that one of the actor's roles may open. */
  readonly role: R;
  readonly purpose: P;
  /** Why, in words that a reviewer can judge: 10 to 2,000 characters. */
  readonly reason: string;
  /** A whole number, at most the role's `maximumMinutes`. */
  readonly minutes: number;
}

/** An open emergency. */
export interface Emergency<G, R extends keyof G & string, Q extends string, A extends string, C extends string> {
  /** Identifier of the opening: the entries of its runs carry it as `emergency`, and the review names it. */
  readonly id: string;
  /** When it ends by itself. */
  readonly until: Date;
  /** Runs a request under it, as `guard.run` does, as often as needed until it ends (`EXPIRED`). */
  run<T>(act: (access: Access<G, R, Q, A, C>) => Promise<T>): Promise<T>;
}

/** The entry of an opening or a review: names and minutes in clear, persons and words as parts. */
export function emergencyEntry(event: BreakGlassEvent, policy: LogPolicy, on: CalendarDate): AuditEvent {
  const retention = { ...policy, start: on };
  const part = (name: string, value: string) => ({ name, value, retention });
  if (event.type === "break-glass.opened")
    return {
      type: "access.emergency-opened",
      clear: { emergency: event.id, role: event.role, purpose: event.purpose, minutes: event.minutes },
      parts: [part("actor", event.actor), part("reason", event.reason)],
    };
  return {
    type: "access.emergency-reviewed",
    clear: { emergency: event.id, verdict: event.verdict },
    parts: [part("actor", event.actor), part("reviewer", event.reviewer), part("findings", event.findings)],
  };
}

/**
 * Ports that keep each event in the store and in the log; the last opening of each actor is told to `opened`.
 *
 * An opening goes to the store first: when that refuses a second one of an actor, the log holds no opening that never was. A review goes to the
 * log first: the next opening is free once the store has the review, and by then it is in the log. A review that was logged and not stored
 * is asked for again, and not logged twice by this process.
 */
export function recordedPorts(
  store: EmergencyStore,
  write: (event: BreakGlassEvent) => Promise<unknown>,
  opened: Map<string, { readonly id: string; readonly until: Date }>,
): EmergencyStore {
  const logged = new Set<string>();
  return {
    last: (actor) => store.last(actor),
    async record(event) {
      if (event.type === "break-glass.opened") {
        const until = new Date(event.until);
        await store.record(event);
        await write(event);
        opened.set(event.actor, { id: event.id, until });
        return;
      }
      const { at: _, ...review } = event;
      const said = JSON.stringify(review);
      if (!logged.has(said)) await write(event);
      logged.add(said);
      await store.record(event);
      logged.delete(said);
    },
  };
}
