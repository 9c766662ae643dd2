/** Section IX: necessity, impact assessment, formalities, change. */
import type { Attachment, LegalReference, PartialDate, Text } from "./text.ts";

/** A prior formality, or the entry in the register of activities (GDPR art. 30). */
export type FormalityKind = "opinion-request" | "authorisation-request" | "declaration" | "register-entry";

/** Necessity, impact assessment, formalities, change. */
export interface GovernanceDocument {
  /** The prior formality or the entry in the register of activities. */
  readonly formality?: {
    readonly kind: FormalityKind;
    readonly on: PartialDate;
    readonly reference?: string;
  };
  /** The sheet in the register of activities: when it was made, and what it lists. */
  readonly register?: {
    readonly reference?: string;
    readonly createdOn?: PartialDate;
    readonly modifiedOn?: PartialDate;
    /** `record.field` names, or categories. */
    readonly lists?: readonly string[];
  };
  readonly necessity?: { readonly statement: Text; readonly alternatives?: Text; readonly reviewOn?: string };
  /** Risk criteria met (nine of WP248). */
  readonly riskCriteria?: readonly string[];
  readonly impactAssessment?: Attachment & {
    readonly declaration?: string;
    readonly residualRisk?: "low" | "medium" | "high";
    readonly authorityConsulted?: boolean;
    /** What it describes (GDPR art. 35(7)). */
    readonly sections?: readonly ("operations" | "necessity" | "risks" | "measures")[];
    /** The categories and processors it covers. */
    readonly covers?: readonly string[];
  };
  /** The hash of the approved declaration this one is measured against. */
  readonly approved?: { readonly sha256: string; readonly on: string; readonly reference?: string };
  /** Extensions go back to review before use. */
  readonly changeProcedure?: { readonly statement: Text; readonly reference?: LegalReference };
}
