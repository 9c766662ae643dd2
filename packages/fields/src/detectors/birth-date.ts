/** Dates of birth: a date of the calendar behind a word that says so, in French or English. */
import { isDay } from "./checks.ts";

const WORD =
  /(?<![\p{L}\p{N}])(?:N(?:[EÉ]\u0301?)+S?(?:\(E\))?(?: [ÀàA] [\p{L}\p{M}' -]{1,40}?)? LE|DATE DE NAISSANCE|DDN|NAISSANCE|BORN(?: ON)?|DATE OF BIRTH|DOB|BIRTHDATE|D\.O\.B\.?)(?![\p{L}\p{N}])/gu;
/** What may stand between the word and the date: the form that is asked for, a sign, the day of the week. */
const LEAD =
  /^(?:\s?\([A-Z/. -]{4,14}\))?[\s:=-]{0,4}(?:(?:LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI|SAMEDI|DIMANCHE|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY),? )?/;
const NUMERIC = /^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4}|\d{2})(?!\d)/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/;
const NAMED = /^(?:\d{1,2}(?:ER|ST|ND|RD|TH)?[ -](?:OF )?\p{L}{3,9}[,.]?[ -]\d{4}|\p{L}{3,9} \d{1,2}(?:ST|ND|RD|TH)?,? \d{4})(?!\d)/u;
const MONTHS =
  /JANV|JANUARY|FEVR|FÉVR|FEBRUARY|MARS|MARCH|AVRIL|APRIL|MAI|MAY|JUIN|JUNE|JUIL|JULY|AOUT|AOÛT|AUGUST|SEPTEMB|OCTOB|NOVEMB|D[EÉ]CEMB|JAN[ .-]|FEB[ .-]|MAR[ .-]|APR[ .-]|JUN[ .-]|JUL[ .-]|AUG[ .-]|SEP[ .-]|OCT[ .-]|NOV[ .-]|DEC[ .-]/;

/** Places of the dates, without the words. */
export function birthDatePlaces(folded: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const text = folded.replaceAll("é", "É"); // One unit for one: positions stay.
  for (const match of text.matchAll(WORD)) {
    const from = match.index + match[0].length;
    const behind = text.slice(from, from + 80);
    const lead = LEAD.exec(behind)?.[0].length ?? 0;
    const date = dateAt(behind.slice(lead));
    if (date !== undefined) found.push({ start: from + lead, end: from + lead + date.length });
  }
  return found;
}

function dateAt(text: string): string | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) return isDay(Number(iso[2]), Number(iso[3])) ? iso[0] : undefined;
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    return isDay(second, first) || isDay(first, second) ? numeric[0] : undefined; // Day first, or month first as in the United States.
  }
  const named = NAMED.exec(text)?.[0];
  return named !== undefined && MONTHS.test(named) ? named : undefined;
}
