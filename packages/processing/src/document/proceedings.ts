/**
 * What was asked of an authority or brought before it, and what it answered: requests, inspections, notices, decisions, and the
 * remarks they hold. Persons who complain are told by what they are, never by name.
 */
import type { Section } from "./sections.ts";
import type { LegalReference, PartialDate, Text } from "./text.ts";

/** One act of a proceeding. */
export interface ProceedingDocument {
  readonly kind:
    | "opinion-request"
    | "report"
    | "opinion"
    | "complaint"
    | "inspection"
    | "notice-of-breaches"
    | "formal-notice"
    | "reply"
    | "sanction"
    | "warning"
    | "order"
    | "closure"
    | "statement"
    | "rights-request";
  readonly title?: Text;
  readonly on?: PartialDate;
  readonly authority?: string;
  /** Who acts, when it is not the authority: the controller, a union, the parent of a pupil. */
  readonly by?: Text;
  readonly reference?: string;
  /** The act it follows or answers. */
  readonly follows?: string;
  readonly legalBasis?: LegalReference;
  readonly outcome?: "favorable" | "favorable-with-conditions" | "unfavorable" | "breach" | "closed" | "pending" | "unanswered";
  readonly fine?: { readonly amount: number; readonly currency: string };
  /** How long one has to comply or to answer. */
  readonly deadline?: string;
  /** What follows if one does not. */
  readonly failing?: Text;
  /** The texts it stands on: « Vu … ». */
  readonly visas?: readonly LegalReference[];
  readonly remarks?: Readonly<Record<string, RemarkDocument>>;
}

/** One thing an authority says of the processing, or a controller or a complainant in its place. */
export interface RemarkDocument {
  readonly kind:
    | "breach"
    | "demand"
    | "modification"
    | "procedure"
    | "reminder"
    | "allegation"
    | "measure"
    | "finding"
    | "conformity"
    | "accepted"
    | "doctrine";
  readonly statement: Text;
  readonly section?: Section;
  /** Whether the operative part repeats it. */
  readonly operative?: boolean;
  readonly reference?: LegalReference;
  /** What it is about: JSON pointers (RFC 6901) into the document. */
  readonly concerns?: readonly string[];
  readonly observed?: readonly ObservationDocument[];
}

/** What was seen or counted. */
export interface ObservationDocument {
  readonly what: Text;
  /** How old, at the least. */
  readonly age?: string;
  readonly number?: number;
  readonly on?: PartialDate;
  readonly from?: PartialDate;
  readonly until?: PartialDate;
}
