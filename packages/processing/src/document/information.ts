/** Section III: categories, fields, origins, and what a certifying origin excludes. */
import type { FieldKind } from "@favorable/fields";
import type { LegalReference, Text } from "./text.ts";

/** The special categories (GDPR art. 9(1); law 1.565 art. 7), and offences. */
export type SpecialKind =
  | "health"
  | "biometric"
  | "genetic"
  | "racial-or-ethnic"
  | "political"
  | "religious-or-philosophical"
  | "trade-union"
  | "sex-life"
  | "offences"
  | "social-appraisal";

/** What a category of data is about; decides which published caps and floors apply to it. */
export type DataKind =
  | "general"
  | "access-log"
  | "cctv"
  | "body-camera"
  | "badge-event"
  | "working-time"
  | "user-account"
  | "mailbox"
  | "geolocation"
  | "call-recording"
  | "rights-request"
  | "identity-copy"
  | "campaign-list"
  | "payroll"
  | "medical-file"
  | "prospect"
  | "recruitment";

/** One category of information. */
export interface CategoryDocument {
  readonly label: Text;
  readonly kind?: DataKind;
  readonly special?: SpecialKind;
  /** The condition that lifts the prohibition of a special category (GDPR art. 9(2)). */
  readonly condition?: LegalReference;
  /** Its fields are national identifiers (GDPR art. 87), unless a field says otherwise. */
  readonly nationalId?: boolean;
  /** It holds data of minors. */
  readonly minors?: boolean;
  /** Its fields take their values from closed lists. */
  readonly closedList?: boolean;
  /** The text that provides for these data; a field's own reference goes before. */
  readonly legalRef?: LegalReference;
  /** The category's term in the Data Privacy Vocabulary, as an IRI. */
  readonly dpv?: string;
}

/** Where information comes from. */
export interface OriginDocument {
  readonly label: Text;
  readonly kind: "subject" | "file" | "third-party" | "application" | "system";
  /** True for a competent third party whose statement replaces the proofs. */
  readonly certifies?: boolean;
  /** Categories of which nothing is accepted from it. */
  readonly excludes?: readonly string[];
  /** For a `file`: the id of the link the data come through. */
  readonly link?: string;
  /** By what the data come in. */
  readonly channels?: readonly IntakeChannel[];
  /** Of how many systems it is made, when several. */
  readonly systems?: number;
  /** The origin's term in the Data Privacy Vocabulary, as an IRI. */
  readonly dpv?: string;
}

/** How data come in. */
export type IntakeChannel = "paper" | "mail" | "secure-mail" | "form" | "upload" | "oral" | "file-transfer" | "api" | "device";

export type { FieldKind };

/** One field of a record. */
export interface FieldDocument {
  readonly label?: Text;
  readonly category: string;
  readonly origins: readonly string[];
  readonly purposes: readonly string[];
  readonly kind: FieldKind;
  /** The subject's own identifier within the record. */
  readonly subject?: boolean;
  readonly optional?: boolean;
  /** The text that provides for this very field. */
  readonly legalRef?: LegalReference;
  readonly justification?: Text;
  /** A national identifier (GDPR art. 87), such as the French NIR. */
  readonly nationalId?: boolean;
  /** A justifying document or its content: what a certifying origin makes superfluous. */
  readonly proof?: boolean;
  /** For free text: who moderates it. `none` is a statement, absence is silence. */
  readonly moderator?: string | "none";
  /** For free text: the kinds of content it is searched for, such as `iban` or `term:health`. */
  readonly screenedFor?: readonly string[];
  /** The value is set by a trusted clock or by the authenticated actor, never by the caller. */
  readonly boundTo?: "clock" | "actor";
  /** When a bound value is set: once, when the row is added, or at each change as well. */
  readonly boundWhen?: "added" | "changed";
  /** A reason or diagnosis behind a status, which a human weighs. */
  readonly reason?: boolean;
  /** For a closed list: the values there are. */
  readonly values?: readonly string[];
}

/** One record: a set of fields about one kind of subjects. */
export interface RecordDocument {
  readonly label?: Text;
  readonly subjects: readonly string[];
  readonly fields: Readonly<Record<string, FieldDocument>>;
}

/** For data of a certifying origin: what alone is recorded, and what is therefore refused. */
export interface OriginRuleDocument {
  readonly origin: string;
  /** Categories whose status that origin certifies. */
  readonly categories: readonly string[];
  /** Fields, `record.field`, that are recorded from that origin; all others of these categories are refused. */
  readonly keeps: readonly string[];
}
