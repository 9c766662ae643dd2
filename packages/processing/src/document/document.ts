/**
 * The document form of a declaration: plain data that any tool can write, that is hashed, locked and reviewed.
 *
 * Two words are kept apart everywhere: what is not there was *not stated*; an empty list, `none` or `false` is a
 * statement that there is none.
 */
import type { AccessDocument, LogsDocument } from "./access.ts";
import type { AccuracyDocument, TimerDocument } from "./accuracy.ts";
import type { AuthorisationsDocument } from "./authorisations.ts";
import type { CaptureDocument } from "./capture.ts";
import type { AutomatedDecisionDocument, RiskDocument } from "./decisions.ts";
import type { FilingSystemDocument, HostingDocument, TenantsDocument } from "./filing-systems.ts";
import type { GovernanceDocument } from "./governance.ts";
import type { CategoryDocument, OriginDocument, OriginRuleDocument, RecordDocument } from "./information.ts";
import type { LinkDocument, ProcessorDocument, RecipientDocument, TransferDocument } from "./links.ts";
import type { ProceedingDocument } from "./proceedings.ts";
import type { FunctionDocument, PurposeDocument, SubjectDocument } from "./purpose.ts";
import type { PurgeDocument, RetentionDocument } from "./retention.ts";
import type { NoticeDocument, RightsDocument } from "./rights.ts";
import type { SecurityDocument } from "./security.ts";
import type { KeptElsewhere, LegalReference, NamedEvent, Text } from "./text.ts";

/** The form this package writes. It reads the earlier ones too: see `migrateDocument`. */
export const DOCUMENT_FORMAT = "favorable-processing/2";

/** `draft`: what is not stated cannot be assessed yet. `submitted`: a mandatory need that is not stated counts against the file. */
export type Stage = "draft" | "submitted";

/** Who decides on purposes and means. */
export interface ControllerDocument {
  readonly name: string;
  readonly kind: "public-body" | "private-body" | "public-service-concession";
  /** The nature of the body, as the preamble says it. */
  readonly nature?: Text;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly foundingTexts?: readonly LegalReference[];
  readonly contact?: string;
  /** The department that runs the processing, and the group the body belongs to. */
  readonly department?: Text;
  readonly group?: string;
  /** The representative of a controller from elsewhere (GDPR art. 27). */
  readonly representative?: { readonly name: string; readonly contact: string };
}

/** Several controllers, and what they agreed (GDPR art. 26). */
export interface JointControllersDocument {
  readonly controllers: readonly ControllerDocument[];
  readonly arrangement?: Text;
  readonly document?: KeptElsewhere;
  readonly contactPoint?: Text;
  /** Which controller answers for what, by its position. */
  readonly duties?: readonly {
    readonly controller: number;
    readonly answersFor: readonly ("information" | "rights" | "security" | "breaches" | "processors")[];
  }[];
}

/** Whom one writes to (GDPR art. 37 to 39). */
export interface OfficerDocument {
  readonly contact: string;
  /** Named in the notice. */
  readonly named?: boolean;
  readonly designatedOn?: string;
}

/** What a processing is, for rules that hold for one kind only. */
export type ProcessingKind =
  | "staff-management"
  | "health-follow-up"
  | "patient-record"
  | "social-work"
  | "video-protection"
  | "access-control"
  | "geolocation"
  | "call-recording"
  | "messaging"
  | "user-service"
  | "other";

/** A processing of personal data, as a file an authority could receive. */
export interface ProcessingDocument {
  readonly format: typeof DOCUMENT_FORMAT;
  readonly id: string;
  readonly stage: Stage;
  readonly title?: Text;
  readonly kind?: ProcessingKind;
  /** The declaration's own version, as its authors count. */
  readonly version?: string;
  /** IANA zone in which its dates are counted. */
  readonly zone?: string;
  /** First and last day of the processing. */
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly controller?: ControllerDocument;
  readonly jointControllers?: JointControllersDocument | "none";
  /** For whom it is done, when the body that declares is a processor (GDPR art. 30(2)). */
  readonly onBehalfOf?: readonly ControllerDocument[] | "none";
  readonly dpo?: OfficerDocument | "none";
  /** Moments that bases, periods and floors refer to. */
  readonly events?: Readonly<Record<string, NamedEvent>>;
  readonly subjects?: Readonly<Record<string, SubjectDocument>>;
  readonly purposes?: Readonly<Record<string, PurposeDocument>>;
  readonly functions?: Readonly<Record<string, FunctionDocument>>;
  readonly categories?: Readonly<Record<string, CategoryDocument>>;
  readonly origins?: Readonly<Record<string, OriginDocument>>;
  readonly originRules?: readonly OriginRuleDocument[];
  readonly records?: Readonly<Record<string, RecordDocument>>;
  readonly accuracy?: AccuracyDocument;
  readonly timers?: Readonly<Record<string, TimerDocument>>;
  readonly automatedDecisions?: Readonly<Record<string, AutomatedDecisionDocument>> | "none";
  readonly notices?: Readonly<Record<string, NoticeDocument>>;
  readonly rights?: RightsDocument;
  readonly access?: AccessDocument;
  readonly authorisations?: AuthorisationsDocument;
  readonly tenants?: TenantsDocument | "none";
  readonly logs?: LogsDocument;
  readonly links?: Readonly<Record<string, LinkDocument>>;
  readonly recipients?: Readonly<Record<string, RecipientDocument>>;
  readonly processors?: Readonly<Record<string, ProcessorDocument>>;
  readonly transfers?: Readonly<Record<string, TransferDocument>>;
  readonly filingSystems?: Readonly<Record<string, FilingSystemDocument>>;
  readonly hosting?: Readonly<Record<string, HostingDocument>>;
  readonly security?: SecurityDocument;
  readonly retention?: Readonly<Record<string, RetentionDocument>>;
  readonly purge?: PurgeDocument;
  readonly capture?: CaptureDocument | "none";
  readonly governance?: GovernanceDocument;
  readonly risks?: Readonly<Record<string, RiskDocument>>;
  readonly proceedings?: Readonly<Record<string, ProceedingDocument>>;
}
