/**
 * Values that no caller sets: the time from a trusted clock, the actor from the authenticated request. A time stamp that a camera or a
 * browser could choose proves nothing (accuracy, GDPR art. 5(1)(d)).
 */
import { dateInZone, PrivacyError } from "@favorable/core";
import * as z from "zod";
import type { AnyField, Bound, Fields } from "./field.ts";

/** What bound values are made of. */
export interface BoundSource {
  /** The trusted clock's time. */
  readonly now: Date;
  /** IANA zone in which days are counted. */
  readonly zone: string;
  /** Identifier of the authenticated actor's account. */
  readonly actor: string;
}

/**
 * The values a row's bound fields are given: for an added row all of them, for a changed one those that are set at each change.
 *
 * Of a clock: what the schema takes first of the instant as text (ISO 8601, UTC, milliseconds or whole seconds), the calendar date in
 * the zone, a `Date`, milliseconds since 1970. Of the actor: the identifier, or the whole number it writes.
 *
 * @throws `BOUND_MISFIT` naming the `fields` whose schema refuses every form, `INSTANT_INVALID` or `ZONE_UNKNOWN` for a clock or zone that is none
 * @example
 * ```ts
 * import { boundValues, defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { evidence: { statement: { en: "Record interventions" } } },
 *   categories: { capture: { label: { en: "Time and author of a recording" } } },
 *   origins: { system: { label: { en: "The system" } } },
 * });
 * const tags = { category: "capture", origins: ["system"], purposes: ["evidence"] } as const;
 * const recording = record("recording", {
 *   startedAt: field(z.iso.datetime(), { ...tags, boundTo: "clock" }),
 *   agentId: field(z.string(), { ...tags, boundTo: "actor" }),
 * });
 * const values = boundValues(recording.fields, "add", { now: new Date("2021-11-05T09:00:00Z"), zone: "Europe/Paris", actor: "a-17" });
 * console.log(JSON.stringify(values)); // {"startedAt":"2021-11-05T09:00:00.000Z","agentId":"a-17"}
 * console.log(Object.keys(recording.for("evidence").parse({})).length); // 0
 * ```
 */
export function boundValues(fields: Fields, action: "add" | "modify", source: BoundSource): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const misfits: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (field.boundTo === undefined || (action === "modify" && field.boundWhen !== "changed")) continue;
    const found = fitting(field, field.boundTo, source);
    if (found === undefined) misfits.push(name);
    else values[name] = found.value;
  }
  if (misfits.length > 0)
    throw new PrivacyError("BOUND_MISFIT", "the schema of a bound field refuses what the clock or the actor gives", { fields: misfits });
  return Object.freeze(values);
}

/** In what form a bound field takes its value: of the clock's forms the first that fits its schema; of an actor the identifier, as text or as number. */
export type BoundForm = "instant" | "second" | "day" | "date" | "milliseconds" | "identifier";

const CLOCK_FORMS = ["instant", "second", "day", "date", "milliseconds"] as const;

/**
 * The form that {@link boundValues} gives a field, for whoever sets it elsewhere, as a database does; undefined for a field that is not bound. It is
 * read from the types that the schema takes, not from further checks on the value.
 */
export function boundForm({ boundTo, schema }: Pick<AnyField, "boundTo" | "schema">): BoundForm | undefined {
  if (boundTo !== "clock") return boundTo === "actor" ? "identifier" : undefined;
  const given = forms(boundTo, SAMPLE);
  const fits = CLOCK_FORMS.find((_, at) => typeFits(schema, given[at], CLOCK_MISFITS));
  return fits ?? "instant";
}

const SAMPLE: BoundSource = { now: new Date("2021-10-30T08:00:00.123Z"), zone: "UTC", actor: "1" };
const CLOCK_MISFITS: ReadonlySet<string> = new Set(["invalid_type", "invalid_format", "invalid_value", "invalid_union"]);
const ACTOR_MISFITS: ReadonlySet<string> = new Set(["invalid_type"]);

/** Whether the schema refuses the value for what it is, and not for how much or which; an asynchronous one takes none. */
function typeFits(schema: z.core.$ZodType, value: unknown, misfits: ReadonlySet<string>): boolean {
  try {
    return z.core.safeParse(schema, value).error?.issues.every(({ code }) => !misfits.has(code)) ?? true;
  } catch {
    return false;
  }
}

/** Throws `BOUND_SCHEMA` for a schema that no form of the bound value could ever have the type of, or that is asynchronous. */
export function assertBindable(schema: z.core.$ZodType, bound: Bound): void {
  const misfits = bound === "clock" ? CLOCK_MISFITS : ACTOR_MISFITS;
  const possible = forms(bound, SAMPLE).some((form) => typeFits(schema, form, misfits));
  if (!possible)
    throw new PrivacyError("BOUND_SCHEMA", "a field bound to the clock takes an instant, a date or milliseconds; to the actor, a text", {
      bound,
    });
}

function fitting({ schema }: AnyField, bound: Bound, source: BoundSource): { readonly value: unknown } | undefined {
  for (const form of forms(bound, source)) {
    try {
      const result = z.core.safeParse(schema, form);
      if (result.success) return { value: result.data };
    } catch {
      // A check that throws has not accepted the form; its error may quote it.
    }
  }
  return undefined;
}

function forms(bound: Bound, { now, zone, actor }: BoundSource): readonly unknown[] {
  if (bound === "actor" && typeof actor !== "string") return [];
  if (bound === "actor") return /^[1-9]\d{0,14}$/.test(actor) ? [actor, Number(actor)] : [actor];
  if (!(now instanceof Date)) throw new PrivacyError("INSTANT_INVALID", "the clock's time is a date object");
  const day = dateInZone(now, zone); // It refuses an instant that is none.
  const instant = now.toISOString();
  return [instant, instant.replace(/\.\d+Z$/, "Z"), day, new Date(now), now.getTime()];
}
