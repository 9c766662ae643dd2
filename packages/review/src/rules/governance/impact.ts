/** The impact assessment. */
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

const HIGH_RISK_CRITERIA = 2; // WP248 rev.01: two of nine criteria.

/** GDPR art. 35(1), 35(3) and 36(1); law 1.565 art. 35 and 36: `nec-dpia-when-high-risk`. */
export const dpiaWhenHighRisk: Rule = {
  id: "nec-dpia-when-high-risk",
  section: "IX",
  severity: "block",
  origin: "else",
  decides: decides("D"),
  needs: ["governance.impactAssessment.authorityConsulted", "governance.impactAssessment.residualRisk", "governance.riskCriteria"],
  statement: {
    fr: "Une analyse d'impact existe si le risque est élevé ; si le risque résiduel l'est encore, l'autorité est consultée.",
    en: "A DPIA exists when the risk is high (two criteria or a listed case) and, if residual risk is high, the authority is consulted.",
  },
  source: { "law-1565": "law 1.565 art. 35, 36", gdpr: "GDPR 35(1), 35(3), 36(1)" },
  check(context) {
    const governance = context.document.governance;
    const criteria = governance?.riskCriteria;
    const assessment = governance?.impactAssessment;
    const gaps: string[] = [];
    const faults: string[] = [];
    if (criteria === undefined) gaps.push("governance.riskCriteria");
    else if (criteria.length >= HIGH_RISK_CRITERIA) {
      if (assessment === undefined) gaps.push("governance.impactAssessment");
      else if (assessment.residualRisk === undefined) gaps.push("governance.impactAssessment.residualRisk");
      else if (assessment.residualRisk === "high" && assessment.authorityConsulted === undefined)
        gaps.push("governance.impactAssessment.authorityConsulted");
      else if (assessment.residualRisk === "high" && assessment.authorityConsulted === false)
        faults.push("governance.impactAssessment.residualRisk = high; governance.impactAssessment.authorityConsulted = false");
    }
    const remark = say(
      "IX",
      "demande",
      [
        "une analyse d'impact soit menée, et l'autorité consultée si le risque résiduel reste élevé",
        "an impact assessment be carried out, and the authority consulted if the residual risk stays high",
      ],
      ["déclarer les critères de risque et joindre l'analyse d'impact", "declare the risk criteria and join the impact assessment"],
    );
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      satisfied("promise", [`governance.riskCriteria = ${criteria?.length ?? 0}`]),
    );
  },
};

/** GDPR art. 35(7)(a)-(d); law 1.565 art. 35: `nec-dpia-content`. */
export const dpiaContent: Rule = {
  id: "nec-dpia-content",
  section: "IX",
  severity: "reserve",
  origin: "else",
  decides: decides("D+H"),
  needs: ["governance.approved.sha256", "governance.impactAssessment.attached", "governance.impactAssessment.declaration"],
  statement: {
    fr: "L'analyse d'impact décrit les opérations, la nécessité, les risques et les mesures, et correspond à la déclaration.",
    en: "The DPIA describes all operations and data, necessity, risks and measures, and matches the declaration.",
  },
  source: { "law-1565": "law 1.565 art. 35", gdpr: "GDPR 35(7)(a)-(d)" },
  check(context) {
    const governance = context.document.governance;
    const assessment = governance?.impactAssessment;
    // The rule on its existence decides whether there must be one.
    if (assessment === undefined) return notApplicable("no-subject");
    const faults: string[] = [];
    const gaps: string[] = [];
    if (!assessment.attached) faults.push("governance.impactAssessment.attached = false");
    if (assessment.declaration === undefined) gaps.push("governance.impactAssessment.declaration");
    // A file cannot hold its own hash: the assessment is compared with the approved declaration.
    else if (governance?.approved !== undefined && governance.approved.sha256 !== assessment.declaration)
      faults.push("governance.impactAssessment.declaration ≠ governance.approved.sha256");
    const remark = say(
      "IX",
      "demande",
      [
        "l'analyse d'impact soit jointe et porte sur la déclaration examinée",
        "the impact assessment be joined and bear on the declaration under review",
      ],
      [
        "joindre l'analyse et indiquer l'empreinte de la déclaration qu'elle décrit",
        "join the assessment and state the hash of the declaration it describes",
      ],
    );
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      human(
        "L'analyse décrit-elle toutes les opérations, les risques et les mesures ?",
        "Does the assessment describe every operation, risk and measure?",
      ),
    );
  },
};
