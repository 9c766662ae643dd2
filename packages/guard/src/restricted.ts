/** Persons whose data may not be used for a purpose: left out of what is read, not changed (GDPR articles 18 and 21). */
import { PrivacyError, type RestrictionPort } from "@favorable/core";
import { type AnyRecord, subjectFieldsOf } from "@favorable/fields";
import type { PersonRow } from "./rows.ts";

/**
 * Why a purpose goes on with restricted data (GDPR article 18(2)): the person consents to it, legal claims, the rights of another person, an
 * important public interest. `rights-desk`: the request itself, such as telling the person what is held.
 */
export type RestrictionExemption = "consent" | "legal-claims" | "rights-of-others" | "public-interest" | "rights-desk";

const EXEMPTIONS: ReadonlySet<unknown> = new Set<RestrictionExemption>([
  "consent",
  "legal-claims",
  "rights-of-others",
  "public-interest",
  "rights-desk",
]);

/** The purposes that restrictions do not stand against; throws `RESTRICTION_INVALID` for an undeclared purpose or a reason that is none. */
export function exemptPurposes(given: Readonly<Record<string, unknown>>, declared: object): ReadonlySet<string> {
  for (const [purpose, reason] of Object.entries(given))
    if (!Object.hasOwn(declared, purpose) || !EXEMPTIONS.has(reason))
      throw new PrivacyError("RESTRICTION_INVALID", "an exemption is a declared purpose with a reason of GDPR article 18(2)");
  return new Set(Object.keys(given));
}

/** The rows of persons whose data may be used: a row of several is left out for each of them; throws `RESTRICTION_UNKNOWN`. */
export async function unrestricted(
  port: RestrictionPort | undefined,
  purpose: string,
  record: AnyRecord,
  rows: readonly PersonRow[],
): Promise<readonly PersonRow[]> {
  if (port === undefined || rows.length === 0 || !namesSubject(record)) return rows;
  if (rows.some(({ known }) => !known)) throw unknown();
  const barred = await ask(port, purpose, subjectsOf(rows));
  return rows.filter(({ subjects }) => !subjects.some((subject) => barred.has(subject)));
}

/**
 * Refuses a change of rows of restricted persons, as they are stored or as they would be.
 *
 * @throws `RESTRICTED` with the number of persons, `RESTRICTION_UNKNOWN`
 */
export async function assertUnrestricted(
  port: RestrictionPort,
  purpose: string,
  record: AnyRecord,
  rows: readonly PersonRow[],
  stored: readonly PersonRow[],
): Promise<void> {
  if (rows.length === 0 || !namesSubject(record)) return;
  if (rows.some(({ known }, at) => !known && stored[at]?.known !== true)) throw unknown();
  await assertNoneRestricted(port, purpose, subjectsOf([...rows, ...stored]));
}

/** Refuses when one of these persons is restricted; throws `RESTRICTED` with the number of persons, `RESTRICTION_UNKNOWN`. */
export async function assertNoneRestricted(port: RestrictionPort, purpose: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const barred = await ask(port, purpose, subjects);
  if (barred.size > 0)
    throw new PrivacyError("RESTRICTED", "the processing of data of these persons is restricted, or they object to the purpose", {
      persons: barred.size,
    });
}

/** The restricted among the persons asked about. An answer that is no set says nothing, so that it does not say "nobody". */
async function ask(port: RestrictionPort, purpose: string, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(subjects)];
  let answer: ReadonlySet<string> | undefined;
  try {
    answer = await port(purpose, Object.freeze(asked));
    if (Object.prototype.toString.call(answer) === "[object Set]") return new Set(asked.filter((subject) => answer?.has(subject) === true));
  } catch {
    // The port's own error may name persons.
  }
  throw unknown();
}

function namesSubject(record: AnyRecord): boolean {
  return subjectFieldsOf(record).length > 0;
}

/** Everybody whom rows are about. */
export function subjectsOf(rows: readonly PersonRow[]): readonly string[] {
  return rows.flatMap(({ subjects }) => subjects);
}

function unknown(): PrivacyError {
  return new PrivacyError("RESTRICTION_UNKNOWN", "nothing tells whether the processing of these persons' data is restricted");
}
