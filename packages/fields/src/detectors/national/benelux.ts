/** Numbers of Belgium, the Netherlands and Luxembourg. */
import { isDay, isDayText, luhn, remainder, verhoeff, weighted } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

/**
 * Belgian national register number: 97 less the remainder by 97 of nine digits, with a 2 before them for births from 2000 (arrêté royal
 * du 3 avril 1984, art. 3). Bis numbers add 20 or 40 to the month (arrêté royal du 8 février 1991); an unknown day or month is 00.
 */
export const beRegister: NationalNumber = {
  kind: "be-national-register",
  country: "BE",
  lengths: [11],
  form: /^\d{11}$/,
  check(digits) {
    const month = Number(digits.slice(2, 4)) % 20;
    const day = Number(digits.slice(4, 6));
    if (Number(digits.slice(2, 4)) > 52 || !(isDay(month, day) || (day === 0 && month <= 12) || (month === 0 && day <= 31))) return false;
    const key = Number(digits.slice(9));
    return ["", "2"].some((century) => 97 - remainder(century + digits.slice(0, 9), 97) === key);
  },
  strength: "strong",
  cues: [],
};

/** Dutch citizen service number: the "eleven test", last weight −1 (Besluit burgerservicenummer; RvIG, elfproef). */
export const nlBsn: NationalNumber = {
  kind: "nl-bsn",
  country: "NL",
  lengths: [9],
  form: /^\d{9}$/,
  check: (digits) => Number(digits) > 0 && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  strength: "weak",
  cues: ["BSN", "BURGERSERVICENUMMER", "SOFINUMMER"],
};

/** Luxembourg identification number: Luhn then Verhoeff, both over the first eleven digits (règlement grand-ducal du 28 novembre 2013, art. 1). */
export const luMatricule: NationalNumber = {
  kind: "lu-matricule",
  country: "LU",
  lengths: [13],
  form: /^(?:18|19|20)\d{11}$/,
  check: (digits) =>
    isDayText(digits.slice(4, 6), digits.slice(6, 8)) && luhn(digits.slice(0, 12)) && verhoeff(digits.slice(0, 11) + digits.slice(12)),
  strength: "strong",
  cues: [],
};
