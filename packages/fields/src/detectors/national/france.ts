/** French numbers. */
import { remainder } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

/** Months of the civil registry; 20 to 42 and 50 to 99 stand for incomplete or foreign registration (INSEE, numéro d'inscription au répertoire). */
const MONTH = "(?:0[1-9]|1[0-2]|2\\d|3\\d|4[0-2]|[5-9]\\d)";
/** Departments 01 to 95 and 2A, 2B; 96 to 99 for overseas and abroad. */
const PLACE = "(?:0[1-9]|[1-9]\\d|2[AB])";
/** 1 and 2; 3 and 4 for persons being registered; 7 and 8 for provisional numbers. */
const NIR = `[123478]\\d{2}${MONTH}${PLACE}\\d{3}\\d{3}`;

/** The number as a number: 2A counts as 19 and 2B as 18 (INSEE, key of the NIR). */
function nirDigits(characters: string): string {
  return characters.replace("2A", "19").replace("2B", "18");
}

/** The NIR with its key: 97 less the remainder by 97 (décret n° 82-103 du 22 janvier 1982; key as the INSEE defines it). */
export const frNir: NationalNumber = {
  kind: "fr-nir",
  country: "FR",
  lengths: [15],
  form: new RegExp(`^${NIR}(?:0[1-9]|[1-8]\\d|9[0-7])$`),
  check: (characters) => 97 - remainder(nirDigits(characters.slice(0, 13)), 97) === Number(characters.slice(13)),
  strength: "strong",
  cues: [],
};

/** The NIR without its key, which nothing checks: found behind the words for it only. */
export const frNirWithoutKey: NationalNumber = {
  kind: "fr-nir",
  country: "FR",
  lengths: [13],
  form: new RegExp(`^${NIR}$`),
  check: () => true,
  strength: "unchecked",
  cues: ["NIR", "SECURITE SOCIALE", "SECU", "INSEE", "SS"],
};

/** The tax number (SPI): its last three digits are the remainder of the first ten by 511 (OECD, tax identification numbers, France). */
export const frTax: NationalNumber = {
  kind: "fr-tax-number",
  country: "FR",
  lengths: [13],
  form: /^[0-3]\d{12}$/,
  check: (digits) => remainder(digits.slice(0, 10), 511) === Number(digits.slice(10)),
  strength: "strong",
  cues: [],
};
