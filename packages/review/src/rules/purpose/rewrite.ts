/** Rewriting a purpose so that it names everyone it concerns. */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { withDe } from "../../french.ts";
import type { Bilingual } from "../../verdict.ts";
import { both, enumerate } from "../../wording.ts";

/**
 * The purpose's object, the people as a sentence names them, and what puts them under the duty:
 * « Suivi de la vaccination des employés et des personnes intervenant … soumises à l'obligation vaccinale »
 * (CCIN 2021-206 §I, « Modifie »). Those the purpose names already come first. Without a stated object the population is appended
 * to the statement instead. A criterion that the text already holds is not said again.
 */
export function rewrittenPurpose(document: ProcessingDocument, purpose: string): Bilingual {
  const stated = entries(document.purposes).find(([id]) => id === purpose)?.[1];
  const subjects = entries(document.subjects);
  const first = stated?.population ?? [];
  const ordered = [...first.flatMap((id) => subjects.filter(([other]) => other === id)), ...subjects.filter(([id]) => !first.includes(id))];
  const names = ordered.map(([id, subject]) => both(subject.namedAs ?? subject.label, id));
  const fr = [...new Set(names.map((name) => name.fr))];
  const en = [...new Set(names.map((name) => name.en))];
  const criterion = stated?.bases?.find((basis) => basis.criterion !== undefined)?.criterion;
  const end = criterion === undefined ? undefined : both(criterion, "");
  if (stated?.object === undefined) {
    const text = both(stated?.statement, purpose);
    return {
      fr: closed(`${text.fr} (${enumerate(fr, "et")}`, end?.fr, ")"),
      en: closed(`${text.en} (${enumerate(en, "and")}`, end?.en, ")"),
    };
  }
  const object = both(stated.object, purpose);
  const of = en.map((name) => `of ${name}`);
  return {
    fr: closed(`${object.fr} ${enumerate(fr.map(withDe), "et")}`, end?.fr, ""),
    en: closed(`${object.en} ${enumerate(of, "and")}`, end?.en, ""),
  };
}

/** Adds the criterion, unless the text has it. */
function closed(text: string, criterion: string | undefined, end: string): string {
  const said = criterion === undefined || text.toLowerCase().includes(criterion.toLowerCase());
  return `${text}${said ? "" : ` ${criterion}`}${end}`;
}
