/** Numbers of Germany, Austria, Switzerland, Poland and Czechia. */
import { isDay, isDayText, mod11And10, remainder, weighted } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

/**
 * German tax identification number: ISO/IEC 7064 MOD 11,10; among the first ten digits exactly one stands twice or three times, never
 * three times in a row, and the others at most once (§ 139b AO; ITZBund, Prüfziffernberechnung, 2016).
 */
export const deTax: NationalNumber = {
  kind: "de-steuer-id",
  country: "DE",
  lengths: [11],
  form: /^[1-9]\d{10}$/,
  check(digits) {
    const counts = new Map<string, number>();
    for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const repeated = [...counts.values()].filter((count) => count > 1);
    return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && !/(\d)\1\1/.test(digits.slice(0, 10)) && mod11And10(digits);
  },
  strength: "strong",
  cues: [],
};

/** Austrian insurance number: the fourth digit is the remainder by 11 of the others; a birth date follows (Hauptverband, Versicherungsnummer). */
export const atInsurance: NationalNumber = {
  kind: "at-svnr",
  country: "AT",
  lengths: [10],
  form: /^[1-9]\d{9}$/,
  check(digits) {
    const month = Number(digits.slice(6, 8));
    // Months 13 to 15 stand for dates that were taken.
    if (!isDay(month > 12 && month <= 15 ? 1 : month, Number(digits.slice(4, 6)))) return false;
    return weighted(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]);
  },
  strength: "strong",
  cues: [],
};

/** Swiss insurance number: 756, then the check digit of EAN-13 (art. 50c LAVS; GS1 General Specifications, 7.9). */
export const chAvs: NationalNumber = {
  kind: "ch-avs",
  country: "CH",
  lengths: [13],
  form: /^756\d{10}$/,
  check: (digits) => weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  strength: "strong",
  cues: [],
};

/** Polish PESEL: the month carries the century; weights 1, 3, 7, 9, remainder by 10 (ustawa z dnia 24 września 2010 r. o ewidencji ludności, art. 15). */
export const plPesel: NationalNumber = {
  kind: "pl-pesel",
  country: "PL",
  lengths: [11],
  form: /^\d{11}$/,
  check: (digits) =>
    isDay(Number(digits.slice(2, 4)) % 20, Number(digits.slice(4, 6))) && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  strength: "strong",
  cues: [],
};

/** Czech birth number: divisible by 11; women add 50 to the month, and 20 when numbers ran out (zákon č. 133/2000 Sb., § 13). */
export const czBirth: NationalNumber = {
  kind: "cz-rodne-cislo",
  country: "CZ",
  lengths: [10],
  form: /^\d{10}$/,
  check(digits) {
    const month = Number(digits.slice(2, 4)) % 50;
    const odd = remainder(digits.slice(0, 9), 11);
    const divides = remainder(digits, 11) === 0 || (odd === 10 && digits[9] === "0");
    return divides && isDayText(String(month > 20 ? month - 20 : month), digits.slice(4, 6));
  },
  strength: "strong",
  cues: [],
};
