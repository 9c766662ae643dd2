/** The little that a vocabulary must say; the declaration's document holds more, and is checked there. */

/** A text for people, in at least one language. */
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

/** What a field holds, as far as a review needs to know. */
export type FieldKind =
  | "text"
  | "free-text"
  | "closed-list"
  | "number"
  | "boolean"
  | "date"
  | "instant"
  | "document"
  | "identifier"
  | "contact"
  | "other";
