/** Schemas of section IX: governance, automated decisions, risks. */
import type * as z from "zod";
import type { AutomatedDecisionDocument, RiskDocument } from "../document/decisions.ts";
import type { FormalityKind, GovernanceDocument } from "../document/governance.ts";
import { boolean, date, list, object, oneOf, optional, partialDate, sha256, whole, word } from "./shape.ts";
import { attachment, legalReference, text } from "./text.ts";

/** {@link FormalityKind}. */
export const formalityKind: z.ZodType<FormalityKind> = oneOf("opinion-request", "authorisation-request", "declaration", "register-entry");

/** {@link GovernanceDocument}. */
export const governance: z.ZodType<GovernanceDocument> = object<GovernanceDocument>({
  formality: optional(
    object<NonNullable<GovernanceDocument["formality"]>>({
      kind: formalityKind,
      on: partialDate,
      reference: optional(word),
    }),
  ),
  register: optional(
    object<NonNullable<GovernanceDocument["register"]>>({
      reference: optional(word),
      createdOn: optional(partialDate),
      modifiedOn: optional(partialDate),
      lists: optional(list(word)),
    }),
  ),
  necessity: optional(
    object<NonNullable<GovernanceDocument["necessity"]>>({ statement: text, alternatives: optional(text), reviewOn: optional(date) }),
  ),
  riskCriteria: optional(list(word)),
  impactAssessment: optional(
    object<NonNullable<GovernanceDocument["impactAssessment"]>>({
      ...attachment,
      declaration: optional(word),
      residualRisk: optional(oneOf("low", "medium", "high")),
      authorityConsulted: optional(boolean),
      sections: optional(list(oneOf("operations", "necessity", "risks", "measures"))),
      covers: optional(list(word)),
    }),
  ),
  approved: optional(object<NonNullable<GovernanceDocument["approved"]>>({ sha256, on: date, reference: optional(word) })),
  changeProcedure: optional(
    object<NonNullable<GovernanceDocument["changeProcedure"]>>({ statement: text, reference: optional(legalReference) }),
  ),
});

/** {@link AutomatedDecisionDocument}. */
export const automatedDecision: z.ZodType<AutomatedDecisionDocument> = object<AutomatedDecisionDocument>({
  label: text,
  purposes: list(word),
  profiling: optional(boolean),
  logic: optional(text),
  consequences: optional(text),
  humanIntervention: optional(boolean),
  reference: optional(legalReference),
});

/** {@link RiskDocument}. */
export const risk: z.ZodType<RiskDocument> = object<RiskDocument>({
  feared: oneOf("illegitimate-access", "unwanted-change", "disappearance"),
  sources: optional(list(oneOf("internal-person", "external-person", "no-person"))),
  threats: optional(list(text)),
  impacts: optional(list(text)),
  measures: optional(list(text)),
  severity: optional(whole(1, 4)),
  likelihood: optional(whole(1, 4)),
});
