/** Rewriting a purpose so that it names everyone it concerns. */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import type { Bilingual } from "../../verdict.ts";
import { both, enumerate } from "../../wording.ts";

/**
 * The purpose's object, the people as a sentence names them, and what puts them under the duty:
 * « Suivi de la vaccination des employés et des personnes intervenant … soumises à l'obligation vaccinale »
 * (CCIN 2021-206 §I, « Modifie »). Names are plural, so that « de les » always contracts to « des ».
 * Without a stated object the population is appended to the statement instead.
 */
export function rewrittenPurpose(document: ProcessingDocument, purpose: string): Bilingual {
  const stated = entries(document.purposes).find(([id]) => id === purpose)?.[1];
  const names = entries(document.subjects).map(([id, subject]) => both(subject.namedAs ?? subject.label, id));
  const fr = [...new Set(names.map((name) => name.fr))];
  const en = [...new Set(names.map((name) => name.en))];
  const criterion = stated?.bases?.find((basis) => basis.criterion !== undefined)?.criterion;
  const end = criterion === undefined ? { fr: "", en: "" } : { fr: ` ${both(criterion, "").fr}`, en: ` ${both(criterion, "").en}` };
  if (stated?.object === undefined) {
    const text = both(stated?.statement, purpose);
    return { fr: `${text.fr} (${enumerate(fr, "et")}${end.fr})`, en: `${text.en} (${enumerate(en, "and")}${end.en})` };
  }
  const object = both(stated.object, purpose);
  return {
    fr: `${object.fr} ${enumerate(
      fr.map((name) => `des ${name}`),
      "et",
    )}${end.fr}`,
    en: `${object.en} of ${enumerate(en, "and of")}${end.en}`,
  };
}
