/** A log with policies, people, a big event and an erasure, for many tests. */
import { type CalendarDate, calendarDate, period, type SimulatedClock, simulatedClock } from "@favorable/core";
import { type AuditEvent, type AuditLog, memoryLog, type NoteSigner, policyEvent } from "../src/index.ts";
import { createSigner, generateKey, type NoteKey } from "../src/node/index.ts";

export const ORIGIN = "register.example/audit";
export const key: NoteKey = generateKey(ORIGIN);
export const signer: NoteSigner = createSigner(key.privateKey);
export const date = (text: string): CalendarDate => calendarDate(text);

export const shortPolicy: AuditEvent = policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") });
export const longPolicy: AuditEvent = policyEvent({ policy: "access-log", version: 1, minimum: period("P18M"), maximum: period("P24M") });

/** An access to some people's records. */
export function readEvent(actor: string, subjects: readonly string[], policy = "access-log", start = "2021-10-30"): AuditEvent {
  const retention = { policy, version: 1, start: date(start) };
  return {
    type: "access.read",
    clear: { role: "physician", purpose: "followUp", outcome: "allowed", count: subjects.length },
    parts: [
      { name: "actor", value: actor, retention },
      ...subjects.map((subject) => ({ name: "row", subject, value: { subject, field: "status" }, retention })),
    ],
  };
}

export interface StartedLog {
  readonly log: AuditLog;
  readonly clock: SimulatedClock;
}

/** An empty memory log on 30 October 2021. */
export function startedLog(): StartedLog {
  const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
  return { log: memoryLog({ origin: ORIGIN, signer, clock }), clock };
}

/** A log of a few entries: parts in leaves, parts in a tree apart, one policy's bodies erased. */
export async function filledLog(): Promise<StartedLog> {
  const started = startedLog();
  const { log, clock } = started;
  await log.appendAll([shortPolicy, longPolicy]);
  await log.append(readEvent("a-1", ["p-1", "p-2"]));
  await log.append(readEvent("a-2", ["p-3"], "alerts"));
  await log.append(
    readEvent(
      "a-3",
      Array.from({ length: 70 }, (_, at) => `p-${at}`),
    ),
  );
  await log.append({ type: "access.refused", clear: { role: "administrator" } });
  clock.moveTo(new Date("2021-12-24T08:00:00Z"));
  await log.eraseExpired({ asOf: date("2021-12-24") });
  return started;
}

/** What no error and no leaf may hold. */
export const MARKER = "Zsófia Kovács";

/** Events that throw when they are read, hide a member, or hold what no store can. */
export function hostileEvents(): AuditEvent[] {
  const throws = (): never => {
    throw new Error(MARKER);
  };
  const proxy = <T extends object>(target: T): T => new Proxy(target, { get: throws, ownKeys: throws });
  const retention = { policy: "alerts", version: 1, start: date("2021-10-30") };
  const part = (value: unknown) => ({ type: "access.read", parts: [{ name: "row", value: value as never, retention }] });
  return [
    JSON.parse('{"type":"access.read","clear":{"__proto__":"x","role":1}}'),
    JSON.parse('{"type":"access.read","__proto__":{"role":1}}'),
    proxy({ type: "access.read" }),
    { type: "access.read", clear: proxy({}) },
    Object.defineProperty({ type: "access.read" }, "clear", { get: throws, enumerable: true }),
    part(proxy({})),
    part(Object.defineProperty({}, "field", { get: throws, enumerable: true })),
    part(undefined),
    { type: "access.read", parts: [{ name: "row", value: 1, retention: { ...retention, version: 2 ** 31 } }] },
    { type: "access.read", parts: new Array(2 ** 32 - 1) },
    null as never,
    "access.read" as never,
  ];
}

/** An event whose facts are right once, and a name from then on. */
export function changingEvent(): AuditEvent {
  let asked = 0;
  const get = (): object => ({ role: asked++ === 0 ? "physician" : MARKER });
  return Object.defineProperty({ type: "access.read" }, "clear", { get, enumerable: true });
}
