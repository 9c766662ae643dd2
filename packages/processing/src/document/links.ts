/** Section VI: other processings, channels, recipients, processors, transfers. */
import type { Action } from "./access.ts";
import type { PartState } from "./purpose.ts";
import type { KeptElsewhere, LegalReference, Text } from "./text.ts";

/** A link with another processing, which may also be a channel that data pass through. */
export interface LinkDocument {
  /** The purpose of the other processing, as its own file states it. */
  readonly processing: Text;
  /** Where the other processing stands. */
  readonly status: "reviewed" | "filed" | "unknown";
  readonly direction: "in" | "out" | "both";
  readonly purposes: readonly string[];
  /** `record.field` names, or categories, that pass. */
  readonly carries: readonly string[];
  /** For a channel (mail, upload area): what may stay in it, and for how long. */
  readonly channel?: {
    readonly kind: "mail" | "secure-mail" | "upload" | "paper" | "file-transfer" | "api";
    readonly encrypted?: boolean;
    /** How long a message may stay after intake. */
    readonly maximumAge?: string;
    /** What deletion reaches; `backups` closes the copy in the channel's own backup. */
    readonly purgeReaches?: readonly ("live" | "backups")[];
    /** After how long the channel's backups are overwritten. */
    readonly backupRotation?: string;
    /** What empties it, and how often. */
    readonly purge?: { readonly automatic: boolean; readonly every?: string };
  };
  /** SHA-256 of the other processing's own document, when it has one. */
  readonly declaration?: string;
}

/** Who receives data outside the roles. */
export interface RecipientDocument {
  readonly label: Text;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly basis?: LegalReference;
  readonly kind?: "internal" | "authority" | "partner" | "association" | "press" | "public" | "other";
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** By what the data reach it: seen on a screen is less than a copy. */
  readonly means?: "projection" | "consultation" | "message" | "copy" | "extract";
  /** The secrecy that a disclosure would break, or that the recipient is bound to. */
  readonly secrecy?: LegalReference;
  readonly state?: PartState;
}

/** Who processes data for the controller (GDPR art. 28). */
export interface ProcessorDocument {
  readonly label: Text;
  readonly contract?: { readonly reference: string; readonly on?: string };
  /** The clauses the contract holds: the letters of GDPR art. 28(3). */
  readonly clauses?: readonly ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h")[];
  readonly purposes?: readonly string[];
  readonly categories?: readonly string[];
  /** What it may do with the data; what its contract does not need it does not get. */
  readonly actions?: readonly Action[];
  /** The role of the matrix under which it acts. */
  readonly role?: string;
  /** How other processors come in (GDPR art. 28(2)). */
  readonly subProcessing?: "specific-authorisation" | "general-authorisation" | "forbidden";
  readonly subProcessors?: Readonly<Record<string, SubProcessorDocument>> | "none";
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly endOfContract?: EndOfContractDocument;
}

/** A processor of a processor (GDPR art. 28(2) and (4)). */
export interface SubProcessorDocument {
  readonly label: Text;
  readonly task?: Text;
  readonly country?: string;
  readonly authorised?: boolean;
  /** The same obligations are laid on it by contract. */
  readonly sameDuties?: boolean;
}

/** What happens to the data when the contract ends (GDPR art. 28(3)(g)). */
export interface EndOfContractDocument {
  readonly then: "return" | "delete" | "return-and-delete";
  /** The last day of the contract, when known. */
  readonly on?: string;
  /** How long the processor has. */
  readonly within?: string;
  /** The form in which data come back. */
  readonly format?: string;
  /** What shows that they are gone. */
  readonly proof?: "certificate" | "log" | "none";
  /** Whether its backups are reached too. */
  readonly reachesBackups?: boolean;
}

/** Data that leave the country or the European Economic Area. */
export interface TransferDocument {
  readonly to: string;
  readonly categories: readonly string[];
  readonly safeguard?: "adequacy" | "standard-clauses" | "binding-rules" | "derogation" | "none";
  /** Who receives them there: a declared recipient or processor. */
  readonly recipient?: string;
  readonly processor?: string;
  readonly purposes?: readonly string[];
  /** The decision on adequacy, when the safeguard is one (GDPR art. 45). */
  readonly decision?: LegalReference;
  /** The signed clauses or rules (GDPR art. 46 and 47). */
  readonly instrument?: KeptElsewhere;
  /** Which derogation: the letter of GDPR art. 49(1). */
  readonly derogation?: "a" | "b" | "c" | "d" | "e" | "f" | "g" | "compelling-interests";
  readonly assessment?: TransferAssessmentDocument;
  /** Onward transfers are allowed. */
  readonly onward?: boolean;
}

/** The assessment of the law of a destination (GDPR art. 46(1); CJEU C-311/18). */
export interface TransferAssessmentDocument extends KeptElsewhere {
  readonly protection: "equivalent" | "equivalent-with-measures" | "not-equivalent";
  readonly measures?: readonly ("encryption" | "pseudonymisation" | "split-processing" | "contractual" | "organisational")[];
}
