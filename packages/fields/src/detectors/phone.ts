/** Telephone numbers, through libphonenumber-js and its numbering plans; the text is given to it in short windows. */
import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from "libphonenumber-js/min";

/** A country whose numbers are also found as they are dialled within it. */
export type PhoneCountry = CountryCode;

/** Those countries that have a numbering plan. */
export function phoneCountries(countries: readonly string[]): readonly PhoneCountry[] {
  return countries.filter((country) => isSupportedCountry(country));
}

const LONGEST = 250; // A window; the library reads no candidate longer than that either.
const OVERLAP = 40; // More than the longest number with its separators (E.164: 15 digits).
const MOST_DIGITS = 15; // Of an international number (E.164).
const CALLABLE = /[+(0-9]/;
const PHONE_UNIT = /[0-9+() ./-]/;

/**
 * Places of telephone numbers: international ones, and those of the countries as dialled within them.
 *
 * @param folded - the folded text; in letters it is upper case, which separates numbers as well
 */
export function phonePlaces(
  folded: string,
  countries: readonly PhoneCountry[],
): readonly { readonly start: number; readonly end: number }[] {
  const found = new Map<number, number>();
  for (const { start, end, plus, digits } of windows(folded)) {
    const window = folded.slice(start, end);
    for (const country of plansFor(plus, digits, countries)) {
      for (const { startsAt, endsAt } of findPhoneNumbersInText(window, country))
        found.set(start + startsAt, Math.max(found.get(start + startsAt) ?? 0, start + endsAt));
    }
  }
  return [...found].map(([start, end]) => ({ start, end }));
}

/**
 * Under which plans a window is read, since each reading costs what the library takes for all groupings of its digits: one that begins with a
 * plus and holds no more than one number needs no country; without a plus and without a country nothing is a number.
 */
function plansFor(plus: boolean, digits: number, countries: readonly PhoneCountry[]): readonly (PhoneCountry | undefined)[] {
  if (plus && (digits <= MOST_DIGITS || countries.length === 0)) return [undefined];
  return countries;
}

/** Stretches that hold at least six digits and nothing but what a number is written with, one unit of context on each side. */
function* windows(folded: string): Generator<{ start: number; end: number; plus: boolean; digits: number }> {
  for (let at = 0; at < folded.length; at++) {
    if (!CALLABLE.test(folded.charAt(at))) continue;
    let end = at;
    let digits = 0;
    // A plus sign begins another number.
    while (end < folded.length && PHONE_UNIT.test(folded.charAt(end)) && (end === at || folded.charAt(end) !== "+"))
      digits += isDigit(folded.charCodeAt(end++)) ? 1 : 0;
    if (digits >= 6)
      for (let from = at; from < end; from += LONGEST - OVERLAP)
        yield {
          start: Math.max(0, from - 1),
          end: Math.min(folded.length, from + LONGEST, end + 1),
          plus: from === at && folded.charAt(at) === "+",
          digits,
        };
    at = end - 1;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
