/** Copies outside the application's tables: that they go, and that backups do not outlive what they are copies of. */
import { byEvidence, notApplicable, observed, satisfied } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

/** GDPR art. 5(1)(e), 17(1) and 19: `ret-copies-removed`. */
export const copiesRemoved: Rule = {
  id: "ret-copies-removed",
  section: "VIII",
  severity: "reserve",
  origin: "else",
  decides: decides("E"),
  needs: ["evidence.obligations.*.open", "evidence.obligations.*.overdue", "evidence.obligations.*.unreachable"],
  statement: {
    fr: "Les copies de ce qui est supprimé le sont aussi, à leur échéance.",
    en: "Copies of what is deleted are deleted too, when they are due.",
  },
  source: { gdpr: "GDPR 5(1)(e), 17(1), 19" },
  check(context) {
    return byEvidence(context, context.evidence?.obligations, "obligations", (obligations) => {
      const all = entries(obligations);
      if (all.length === 0) return notApplicable("no-subject");
      const facts = all.flatMap(([name, { open, overdue, unreachable }]) => [
        ...(overdue > 0 ? [`evidence.obligations.${name}.overdue = ${overdue}/${open}`] : []),
        ...(unreachable > 0 ? [`evidence.obligations.${name}.unreachable = ${unreachable}/${open}`] : []),
      ]);
      if (facts.length === 0) return satisfied("evidence", [`evidence.obligations.*.overdue = 0/${all.length}`]);
      const remark = say(
        "VIII",
        "demande",
        [
          "les copies dont l'échéance est passée soient supprimées, et que ceux qui les détiennent en répondent",
          "copies that are past their day be deleted, and whoever keeps them answer for it",
        ],
        [
          "faire exécuter chaque obligation de suppression, et en recueillir la preuve",
          "have each obligation to delete carried out, and collect the proof",
        ],
      );
      return observed([remark], facts);
    });
  },
};

/** CCIN 2021-206 §VI, « également effectuée sur le système de sauvegarde »; GDPR art. 5(1)(e): `lnk-backups-bounded`. */
export const backupsBounded: Rule = {
  id: "lnk-backups-bounded",
  section: "VI",
  severity: "reserve",
  origin: "else",
  decides: decides("E"),
  needs: ["evidence.backups.declared", "evidence.backups.missing", "evidence.backups.outliving"],
  statement: {
    fr: "Les sauvegardes sont recensées, et aucune ne survit à ce qu'elle copie.",
    en: "Backups are accounted for, and none outlives what it is a copy of.",
  },
  source: { ccin: "CCIN 2021-206 §VI", gdpr: "GDPR 5(1)(e)" },
  check(context) {
    return byEvidence(context, context.evidence?.backups, "backups", ({ declared, missing, outliving }) => {
      const facts = [
        ...(missing > 0 ? [`evidence.backups.missing = ${missing}`] : []),
        ...(outliving > 0 ? [`evidence.backups.outliving = ${outliving}/${declared}`] : []),
      ];
      if (facts.length === 0)
        return declared === 0 ? notApplicable("no-subject") : satisfied("evidence", [`evidence.backups.declared = ${declared}`]);
      const remark = say(
        "VI",
        "demande",
        [
          "la suppression soit également effectuée sur les systèmes de sauvegarde, dont aucun ne survit à ce qu'il copie",
          "deletion also be made on the backup systems, none of which outlives what it is a copy of",
        ],
        [
          "déclarer une obligation pour chaque sauvegarde, et l'écraser dans la durée de ce qu'elle copie",
          "declare an obligation for each backup, and overwrite it within the period of what it is a copy of",
        ],
      );
      return observed([remark], facts);
    });
  },
};
