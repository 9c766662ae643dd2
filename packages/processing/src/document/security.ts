/** Sections VII and IX: security, exports, and the governance of the file. */
import type { KeptElsewhere } from "./purpose.ts";
import type { Attachment, LegalReference, Text } from "./text.ts";

/** Security measures. Absence is silence; `false` and `none` are statements. */
export interface SecurityDocument {
  readonly passwords?: {
    readonly minimumLength?: number;
    readonly entropyBits?: number;
    readonly storedAs?: "salted-hash" | "hash" | "clear";
    readonly lockout?: boolean;
    readonly sentInClear?: boolean;
  };
  readonly encryption?: { readonly inTransit?: boolean; readonly atRest?: boolean; readonly keys?: Text };
  /** Dated checklist of ports, servers, devices and nominative accounts. */
  readonly infrastructureChecklist?: KeptElsewhere;
  /** Last and next review of the measures against the state of the art. */
  readonly review?: { readonly last: string; readonly every: string };
  /** Reachable from a public network. */
  readonly exposed?: boolean;
  readonly exports?: ExportsDocument | "none";
  readonly backups?: { readonly rotation: string; readonly encrypted?: boolean } | "none";
  readonly paper?: { readonly used: boolean; readonly measures?: Text };
  readonly environments?: readonly {
    readonly name: string;
    readonly production: boolean;
    readonly data: "real" | "generated" | "anonymised";
  }[];
  readonly breach?: { readonly procedure: Text; readonly authorityWithinHours?: number; readonly register?: boolean };
}

/** Copies and extractions. */
export interface ExportsDocument {
  /** Every copy is encrypted on the medium that receives it; of linked processings too. */
  readonly encrypted?: boolean;
  readonly linkedToo?: boolean;
  /** Each copy has an entry: who, purpose, rows, recipient, expiry. */
  readonly ledger?: boolean;
  /** A copy is deleted after. */
  readonly expireAfter?: string;
}

/** Capture by devices: images, sound, position. `none` says there is none. */
export interface CaptureDocument {
  readonly devices: readonly ("cctv" | "body-camera" | "audio" | "geolocation" | "badge" | "screen")[];
  readonly continuous?: boolean;
  readonly audio?: boolean;
  readonly masking?: boolean;
  readonly area?: Text;
  readonly uses?: readonly string[];
}

/** Necessity, impact assessment, formalities, change. */
export interface GovernanceDocument {
  /** The prior formality or the entry in the register of activities. */
  readonly formality?: {
    readonly kind: "opinion-request" | "authorisation-request" | "declaration" | "register-entry";
    readonly on: string;
    readonly reference?: string;
  };
  readonly necessity?: { readonly statement: Text; readonly alternatives?: Text; readonly reviewOn?: string };
  /** Risk criteria met (nine of WP248). */
  readonly riskCriteria?: readonly string[];
  readonly impactAssessment?: Attachment & {
    readonly declaration?: string;
    readonly residualRisk?: "low" | "medium" | "high";
    readonly authorityConsulted?: boolean;
  };
  /** The hash of the approved declaration this one is measured against. */
  readonly approved?: { readonly sha256: string; readonly on: string; readonly reference?: string };
  /** Extensions go back to review before use. */
  readonly changeProcedure?: { readonly statement: Text; readonly reference?: LegalReference };
}
