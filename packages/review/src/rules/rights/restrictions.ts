/** Restrictions of processing that stand. */
import { byEvidence, human, notApplicable } from "../../context.ts";
import { decides, type Rule } from "../../rule.ts";

/** GDPR art. 18(2) and 18(3): `rig-restriction-upheld`. */
export const restrictionUpheld: Rule = {
  id: "rig-restriction-upheld",
  section: "IV",
  severity: "reminder",
  origin: "else",
  decides: decides("E+H"),
  needs: ["evidence.restrictions.lifted", "evidence.restrictions.standing"],
  statement: {
    fr: "Des données dont le traitement est limité ne sont que conservées, et la personne est informée avant que la limitation soit levée.",
    en: "Data whose processing is restricted are only stored, and the person is told before the restriction is lifted.",
  },
  source: { gdpr: "GDPR 18(2), 18(3)" },
  check(context) {
    return byEvidence(context, context.evidence?.restrictions, "restrictions", ({ standing, lifted }) =>
      standing + lifted === 0
        ? notApplicable("no-subject")
        : human(
            "Les données limitées ne servent-elles à rien d'autre que ce que l'article 18(2) permet, et chaque personne a-t-elle été informée avant la levée ?",
            "Are restricted data used for nothing but what article 18(2) allows, and was each person told before the restriction was lifted?",
            "evidence",
            [`evidence.restrictions.standing = ${standing}`, `evidence.restrictions.lifted = ${lifted}`],
          ),
    );
  },
};
