/** How each invented person answers the service note: always the same answer for the same person. */
import { addDays, type CalendarDate } from "@favorable/core";
import { standardName } from "../certificates/index.ts";
import { randomFrom } from "./random.ts";

/** Whom an answer is invented for. */
export interface Answering {
  /** Staff number or reference. */
  readonly reference: string;
  readonly surname: string;
  readonly firstName: string;
}

/** What comes in, and on which day; nothing at all for `none`. */
export type Answer =
  | { readonly kind: "none" }
  | { readonly kind: "certificate"; readonly on: CalendarDate; readonly content: CertificateContent }
  /** A statement of the occupational-health office: the day, and when the next dose is due; no proof comes with it. */
  | { readonly kind: "occupational-health"; readonly on: CalendarDate; readonly nextDoseDue: CalendarDate }
  | { readonly kind: "negative"; readonly on: CalendarDate }
  | { readonly kind: "contra-indication"; readonly on: CalendarDate; readonly until: CalendarDate };

/** A content by the EU DCC JSON schema 1.3.0, to be signed by the test issuer. */
export type CertificateContent = Readonly<Record<string, unknown>>;

const KINDS = [
  ["vaccinated", 72],
  ["first-dose", 4],
  ["recovered", 5],
  ["occupational-health", 9],
  ["negative", 2],
  ["contra-indication", 1],
  ["none", 7],
] as const;

/**
 * Invents the answer of one person.
 *
 * @param noticeOn - the day of the service note; answers come 0 to 25 days later, doses were given before it
 */
export function answerOf(person: Answering, noticeOn: CalendarDate): Answer {
  const random = randomFrom(`answer/${person.reference}`);
  const on = addDays(noticeOn, random.between(0, 25));
  const kind = random.pick(KINDS);
  switch (kind) {
    case "none":
      return { kind };
    case "negative":
      return { kind, on };
    case "contra-indication":
      return { kind, on, until: addDays(on, random.between(60, 400)) };
    case "occupational-health":
      return { kind, on, nextDoseDue: addDays(on, random.between(10, 150)) };
    case "recovered": {
      const sickOn = addDays(noticeOn, -random.between(30, 160));
      const dates = { fr: sickOn, df: addDays(sickOn, 11), du: addDays(sickOn, 180) };
      return { kind: "certificate", on, content: content(person, "r", dates) };
    }
    default: {
      const doses = { dn: kind === "vaccinated" ? 2 : 1, sd: 2, dt: addDays(noticeOn, -random.between(5, 180)) };
      return { kind: "certificate", on, content: content(person, "v", { vp: "TEST", mp: "TEST", ma: "TEST", ...doses }) };
    }
  }
}

/** Country `XX` and the texts say that the certificate is worth nothing (ISO 3166-1 leaves XX to users). */
function content(person: Answering, member: "v" | "r", statement: Readonly<Record<string, unknown>>): CertificateContent {
  return {
    ver: "1.3.0",
    nam: {
      fn: person.surname,
      fnt: standardName(person.surname),
      gn: person.firstName,
      gnt: standardName(person.firstName),
    },
    dob: "1970-01-01",
    [member]: [{ tg: "840539006", ...statement, co: "XX", is: "TEST ISSUER - NO VALUE", ci: `URN:UVCI:01:XX:TEST-${person.reference}` }],
  };
}
