/** Fixes of section IX: necessity, impact assessment and governance. */
import type { GovernanceDocument, ProcessingDocument } from "@favorable/processing";
import { entries } from "../facts.ts";
import { each } from "./edit.ts";
import { DAY, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const necessity: NonNullable<GovernanceDocument["necessity"]> = {
  statement: todo("pourquoi le traitement est nécessaire", "why the processing is necessary"),
  alternatives: todo("moyens moins intrusifs écartés, et pourquoi", "less intrusive means set aside, and why"),
};

const assessment: NonNullable<GovernanceDocument["impactAssessment"]> = {
  title: todo("titre de l'analyse d'impact", "title of the impact assessment"),
  attached: true,
  declaration: "<sha256 of the approved declaration>",
  residualRisk: "low",
  authorityConsulted: true,
};

const approved = { sha256: "<sha256 of the approved declaration>", on: DAY };

/** The document with other governance. */
function governed(document: ProcessingDocument, more: GovernanceDocument): ProcessingDocument {
  return { ...document, governance: { ...document.governance, ...more } };
}

export const governanceFixes: Fixes = {
  "nec-necessity-proportionality": {
    declaration: { governance: { necessity } },
    adapt: (document) => {
      const { reviewOn: _, ...stated } = document.governance?.necessity ?? necessity;
      return governed(document, { necessity: stated });
    },
  },
  "nec-dpia-when-high-risk": {
    declaration: { governance: { riskCriteria: ["<criterion>"], impactAssessment: assessment } },
    adapt: (document) =>
      governed(document, {
        riskCriteria: (document.governance?.riskCriteria ?? []).length > 0 ? (document.governance?.riskCriteria ?? []) : ["<criterion>"],
        impactAssessment: { ...assessment, ...document.governance?.impactAssessment, authorityConsulted: true },
      }),
  },
  "nec-dpia-content": {
    declaration: { governance: { impactAssessment: assessment, approved } },
    adapt: (document) => {
      const worst = entries(document.risks).some(([, { severity, likelihood }]) => severity === 4 && likelihood === 4);
      return governed(document, {
        impactAssessment: {
          ...assessment,
          ...document.governance?.impactAssessment,
          attached: true,
          declaration: document.governance?.approved?.sha256 ?? approved.sha256,
          sections: ["operations", "necessity", "risks", "measures"],
          residualRisk: worst ? "medium" : (document.governance?.impactAssessment?.residualRisk ?? "low"),
        },
      });
    },
  },
  "nec-record-of-processing": {
    declaration: {
      startsOn: DAY,
      controller: { name: "<controller>", kind: "private-body" },
      governance: { formality: { kind: "register-entry", on: DAY } },
    },
    adapt: (document, on) => {
      const controller = document.controller ?? { name: "<controller>", kind: "private-body" };
      const stated = document.governance?.formality;
      // A public body under the law of Monaco asks for an opinion (law 1.165 art. 7); elsewhere the record of activities is enough.
      const kind = controller.kind === "public-body" && controller.country === "MC" ? "opinion-request" : "register-entry";
      const late = stated === undefined || stated.on > on || (document.startsOn !== undefined && stated.on > document.startsOn);
      return {
        ...governed(document, { formality: { ...stated, kind, on: late ? DAY : stated.on } }),
        controller,
        ...(late ? { startsOn: DAY } : {}),
        ...(document.filingSystems === undefined
          ? {}
          : {
              filingSystems: each(document.filingSystems, (one) => ({
                ...one,
                declared: true,
                formality: one.formality === undefined || one.formality === "none" ? { kind } : one.formality,
              })),
            }),
      };
    },
  },
  "nec-dpo-designated": { declaration: { dpo: { contact: "<contact>", designatedOn: DAY } } },
  "nec-change-triggers-review": { ...collect("drift"), declaration: { governance: { approved } } },
  "nec-declared-equals-implemented": collect("implementation"),
};
