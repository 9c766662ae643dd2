/** Looks through a text for what a free-text field should not hold. */
import { PrivacyError } from "@favorable/core";
import type { Hit, TextDetector } from "../free-text/hit.ts";
import { birthDatePlaces } from "./birth-date.ts";
import { emailPlaces } from "./email.ts";
import { fold } from "./fold.ts";
import { type DetectorKind, detectorKinds } from "./kinds.ts";
import { finnishCodes } from "./national/finland.ts";
import { numberHits } from "./numbers.ts";
import { phoneCountries, phonePlaces } from "./phone.ts";
import { englishTerms } from "./terms/english.ts";
import { frenchTerms } from "./terms/french.ts";
import { indexTerms, type TermList, termPlaces } from "./terms/match.ts";

/** What is looked for. */
export interface DetectorOptions {
  /** Kinds to find; all when left out. `term` stands for every theme. */
  readonly kinds?: readonly DetectorKind[];
  /**
   * Countries whose numbers are to be expected: their telephone numbers are found as dialled within them, and their national numbers also
   * where the check alone proves little. National numbers with a good check are found whatever the countries.
   */
  readonly countries?: readonly string[];
  /** Languages of the term lists; both when left out. */
  readonly languages?: readonly ("fr" | "en")[];
  /** Lists of the application's own, beside those of the languages. */
  readonly terms?: readonly TermList[];
  /** Longest text that is looked through, in code units; without it, any. */
  readonly longest?: number;
}

const LISTS: Readonly<Record<"fr" | "en", readonly TermList[]>> = { fr: frenchTerms, en: englishTerms };

/**
 * Makes a detector. It takes time in proportion to the text, and finds what is well formed: it helps a moderator, it is no guarantee.
 *
 * One place gives one hit, the one whose check proves most; hits come in the order of the text.
 *
 * @throws `DETECTOR_INVALID` for an unknown kind, country or language, or a list that is none. The detector throws `TEXT_INVALID` for what
 *   is no text, `TEXT_TOO_LONG`.
 * @example
 * ```ts
 * import { createDetector } from "@favorable/fields/detectors";
 *
 * const detect = createDetector({ countries: ["FR"], languages: ["fr"] });
 * const text = "Cliente de mauvaise foi, rappeler au 06.12.34.56.78";
 * console.log(detect(text).map(({ kind, start, end }) => `${kind} ${start}-${end}`).join()); // term:judgement 11-23,phone 37-51
 * ```
 */
export function createDetector(options: DetectorOptions = {}): TextDetector {
  const { kinds = detectorKinds, countries = [], languages = ["fr", "en"], terms = [], longest = Number.MAX_SAFE_INTEGER } = options ?? {};
  if (!Number.isSafeInteger(longest) || longest < 1) throw invalid("longest");
  if (!isListOf(kinds, (kind) => detectorKinds.includes(kind))) throw invalid("kinds");
  if (!isListOf(countries, (country) => typeof country === "string" && /^[A-Z]{2}$/.test(country))) throw invalid("countries");
  if (!isListOf(languages, (language) => Object.hasOwn(LISTS, language))) throw invalid("languages");
  if (!isListOf(terms, isTermList)) throw invalid("terms");
  const wanted: ReadonlySet<string> = new Set(kinds);
  const expected = new Set(countries);
  const index = indexTerms([...languages.flatMap((language) => LISTS[language]), ...terms]);
  return (text) => {
    if (typeof text !== "string") throw new PrivacyError("TEXT_INVALID", "a detector looks through a text");
    if (text.length > longest)
      throw new PrivacyError("TEXT_TOO_LONG", "the text is longer than the detector was told to take", { longest });
    const folded = fold(text);
    const named = (kind: string, places: readonly { start: number; end: number }[]): readonly Hit[] =>
      places.map(({ start, end }) => ({ kind, start, end }));
    // Best proofs first: a place that is taken stays.
    const found: readonly (readonly Hit[])[] = [
      numberHits(folded, wanted, expected),
      wanted.has("email") ? named("email", emailPlaces(text)) : [],
      wanted.has("fi-hetu") ? named("fi-hetu", finnishCodes(folded)) : [],
      wanted.has("birth-date") ? named("birth-date", birthDatePlaces(folded)) : [],
      wanted.has("phone") ? named("phone", phonePlaces(folded, phoneCountries(countries))) : [],
      wanted.has("term") ? termPlaces(text, index).map(({ start, end, theme }) => ({ kind: `term:${theme}`, start, end })) : [],
    ];
    return withoutOverlap(found.flat());
  };
}

/** Places in the order of the text, each taken once, by whoever comes first. */
function withoutOverlap(hits: readonly Hit[]): readonly Hit[] {
  const taken = new Set<number>();
  const kept = hits.filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return false;
    for (let at = start; at < end; at++) taken.add(at);
    return true;
  });
  return kept.sort((one, other) => one.start - other.start);
}

function isListOf(value: unknown, holds: (member: never) => boolean): boolean {
  return Array.isArray(value) && value.every((member) => holds(member as never));
}

function isTermList(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("theme" in value) || !("terms" in value)) return false;
  return /^[a-z][a-z-]{0,39}$/.test(String(value.theme)) && isListOf(value.terms, (term) => typeof term === "string");
}

function invalid(option: string): PrivacyError {
  return new PrivacyError("DETECTOR_INVALID", "a detector is asked for kinds, countries, languages and term lists it knows", { option });
}
