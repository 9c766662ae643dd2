/** The terms of policies as a log lays them down and amends them: until when a part is kept at least and at most. */
import { addPeriod, type CalendarDate, isPrivacyError, type Period } from "@favorable/core";
import type { PartRetention } from "./event.ts";
import type { PolicyTerms } from "./retention-events.ts";

/** After it the calendar has no day: what ends then, or has no end, never ends. */
export const LAST_DAY: CalendarDate = "9999-12-31" as CalendarDate; // The one cast: a date known to be one.

/** The period of one part under the terms in force. */
export interface Window {
  /** Last day of the minimum; the part's start when there is none. */
  readonly floor: CalendarDate;
  /** Last day of the maximum. */
  readonly cap: CalendarDate;
  /** The minimum also lasts until this event. */
  readonly until: string | undefined;
}

/** A version in its place. */
interface Version {
  readonly terms: PolicyTerms;
  readonly at: number;
  readonly from: CalendarDate;
}

/** What is to be said of a version: it redefines an older one, changes the minimum or lengthens without approval, or counts from before its entry. */
export type VersionTrouble = "contradiction" | "unapproved" | "retroactive";

/** The policies of a log, as far as they were read. */
export interface PolicyBook {
  /** Adds the terms of the entry at a position, logged on a day. A contradiction is not added. */
  add(terms: PolicyTerms, at: number, day: CalendarDate): VersionTrouble | undefined;
  /** The period of a part on a date, by the entries before a position; undefined when no terms are known. */
  windowOf(retention: PartRetention, asOf: CalendarDate, position: number): Window | undefined;
  /** The period of a part under its own version, as if nothing had amended it; undefined when no terms are known. */
  firstOf(retention: PartRetention): Window | undefined;
  /** True when an entry lays down that version. */
  knows(retention: PartRetention): boolean;
}

/** Starts without policies. */
export function policyBook(): PolicyBook {
  const policies = new Map<string, Version[]>();
  return {
    add(terms, at, day) {
      const versions = policies.get(terms.policy) ?? [];
      policies.set(terms.policy, versions);
      const last = versions.at(-1)?.terms;
      if (last !== undefined && last.version >= terms.version) return "contradiction";
      const from = terms.from ?? day;
      versions.push({ terms, at, from });
      if (last !== undefined && terms.approval === undefined && lengthens(windowFrom(last, from), windowFrom(terms, from)))
        return "unapproved";
      return last !== undefined && from < day ? "retroactive" : undefined;
    },
    windowOf({ policy, version, start }, asOf, position) {
      let window: Window | undefined;
      for (const { terms, at, from } of policies.get(policy) ?? []) {
        if (at >= position || !(terms.version === version || (terms.version > version && from <= asOf))) continue;
        const next = windowFrom(terms, start);
        window = window === undefined || terms.approval !== undefined ? next : { ...window, cap: earlier(window.cap, next.cap) };
      }
      return window;
    },
    firstOf({ policy, version, start }) {
      const own = (policies.get(policy) ?? []).find(({ terms }) => terms.version === version);
      return own && windowFrom(own.terms, start);
    },
    knows: ({ policy, version }) => (policies.get(policy) ?? []).some(({ terms }) => terms.version === version),
  };
}

function windowFrom({ minimum, maximum, until }: PolicyTerms, start: CalendarDate): Window {
  return {
    floor: minimum === undefined ? start : lastDay(start, minimum),
    cap: maximum === undefined ? LAST_DAY : lastDay(start, maximum),
    until,
  };
}

function earlier(day: CalendarDate, other: CalendarDate): CalendarDate {
  if (day < other) return day;
  return other;
}

function lengthens(window: Window, next: Window): boolean {
  return next.floor > window.floor || next.cap > window.cap || (next.until !== undefined && next.until !== window.until);
}

/** A period ends with its last day; one that ends beyond the calendar never does. */
function lastDay(start: CalendarDate, length: Period): CalendarDate {
  try {
    return addPeriod(start, length);
  } catch (error) {
    if (isPrivacyError(error, "DATE_INVALID")) return LAST_DAY;
    throw error;
  }
}
