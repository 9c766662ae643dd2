/** What a log review looks for: declared thresholds, none by default, so that who is responsible for them has written them. */

import type { CalendarDate } from "@favorable/core";
import { isCalendarDate, PrivacyError } from "@favorable/core";

/** Roles whose mission is what the signal looks for, and which it leaves out. */
interface Excepting {
  readonly except?: readonly string[];
}

/** The signals that are wanted, each with its thresholds. */
export interface SignalRules {
  /** Many persons or many rows read, changed or sent by one actor within a time. */
  readonly bulk?: Excepting & { readonly persons?: number; readonly rows?: number; readonly withinMinutes: number };
  /**
   * Outside the declared hours, in a zone: days from 1 (Monday) to 7, `HH:MM` (`until` also `24:00`), and calendar dates on which nobody works.
   * `22:00` to `06:00` runs over midnight.
   */
  readonly hours?: Excepting & {
    readonly zone: string;
    readonly days: readonly number[];
    readonly from: string;
    readonly until: string;
    readonly holidays?: readonly string[];
  };
  /** The actor's own file, through a role that is not for that. */
  readonly ownFile?: Excepting;
  /** Persons who stand to the actor in one of these relations: `household`, `unit`, `address`. */
  readonly neighbours?: Excepting & { readonly relations: readonly string[] };
  /** Persons of units that are not the actor's. */
  readonly crossUnit?: Excepting;
  /** After the actor's last day, in a zone. */
  readonly afterLeaving?: { readonly zone: string };
  /** A series of refusals of one actor, or of nobody in particular. */
  readonly refusals?: { readonly times: number; readonly withinMinutes: number };
  /** Emergencies that were not reviewed in time. */
  readonly emergencies?: { readonly reviewedWithinDays: number };
  /** One person's data seen by many actors within some days. */
  readonly sought?: Excepting & { readonly actors: number; readonly withinDays: number };
}

/** Name of a signal. */
export type SignalName = keyof SignalRules;

/** What the log does not know. A port that is absent leaves its signals not assessed, and the review says so. */
export interface ReviewPorts {
  /** The actor as a data subject. */
  readonly subjectOf?: (actor: string) => string | undefined;
  /** How a person stands to an actor, by declared names. */
  readonly relations?: (actor: string, person: string) => readonly string[];
  /** The units an actor belongs to; undefined for one who is not known. */
  readonly unitsOf?: (actor: string) => readonly string[] | undefined;
  /** The unit a person belongs to; undefined for one who is not known. */
  readonly unitOf?: (person: string) => string | undefined;
  /** The actor's last day. */
  readonly leftOn?: (actor: string) => CalendarDate | undefined;
}

/** The ports that a signal cannot do without. */
export const NEEDS: Readonly<Record<SignalName, readonly (keyof ReviewPorts)[]>> = {
  bulk: [],
  hours: [],
  ownFile: ["subjectOf"],
  neighbours: ["relations"],
  crossUnit: ["unitsOf", "unitOf"],
  afterLeaving: ["leftOn"],
  refusals: [],
  emergencies: [],
  sought: [],
};

/** What a rule may say: a misspelt threshold would be one that is believed to hold. */
const MEMBERS: Readonly<Record<SignalName, readonly string[]>> = {
  bulk: ["persons", "rows", "withinMinutes", "except"],
  hours: ["zone", "days", "from", "until", "holidays", "except"],
  ownFile: ["except"],
  neighbours: ["relations", "except"],
  crossUnit: ["except"],
  afterLeaving: ["zone"],
  refusals: ["times", "withinMinutes"],
  emergencies: ["reviewedWithinDays"],
  sought: ["actors", "withinDays", "except"],
};

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Refuses thresholds that make no sense; throws `RULES_INVALID` with the `signal`. */
export function assertRules(rules: SignalRules): void {
  for (const [name, rule] of Object.entries(rules)) {
    // An unknown signal would be a check that is believed to run.
    const known = Object.hasOwn(NEEDS, name);
    // The one cast of a name: it is one of a signal.
    if (
      !known ||
      (rule !== undefined && !(sound(name, rule) && Object.keys(rule).every((key) => MEMBERS[name as SignalName].includes(key))))
    )
      throw new PrivacyError("RULES_INVALID", "a signal has thresholds above zero, in the form of its kind", known ? { signal: name } : {});
  }
}

function sound(name: string, rule: unknown): boolean {
  if (typeof rule !== "object" || rule === null) return false;
  // The one cast: what is read of a rule is checked member by member.
  const given = rule as Readonly<Record<string, unknown>>;
  const some = (member: string): boolean => typeof given[member] === "number" && given[member] > 0 && Number.isFinite(given[member]);
  const maybe = (member: string): boolean => given[member] === undefined || some(member);
  const texts = (member: string): boolean => {
    const list = given[member];
    return Array.isArray(list) && list.every((one) => typeof one === "string");
  };
  if (given["except"] !== undefined && !texts("except")) return false;
  switch (name) {
    case "bulk":
      return some("withinMinutes") && maybe("persons") && maybe("rows") && (some("persons") || some("rows"));
    case "hours":
      return soundHours(given) && (given["holidays"] === undefined || dates(given["holidays"]));
    case "neighbours":
      return texts("relations");
    case "afterLeaving":
      return isZone(given["zone"]);
    case "refusals":
      return some("times") && some("withinMinutes");
    case "emergencies":
      return some("reviewedWithinDays");
    case "sought":
      return some("actors") && some("withinDays");
    default:
      return true;
  }
}

function soundHours({ zone, days, from, until }: Readonly<Record<string, unknown>>): boolean {
  const week = Array.isArray(days) && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  const span =
    typeof from === "string" && typeof until === "string" && TIME.test(from) && (TIME.test(until) || until === "24:00") && from !== until;
  return week && span && isZone(zone);
}

function dates(list: unknown): boolean {
  return Array.isArray(list) && list.every((one) => typeof one === "string" && isCalendarDate(one));
}

function isZone(zone: unknown): boolean {
  try {
    return typeof zone === "string" && new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}
