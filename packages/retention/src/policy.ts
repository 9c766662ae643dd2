/** A retention policy: when the count starts, not before when and not after when data go, and what happens then. */
import { frozenCopy, isCalendarDate, isPeriod, PrivacyError } from "@favorable/core";

/** When a period starts. */
export type RetentionStart =
  | { readonly kind: "fixed-date"; readonly on: string }
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "last-activity" }
  | { readonly kind: "event"; readonly event: string };

/** A bound: a calendar period from the start, or the day of a named event, or a period from that day. */
export interface RetentionBound {
  /** A calendar period such as `P18M`; no clock times. */
  readonly period?: string;
  /** A named event whose day may not be known yet: the bound is open until it is. */
  readonly event?: string;
}

/** What happens to the data. */
export type RetentionAction = "delete" | "anonymise" | "shred" | "archive";

/** What is written down; {@link definePolicy} checks it. */
export interface RetentionPolicyDefinition {
  /** Lower-case words joined by dots or hyphens, such as `vaccination.register`. */
  readonly id: string;
  /** Counts from 1; every change of the policy has a new one, and evidence names it. */
  readonly version: number;
  readonly start: RetentionStart;
  /** Floor: nothing goes before. Of several, the latest day counts. */
  readonly minimum?: RetentionBound | readonly RetentionBound[];
  /** Cap: everything goes by then. Of several, the earliest day counts. */
  readonly maximum?: RetentionBound | readonly RetentionBound[];
  readonly then: RetentionAction;
  /** The IANA zone in which instants become dates, such as `Europe/Monaco`. */
  readonly zone: string;
}

declare const policyBrand: unique symbol;

/** A checked policy. */
export interface RetentionPolicy {
  readonly id: string;
  readonly version: number;
  readonly start: RetentionStart;
  readonly minimum: readonly RetentionBound[];
  readonly maximum: readonly RetentionBound[];
  readonly then: RetentionAction;
  readonly zone: string;
  readonly [policyBrand]: true;
}

const CODE = "POLICY_INVALID";
const MAX_PATHS = 50;
/** An `int` of the database holds it. */
const MAX_VERSION = 2 ** 31 - 1;
const NAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
const EVENT = /^[A-Za-z][A-Za-z0-9._-]{0,99}$/;
const ACTIONS: readonly string[] = ["delete", "anonymise", "shred", "archive"] satisfies readonly RetentionAction[];
const KEYS = new Set(["id", "version", "start", "minimum", "maximum", "then", "zone"]);
const START_KEYS: ReadonlyMap<string, string> = new Map([
  ["fixed-date", "on"],
  ["field", "field"],
  ["last-activity", "kind"],
  ["event", "event"],
]);

/**
 * Checks a policy. A floor later than the cap is not refused here: it is a finding of the review, and until it is settled the floor
 * wins over deletion and the cap over reading. The policy is a frozen copy: what happens to the definition afterwards does not change it.
 *
 * @throws `POLICY_INVALID`, with all `paths` at once, at most 50 of them and the count of `more`; an unknown key is a star
 * @example
 * ```ts
 * import { definePolicy } from "@favorable/retention";
 *
 * // Eighteen months from 30 October 2021 (CCIN 2021-206, VIII).
 * const policy = definePolicy({
 *   id: "vaccination.register",
 *   version: 1,
 *   start: { kind: "fixed-date", on: "2021-10-30" },
 *   maximum: { period: "P18M" },
 *   then: "delete",
 *   zone: "Europe/Monaco",
 * });
 * console.log(policy.maximum.length); // 1
 * ```
 */
export function definePolicy(definition: RetentionPolicyDefinition): RetentionPolicy {
  const copy = frozenCopy(definition, CODE);
  if (typeof copy !== "object" || copy === null || Array.isArray(copy))
    throw new PrivacyError(CODE, "a policy is an object", { paths: [] });
  const { id, version, start, then, zone } = copy;
  const minimum = listOf(copy.minimum);
  const maximum = listOf(copy.maximum);
  const paths = Object.keys(copy).flatMap((key) => (KEYS.has(key) ? [] : ["*"]));
  const check = (ok: boolean, path: string): void => {
    if (!ok) paths.push(path);
  };
  check(typeof id === "string" && NAME.test(id) && id.length <= 100, "id");
  check(Number.isSafeInteger(version) && version >= 1 && version <= MAX_VERSION, "version");
  check(isStart(start), "start");
  check(minimum.length + maximum.length > 0, "maximum");
  for (const [at, bound] of minimum.entries()) check(isBound(bound), `minimum.${at}`);
  for (const [at, bound] of maximum.entries()) check(isBound(bound), `maximum.${at}`);
  check(ACTIONS.includes(then), "then");
  check(isZone(zone), "zone");
  if (paths.length > 0) throw invalid(paths);
  return Object.freeze({ id, version, start, minimum, maximum, then, zone }) as RetentionPolicy; // The brand's one cast: all is checked.
}

function invalid(paths: readonly string[]): PrivacyError {
  const shown = paths.slice(0, MAX_PATHS);
  const more = paths.length - shown.length;
  const message = `the policy makes no sense at: ${shown.join(", ")}${more === 0 ? "" : `, and ${more} more`}`;
  return new PrivacyError(CODE, message, { paths: shown, ...(more === 0 ? {} : { more }) });
}

function listOf(bounds: RetentionBound | readonly RetentionBound[] | undefined): readonly RetentionBound[] {
  if (bounds === undefined) return Object.freeze([]);
  return isList(bounds) ? bounds : Object.freeze([bounds]);
}

function isList(bounds: RetentionBound | readonly RetentionBound[]): bounds is readonly RetentionBound[] {
  return Array.isArray(bounds);
}

function isStart(start: RetentionStart): boolean {
  const key = typeof start === "object" && start !== null ? START_KEYS.get(start.kind) : undefined;
  if (key === undefined || Object.keys(start).some((name) => name !== "kind" && name !== key)) return false;
  if (start.kind === "fixed-date") return isCalendarDate(start.on);
  if (start.kind === "field") return typeof start.field === "string" && start.field !== "";
  return start.kind === "last-activity" || isEventName(start.event);
}

function isBound(bound: RetentionBound): boolean {
  if (typeof bound !== "object" || bound === null) return false;
  const { period, event, ...rest } = bound;
  if (Object.keys(rest).length > 0 || (period === undefined && event === undefined)) return false;
  return (period === undefined || isPeriod(period)) && (event === undefined || isEventName(event));
}

function isEventName(event: unknown): boolean {
  return typeof event === "string" && EVENT.test(event);
}

function isZone(zone: string): boolean {
  if (typeof zone !== "string" || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
