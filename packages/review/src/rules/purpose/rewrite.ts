/** Rewriting a purpose so that it names everyone it concerns. */
import type { ProcessingDocument, SubjectDocument, Text } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { composes, composesEn, withDe } from "../../french.ts";
import type { Bilingual } from "../../verdict.ts";
import { both, enumerate, quoted } from "../../wording.ts";

/** A sentence, and the words in it that the declaration gave for it: none where labels are listed behind the statement. */
export interface RewrittenPurpose {
  readonly text: Bilingual;
  readonly words: Readonly<Record<"fr" | "en", readonly string[]>>;
}

interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
}

/** What a language asks of a sentence. */
const GRAMMAR = {
  fr: { composes, join: (names: readonly string[]) => enumerate(names.map(withDe), "et"), lead: ", concernant : ", apart: " ; " },
  en: {
    composes: composesEn,
    join: (names: readonly string[]) =>
      enumerate(
        names.map((name) => `of ${name}`),
        "and",
      ),
    lead: ", concerning: ",
    apart: "; ",
  },
} as const;

/**
 * The purpose's object, the people as a sentence names them, and what puts them under the duty:
 * « Suivi de la vaccination des employés et des personnes intervenant … soumises à l'obligation vaccinale »
 * (CCIN 2021-206 §I, « Modifie »). Those the purpose names already come first. A sentence is composed of words declared for it only: where the
 * object or one name is missing, or could not stand after « de », the statement is kept and a list of labels follows it.
 * A criterion that the text already holds is not said again.
 */
export function rewrittenPurpose(document: ProcessingDocument, purpose: string): RewrittenPurpose {
  const fr = sentence(document, purpose, "fr");
  const en = sentence(document, purpose, "en");
  // A sentence of two languages is none: where a file states the purpose in one, that one stands for both.
  const one = fr ?? en ?? listed(quoted(purpose).fr, document, purpose, "fr");
  return {
    text: { fr: (fr ?? one).text, en: (en ?? one).text },
    words: { fr: (fr ?? one).words, en: (en ?? one).words },
  };
}

function sentence(document: ProcessingDocument, purpose: string, language: "fr" | "en"): Sentence | undefined {
  const stated = document.purposes?.[purpose];
  const { composes: fits, join } = GRAMMAR[language];
  const object = textIn(stated?.object, language);
  const names = ordered(document, purpose).map(([, { namedAs }]) => textIn(namedAs, language));
  const declared = [...new Set(names.flatMap((name) => (name !== undefined && fits(name) ? [name] : [])))];
  if (object !== undefined && names.every((name) => name !== undefined && fits(name))) {
    const text = `${object} ${join(declared)}`;
    const more = criterionOf(document, purpose, language, text);
    return { text: [text, ...more].join(" "), words: [object, ...declared, ...more] };
  }
  const statement = textIn(stated?.statement, language);
  return statement === undefined ? undefined : listed(statement, document, purpose, language);
}

/** The statement and a list; one that an earlier rewriting added is replaced, not continued. */
function listed(statement: string, document: ProcessingDocument, purpose: string, language: "fr" | "en"): Sentence {
  const { lead, apart } = GRAMMAR[language];
  const labels = ordered(document, purpose).map(([id, { label }]) => textIn(label, language) ?? both(label, id)[language].trim());
  const kept = statement.includes(lead) ? statement.slice(0, statement.indexOf(lead)) : statement;
  const text = `${kept}${lead}${[...new Set(labels.map(asItem))].join(apart)}`;
  const more = criterionOf(document, purpose, language, text);
  return { text: more.length === 0 ? text : `${text} (${more.join()})`, words: [] };
}

/** All categories of persons, those the purpose names first. */
function ordered({ subjects, purposes }: ProcessingDocument, purpose: string): readonly (readonly [string, SubjectDocument])[] {
  const first = purposes?.[purpose]?.population ?? [];
  const all = entries(subjects);
  return [...first.flatMap((id) => all.filter(([other]) => other === id)), ...all.filter(([id]) => !first.includes(id))];
}

/** What puts them under the duty, unless the text has it. */
function criterionOf({ purposes }: ProcessingDocument, purpose: string, language: "fr" | "en", text: string): readonly string[] {
  const criterion = purposes?.[purpose]?.bases?.find((basis) => basis.criterion !== undefined)?.criterion;
  const found = textIn(criterion, language);
  return found === undefined || text.toLowerCase().includes(found.toLowerCase()) ? [] : [found];
}

/** What is declared in a language, without the punctuation that would end a sentence; undefined when nothing is left of it. */
function textIn(text: Text | undefined, language: "fr" | "en"): string | undefined {
  const found = text?.[language]?.replace(/[\s.;:,!?…]+$/u, "").trim();
  return found === "" ? undefined : found;
}

/** A label inside a sentence: its article in lower case, no separator of the list in it. */
function asItem(label: string): string {
  return label.replaceAll(/\s*;\s*/g, ", ").replace(/^(?:Les|Le|La|The)(?= )|^L(?=['’])/u, (article) => article.toLowerCase());
}
