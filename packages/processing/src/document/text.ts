/** Words and names shared by every part of a declaration's document. */

import type { LegalReference, Text } from "@favorable/fields";

export type { LegalReference, Text };

/** A document that is, or is not, joined to the file. */
export interface Attachment {
  readonly title: Text;
  /** Whether the text itself is in the file the authority receives. */
  readonly attached: boolean;
  /** SHA-256 of the attached text, hexadecimal. */
  readonly sha256?: string;
}

/** A day, or only its month or year when no more is known: `2010-06-01`, `2009-05`, `2008`. */
export type PartialDate = string;

/** A document kept elsewhere, and its day. */
export interface KeptElsewhere {
  readonly reference: string;
  readonly on: string;
}

/** A moment the file can only name: the end of a legal duty, of a contract, of a campaign. */
export interface NamedEvent {
  readonly label: Text;
  /** The day it happened, once known. */
  readonly on?: string;
}
