/** Text inside HTML and SVG. */

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Makes any text safe in HTML and SVG, as content and within quotes.
 *
 * @example
 * ```ts
 * import { escapeMarkup } from "@favorable/core";
 *
 * console.log(escapeMarkup("L'<b>")); // L&#39;&lt;b&gt;
 * ```
 */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
