/** Numbers of Romania, Bulgaria, Estonia and Lithuania. */
import { isDay, isDayText, weighted } from "../checks.ts";
import type { NationalNumber } from "./number.ts";

/** Romanian CNP: weights 279146358279, remainder by 11, ten counts as one (Hotărârea nr. 1375/2006; Legea 105/1996). */
export const roCnp: NationalNumber = {
  kind: "ro-cnp",
  country: "RO",
  lengths: [13],
  form: /^[1-9]\d{12}$/,
  check(digits) {
    const rest = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return isDayText(digits.slice(3, 5), digits.slice(5, 7)) && (rest === 10 ? 1 : rest) === Number(digits[12]);
  },
  strength: "strong",
  cues: [],
};

/** Bulgarian EGN: births before 1900 add 20 to the month, from 2000 on 40 (GRAO, structure of the EGN). */
export const bgEgn: NationalNumber = {
  kind: "bg-egn",
  country: "BG",
  lengths: [10],
  form: /^\d{10}$/,
  check(digits) {
    const month = Number(digits.slice(2, 4));
    const rest = weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11;
    return month <= 52 && isDay(month % 20, Number(digits.slice(4, 6))) && rest % 10 === Number(digits[9]);
  },
  strength: "strong",
  cues: [],
};

/** Two rounds of weights, remainder by 11; a second ten is a zero (Estonia: EVS 585:2007; Lithuania: asmens kodas, the same method). */
function baltic(digits: string): boolean {
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return isDayText(digits.slice(3, 5), digits.slice(5, 7)) && (first < 10 ? first : second % 10) === Number(digits[10]);
}

/** Estonian personal code. */
export const eePersonal: NationalNumber = {
  kind: "ee-isikukood",
  country: "EE",
  lengths: [11],
  form: /^[1-8]\d{10}$/,
  check: baltic,
  strength: "strong",
  cues: [],
};

/** Lithuanian personal code: the form and check of the Estonian one, which is named when neither country is asked for. */
export const ltPersonal: NationalNumber = {
  kind: "lt-asmens-kodas",
  country: "LT",
  lengths: [11],
  form: /^[1-6]\d{10}$/,
  check: baltic,
  strength: "strong",
  cues: [],
};
