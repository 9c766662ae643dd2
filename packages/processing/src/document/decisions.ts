/** Section IX: automated decisions and the risks of the impact assessment. */
import type { LegalReference, Text } from "./text.ts";

/** A decision taken without a person, or a profile (GDPR art. 22; law 1.565 art. 64 and 91). */
export interface AutomatedDecisionDocument {
  readonly label: Text;
  readonly purposes: readonly string[];
  readonly profiling?: boolean;
  readonly logic?: Text;
  readonly consequences?: Text;
  readonly humanIntervention?: boolean;
  readonly reference?: LegalReference;
}

/** One feared event of the impact assessment (GDPR art. 35(7)(c) and (d); CNIL, PIA knowledge bases). */
export interface RiskDocument {
  readonly feared: "illegitimate-access" | "unwanted-change" | "disappearance";
  readonly sources?: readonly ("internal-person" | "external-person" | "no-person")[];
  readonly threats?: readonly Text[];
  readonly impacts?: readonly Text[];
  readonly measures?: readonly Text[];
  /** From 1, negligible, to 4, maximum. */
  readonly severity?: number;
  readonly likelihood?: number;
}
