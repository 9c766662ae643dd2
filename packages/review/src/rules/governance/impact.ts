/** The impact assessment. */
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { list, quoted, say } from "../../wording.ts";
import { CNIL_LIST, CRITERIA, criterionOf, derivedCriteria, type RiskCriterion } from "./risk-criteria.ts";

const HIGH_RISK_CRITERIA = 2; // WP248 rev.01: two of nine criteria.

/** GDPR art. 35(1), 35(3) and 36(1); law 1.565 art. 35 and 36: `nec-dpia-when-high-risk`. */
export const dpiaWhenHighRisk: Rule = {
  id: "nec-dpia-when-high-risk",
  section: "IX",
  severity: "block",
  origin: "else",
  decides: decides("D"),
  needs: [
    "automatedDecisions.*.humanIntervention",
    "automatedDecisions.*.profiling",
    "capture.continuous",
    "capture.devices",
    "capture.schedule",
    "capture.systems.*.device",
    "capture.systems.*.schedule",
    "capture.systems.*.targets",
    "capture.targets",
    "categories.*.special",
    "functions.*.kind",
    "governance.impactAssessment.authorityConsulted",
    "governance.impactAssessment.residualRisk",
    "governance.riskCriteria",
    "kind",
    "origins.*.kind",
    "subjects.*.minors",
    "subjects.*.relation",
    "subjects.*.vulnerable",
  ],
  statement: {
    fr: "Une analyse d'impact existe si le risque est élevé ; si le risque résiduel l'est encore, l'autorité est consultée.",
    en: "A DPIA exists when the risk is high (two criteria or a listed case) and, if residual risk is high, the authority is consulted.",
  },
  source: { "law-1565": "law 1.565 art. 35, 36", gdpr: "GDPR 35(1), 35(3), 35(4), 36(1)", cnil: "CNIL deliberation 2018-327" },
  check(context) {
    const { document, profile } = context;
    const governance = document.governance;
    const stated = governance?.riskCriteria;
    const assessment = governance?.impactAssessment;
    const derived = derivedCriteria(document);
    const criteria = new Set([...(stated ?? []).map(criterionOf), ...derived.map(({ criterion }) => criterion)]);
    const listed = profile.sources.includes("cnil") ? CNIL_LIST.filter(({ holds }) => holds(document)) : [];
    const due = criteria.size >= HIGH_RISK_CRITERIA || listed.length > 0;
    const denied = stated !== undefined && stated.length === 0 && (derived.length >= HIGH_RISK_CRITERIA || listed.length > 0);
    const shown = [...derived.map(({ fact }) => fact), ...listed.map(({ id }) => `CNIL 2018-327: ${id}`)];
    const gaps: string[] = [];
    const faults: string[] = [];
    if (stated === undefined) gaps.push("governance.riskCriteria");
    if (denied) faults.push("governance.riskCriteria = []", ...shown);
    if (due && assessment === undefined) gaps.push("governance.impactAssessment");
    else if (due && assessment?.residualRisk === undefined) gaps.push("governance.impactAssessment.residualRisk");
    if (assessment?.residualRisk === "high" && assessment.authorityConsulted === undefined)
      gaps.push("governance.impactAssessment.authorityConsulted");
    if (assessment?.residualRisk === "high" && assessment.authorityConsulted === false)
      faults.push("governance.impactAssessment.residualRisk = high; governance.impactAssessment.authorityConsulted = false");
    const names = list([
      ...[...criteria].map((one) => (Object.hasOwn(CRITERIA, one) ? CRITERIA[one as RiskCriterion] : quoted(one))),
      ...listed.map(({ label }) => label),
    ]);
    // An assessment that is there, of a file that denies its own criteria, is a condition; none at all is an obstacle.
    const milder = denied && assessment !== undefined && faults.length === shown.length + 1 && gaps.length === 0;
    return settle(
      context,
      { faults, gaps, remarks: [assessed(due ? names : undefined)], ...(milder ? { severity: "reserve" as const } : {}) },
      satisfied("promise", [`governance.riskCriteria = ${stated?.length ?? 0}`, ...shown]),
    );
  },
};

function assessed(names: Bilingual | undefined): Remark {
  const [fr, en] = names === undefined ? ["", ""] : [` ; critères réunis : ${names.fr}`, `; criteria met: ${names.en}`];
  return say(
    "IX",
    "demande",
    [
      `une analyse d'impact soit menée, et l'autorité consultée si le risque résiduel reste élevé${fr}`,
      `an impact assessment be carried out, and the authority consulted if the residual risk stays high${en}`,
    ],
    ["déclarer les critères de risque et joindre l'analyse d'impact", "declare the risk criteria and join the impact assessment"],
  );
}

/** GDPR art. 35(7)(a)-(d); law 1.565 art. 35: `nec-dpia-content`. */
export const dpiaContent: Rule = {
  id: "nec-dpia-content",
  section: "IX",
  severity: "reserve",
  origin: "else",
  decides: decides("D+H"),
  needs: [
    "governance.approved.sha256",
    "governance.impactAssessment.attached",
    "governance.impactAssessment.declaration",
    "governance.impactAssessment.residualRisk",
    "governance.impactAssessment.sections",
    "risks.*.likelihood",
    "risks.*.severity",
  ],
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
    const absent = assessment.sections === undefined ? [] : SECTIONS.filter((one) => assessment.sections?.includes(one) === false);
    if (absent.length > 0) faults.push(`governance.impactAssessment.sections ∌ ${absent.join(", ")}`);
    // A risk at its worst is not what is left of a low one.
    if (assessment.residualRisk === "low")
      faults.push(
        ...entries(context.document.risks)
          .filter(([, { severity, likelihood }]) => severity === 4 && likelihood === 4)
          .map(([id]) => `risks.${id}.severity = 4; risks.${id}.likelihood = 4; governance.impactAssessment.residualRisk = low`),
      );
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

const SECTIONS = ["operations", "necessity", "risks", "measures"] as const; // GDPR art. 35(7)(a)-(d).
