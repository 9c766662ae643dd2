/** Bank account and card numbers. */
import { luhn, mod97 } from "./checks.ts";

/** Length of an IBAN by country (SWIFT IBAN registry; ISO 13616-1). */
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  [
    "NO15 BE16 DK18 FI18 FK18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 CH21 HR21 LI21 LV21",
    "BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24",
    "TN24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28",
    "BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33",
  ].flatMap((line) => line.split(" ").map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const)),
);

/** How long an IBAN that begins so would be, when it is one of a country that has them. */
export function ibanLength(characters: string): number | undefined {
  return /^[A-Z]{2}\d{2}/.test(characters) ? IBAN_LENGTHS.get(characters.slice(0, 2)) : undefined;
}

/** Whether an IBAN's check digits hold: ISO/IEC 7064 MOD 97-10, the first four characters moved to the end (ISO 13616-1, 6). */
export function isIban(characters: string): boolean {
  return ibanLength(characters) === characters.length && mod97(characters.slice(4) + characters.slice(0, 4));
}

/** Issuers by their first digits, with their lengths (ISO/IEC 7812-1; the networks' published ranges). */
const CARDS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|6|[89])/, [14, 16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 19]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [12, 13, 14, 15, 16, 17, 18, 19]],
];

/** The lengths a card number that begins so may have. */
export function cardLengths(characters: string): readonly number[] {
  return CARDS.filter(([prefix]) => prefix.test(characters)).flatMap(([, lengths]) => lengths);
}

/** Whether digits are a card number of a known issuer, by prefix, length and Luhn. */
export function isCard(digits: string): boolean {
  return /^\d+$/.test(digits) && cardLengths(digits).includes(digits.length) && !/^(\d)\1+$/.test(digits) && luhn(digits);
}
