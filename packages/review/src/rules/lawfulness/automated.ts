/** Decisions that no person takes. */
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 22, 13(2)(f); law 1.565 art. 64 and 91: `law-automated-decision`. */
export const automatedDecision: Rule = {
  id: "law-automated-decision",
  section: "II",
  severity: "block",
  origin: "else",
  decides: decides("D+H"),
  needs: [
    "automatedDecisions.*.consequences",
    "automatedDecisions.*.humanIntervention",
    "automatedDecisions.*.logic",
    "automatedDecisions.*.reference",
    "functions.*.kind",
  ],
  statement: {
    fr: "Aucune décision qui affecte une personne n'est prise sans intervention humaine, sauf texte qui le permette ; sa logique et ses conséquences sont indiquées.",
    en: "No decision that affects a person is taken without human intervention unless a text allows it; its logic and consequences are stated.",
  },
  source: { "law-1565": "law 1.565 art. 64, 91", gdpr: "GDPR 13(2)(f), 22" },
  check(context) {
    const { automatedDecisions: all, functions } = context.document;
    if (all === "none") return satisfied("promise", ["automatedDecisions = none"]);
    if (all === undefined || entries(all).length === 0) {
      const deciding = entries(functions).filter(([, { kind }]) => kind === "decide");
      if (deciding.length === 0) return notApplicable("no-subject");
      return settle(context, { gaps: ["automatedDecisions"], severity: "reserve", remarks: [explained()] }, satisfied());
    }
    const faults: string[] = [];
    const gaps: string[] = [];
    const unsaid: string[] = [];
    for (const [id, one] of entries(all)) {
      if (one.humanIntervention === false && one.reference === undefined) faults.push(`automatedDecisions.${id}.humanIntervention = false`);
      if (one.humanIntervention === undefined && one.reference === undefined) gaps.push(`automatedDecisions.${id}.humanIntervention`);
      if (one.logic === undefined) unsaid.push(`automatedDecisions.${id}.logic`);
      if (one.consequences === undefined) unsaid.push(`automatedDecisions.${id}.consequences`);
    }
    const names = named([...new Set([...faults, ...gaps].map((path) => path.split(".")[1] ?? ""))], all);
    const settled = settle(
      context,
      { faults, gaps, remarks: [decided(names.fr, names.en)] },
      human(
        "La personne peut-elle obtenir l'intervention d'un décideur, exprimer son point de vue et contester la décision ?",
        "Can the person obtain the intervention of a decision-maker, express a point of view and contest the decision?",
        "promise",
        entries(all).map(([id]) => `automatedDecisions ∋ ${id}`),
      ),
    );
    if (settled.state !== "human") return settled;
    return settle(context, { gaps: unsaid, severity: "reserve", remarks: [explained()] }, settled);
  },
};

function decided(fr: string, en: string): Remark {
  return say(
    "II",
    "demande",
    [
      "aucune décision produisant des effets sur une personne ne soit prise sans intervention humaine",
      "no decision that has effects on a person be taken without human intervention",
    ],
    [
      `prévoir l'intervention d'un décideur, ou citer le texte qui permet de s'en passer : ${fr}`,
      `provide for the intervention of a decision-maker, or cite the text that allows to do without: ${en}`,
    ],
  );
}

function explained(): Remark {
  return say(
    "II",
    "demande",
    [
      "les décisions automatisées soient déclarées, avec leur logique et leurs conséquences",
      "automated decisions be declared, with their logic and their consequences",
    ],
    [
      "déclarer chaque décision automatisée, ou qu'il n'y en a aucune, et en exposer la logique et les conséquences",
      "declare each automated decision, or that there is none, and set out its logic and consequences",
    ],
  );
}
