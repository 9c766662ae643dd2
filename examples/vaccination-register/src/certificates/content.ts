/** The content of a health certificate: EU DCC JSON schema, versions 1.0.0 to 1.3.0, and the facts read from it. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import * as z from "zod";
import type { CertificateKind } from "./kind.ts";
import { refusal } from "./refusal.ts";

/** Names as the certificate writes them; to be compared with a record, never kept. */
export interface CertificatePerson {
  readonly surname: string | undefined;
  readonly forename: string | undefined;
  /** The same in the letters of travel documents (ICAO Doc 9303-3): `A` to `Z`, `<` between parts. */
  readonly surnameStandard: string | undefined;
  readonly forenameStandard: string | undefined;
}

/** A dose: its number, the number of the series, its day. */
export interface VaccinationFacts {
  readonly kind: "vaccination";
  readonly dose: number;
  readonly doses: number;
  readonly doseOn: CalendarDate;
}

/** A recovery: the days between which the certificate shows it. */
export interface RecoveryFacts {
  readonly kind: "recovery";
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
}

/** A test; its result is not read, because nothing may be done with it. */
export interface TestFacts {
  readonly kind: "test";
}

/** What a certificate says, reduced to what could be used. */
export type CertificateFacts = VaccinationFacts | RecoveryFacts | TestFacts;

const text = z.string().max(80);
const code = z.string().min(1).max(80);
const offset = /(?:Z|[+-]\d{2}(?::?\d{2})?)/;
const clock = /T\d{2}:\d{2}:\d{2}(?:\.\d+)?/;
const day = z.string().regex(new RegExp(`^\\d{4}-\\d{2}-\\d{2}(?:${clock.source}${offset.source}?)?$`));
const moment = z.string().regex(new RegExp(`^\\d{4}-\\d{2}-\\d{2}${clock.source}${offset.source}$`));
const standardName = z
  .string()
  .max(80)
  .regex(/^[A-Z<]*$/);

/** COVID-19 in SNOMED CT: the only disease of the regulation's value set. */
const common = { tg: z.literal("840539006"), co: z.string().regex(/^[A-Z]{1,10}$/), is: text, ci: text };

const vaccination = z.object({ ...common, vp: code, mp: code, ma: code, dn: z.int().min(1), sd: z.int().min(1), dt: day });
const test = z.object({
  ...common,
  tt: code,
  nm: text.optional(),
  ma: text.optional(),
  sc: moment,
  dr: moment.optional(),
  tr: code,
  tc: text.optional(),
});
const recovery = z.object({ ...common, fr: day, df: day, du: day });

const one = <T extends z.ZodType>(entry: T): z.ZodOptional<z.ZodNullable<z.ZodTuple<[T], null>>> => z.tuple([entry]).nullable().optional();

const contentSchema = z
  .object({
    ver: z.string().regex(/^\d+\.\d+\.\d+$/),
    nam: z.object({ fn: text.optional(), fnt: standardName.optional(), gn: text.optional(), gnt: standardName.optional() }),
    // Since version 1.3.0 the day, the month or all of a birth may be unknown.
    dob: z.string().regex(/^(?:(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)?(?:T00:00:00)?$/),
    v: one(vaccination),
    t: one(test),
    r: one(recovery),
  })
  .refine((content) => [content.v, content.t, content.r].filter((group) => group !== undefined && group !== null).length === 1);

/**
 * Reads the content of a certificate.
 *
 * @returns the names, apart from what the certificate says; date of birth, maker, test result, issuer and identifier are left behind
 * @throws `CERTIFICATE_CONTENT` when it does not have the form of the schema, or holds more than one statement, or a day that is none
 */
export function readContent(content: unknown): { readonly person: CertificatePerson; readonly facts: CertificateFacts } {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) throw refusal("CERTIFICATE_CONTENT");
  const { nam, v, r } = parsed.data;
  const person = { surname: nam.fn, forename: nam.gn, surnameStandard: nam.fnt, forenameStandard: nam.gnt };
  if (v) return { person, facts: { kind: "vaccination", dose: v[0].dn, doses: v[0].sd, doseOn: dayOf(v[0].dt) } };
  if (r) return { person, facts: { kind: "recovery", validFrom: dayOf(r[0].df), validUntil: dayOf(r[0].du) } };
  return { person, facts: { kind: "test" } };
}

/** The kinds a content claims to be, before its form is checked: a signer is held to all of them. */
export function claimedKinds(content: Readonly<Record<string, unknown>>): CertificateKind[] {
  const kinds: CertificateKind[] = [];
  if (Object.hasOwn(content, "v")) kinds.push("vaccination");
  if (Object.hasOwn(content, "t")) kinds.push("test");
  if (Object.hasOwn(content, "r")) kinds.push("recovery");
  return kinds;
}

function dayOf(text: string): CalendarDate {
  try {
    return calendarDate(text.slice(0, 10));
  } catch {
    throw refusal("CERTIFICATE_CONTENT");
  }
}
