/**
 * Words, dates and numbers in two languages. Written out rather than asked of the platform: its tables change between
 * versions, and the same input must give the same bytes.
 */
import { type CalendarDate, isCalendarDate, isPeriod, periodParts } from "@favorable/core";
import type { Text } from "@favorable/processing";
import type { Lang, Sentence } from "./input.ts";

/** A phrase of the page itself. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

/** A text found for a reader, and the language it is really in. */
export interface Found {
  readonly text: string;
  readonly lang: Lang;
}

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  fr: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};
const SHORT: Readonly<Record<Lang, readonly string[]>> = {
  fr: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};

/** Finds a text in the reader's language, else in the other one; a bare string is English. */
export function find(text: Sentence | undefined, lang: Lang): Found | undefined {
  const both: Text = typeof text === "string" ? { en: text } : (text ?? {});
  const other = lang === "fr" ? "en" : "fr";
  const own = both[lang];
  if (typeof own === "string" && own !== "") return { text: own, lang };
  const foreign = both[other];
  return typeof foreign === "string" && foreign !== "" ? { text: foreign, lang: other } : undefined;
}

/** The text as a plain string, or the name it stands for when there is none. */
export function label(text: Sentence | undefined, lang: Lang, name: string): string {
  return find(text, lang)?.text ?? name;
}

/** `YYYY-MM-DD` and, for an instant, `HH:MM` in UTC; undefined for anything else. */
export function readMoment(text: string): { readonly date: CalendarDate; readonly time?: string; readonly at: number } | undefined {
  const [day = "", clock] = text.split("T");
  if (!isCalendarDate(day)) return undefined;
  if (clock === undefined) return { date: day, at: Date.parse(`${day}T00:00:00Z`) };
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?Z$/.test(clock)) return undefined;
  return { date: day, time: clock.slice(0, 5), at: Date.parse(text) };
}

/** « 30 octobre 2021 », with the time when there is one; what is no date is given back as it stands. */
export function longDate(lang: Lang, text: string): string {
  return written(lang, text, MONTHS[lang]);
}

/** « 30 oct. 2021 »; no time. */
export function shortDate(lang: Lang, text: string): string {
  return written(lang, text.split("T")[0] ?? text, SHORT[lang]);
}

function written(lang: Lang, text: string, months: readonly string[]): string {
  const moment = readMoment(text);
  if (moment === undefined) return text;
  const [year = 0, month = 0, day = 0] = moment.date.split("-").map(Number);
  const first = lang === "fr" && day === 1 ? "1er" : String(day);
  const time = moment.time === undefined ? "" : lang === "fr" ? ` à ${moment.time} UTC` : `, ${moment.time} UTC`;
  return `${first} ${months[month - 1] ?? ""} ${year}${time}`;
}

/** The short name of a month, 0 to 11. */
export function monthName(lang: Lang, month: number): string {
  return SHORT[lang][month] ?? "";
}

/** A whole number with its thousands apart: no-break spaces in French, commas in English. */
export function count(lang: Lang, value: number): string {
  const digits = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, lang === "fr" ? "\u202F" : ",");
  return value < 0 ? `\u2212${digits}` : digits;
}

/** A number and its noun: « 1 demande », « 3 demandes ». In French, zero is singular. */
export function plural(lang: Lang, value: number, one: Words, many: Words): string {
  const single = lang === "fr" ? Math.abs(value) < 2 : Math.abs(value) === 1;
  return `${count(lang, value)}\u00A0${(single ? one : many)[lang]}`;
}

/** A calendar period in words: `P18M` is « 18 mois »; what is no period is given back as it stands. */
export function periodWords(lang: Lang, text: string): string {
  if (!isPeriod(text)) return text;
  const { months, days } = periodParts(text);
  const year = months > 0 && months % 12 === 0;
  const parts: string[] = [];
  if (year) parts.push(plural(lang, months / 12, { fr: "an", en: "year" }, { fr: "ans", en: "years" }));
  else if (months > 0) parts.push(plural(lang, months, { fr: "mois", en: "month" }, { fr: "mois", en: "months" }));
  if (days > 0 || months === 0) parts.push(plural(lang, days, { fr: "jour", en: "day" }, { fr: "jours", en: "days" }));
  return parts.join(lang === "fr" ? " et " : " and ");
}

/** Typography of running text: curly apostrophes, and no line end before French double punctuation. Never for ids or values. */
export function typeset(lang: Lang, text: string): string {
  const curly = text.replace(/(\p{L})'(?=\p{L})/gu, "$1\u2019").replace(/\b(n°|no\.|art\.) (?=\S)/g, "$1\u00A0");
  if (lang !== "fr") return curly;
  return curly
    .replace(/ ([;!?])/g, "\u202F$1")
    .replace(/ :/g, "\u00A0:")
    .replace(/« ?/g, "«\u00A0")
    .replace(/ ?»/g, "\u00A0»");
}
