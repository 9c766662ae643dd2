import { human, settle } from "../../context.ts";
import { entries, holds } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";
import { isVague } from "../words.ts";

/** GDPR art. 5(1)(b); law 1.165 art. 10-1: `pur-determined-explicit`. */
export const determinedExplicit: Rule = {
  id: "pur-determined-explicit",
  section: "I",
  severity: "block",
  origin: "seed",
  decides: decides("D+H"),
  needs: ["functions.*.purposes", "purposes.*.statement"],
  statement: {
    fr: "Le traitement a une finalité déterminée et explicite, et chaque fonctionnalité la sert.",
    en: "The processing has a determined, explicit purpose and every function serves it.",
  },
  source: { ccin: "CCIN 2021-206 §I", "law-1165": "law 1.165 art. 10-1", "law-1565": "law 1.565 art. 4", gdpr: "GDPR 5(1)(b)" },
  check(context) {
    const { purposes, functions } = context.document;
    const faults: string[] = [];
    const gaps: string[] = [];
    if (entries(purposes).length === 0) gaps.push("purposes");
    for (const [id, { statement }] of entries(purposes)) {
      const texts = [statement?.fr, statement?.en].filter((text) => text !== undefined);
      if (texts.length === 0) gaps.push(`purposes.${id}.statement`);
      if (texts.some((text) => isVague(text))) faults.push(`purposes.${id}.statement = ${texts.find((text) => isVague(text))}`);
    }
    if (entries(functions).length === 0) gaps.push("functions");
    for (const [id, one] of entries(functions)) {
      if (one.purposes.length === 0) faults.push(`functions.${id}.purposes = []`);
      gaps.push(...one.purposes.filter((purpose) => !holds(purposes, purpose)).map((purpose) => `purposes.${purpose}`));
    }
    const remarks = [
      say(
        "I",
        "demande",
        [
          "la finalité du traitement soit déterminée et explicite, et que chaque fonctionnalité s'y rattache",
          "the purpose be determined and explicit, and every function be tied to it",
        ],
        [
          "énoncer la finalité en une phrase précise et rattacher chaque fonctionnalité à une finalité déclarée",
          "state the purpose in a precise sentence and tie each function to a declared purpose",
        ],
      ),
    ];
    return settle(
      context,
      { faults, gaps, remarks },
      human("La finalité est-elle formulée de façon déterminée et explicite ?", "Is the purpose worded in a determined and explicit way?"),
    );
  },
};
