/** What a review finds because a file states it, and what it finds because a file is silent. */
import type { ProcessingDocument } from "@favorable/processing";
import { type Finding, type ReviewOptions, review } from "@favorable/review";

/** A file that states nothing: what fires on it fires on silence. */
export const emptyFile: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "submitted" };

/** A small file that has nothing to do with any decision, as a second control. */
export const libraryLending: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "library-lending",
  stage: "submitted",
  controller: { name: "Library", kind: "public-body", country: "FR" },
  subjects: {
    readers: { label: { fr: "abonnés", en: "readers" }, relation: "user" },
    librarians: { label: { fr: "bibliothécaires", en: "librarians" }, relation: "staff" },
  },
  purposes: {
    lending: {
      statement: { fr: "Prêt de livres aux abonnés", en: "Lending of books to readers" },
      population: ["readers"],
      bases: [{ kind: "legal-obligation", reference: { text: "règlement de la bibliothèque" } }],
    },
  },
  categories: { loans: { label: { fr: "prêts", en: "loans" } }, identity: { label: { fr: "identité", en: "identity" } } },
  origins: { reader: { label: { fr: "l'abonné", en: "the reader" }, kind: "subject" } },
  records: {
    loan: {
      subjects: ["readers"],
      fields: {
        card: { category: "identity", origins: ["reader"], purposes: ["lending"], kind: "identifier", subject: true },
        book: { category: "loans", origins: ["reader"], purposes: ["lending"], kind: "text" },
        dueOn: { category: "loans", origins: ["reader"], purposes: ["lending"], kind: "date" },
      },
    },
  },
  links: {
    catalogue: {
      processing: { fr: "catalogue", en: "catalogue" },
      status: "filed",
      direction: "in",
      purposes: ["lending"],
      carries: ["loans"],
      channel: { kind: "file-transfer" },
    },
  },
};

/** Why a finding is there. */
export type Why = "fact" | "silence";

/** What fired, by rule. */
export interface Spoken {
  readonly finding: Finding;
  readonly why: Why;
}

/**
 * The findings of a submitted file, by rule. One rests on a stated fact when it names a declared or an observed value, or when its rule does not
 * fire on the empty file; else on silence.
 */
export function spoken(document: ProcessingDocument, options: ReviewOptions): ReadonlyMap<string, Spoken> {
  const silent = new Set(firedOn(emptyFile, { profile: options.profile, asOf: options.asOf }).map(({ rule }) => rule));
  const why = ({ rule, declared = [] }: Finding): Why => (declared.length > 0 || !silent.has(rule) ? "fact" : "silence");
  return new Map(firedOn(document, options).map((finding) => [finding.rule, { finding, why: why(finding) }]));
}

function firedOn(document: ProcessingDocument, options: ReviewOptions): readonly Finding[] {
  return review({ ...document, stage: "submitted" }, options).findings.filter(({ state }) => state === "fired");
}

/** The rules that speak for that reason. */
export function rulesOn(found: ReadonlyMap<string, Spoken>, why: Why): readonly string[] {
  return [...found].filter(([, one]) => one.why === why).map(([rule]) => rule);
}
