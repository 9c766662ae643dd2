/** Numbers of Spain, Portugal, Italy, Greece and Croatia. */
import { isDayText, luhn, mod11And10, weighted } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

const LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

/** Spanish DNI: the letter of the remainder by 23 (Real Decreto 1553/2005, art. 11; Ministerio del Interior, cálculo de la letra). */
export const esDni: NationalNumber = {
  kind: "es-dni",
  country: "ES",
  lengths: [9],
  form: /^\d{8}[A-Z]$/,
  check: (characters) => LETTERS[Number(characters.slice(0, 8)) % 23] === characters[8],
  strength: "strong",
  cues: [],
};

/** Spanish NIE: X, Y, Z count as 0, 1, 2 before the seven digits; then as the DNI (Orden INT/2058/2008). */
export const esNie: NationalNumber = {
  kind: "es-nie",
  country: "ES",
  lengths: [9],
  form: /^[XYZ]\d{7}[A-Z]$/,
  check: (characters) => LETTERS[Number("XYZ".indexOf(characters.charAt(0)) + characters.slice(1, 8)) % 23] === characters[8],
  strength: "strong",
  cues: [],
};

/** Portuguese NIF of a person: weights 9 to 2, remainder by 11 (Decreto-Lei n.º 14/2013; first digits 1, 2, 3 and 45). */
export const ptNif: NationalNumber = {
  kind: "pt-nif",
  country: "PT",
  lengths: [9],
  form: /^(?:[123]\d|45)\d{7}$/,
  check(digits) {
    const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest < 2 ? 0 : 11 - rest) === Number(digits[8]);
  },
  strength: "weak",
  cues: ["NIF", "CONTRIBUINTE"],
};

const ODD: readonly number[] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const OMOCODIA = "LMNPQRSTUV";

/**
 * Italian tax code: odd and even places counted apart, remainder by 26 as a letter (D.M. 23 dicembre 1976, art. 6–7). Where two persons
 * would share one, digits are replaced by letters from the right (omocodia).
 */
export const itTaxCode: NationalNumber = {
  kind: "it-codice-fiscale",
  country: "IT",
  lengths: [16],
  form: /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/,
  check(characters) {
    const day = [...characters.slice(9, 11)].map((one) => (OMOCODIA.includes(one) ? OMOCODIA.indexOf(one) : one)).join("");
    const born = Number(day) % 40;
    let sum = 0;
    for (let at = 0; at < 15; at++) {
      const character = characters.charAt(at);
      const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
      sum += at % 2 === 0 ? (ODD[value] ?? 0) : value;
    }
    return born >= 1 && born <= 31 && Number(day) <= 71 && String.fromCharCode(65 + (sum % 26)) === characters[15];
  },
  strength: "strong",
  cues: [],
};

/** Greek social security number: day, month, year of birth, then Luhn (ΑΜΚΑ, law 3655/2008 art. 153). */
export const grAmka: NationalNumber = {
  kind: "gr-amka",
  country: "GR",
  lengths: [11],
  form: /^\d{11}$/,
  check: (digits) => isDayText(digits.slice(2, 4), digits.slice(0, 2)) && luhn(digits),
  strength: "strong",
  cues: [],
};

/** Croatian personal number: ISO/IEC 7064 MOD 11,10 (Zakon o osobnom identifikacijskom broju, NN 60/08). */
export const hrOib: NationalNumber = {
  kind: "hr-oib",
  country: "HR",
  lengths: [11],
  form: /^\d{11}$/,
  check: mod11And10,
  strength: "weak",
  cues: ["OIB"],
};
