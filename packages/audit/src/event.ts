/** What is logged: a type, facts that may stand in clear, and parts that may not. */
import { type CalendarDate, isCalendarDate, type JsonValue, PrivacyError } from "@favorable/core";
import * as z from "zod";
import { coded } from "./coded.ts";

/** How long a part is kept: the policy it falls under, and the date the period starts from. */
export interface PartRetention {
  /** Identifier of a policy whose terms are an entry of the same log: see `policyEvent`. */
  readonly policy: string;
  /** Version of the policy, 1 to 2,147,483,647. */
  readonly version: number;
  /** Start of the period. */
  readonly start: CalendarDate;
}

/** A part of an event that may be personal: only a salted commitment of it stands in the log. */
export interface AuditPart {
  /** Declared name such as `actor`; stands in clear. */
  readonly name: string;
  /** Whom the part is about; committed with the value, found again through a blind index. One part per person. */
  readonly subject?: string;
  /** The value. */
  readonly value: JsonValue;
  /** How long it is kept. */
  readonly retention: PartRetention;
}

/** A fact in clear: an identifier of a declared thing, a count, a truth. */
export type ClearFact = string | number | boolean;

/** An event to log. */
export interface AuditEvent {
  /** Dotted lower-case words such as `access.read`. */
  readonly type: string;
  /**
   * Facts that stand in the log in clear and for ever: role, purpose, record, outcome, counts. Never a value of a person; a text
   * is at most 100 letters, digits and `. _ : / + = -`, so that names with spaces, addresses and free text are refused.
   */
  readonly clear?: Readonly<Record<string, ClearFact>>;
  /** Whatever may be personal: actor, persons concerned, values. */
  readonly parts?: readonly AuditPart[];
}

/** Most parts of one event. */
export const MAX_PARTS = 65_536;

/** Form of a type. */
export const EVENT_TYPE: RegExp = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/** Form of a text in clear. */
export const CLEAR_TEXT: RegExp = /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$/;

/** Form of names in clear: of facts, parts and policies. */
export const DECLARED_NAME: RegExp = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;

/** Names in clear. */
export const declaredName: z.ZodType<string> = z.string().regex(DECLARED_NAME);

/** Type of an event. */
export const eventType: z.ZodType<string> = z.string().max(64).regex(EVENT_TYPE);

/**
 * A number that every reader tells from its neighbours: integers from 2^53 and below 1e21 print with digits they do not have, and readers that take
 * them for integers hash another text.
 */
export function isTellable(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21;
}

/** Facts in clear, at most 32. A record leaves a member `__proto__` out instead of refusing it, so that it is looked for before. */
export const clearFacts: z.ZodType<Record<string, ClearFact>> = z
  .unknown()
  .refine((facts) => typeof facts !== "object" || facts === null || !Object.hasOwn(facts, "__proto__"))
  .pipe(
    z
      .record(declaredName, z.union([z.string().regex(CLEAR_TEXT), z.number().refine(isTellable), z.boolean()]))
      .refine((facts) => Object.keys(facts).length <= 32),
  );

/** Version of a policy: what every store can hold in four bytes. */
export const policyVersion: z.ZodType<number> = z.int().min(1).max(2_147_483_647);

/** Retention of a part. */
const partRetention: z.ZodType<PartRetention> = z.strictObject({
  policy: declaredName,
  version: policyVersion,
  start: z.custom<CalendarDate>(isCalendarDate),
});

/** A part as it was read once. */
export interface CheckedPart extends Omit<AuditPart, "subject"> {
  readonly subject?: string | undefined;
}

/** An event as it was read once: nothing of it changes any more but inside the values, which are committed in one reading. */
export interface CheckedEvent {
  readonly type: string;
  readonly clear?: Readonly<Record<string, ClearFact>> | undefined;
  readonly parts?: readonly CheckedPart[] | undefined;
}

const part: z.ZodType<CheckedPart> = z.strictObject({
  name: declaredName,
  subject: z.string().min(1).optional(),
  value: z.custom<JsonValue>((value) => value !== undefined),
  retention: partRetention,
});

const event: z.ZodType<CheckedEvent> = z.strictObject({
  type: eventType,
  clear: clearFacts.optional(),
  parts: z
    .custom<unknown[]>((parts) => Array.isArray(parts) && parts.length <= MAX_PARTS)
    .pipe(z.array(part))
    .optional(),
});

/**
 * Checks the form of an event; whether values are JSON is found when they are committed.
 *
 * @throws `EVENT_INVALID` with the paths, never the values
 */
export function checkEvent(candidate: AuditEvent): void {
  readEvent(candidate);
}

/** Checks an event and copies it: a getter may answer otherwise the second time, so that only the copy is written. */
export function readEvent(candidate: AuditEvent): CheckedEvent {
  const checked = coded("EVENT_INVALID", "the event cannot be read", () => event.safeParse(candidate));
  if (checked.success) return checked.data;
  throw eventInvalid(checked.error.issues.slice(0, 8).map(({ path }) => path.map(safeStep).join(".")));
}

/** The refusal of an event, by the places in it. */
export function eventInvalid(paths: readonly string[]): PrivacyError {
  return new PrivacyError("EVENT_INVALID", "the event does not have the form of one", { paths });
}

/** Keys in clear are the caller's: one that does not look declared may be a value. */
function safeStep(step: PropertyKey): string {
  return typeof step === "number" || /^(type|clear|parts|name|subject|value|retention|policy|version|start)$/.test(String(step))
    ? String(step)
    : "*";
}
