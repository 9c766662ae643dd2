/**
 * Policies, their end events, amendments and holds as entries of the log: what a verdict on a part rests on is as
 * provable as the part itself.
 */
import { type CalendarDate, isCalendarDate, isPeriod, type Period } from "@favorable/core";
import * as z from "zod";
import { areDistinct } from "./authority.ts";
import { type AuditEvent, eventInvalid, policyVersion } from "./event.ts";
import { ownFacts } from "./fallback-mark.ts";
import type { Leaf } from "./leaf.ts";

/**
 * Terms of a policy. A higher version of the same policy amends it, for parts already logged too, from its date on: what shortens applies
 * at once, what lengthens only with an approval (CCIN 2021-206, VIII: shorter periods, the data go; longer ones, the file is to be amended).
 */
export interface PolicyTerms {
  /** Identifier of the policy. */
  readonly policy: string;
  /** Version, 1 to 2,147,483,647. */
  readonly version: number;
  /** Kept at least this long from the start: erasure before is a loss. */
  readonly minimum?: Period | undefined;
  /** The minimum also lasts until this event is logged (CCIN 2021-206, VIII: "before the end of the obligation"). */
  readonly until?: string | undefined;
  /** Kept at most this long from the start: presence after is overdue. */
  readonly maximum?: Period | undefined;
  /** First day of the version; by default the day of its entry. */
  readonly from?: CalendarDate | undefined;
  /** Reference of the law or opinion that lets periods be longer for parts that were logged under an earlier version. */
  readonly approval?: string | undefined;
}

/** Parts that are erased: all of one policy that were due on a date, as far as the log reached. */
export interface ErasureScope {
  /** Identifier of the policy. */
  readonly policy: string;
  /** Entries before this position. */
  readonly below: number;
  /** The date whose due parts were erased. */
  readonly asOf: CalendarDate;
  /** Parts that were erased. */
  readonly count: number;
}

/** Entries whose text was removed: the hash stays in its place, and with it every root and proof. */
export interface PruningScope {
  /** Entries before this position, of those whose parts were all over on `asOf` and erased; none that is about retention. */
  readonly below: number;
  /** The date that was asked for. */
  readonly asOf: CalendarDate;
  /** Entries that were pruned. */
  readonly count: number;
  /** Digest over the positions of all entries that are pruned by then, these included: see `prunedDigest`. */
  readonly set: string;
}

/** An erasure before the end of a period: authorised by two distinct roles on a legal basis, for one entry or a whole policy. */
export interface EarlyErasure {
  /** What was erased: an entry by its identifier, one part of it, or a policy's parts in entries before a position. */
  readonly scope: { readonly entry: string; readonly part?: number | undefined } | { readonly policy: string; readonly below: number };
  /** Reference of the legal basis, such as `gdpr:17.1.d`. */
  readonly basis: string;
  /** The role that asked. */
  readonly requestedBy: string;
  /** The role that approved: another one. */
  readonly approvedBy: string;
  /** Parts that were erased. */
  readonly count: number;
}

const name = z.string().min(1);
const date = z.custom<CalendarDate>(isCalendarDate);
const length = z.custom<Period>(isPeriod);
const authority = { basis: name, requestedBy: name, approvedBy: name, count: z.int().min(0) };
const forms = {
  "retention.policy": z.strictObject({
    policy: name,
    version: policyVersion,
    minimum: length.optional(),
    until: name.optional(),
    maximum: length.optional(),
    from: date.optional(),
    approval: name.optional(),
  }),
  "retention.event": z.strictObject({ event: name, on: date }),
  "retention.hold": z.union([z.strictObject({ hold: name, policy: name }), z.strictObject({ hold: name, entry: name })]),
  "retention.release": z.strictObject({ hold: name }),
  "audit.erased": z.strictObject({ policy: name, below: z.int().min(0), asOf: date, count: z.int().min(0) }),
  "audit.erased-early": z
    .union([
      z.strictObject({ entry: name, part: z.int().min(0).optional(), ...authority }),
      z.strictObject({ policy: name, below: z.int().min(0), ...authority }),
    ])
    .refine(({ requestedBy, approvedBy }) => areDistinct(requestedBy, approvedBy)),
  "audit.pruned": z.strictObject({ below: z.int().min(0), asOf: date, count: z.int().min(1), set: z.string().regex(/^[0-9a-f]{64}$/) }),
  "audit.exported": z.strictObject({ bodies: z.enum(["plain", "sealed", "omitted"]), below: z.int().min(0) }),
};

/** What an entry says about retention. */
export type RetentionFact =
  | { readonly kind: "policy"; readonly terms: PolicyTerms }
  | { readonly kind: "event"; readonly event: string; readonly on: CalendarDate }
  | { readonly kind: "hold"; readonly hold: string; readonly policy?: string; readonly entry?: string }
  | { readonly kind: "release"; readonly hold: string }
  | { readonly kind: "erased"; readonly scope: ErasureScope }
  | { readonly kind: "erased-early"; readonly erasure: EarlyErasure }
  | { readonly kind: "pruned"; readonly scope: PruningScope }
  | { readonly kind: "exported"; readonly bodies: "plain" | "sealed" | "omitted"; readonly below: number };

/** Types of the entries that {@link retentionFact} reads. */
export const retentionTypes: readonly string[] = Object.keys(forms);

/**
 * The event that lays down a policy, or amends it under a higher version.
 *
 * @throws `EVENT_INVALID` when there are no terms; their form is checked when the event is appended
 * @example
 * ```ts
 * import { policyEvent } from "@favorable/audit";
 * import { period } from "@favorable/core";
 *
 * const event = policyEvent({ policy: "login-logs", version: 1, minimum: period("P18M"), maximum: period("P24M") });
 * console.log(event.type); // retention.policy
 * ```
 */
export function policyEvent(terms: PolicyTerms): AuditEvent {
  if (typeof terms !== "object" || terms === null) throw eventInvalid([]);
  const { policy, version, minimum, until, maximum, from, approval } = terms;
  return { type: "retention.policy", clear: stated({ policy, version, minimum, until, maximum, from, approval }) };
}

/** The event that tells the date of an end event some policy waits for. */
export function endEvent(event: string, on: CalendarDate): AuditEvent {
  return { type: "retention.event", clear: { event, on } };
}

/** The event that holds every part of a policy, or of one entry by its identifier, until {@link releaseEvent}. */
export function holdEvent(hold: string, scope: { readonly policy: string } | { readonly entry: string }): AuditEvent {
  return { type: "retention.hold", clear: { hold, ...scope } };
}

/** The event that ends a hold. */
export function releaseEvent(hold: string): AuditEvent {
  return { type: "retention.release", clear: { hold } };
}

/** The event that authorises an erasure; written by `eraseExpired` in the transaction that erases. */
export function erasedEvent({ policy, below, asOf, count }: ErasureScope): AuditEvent {
  return { type: "audit.erased", clear: { policy, below, asOf, count } };
}

/**
 * The event that authorises an erasure before the end of a period; written in the transaction that erases.
 *
 * @throws `EVENT_INVALID` when both roles are the same: nobody approves what he asked for
 */
export function erasedEarlyEvent(erasure: EarlyErasure): AuditEvent {
  if (typeof erasure?.scope !== "object" || erasure.scope === null || !areDistinct(erasure.requestedBy, erasure.approvedBy))
    throw eventInvalid(["clear"]);
  const { scope, basis, requestedBy, approvedBy, count } = erasure;
  const target = "policy" in scope ? { policy: scope.policy, below: scope.below } : { entry: scope.entry, part: scope.part };
  return { type: "audit.erased-early", clear: stated({ ...target, basis, requestedBy, approvedBy, count }) };
}

/** The event that says that the texts of entries were removed; written in the transaction that removes them. */
export function prunedEvent({ below, asOf, count, set }: PruningScope): AuditEvent {
  return { type: "audit.pruned", clear: { below, asOf, count, set } };
}

/** The event that tells of an export of the log: whether bodies went out, and for entries before which position. */
export function exportedEvent(bodies: "plain" | "sealed" | "omitted", below: number): AuditEvent {
  return { type: "audit.exported", clear: { bodies, below } };
}

/** Reads what a leaf says about retention; `"malformed"` when its type says it does and its facts do not. */
export function retentionFact(leaf: Leaf): RetentionFact | "malformed" | undefined {
  const { type } = leaf;
  const clear = ownFacts(leaf);
  switch (type) {
    case "retention.policy": {
      const terms = forms[type].safeParse(clear).data;
      return terms === undefined ? "malformed" : { kind: "policy", terms };
    }
    case "retention.event": {
      const facts = forms[type].safeParse(clear).data;
      return facts === undefined ? "malformed" : { kind: "event", ...facts };
    }
    case "retention.hold": {
      const facts = forms[type].safeParse(clear).data;
      return facts === undefined ? "malformed" : { kind: "hold", ...facts };
    }
    case "retention.release": {
      const facts = forms[type].safeParse(clear).data;
      return facts === undefined ? "malformed" : { kind: "release", ...facts };
    }
    case "audit.erased": {
      const scope = forms[type].safeParse(clear).data;
      return scope === undefined ? "malformed" : { kind: "erased", scope };
    }
    case "audit.erased-early": {
      const facts = forms[type].safeParse(clear).data;
      return facts === undefined ? "malformed" : { kind: "erased-early", erasure: earlyErasure(facts) };
    }
    case "audit.pruned": {
      const scope = forms[type].safeParse(clear).data;
      return scope === undefined ? "malformed" : { kind: "pruned", scope };
    }
    case "audit.exported": {
      const facts = forms[type].safeParse(clear).data;
      return facts === undefined ? "malformed" : { kind: "exported", ...facts };
    }
    default:
      return undefined;
  }
}

function earlyErasure(facts: z.infer<(typeof forms)["audit.erased-early"]>): EarlyErasure {
  const { basis, requestedBy, approvedBy, count } = facts;
  const scope = "policy" in facts ? { policy: facts.policy, below: facts.below } : { entry: facts.entry, part: facts.part };
  return { scope, basis, requestedBy, approvedBy, count };
}

function stated<T extends Readonly<Record<string, string | number | undefined>>>(facts: T): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
