/** Comparing and saying periods. */
import { addPeriod, calendarDate, isCalendarDate, isPeriod, type Period, periodParts } from "@favorable/core";
import type { Bilingual } from "./verdict.ts";

// A January, so that a month counts 31 days: a published cap of thirty days is shorter than a month.
const reference = calendarDate("2023-01-01");

/** Reads a period of a file; undefined when it is not stated or is not a period. */
export function readPeriod(text: string | undefined): Period | undefined {
  return isPeriod(text) ? text : undefined;
}

/** Tells whether one period is longer than another, counted from the same day. */
export function longer(left: Period, right: Period): boolean {
  return addPeriod(reference, left) > addPeriod(reference, right);
}

/** The longest of the periods; undefined when there is none. */
export function longest(periods: readonly Period[]): Period | undefined {
  return periods.reduce<Period | undefined>((best, next) => (best === undefined || longer(next, best) ? next : best), undefined);
}

/** `18 mois`, `18 months`; whole years as years: `5 ans`; `1 mois et 15 jours`. */
export function sayPeriod(length: Period): Bilingual {
  const { months, days } = periodParts(length);
  const fr: string[] = [];
  const en: string[] = [];
  const years = months % 12 === 0 ? months / 12 : 0;
  if (years > 0) {
    fr.push(`${years} an${years > 1 ? "s" : ""}`);
    en.push(`${years} year${years > 1 ? "s" : ""}`);
  } else if (months > 0) {
    fr.push(`${months} mois`);
    en.push(`${months} month${months > 1 ? "s" : ""}`);
  }
  if (days > 0 || months === 0) {
    fr.push(`${days} jour${days > 1 ? "s" : ""}`);
    en.push(`${days} day${days === 1 ? "" : "s"}`);
  }
  return { fr: fr.join(" et "), en: en.join(" and ") };
}

/** Tells whether a dated thing, reviewed every so often, is past its next review at `asOf`; undefined when it cannot be told. */
export function overdue(last: string | undefined, every: string | undefined, asOf: string): boolean | undefined {
  const length = readPeriod(every);
  if (length === undefined || !isCalendarDate(last)) return undefined;
  return addPeriod(last, length) < asOf;
}

const MONTHS_FR = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const MONTHS_EN = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `30 octobre 2021`, `30 October 2021`; the text itself when it is not a date. */
export function sayDate(date: string): Bilingual {
  if (!isCalendarDate(date)) return { fr: date, en: date };
  const [year = "", month = "", day = ""] = date.split("-");
  const at = Number(month) - 1;
  const number = Number(day);
  return { fr: `${number === 1 ? "1er" : number} ${MONTHS_FR[at]} ${Number(year)}`, en: `${number} ${MONTHS_EN[at]} ${Number(year)}` };
}
