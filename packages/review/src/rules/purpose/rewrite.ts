/** Rewriting a purpose so that it names everyone it concerns. */
import type { ProcessingDocument, Text } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { composes, withDe } from "../../french.ts";
import type { Bilingual } from "../../verdict.ts";
import { both, enumerate, quoted } from "../../wording.ts";

/** A sentence, and the words in it that the declaration gave for that sentence; none where labels were listed. */
export interface RewrittenPurpose {
  readonly text: Bilingual;
  readonly words: Readonly<Record<"fr" | "en", readonly string[]>>;
}

interface Parts {
  readonly statement: string;
  /** What is done; absent when not declared in this language. */
  readonly object: string | undefined;
  /** How a sentence names them, in order; absent for those of whom that is not declared in this language. */
  readonly names: readonly (string | undefined)[];
  readonly labels: readonly string[];
  readonly criterion: string | undefined;
}

/**
 * The purpose's object, the people as a sentence names them, and what puts them under the duty:
 * « Suivi de la vaccination des employés et des personnes intervenant … soumises à l'obligation vaccinale »
 * (CCIN 2021-206 §I, « Modifie »). Those the purpose names already come first. A sentence is composed of words declared for it only: where the
 * object or one name is missing, or would not stand after « de », the statement is kept and a list of labels follows it.
 * A criterion that the text already holds is not said again.
 */
export function rewrittenPurpose(document: ProcessingDocument, purpose: string): RewrittenPurpose {
  const stated = entries(document.purposes).find(([id]) => id === purpose)?.[1];
  const subjects = entries(document.subjects);
  const first = stated?.population ?? [];
  const ordered = [...first.flatMap((id) => subjects.filter(([other]) => other === id)), ...subjects.filter(([id]) => !first.includes(id))];
  const criterion = stated?.bases?.find((basis) => basis.criterion !== undefined)?.criterion;
  const partsIn = (language: "fr" | "en"): Parts => ({
    statement: both(stated?.statement, purpose)[language],
    object: textIn(stated?.object, language),
    names: ordered.map(([, subject]) => textIn(subject.namedAs, language)),
    labels: ordered.map(([id, { label }]) => bare(both(label, id)[language]) || quoted(id)[language]),
    criterion: textIn(criterion, language),
  });
  const fr = sentence(partsIn("fr"), composes, (names) => enumerate(names.map(withDe), "et"), "concernant :", ", ");
  const en = sentence(partsIn("en"), composesEn, (names) => enumerate(names.map((name) => `of ${name}`), "and"), "concerning:", ", "); // prettier-ignore
  return { text: { fr: fr.text, en: en.text }, words: { fr: fr.words, en: en.words } };
}

function sentence(
  { statement, object, names, labels, criterion }: Parts,
  fits: (name: string) => boolean,
  join: (names: readonly string[]) => string,
  concerning: string,
  comma: string,
): { readonly text: string; readonly words: readonly string[] } {
  const declared = [...new Set(names.flatMap((name) => (name !== undefined && fits(name) ? [name] : [])))];
  const composed = object !== undefined && bare(object) !== "" && names.every((name) => name !== undefined && fits(name));
  const said = (text: string): boolean => criterion === undefined || text.toLowerCase().includes(criterion.toLowerCase());
  if (composed) {
    const text = `${bare(object)} ${join(declared)}`;
    const more = said(text) ? [] : [criterion ?? ""];
    return { text: [text, ...more].join(" "), words: [bare(object), ...declared, ...more] };
  }
  // A list that an earlier rewriting added is replaced, not continued.
  const at = statement.indexOf(`${comma}${concerning}`);
  const kept = bare(at < 0 ? statement : statement.slice(0, at));
  const listed = `${kept}${comma}${concerning} ${[...new Set(labels)].join(" ; ".replace(/^ /, concerning.endsWith(" :") ? " " : ""))}`;
  return { text: said(listed) ? listed : `${listed} (${bare(criterion ?? "")})`, words: [] };
}

/** What is declared in a language, without another standing in for it: a sentence in two languages is no sentence. */
function textIn(text: Text | undefined, language: "fr" | "en"): string | undefined {
  const found = text?.[language]?.trim();
  return found === "" ? undefined : found;
}

/** Text that more may follow: no punctuation at its end, an article of a list item in lower case. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/[\s.;:,!?…]+$/u, "")
    .replace(/^(?:Les|Le|La|The) |^L['’]/u, (article) => article.toLowerCase());
}
/** Words that stand after “of”: a name in lower case or of one's own, no “of” of its own, nothing that ends a sentence. */
function composesEn(name: string): boolean {
  return /^(?!of |and |or )\p{Ll}/u.test(name) && !/[.;:!?…]/u.test(name);
}
