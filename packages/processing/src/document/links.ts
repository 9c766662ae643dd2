/** Section VI: other processings, channels, recipients, processors, transfers. */
import type { LegalReference, Text } from "./text.ts";

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
  };
}

/** Who receives data outside the roles. */
export interface RecipientDocument {
  readonly label: Text;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly basis?: LegalReference;
}

/** Who processes data for the controller (GDPR art. 28). */
export interface ProcessorDocument {
  readonly label: Text;
  readonly contract?: string;
  readonly clauses?: readonly ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h")[];
  readonly subProcessors?: readonly string[];
  readonly country?: string;
  readonly endOfContract?: "return" | "delete" | "return-and-delete";
}

/** Data that leave the country or the European Economic Area. */
export interface TransferDocument {
  readonly to: string;
  readonly categories: readonly string[];
  readonly safeguard?: "adequacy" | "standard-clauses" | "binding-rules" | "derogation" | "none";
}
