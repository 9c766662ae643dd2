/** Typed events: declared once with zod, so that a program can log nothing it did not declare, and nothing personal in clear. */
import { type CalendarDate, isCalendarDate, type JsonValue, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import * as z from "zod";
import {
  type AuditEvent,
  type AuditPart,
  type ClearFact,
  clearFacts,
  declaredName,
  eventInvalid,
  eventType,
  policyVersion,
} from "./event.ts";
import type { Appended, AuditLog } from "./log.ts";

/** Declares a part of an event. */
export interface PartDefinition {
  /** Schema of the value. */
  readonly value: z.ZodType;
  /** The policy it is kept under; its terms are an entry of the log (`policyEvent`). */
  readonly policy: string;
  /** Version of the policy. */
  readonly version: number;
  /** `one` (by default): it is about a person, who is named. `many`: a list of such parts, one per person. `none`: about nobody in particular. */
  readonly about?: "one" | "many" | "none";
  /** True when the part may be left out. */
  readonly optional?: boolean;
}

/** Declares an event. */
export interface EventDefinition {
  /**
   * Facts in clear: enums, literals, booleans and numbers only (and optional ones), because a text in clear could be anything of anybody.
   */
  readonly clear?: Readonly<Record<string, z.ZodType<ClearFact | undefined>>>;
  /** Parts that may be personal. */
  readonly parts?: Readonly<Record<string, PartDefinition>>;
}

/** Declared events by type. */
export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Given<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: T[K] } & {
  readonly [K in OptionalKeys<T>]?: Exclude<T[K], undefined> | undefined;
};

/** One part as it is given: the value, whom it is about, and where its period starts if not with the event. */
export interface GivenPart<V> {
  /** Whom it is about. */
  readonly subject: string;
  /** The value. */
  readonly value: V;
  /** Start of its period; by default the event's. */
  readonly start?: CalendarDate;
}

type PartInput<P extends PartDefinition> = P["about"] extends "many"
  ? readonly GivenPart<z.input<P["value"]>>[]
  : P["about"] extends "none"
    ? Omit<GivenPart<z.input<P["value"]>>, "subject">
    : GivenPart<z.input<P["value"]>>;

type Inputs<P extends Readonly<Record<string, PartDefinition>>> = Given<{
  [K in keyof P]: P[K]["optional"] extends true ? PartInput<P[K]> | undefined : PartInput<P[K]>;
}>;

type Facts<C extends Readonly<Record<string, z.ZodType>>> = Given<{ [K in keyof C]: z.input<C[K]> }>;

/** What an event of a declared type is made of. */
export type EventInput<D extends EventDefinition> = {
  /** Start of the periods of its parts, normally the day of the event. */
  readonly start: CalendarDate;
} & (D["clear"] extends Readonly<Record<string, z.ZodType>> ? { readonly clear: Facts<D["clear"]> } : { readonly clear?: undefined }) &
  (D["parts"] extends Readonly<Record<string, PartDefinition>> ? { readonly parts: Inputs<D["parts"]> } : { readonly parts?: undefined });

/** Declared events: makes and appends them. */
export interface EventCatalogue<D extends EventDefinitions> {
  /** The declared types, in order. */
  readonly types: readonly (keyof D & string)[];
  /** Makes an event; throws `EVENT_INVALID` with the paths, never the values. */
  event<T extends keyof D & string>(type: T, input: EventInput<D[T]>): AuditEvent;
  /** Makes an event and appends it on its own; errors of both. */
  append<T extends keyof D & string>(log: Pick<AuditLog, "append">, type: T, input: EventInput<D[T]>): Promise<Appended>;
  /** Makes an event and appends it in the caller's transaction; errors of both. */
  appendIn<T extends keyof D & string>(log: Pick<AuditLog, "appendIn">, tx: Sql, type: T, input: EventInput<D[T]>): Promise<Appended>;
}

/** Kinds of zod schemas whose values can be named in advance, or counted. */
const CLEAR = new Set(["enum", "literal", "boolean", "number", "int"]);
const WRAPPERS = new Set(["optional", "nonoptional", "readonly"]);

/**
 * Declares the events of an application.
 *
 * @throws `EVENTS_INVALID` for a type, name or policy that is none, and for a fact in clear that could hold any text (details: `type`, `name`)
 * @example
 * ```ts
 * import { defineEvents, memoryLog } from "@favorable/audit";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { calendarDate, systemClock } from "@favorable/core";
 * import * as z from "zod";
 *
 * const events = defineEvents({
 *   "access.read": {
 *     clear: { role: z.enum(["physician", "nurse"]), rows: z.int() },
 *     parts: {
 *       actor: { value: z.literal("self"), policy: "access-log", version: 1 },
 *       row: { value: z.strictObject({ fields: z.array(z.string()) }), policy: "access-log", version: 1, about: "many" },
 *     },
 *   },
 * });
 * const origin = "hospital.example/audit";
 * const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock: systemClock });
 * await events.append(log, "access.read", {
 *   start: calendarDate("2021-10-30"),
 *   clear: { role: "physician", rows: 1 },
 *   parts: { actor: { subject: "a-17", value: "self" }, row: [{ subject: "p-4711", value: { fields: ["status"] } }] },
 * });
 * console.log((await log.sequence()).size); // 1
 * ```
 */
export function defineEvents<const D extends EventDefinitions>(definitions: D): EventCatalogue<D> {
  if (typeof definitions !== "object" || definitions === null) throw eventsInvalid();
  const declared = new Map(Object.entries(definitions).map(([type, definition]) => [type, compile(type, definition)]));
  const catalogue: EventCatalogue<D> = {
    types: [...declared.keys()],
    event(type, input) {
      const make = declared.get(type);
      if (make === undefined) throw eventInvalid(["type"]);
      return make(input);
    },
    append: async (log, type, input) => log.append(catalogue.event(type, input)),
    appendIn: async (log, tx, type, input) => log.appendIn(tx, catalogue.event(type, input)),
  };
  return catalogue;
}

function compile(type: string, definition: EventDefinition): (input: unknown) => AuditEvent {
  if (!eventType.safeParse(type).success || typeof definition !== "object" || definition === null) throw eventsInvalid();
  const facts = Object.entries(definition.clear ?? {});
  for (const [name, schema] of facts) if (!declaredName.safeParse(name).success || !isClear(schema)) throw eventsInvalid(type, name);
  const parts = Object.entries(definition.parts ?? {});
  for (const [name, part] of parts)
    if (
      !declaredName.safeParse(name).success ||
      !declaredName.safeParse(part?.policy).success ||
      !policyVersion.safeParse(part?.version).success ||
      !(part.value instanceof z.ZodType)
    )
      throw eventsInvalid(type, name);
  const start = z.custom<CalendarDate>(isCalendarDate);
  const form = z.strictObject({
    start,
    clear: facts.length === 0 ? z.undefined().optional() : z.strictObject(Object.fromEntries(facts)),
    parts:
      parts.length === 0
        ? z.undefined().optional()
        : z.strictObject(Object.fromEntries(parts.map(([name, part]) => [name, partForm(part, start)]))),
  });
  return (input) => {
    const checked = safely(() => form.safeParse(input));
    if (checked === undefined) throw eventInvalid([]);
    if (!checked.success) throw eventInvalid(checked.error.issues.slice(0, 8).map(({ path }) => placeOf(path, definition)));
    return eventOf(type, definition, checked.data);
  };
}

function partForm({ value, about = "one", optional }: PartDefinition, start: z.ZodType<CalendarDate>): z.ZodType {
  const given = z.strictObject({
    value,
    start: start.optional(),
    ...(about === "none" ? {} : { subject: z.string().min(1) }),
  });
  const form = about === "many" ? z.array(given) : given;
  return optional === true ? form.optional() : form;
}

interface Checked {
  readonly start: CalendarDate;
  readonly clear?: Readonly<Record<string, unknown>> | undefined;
  readonly parts?: Readonly<Record<string, unknown>> | undefined;
}

function eventOf(type: string, definition: EventDefinition, { start, clear, parts }: Checked): AuditEvent {
  const facts = Object.entries(clear ?? {}).flatMap(([name, fact]) => (isFact(fact) ? [[name, fact] as const] : []));
  const listed = Object.entries(definition.parts ?? {}).flatMap(([name, { policy, version }]): AuditPart[] => {
    const given = parts?.[name] as GivenPart<JsonValue> | readonly GivenPart<JsonValue>[] | undefined; // As its schema says.
    return (given === undefined ? [] : [given].flat()).map(({ subject, value, start: own = start }) => ({
      name,
      value,
      retention: { policy, version, start: own },
      ...(subject === undefined ? {} : { subject }),
    }));
  });
  return { type, ...(facts.length === 0 ? {} : { clear: Object.fromEntries(facts) }), ...(listed.length === 0 ? {} : { parts: listed }) };
}

function isFact(fact: unknown): fact is ClearFact {
  return typeof fact === "string" || typeof fact === "number" || typeof fact === "boolean";
}

/** True for a schema that takes only values that are declared, truths and numbers. */
function isClear(schema: unknown): boolean {
  if (!(schema instanceof z.ZodType)) return false;
  const { def } = schema;
  if (CLEAR.has(def.type)) return listedValues(def).every((value) => clearFacts.safeParse({ value }).success);
  const inner: unknown = Reflect.get(def, "innerType");
  if (WRAPPERS.has(def.type)) return isClear(inner);
  const options: unknown = Reflect.get(def, "options");
  return def.type === "union" && Array.isArray(options) && options.every(isClear);
}

/** The values of an enum or of literals; none of a schema that lists none. */
function listedValues(def: object): unknown[] {
  const entries: unknown = Reflect.get(def, "entries") ?? Reflect.get(def, "values");
  return typeof entries === "object" && entries !== null ? Object.values(entries) : [];
}

/** Declared names and positions only: what is inside a value may be personal, its keys too. */
function placeOf(path: readonly PropertyKey[], definition: EventDefinition): string {
  const [head, name, ...rest] = path;
  const known = head === "clear" ? definition.clear : head === "parts" ? definition.parts : undefined;
  if (known === undefined) return head === "start" ? "start" : "*";
  if (typeof name !== "string" || !Object.hasOwn(known, name)) return String(head);
  const at = rest.filter((step, depth) => (depth === 0 && typeof step === "number") || /^(value|subject|start)$/.test(String(step)));
  return [head, name, ...at.slice(0, 2)].map(String).join(".");
}

/** Schemas may run code of the application, whose errors may quote values. */
function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function eventsInvalid(type?: string, name?: string): PrivacyError {
  const details = { ...(type === undefined ? {} : { type }), ...(name === undefined ? {} : { name }) };
  return new PrivacyError("EVENTS_INVALID", "a declaration of events has a type, name, policy or fact in clear that is none", details);
}
