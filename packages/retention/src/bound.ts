/** Bounds of a period, and the texts that justify them. */
import { isPeriod } from "@favorable/core";

/**
 * What a period rests on: a text with its place, or a need in words. GDPR article 5(1)(e) wants a period to be necessary for the purpose;
 * without a basis the review asks for one.
 */
export interface RetentionBasis {
  /** A law or regulation, such as `law 1.509`. */
  readonly law?: string;
  readonly article?: string;
  /** A deliberation of an authority, such as `CCIN 2021-206`. */
  readonly deliberation?: string;
  readonly section?: string;
  /** The need, where no text orders the period. */
  readonly reason?: string;
}

/** A bound: a calendar period from the start, or the day of a named event, or a period from that day. */
export interface RetentionBound {
  /** A calendar period such as `P18M`; no clock times. */
  readonly period?: string;
  /** A named event whose day may not be known yet: the bound is open until it is. */
  readonly event?: string;
  /** What this bound rests on. */
  readonly basis?: RetentionBasis;
}

const EVENT = /^[A-Za-z][A-Za-z0-9._-]{0,99}$/;
const BASIS = new Set(["law", "article", "deliberation", "section", "reason"]);
const MAX_TEXT = 500;

/** Whether a value is a bound. */
export function isBound(bound: unknown): boolean {
  if (typeof bound !== "object" || bound === null || Array.isArray(bound)) return false;
  const { period, event, basis, ...rest }: { period?: unknown; event?: unknown; basis?: unknown } = bound;
  if (Object.keys(rest).length > 0 || (period === undefined && event === undefined)) return false;
  if (basis !== undefined && !isBasis(basis)) return false;
  return (period === undefined || isPeriod(period)) && (event === undefined || isEventName(event));
}

/** Whether a value names a text or a reason. */
export function isBasis(basis: unknown): boolean {
  if (typeof basis !== "object" || basis === null || Array.isArray(basis)) return false;
  const entries: readonly [string, unknown][] = Object.entries(basis);
  const written = (value: unknown): boolean =>
    typeof value === "string" && value.trim() !== "" && value.length <= MAX_TEXT && value.isWellFormed();
  if (entries.some(([name, value]) => !BASIS.has(name) || !written(value))) return false;
  return entries.some(([name]) => name === "law" || name === "deliberation" || name === "reason");
}

/** Whether a value is the name of an event. */
export function isEventName(event: unknown): boolean {
  return typeof event === "string" && EVENT.test(event);
}

/** One bound, several or none, as a frozen list. */
export function boundList(bounds: RetentionBound | readonly RetentionBound[] | undefined): readonly RetentionBound[] {
  if (bounds === undefined) return Object.freeze([]);
  return isList(bounds) ? bounds : Object.freeze([bounds]);
}

function isList(bounds: RetentionBound | readonly RetentionBound[]): bounds is readonly RetentionBound[] {
  return Array.isArray(bounds);
}
