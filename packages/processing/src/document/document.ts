/**
 * The document form of a declaration: plain data that any tool can write, that is hashed, locked and reviewed.
 *
 * Two words are kept apart everywhere: what is not there was *not stated*; an empty list, `none` or `false` is a
 * statement that there is none.
 */
import type { AccessDocument, LogsDocument } from "./access.ts";
import type { CategoryDocument, OriginDocument, OriginRuleDocument, RecordDocument } from "./information.ts";
import type { LinkDocument, ProcessorDocument, RecipientDocument, TransferDocument } from "./links.ts";
import type { FunctionDocument, PurposeDocument, SubjectDocument } from "./purpose.ts";
import type { PurgeDocument, RetentionDocument } from "./retention.ts";
import type { NoticeDocument, RightsDocument } from "./rights.ts";
import type { CaptureDocument, GovernanceDocument, SecurityDocument } from "./security.ts";
import type { LegalReference, NamedEvent, Text } from "./text.ts";

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
}

/** A processing of personal data, as a file an authority could receive. */
export interface ProcessingDocument {
  readonly format: "favorable-processing/1";
  readonly id: string;
  readonly stage: Stage;
  readonly title?: Text;
  /** IANA zone in which its dates are counted. */
  readonly zone?: string;
  /** First and last day of the processing. */
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly controller?: ControllerDocument;
  readonly jointControllers?: { readonly controllers: readonly ControllerDocument[]; readonly arrangement?: Text } | "none";
  readonly dpo?: { readonly contact: string; readonly named?: boolean } | "none";
  /** Moments that bases, periods and floors refer to. */
  readonly events?: Readonly<Record<string, NamedEvent>>;
  readonly subjects?: Readonly<Record<string, SubjectDocument>>;
  readonly purposes?: Readonly<Record<string, PurposeDocument>>;
  readonly functions?: Readonly<Record<string, FunctionDocument>>;
  readonly categories?: Readonly<Record<string, CategoryDocument>>;
  readonly origins?: Readonly<Record<string, OriginDocument>>;
  readonly originRules?: readonly OriginRuleDocument[];
  readonly records?: Readonly<Record<string, RecordDocument>>;
  readonly notices?: Readonly<Record<string, NoticeDocument>>;
  readonly rights?: RightsDocument;
  readonly access?: AccessDocument;
  readonly logs?: LogsDocument;
  readonly links?: Readonly<Record<string, LinkDocument>>;
  readonly recipients?: Readonly<Record<string, RecipientDocument>>;
  readonly processors?: Readonly<Record<string, ProcessorDocument>>;
  readonly transfers?: Readonly<Record<string, TransferDocument>>;
  readonly security?: SecurityDocument;
  readonly retention?: Readonly<Record<string, RetentionDocument>>;
  readonly purge?: PurgeDocument;
  readonly capture?: CaptureDocument | "none";
  readonly governance?: GovernanceDocument;
}
