/** Numbers of the United Kingdom, Ireland, Finland, Sweden, Norway and Denmark. */
import { isDayText, luhn, weighted } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

/** British NHS number: weights 10 to 2, remainder by 11, no check digit of ten (NHS Data Model and Dictionary, NHS NUMBER). */
export const gbNhs: NationalNumber = {
  kind: "gb-nhs-number",
  country: "GB",
  lengths: [10],
  form: /^\d{10}$/,
  check: (digits) => Number(digits) > 0 && weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  strength: "weak",
  cues: ["NHS"],
};

/** British National Insurance number: no check digit, but letters that are never given (HMRC, NIM39110). */
export const gbNino: NationalNumber = {
  kind: "gb-nino",
  country: "GB",
  lengths: [9],
  form: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PRSTW-Z][A-CEGHJ-NPRSTW-Z]\d{6}[A-D]$/,
  check: () => true,
  strength: "strong",
  cues: [],
};

/** Irish PPS number: weights 8 to 2, a second letter times 9, remainder by 23 as a letter (Department of Social Protection; 2013 range). */
export const iePps: NationalNumber = {
  kind: "ie-pps",
  country: "IE",
  lengths: [8, 9],
  form: /^\d{7}[A-W][A-IW]?$/,
  check(characters) {
    const second = characters.length === 9 && characters[8] !== "W" ? characters.charCodeAt(8) - 64 : 0;
    const rest = (weighted(characters, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
    return "WABCDEFGHIJKLMNOPQRSTUV"[rest] === characters[7];
  },
  strength: "strong",
  cues: [],
};

/** Swedish personal number: Luhn over ten digits; coordination numbers add 60 to the day (Skatteverket SKV 704, SKV 707). */
export const sePersonal: NationalNumber = {
  kind: "se-personnummer",
  country: "SE",
  lengths: [10, 12],
  form: /^(?:(?:18|19|20)\d{2}|\d{2})\d{8}$/,
  check(digits) {
    const ten = digits.slice(-10);
    return isDayText(ten.slice(2, 4), String(Number(ten.slice(4, 6)) % 60)) && luhn(ten);
  },
  strength: "strong",
  cues: [],
};

/** Norwegian birth number: two check digits, remainders by 11; D numbers add 40 to the day, H numbers 40 to the month (Skatteetaten). */
export const noBirth: NationalNumber = {
  kind: "no-fodselsnummer",
  country: "NO",
  lengths: [11],
  form: /^\d{11}$/,
  check: (digits) =>
    isDayText(String(Number(digits.slice(2, 4)) % 40), String(Number(digits.slice(0, 2)) % 40)) &&
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  strength: "strong",
  cues: [],
};

/** Danish CPR number: a birth date and four digits; since 2007 nothing checks them (CPR-kontoret, personnumre uden kontrolciffer). */
export const dkCpr: NationalNumber = {
  kind: "dk-cpr",
  country: "DK",
  lengths: [10],
  form: /^\d{10}$/,
  check: (digits) => isDayText(digits.slice(2, 4), digits.slice(0, 2)),
  strength: "weak",
  cues: ["CPR", "PERSONNUMMER"],
};
