/** Words and names shared by every part of a declaration's document. */

/** A text for people, in the languages the file is written in; at least one is given. */
export interface Text {
  /** French. */
  readonly fr?: string;
  /** English. */
  readonly en?: string;
}

/** A law, regulation or decision, and where in it. */
export interface LegalReference {
  /** The text, as one cites it: `Law 1.509 of 20 September 2021`. */
  readonly text: string;
  /** Article, paragraph or section. */
  readonly article?: string;
}

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
