/** Whom the purpose names, and whom the law covers. */

import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { basesOf, entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { cite, inBody, named, say } from "../../wording.ts";
import { rewrittenPurpose } from "./rewrite.ts";

/** CCIN 2021-206 §I, « Modifie »: `pur-covers-data-subjects`. */
export const coversDataSubjects: Rule = {
  id: "pur-covers-data-subjects",
  section: "I",
  severity: "modify",
  origin: "seed",
  decides: decides("D"),
  statement: {
    fr: "La population que nomme la finalité couvre toutes les catégories de personnes concernées.",
    en: "The population named in the purpose covers every declared category of data subjects.",
  },
  source: { decision: "CCIN 2021-206 §I" },
  check(context) {
    const { subjects, purposes } = context.document;
    const all = entries(purposes);
    const main = all.find(([, purpose]) => purpose.main === true) ?? all[0];
    const ids = entries(subjects).map(([id]) => id);
    if (main === undefined || ids.length === 0) {
      const gaps = [...(main === undefined ? ["purposes"] : []), ...(ids.length === 0 ? ["subjects"] : [])];
      return settle(context, { gaps, remarks: [population()] }, satisfied());
    }
    // The purpose the file is named after speaks for the file; without one, all purposes together do.
    const speaking = main[1].main === true ? [main] : all;
    const stated = speaking.flatMap(([, purpose]) => purpose.population ?? []);
    const unstated = speaking.filter(([, purpose]) => purpose.population === undefined).map(([id]) => `purposes.${id}.population`);
    const left = ids.filter((id) => !stated.includes(id));
    if (left.length === 0) return satisfied("promise", [`purposes.${main[0]}.population = ${[...new Set(stated)].join(", ")}`]);
    const names = named(left, subjects);
    const text = rewrittenPurpose(context.document, main[0]);
    const remark = say("I", "modifie", [text.fr, text.en], [`nommer dans la finalité : ${names.fr}`, `name in the purpose: ${names.en}`]);
    const faults =
      unstated.length > 0 ? [] : [`purposes.${main[0]}.population = ${stated.join(", ") || "none"}; not named: ${left.join(", ")}`];
    return settle(context, { faults, gaps: unstated, remarks: [remark] }, satisfied());
  },
};

function population(): ReturnType<typeof say> {
  return say(
    "I",
    "demande",
    ["la finalité et les catégories de personnes concernées soient indiquées", "the purpose and the categories of data subjects be stated"],
    ["déclarer la finalité et les personnes concernées", "declare the purpose and the data subjects"],
  );
}

/** CCIN 2021-206 §I (law 1.509 art. 1 and 2): `pur-subjects-within-legal-scope`. */
export const subjectsWithinLegalScope: Rule = {
  id: "pur-subjects-within-legal-scope",
  section: "I",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+H"),
  statement: {
    fr: "Chaque catégorie de personnes concernées entre dans le champ du texte, exclusions appliquées.",
    en: "Every category of data subjects is inside the scope of the legal text, with its exclusions applied.",
  },
  source: { decision: "CCIN 2021-206 §I" },
  check(context) {
    const { subjects, purposes } = context.document;
    const remark = (ids: readonly string[], law: string): ReturnType<typeof say> => {
      const names = named(ids, subjects);
      // The operative part carries the rewritten purpose instead (C01, C02).
      return inBody(
        say(
          "I",
          "demande",
          [
            `le périmètre des personnes concernées par le traitement soit conforme aux dispositions légales${law}, exclusions comprises`,
            `the perimeter of the persons concerned conform to the law${law}, its exclusions included`,
          ],
          [
            `indiquer la place dans le texte, inclusions et exclusions, de : ${names.fr}`,
            `state the place in the text, inclusions and exclusions, of: ${names.en}`,
          ],
        ),
      );
    };
    if (entries(purposes).length === 0 || entries(subjects).length === 0)
      return settle(
        context,
        { gaps: entries(purposes).length === 0 ? ["purposes"] : ["subjects"], remarks: [remark([], "")] },
        satisfied(),
      );
    const duty = basesOf(context.document).find(({ basis }) => basis.kind === "legal-obligation");
    if (duty === undefined) return notApplicable("no-subject");
    const without = entries(subjects)
      .filter(([, subject]) => subject.legalScope === undefined)
      .map(([id]) => id);
    const law = duty.basis.reference === undefined ? "" : ` (${cite(duty.basis.reference).fr})`;
    return settle(
      context,
      { gaps: without.map((id) => `subjects.${id}.legalScope`), remarks: [remark(without, law)] },
      human(
        "Chaque catégorie de personnes entre-t-elle bien dans le champ du texte cité, exclusions appliquées ?",
        "Is each category of persons inside the scope of the text cited, its exclusions applied?",
      ),
    );
  },
};
