/** The little that a document is made of: headings, paragraphs, lists, tables. Renderers write it; documents only say it. */

/** The languages documents are written in. */
export type Language = "fr" | "en";

/** A piece of text: an identifier or a hash is `code`; a text in another language than the document's says which. */
export interface Span {
  readonly text: string;
  readonly code?: boolean;
  readonly strong?: boolean;
  readonly lang?: Language;
}

/** A line: one text, or several pieces that stand beside each other. */
export type Line = string | Span | readonly (string | Span)[];

/** An item of a list, with the items below it. */
export interface Item {
  readonly line: Line;
  readonly items?: readonly Item[];
}

/** A part of a document. */
export type Block =
  /** `level` 2 is a section, 3 a part of one. */
  | { readonly kind: "heading"; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly line: Line }
  /** Something to be seen before the rest is believed. */
  | { readonly kind: "notice"; readonly line: Line }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  /** The first cell of a row heads it. */
  | { readonly kind: "table"; readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] };

/** A document as plain data: what `paperMarkdown` and `paperHtml` write. */
export interface Paper {
  readonly language: Language;
  readonly title: string;
  /** What identifies the declaration it was written from, printed at its foot. */
  readonly declaration: { readonly id: string; readonly sha256: string };
  readonly blocks: readonly Block[];
}
