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

/** A moment the file can only name: the end of a legal duty, of a contract, of a campaign. */
export interface NamedEvent {
  readonly label: Text;
  /** The day it happened, once known. */
  readonly on?: string;
}
