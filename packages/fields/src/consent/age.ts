/** From what age a person consents alone. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { MinorsRule } from "./policy.ts";
import type { ConsentGiver } from "./record.ts";

interface NationalAge {
  readonly age: number;
  readonly law: string;
  /** The first day it holds; from 25 May 2018 when not stated. */
  readonly from?: string;
}

/** Where a member state has no law of its own, sixteen (GDPR art. 8(1)). */
const SIXTEEN: readonly NationalAge[] = [{ age: 16, law: "GDPR art. 8(1)" }];
const set = (age: number, law: string): readonly NationalAge[] => [{ age, law }];

/** By country, ISO 3166-1 alpha-2; latest last. A country that is not listed is not known, which is no sixteen. */
const AGES: ReadonlyMap<string, readonly NationalAge[]> = new Map<string, readonly NationalAge[]>([
  ["AT", set(14, "DSG § 4(4)")],
  ["BE", set(13, "Loi du 30 juillet 2018, art. 7")],
  ["BG", set(14, "ZZLD art. 25c")],
  ["CY", set(14, "Law 125(I)/2018, art. 8")],
  ["CZ", set(15, "Act 110/2019, § 7")],
  ["DE", SIXTEEN],
  // A consent given before 2024 stays under the age of its day (lov nr. 1783 af 28. december 2023, § 3 stk. 2; bill L 79).
  ["DK", [...set(13, "Databeskyttelsesloven § 6"), { age: 15, law: "Databeskyttelsesloven § 6", from: "2024-01-01" }]],
  ["EE", set(13, "IKS § 8")],
  ["ES", set(14, "Ley Orgánica 3/2018, art. 7")],
  ["FI", set(13, "Tietosuojalaki 1050/2018, § 5")],
  ["FR", set(15, "Loi n° 78-17 du 6 janvier 1978, art. 45")],
  ["GB", set(13, "Data Protection Act 2018, s. 9")],
  ["GR", set(15, "Law 4624/2019, art. 21")],
  ["HR", set(16, "NN 42/2018, art. 19")],
  ["HU", SIXTEEN],
  ["IE", set(16, "Data Protection Act 2018, s. 31")],
  ["IS", set(13, "Act 90/2018, art. 10")],
  ["IT", set(14, "D.Lgs. 196/2003, art. 2-quinquies")],
  ["LT", set(14, "Law XIII-1426, art. 6")],
  ["LU", SIXTEEN],
  ["LV", set(13, "Personal Data Processing Law, s. 33")],
  ["MT", set(13, "S.L. 586.11")],
  ["NL", set(16, "UAVG art. 5")],
  ["NO", set(13, "Personopplysningsloven § 5")],
  ["PL", SIXTEEN],
  ["PT", set(13, "Lei 58/2019, art. 16")],
  ["RO", SIXTEEN],
  ["SE", set(13, "Lag 2018:218, 2 kap. 4 §")],
  ["SI", set(15, "ZVOP-2, art. 8")],
  ["SK", set(16, "Act 18/2018, § 15")],
]);

/**
 * The age from which a child consents alone to a service of the information society that is offered to children directly (GDPR art. 8(1)).
 *
 * For anything else art. 8 does not apply, and the age at which national law lets a person decide on the matter does.
 *
 * @param country - ISO 3166-1 alpha-2; states of the European Economic Area and the United Kingdom
 * @param on - the day of giving; the day decides, a later law does not reach back
 * @throws `AGE_UNKNOWN` for a country that is not listed, or a day before 25 May 2018
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { digitalConsentAge } from "@favorable/fields";
 *
 * console.log(digitalConsentAge("FR", calendarDate("2019-09-02"))); // 15
 * console.log(digitalConsentAge("DK", calendarDate("2023-12-31"))); // 13
 * console.log(digitalConsentAge("DK", calendarDate("2024-01-01"))); // 15
 * ```
 */
export function digitalConsentAge(country: string, on: CalendarDate): number {
  const found = AGES.get(country)
    ?.filter(({ from = "2018-05-25" }) => from <= calendarDate(on))
    .at(-1);
  if (found === undefined) throw new PrivacyError("AGE_UNKNOWN", "no age of digital consent is known for that country and day");
  return found.age;
}

/**
 * Whether a person has come of an age on a day. Who is born on 29 February does on 1 March, the later of the two readings.
 *
 * @throws `DATE_INVALID` for a date that is none
 */
export function hasReached(birthDate: CalendarDate, age: number, day: CalendarDate): boolean {
  const born = calendarDate(birthDate);
  return calendarDate(day) >= `${String(Number(born.slice(0, 4)) + age).padStart(4, "0")}${born.slice(4)}`;
}

/**
 * Who may consent on a day: below the age the holder of parental responsibility, or both; from that age on the person alone, or the legal
 * representative of a protected adult.
 *
 * @param birthDate - left out when it is not known: where minors are concerned nobody is entitled then, and it must be found out
 */
export function entitledGivers(
  rule: MinorsRule | undefined,
  birthDate: CalendarDate | undefined,
  day: CalendarDate,
): readonly ConsentGiver[] {
  if (rule === undefined) return ["subject", "legal-representative"];
  if (birthDate === undefined) return [];
  return hasReached(birthDate, rule.below, day) ? ["subject", "legal-representative"] : [rule.givenBy];
}
