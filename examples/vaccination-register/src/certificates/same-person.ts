/** Does a certificate name the person of a record? Spellings differ in case, accents, hyphens and the letters of travel documents. */
import type { CertificatePerson } from "./content.ts";

/** The names of a person in the register. */
export interface Named {
  readonly surname: string;
  readonly firstName: string;
}

/** Letters that travel documents write with two (ICAO Doc 9303-3, section 6). */
const TRAVEL_LETTERS: Readonly<Record<string, string>> = {
  Ä: "AE",
  Ö: "OE",
  Ü: "UE",
  Å: "AA",
  Æ: "AE",
  Ø: "OE",
  Œ: "OE",
  ß: "SS",
  Þ: "TH",
  Ð: "D",
  Ł: "L",
};

/**
 * Compares both names; the first names of the certificate may go on after those of the record.
 *
 * @returns false also when the certificate leaves one of the names out
 */
export function samePerson(certificate: CertificatePerson, record: Named): boolean {
  return (
    names(certificate.surname, certificate.surnameStandard, record.surname, (read, kept) => read === kept) &&
    names(
      certificate.forename,
      certificate.forenameStandard,
      record.firstName,
      (read, kept) => read === kept || read.startsWith(`${kept}<`),
    )
  );
}

/**
 * Writes a name in the letters of travel documents: `A` to `Z`, `<` between parts; digits, which they do not have, are left out.
 */
export function standardName(name: string): string {
  return spell(travelLetters(name)).replace(/[0-9]/g, "").replace(/<+/g, "<").replace(/^<|<$/g, "");
}

function names(
  written: string | undefined,
  standard: string | undefined,
  record: string,
  same: (read: string, kept: string) => boolean,
): boolean {
  const kept = [spell(record), spell(travelLetters(record))];
  const read = written === undefined ? [] : [spell(written), spell(travelLetters(written))];
  // A name with digits has no standard spelling of its own: two such names would look alike.
  if (standard !== undefined && !/\d/.test(record)) read.push(standard);
  return read.some((one) => one !== "" && kept.some((other) => other !== "" && same(one, other)));
}

function travelLetters(name: string): string {
  return Array.from(name.toUpperCase().normalize("NFC"), (letter) => TRAVEL_LETTERS[letter] ?? letter).join("");
}

/** Upper case without accents; apostrophes vanish, everything else between letters and digits becomes one `<`. */
function spell(name: string): string {
  const bare = name.toUpperCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return bare.replace(/[^\p{L}\p{N}]+/gu, "<").replace(/^<|<$/g, "");
}
