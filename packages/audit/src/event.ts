/** What is logged: a type, facts that may stand in clear, and parts that may not. */
import { type CalendarDate, isCalendarDate, type JsonValue, PrivacyError } from "@favorable/core";
import * as z from "zod";

/** How long a part is kept: the policy it falls under, and the date the period starts from. */
export interface PartRetention {
  /** Identifier of a policy whose terms are an entry of the same log: see `policyEvent`. */
  readonly policy: string;
  /** Version of the policy, 1 or more. */
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

const TYPE = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const FACT = /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$/;

/** Names in clear: of facts, parts and policies. */
export const declaredName: z.ZodType<string> = z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/);

/** Type of an event. */
export const eventType: z.ZodType<string> = z.string().max(64).regex(TYPE);

/** Facts in clear, at most 32. */
export const clearFacts: z.ZodType<Record<string, ClearFact>> = z
  .record(declaredName, z.union([z.string().regex(FACT), z.number(), z.boolean()]))
  .refine((facts) => Object.keys(facts).length <= 32 && !Object.hasOwn(facts, "__proto__"));

/** Retention of a part. */
export const partRetention: z.ZodType<PartRetention> = z.strictObject({
  policy: declaredName,
  version: z.int().min(1),
  start: z.custom<CalendarDate>(isCalendarDate),
});

const event = z.strictObject({
  type: eventType,
  clear: clearFacts.optional(),
  parts: z
    .array(z.strictObject({ name: declaredName, subject: z.string().min(1).optional(), value: z.unknown(), retention: partRetention }))
    .max(MAX_PARTS)
    .optional(),
});

/**
 * Checks the form of an event; whether values are JSON is found when they are committed.
 *
 * @throws `EVENT_INVALID` with the paths, never the values
 */
export function checkEvent(candidate: AuditEvent): void {
  const checked = event.safeParse(candidate);
  if (checked.success) return;
  const paths = checked.error.issues.slice(0, 8).map(({ path }) => path.map(safeStep).join("."));
  throw new PrivacyError("EVENT_INVALID", "the event does not have the form of one", { paths });
}

/** Keys in clear are the caller's: one that does not look declared may be a value. */
function safeStep(step: PropertyKey): string {
  return typeof step === "number" || /^(type|clear|parts|name|subject|value|retention|policy|version|start)$/.test(String(step))
    ? String(step)
    : "*";
}
