/** The check-digit methods that the numbers of this folder are built on. Each takes ASCII digits. */

/** Luhn, as in ISO/IEC 7812-1 annex B: every second digit from the right doubled, the sum of digits a multiple of 10. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const value = at % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** The remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % modulus;
  return rest;
}

/** The sum of digits, each times its weight; digits beyond the weights are left out. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);
}

/** ISO/IEC 7064 MOD 97-10 over letters and digits, letters counted from A = 10: the remainder is 1. */
export function mod97(characters: string): boolean {
  let rest = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** ISO/IEC 7064 MOD 11,10 (hybrid): the last digit checks the others. */
export function mod11And10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** The dihedral group of order ten, and the permutation of each position (Verhoeff, Error Detecting Decimal Codes, 1969). */
const MULTIPLY: readonly string[] = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const PERMUTE: readonly string[] = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

/** Verhoeff: the whole number, check digit last, gives 0. */
export function verhoeff(digits: string): boolean {
  let state = "0";
  for (let at = 0; at < digits.length; at++) {
    const moved = PERMUTE[at % 8]?.[Number(digits[digits.length - 1 - at])] ?? "0";
    state = MULTIPLY[Number(state)]?.[Number(moved)] ?? "0";
  }
  return state === "0";
}

/** Whether a month has a day of that number in some year. */
export function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** As {@link isDay}, of two texts of digits. */
export function isDayText(month: string, day: string): boolean {
  return isDay(Number(month), Number(day));
}
