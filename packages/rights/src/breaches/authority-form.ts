/** The notification to the authority: what article 33(3) asks, in the order in which the authority's form asks it. */
import { PrivacyError } from "@favorable/core";
import { instantWords } from "../notices/said.ts";
import { type BreachRegime, regimeOfAuthority } from "../register/regime.ts";
import { type Language, labelled, type Sheet, type SheetPart } from "../register/sheet.ts";
import type { Breach } from "./breach.ts";
import { breachStatus } from "./clock.ts";
import { formLaw } from "./form-law.ts";
import { FORM_WORDS, type FormWords } from "./form-words.ts";

/** Who notifies. */
export interface Notifier {
  readonly controller: string;
  /** The data protection officer or another contact point (GDPR article 33(3)(b)). */
  readonly contact: string;
  /** How the authority is named: `CNIL`, `APDP`. */
  readonly authority: string;
  /** The law that asks for it: law 1.565 for APDP, and the GDPR for every other authority, unless told. */
  readonly regime?: BreachRegime;
}

/** A form and what it still lacks. */
export interface AuthorityForm {
  readonly sheet: Sheet;
  /** Items of article 33(3) that are not known yet; they follow in phases (article 33(4)). */
  readonly missing: readonly string[];
}

/**
 * Fills the notification of a breach.
 *
 * Items: GDPR article 33(3)(a) to (d), 33(1) for reasons of a delay; law 1.565 article 32, I, which asks the same; CNIL, « Notifier une violation de données personnelles ». Instants are UTC.
 * The authority's own service is filled in by a person: this is what they copy.
 *
 * @throws `NOTIFIER_INVALID` without a controller, a contact or an authority; `REGIME_UNKNOWN`
 */
export function authorityForm(breach: Breach, notifier: Notifier, language: Language, now: Date): AuthorityForm {
  if ([notifier.controller, notifier.contact, notifier.authority].some((text) => typeof text !== "string" || text.trim() === ""))
    throw new PrivacyError("NOTIFIER_INVALID", "a notification names the controller, a contact and the authority");
  const words = FORM_WORDS[language];
  const law = formLaw(notifier.regime ?? regimeOfAuthority(notifier.authority), language);
  const { facts, assessment, measures, authority, persons, exemption } = breach;
  const status = breachStatus(breach, now);
  const missing: string[] = [];
  const part = (item: keyof FormWords["items"], lines: readonly (string | undefined)[]): SheetPart => {
    const stated = lines.filter((line) => line !== undefined);
    if (stated.length > 0) return { heading: words.items[item], lines: stated };
    missing.push(item);
    return { heading: words.items[item], lines: [words.unknown], missing: true };
  };
  const at = (label: string, text: string | undefined): string | undefined =>
    text === undefined ? undefined : labelled(language, label, text);
  const delay = authority.find(({ delayReasons }) => delayReasons !== undefined)?.delayReasons;
  const told = persons.map(({ on, means }) => `${words.told} ${instantWords(on, language)} (${words.means[means]})`);
  const parts = [
    part("notification", [authority.length === 0 ? words.initial : words.further, ...authority.map(({ reference }) => reference)]),
    part("controller", [notifier.controller]),
    part("contact", [notifier.contact]),
    part("processors", [facts.processors === undefined ? words.noneKnown : facts.processors.join(", ")]),
    part("chronology", [
      at(words.started, facts.startedAt === undefined ? undefined : instantWords(facts.startedAt, language)),
      at(words.ended, facts.endedAt === undefined ? undefined : instantWords(facts.endedAt, language)),
      at(words.aware, instantWords(facts.awareAt, language)),
      words.foundBy[facts.foundBy],
    ]),
    ...(status.late ? [part("delay", [delay])] : []),
    part("nature", [facts.nature.map((one) => words.nature[one]).join(", "), words.origin[facts.origin], facts.description]),
    part("data", [
      facts.categories.join(", "),
      facts.special === undefined ? undefined : facts.special ? `${words.special.yes} (${law.special})` : words.special.no,
    ]),
    part("records", [facts.records === undefined ? undefined : String(facts.records)]),
    part("subjects", [facts.subjects.join(", ")]),
    part("persons", [facts.persons === undefined ? undefined : String(facts.persons)]),
    part("safeguards", [facts.safeguards]),
    part("consequences", [assessment?.effects, assessment === undefined ? undefined : words.risk[assessment.risk]]),
    part(
      "measures",
      measures.map(({ state, text }) => labelled(language, words.measure[state], text)),
    ),
    part(
      "communication",
      told.length > 0
        ? told
        : [
            exemption === undefined
              ? words.persons[status.persons]
              : `${words.exception[exemption.exception]} (${law.exception[exemption.exception]}) — ${exemption.justification}`,
          ],
    ),
    part("countries", [facts.countries === undefined || facts.countries.length === 0 ? words.noneKnown : facts.countries.join(", ")]),
  ];
  const lead = [
    `${notifier.authority} — ${law.article}`,
    `${words.case} ${breach.id}`,
    labelled(language, words.due, instantWords(status.dueAt, language)),
  ];
  return { sheet: { language, title: words.title, lead, parts, foot: [law.foot] }, missing };
}
