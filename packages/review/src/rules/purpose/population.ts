/** Whom the purpose names, and whom the law covers. */
import type { Text } from "@favorable/processing";
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { basesOf, entries, subjectsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual } from "../../verdict.ts";
import { cite, inBody, named, say } from "../../wording.ts";
import { rewrittenPurpose } from "./rewrite.ts";

/** CCIN 2021-206 §I, « Modifie »: `pur-covers-data-subjects`. */
export const coversDataSubjects: Rule = {
  id: "pur-covers-data-subjects",
  section: "I",
  severity: "modify",
  origin: "seed",
  decides: decides("D"),
  needs: [
    "subjects.*",
    "purposes.*.bases.*.criterion",
    "purposes.*.main",
    "purposes.*.object",
    "purposes.*.population",
    "purposes.*.statement",
  ],
  statement: {
    fr: "La population que nomme la finalité couvre toutes les catégories de personnes concernées.",
    en: "The population named in the purpose covers every declared category of data subjects.",
  },
  source: { ccin: "CCIN 2021-206 §I" },
  check(context) {
    const { document } = context;
    const { subjects, purposes } = document;
    const all = entries(purposes);
    const main = all.find(([, purpose]) => purpose.main === true) ?? all[0];
    const ids = entries(subjects).map(([id]) => id);
    if (main === undefined || ids.length === 0) {
      const gaps = [...(main === undefined ? ["purposes"] : []), ...(ids.length === 0 ? ["subjects"] : [])];
      return settle(context, { gaps, remarks: [population()] }, satisfied());
    }
    // The purpose the file is named after speaks for the file; without one, all purposes together do.
    const speaking = main[1].main === true ? [main] : all;
    const stated = [...new Set(speaking.flatMap(([, purpose]) => purpose.population ?? []))];
    const unstated = speaking.filter(([, purpose]) => purpose.population === undefined).map(([id]) => `purposes.${id}.population`);
    const left = ids.filter((id) => !stated.includes(id));
    if (left.length === 0) return satisfied("promise", [`purposes.${main[0]}.population = ${stated.join(", ")}`]);
    const names = named(left, subjects);
    const { text, words } = rewrittenPurpose(document, main[0]);
    // The sentence may name everyone already, and only the list of whom it names be short.
    const rewrites = unstated.length === 0 && !sameText(text, main[1].statement);
    const remark = rewrites
      ? say(
          "I",
          "modifie",
          [text.fr, text.en],
          [
            `nommer dans la finalité : ${names.fr}${declared(words.fr, " ; mots que donne la déclaration : ", (word) => `« ${word} »`)}`,
            `name in the purpose: ${names.en}${declared(words.en, "; words that the declaration gives: ", (word) => `“${word}”`)}`,
          ],
        )
      : uncovered(names);
    const faults = unstated.length > 0 ? [] : left.map((id) => `purposes.${main[0]}.population ∌ ${id}`);
    return settle(context, { faults, gaps: unstated, remarks: [remark] }, satisfied());
  },
};

/** Which words of a composed sentence are the file's own: an engine that invented them would be wrong in law. */
function declared(words: readonly string[], lead: string, quote: (word: string) => string): string {
  return words.length === 0 ? "" : `${lead}${words.map(quote).join(", ")}`;
}

function sameText(text: Bilingual, stated: Text | undefined): boolean {
  const plain = (one: string): string =>
    one
      .toLowerCase()
      .replaceAll("’", "'")
      .replace(/[\s.]+/g, " ")
      .trim();
  const both = [
    [text.fr, stated?.fr],
    [text.en, stated?.en],
  ].flatMap(([left, right]) => (left === undefined || right === undefined ? [] : [[left, right] as const]));
  return both.length > 0 && both.every(([left, right]) => plain(left) === plain(right));
}

function population(): ReturnType<typeof say> {
  return say(
    "I",
    "demande",
    ["la finalité et les catégories de personnes concernées soient indiquées", "the purpose and the categories of data subjects be stated"],
    ["déclarer la finalité et les personnes concernées", "declare the purpose and the data subjects"],
  );
}

/** Where there is no sentence to rewrite. */
function uncovered({ fr, en }: Bilingual): ReturnType<typeof say> {
  return say(
    "I",
    "demande",
    [
      "la population que nomme la finalité couvre toutes les catégories de personnes concernées",
      "the population that the purpose names cover every category of data subjects",
    ],
    [`indiquer que la finalité concerne aussi : ${fr}`, `state that the purpose also concerns: ${en}`],
  );
}

/** CCIN 2021-206 §I (law 1.509 art. 1 and 2): `pur-subjects-within-legal-scope`. */
export const subjectsWithinLegalScope: Rule = {
  id: "pur-subjects-within-legal-scope",
  section: "I",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+H"),
  needs: [
    "purposes.*.bases.*.kind",
    "purposes.*.bases.*.reference.article",
    "purposes.*.bases.*.reference.text",
    "purposes.*.population",
    "records.*.fields.*.purposes",
    "records.*.subjects",
    "subjects.*.legalScope",
  ],
  statement: {
    fr: "Chaque catégorie de personnes concernées entre dans le champ du texte, exclusions appliquées.",
    en: "Every category of data subjects is inside the scope of the legal text, with its exclusions applied.",
  },
  source: { ccin: "CCIN 2021-206 §I" },
  check(context) {
    const { document } = context;
    const { subjects, purposes } = document;
    const silent = entries(purposes).length === 0 ? ["purposes"] : entries(subjects).length === 0 ? ["subjects"] : [];
    if (silent.length > 0) return settle(context, { gaps: silent, mandatory: false, remarks: [] }, satisfied());
    const duties = basesOf(document).filter(({ basis }) => basis.kind === "legal-obligation");
    if (duties.length === 0) return notApplicable("no-subject");
    const concerned = new Set(duties.flatMap(({ purpose }) => subjectsOf(document, purpose)));
    const without = entries(subjects)
      .filter(([id, subject]) => concerned.has(id) && subject.legalScope === undefined)
      .map(([id]) => id);
    // The text is that of a duty that concerns someone whose place in it is not stated.
    const duty = duties.find(({ purpose }) => subjectsOf(document, purpose).some((id) => without.includes(id)));
    const law = duty?.basis.reference === undefined ? { fr: "", en: "" } : cite(duty.basis.reference);
    const names = named(without, subjects);
    const remark = say(
      "I",
      "demande",
      [
        `le périmètre des personnes concernées par le traitement soit conforme aux dispositions légales${law.fr === "" ? "" : ` (${law.fr})`}, exclusions comprises`,
        `the perimeter of the persons concerned conform to the law${law.en === "" ? "" : ` (${law.en})`}, its exclusions included`,
      ],
      [
        `indiquer la place dans le texte, inclusions et exclusions, de : ${names.fr}`,
        `state the place in the text, inclusions and exclusions, of: ${names.en}`,
      ],
    );
    return settle(
      context,
      // The operative part carries the rewritten purpose instead (C01, C02).
      { gaps: without.map((id) => `subjects.${id}.legalScope`), remarks: [inBody(remark)] },
      human(
        "Chaque catégorie de personnes entre-t-elle bien dans le champ du texte cité, exclusions appliquées ?",
        "Is each category of persons inside the scope of the text cited, its exclusions applied?",
      ),
    );
  },
};
