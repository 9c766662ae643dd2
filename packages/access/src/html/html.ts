/** Markup whose values are escaped: what is not markup already is text. */
import { escapeMarkup } from "@favorable/core";

/** Markup that is safe to put into a page. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template; lists are joined, `undefined` and `false` are nothing. */
export type Piece = string | number | Markup | undefined | false | readonly Piece[];

/** A template of markup: the parts between are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { markup: strings.map((text, at) => text + (at < pieces.length ? printed(pieces[at]) : "")).join("") };
}

function printed(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "string") return escapeMarkup(piece);
  if (typeof piece === "number") return String(piece);
  if (isMarkup(piece)) return piece.markup;
  return piece.map(printed).join("");
}

function isMarkup(piece: Markup | readonly Piece[]): piece is Markup {
  return !Array.isArray(piece);
}
