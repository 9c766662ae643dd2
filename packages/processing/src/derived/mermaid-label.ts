/** Texts in Mermaid sources: anybody's words, none of which may become syntax. */

/** Longer labels make nodes that nobody reads. */
const LONGEST = 160;
/** What no label needs and some renderers act on: controls, line ends, turned or hidden writing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]+/gu;
/** What stands for itself in a quoted label; a digit or sign beyond it is written as its code. */
const PLAIN = /[^\p{L}\p{M}\p{N} .,'’«»!?/()+–—-]/gu;

/**
 * Writes a text as a quoted label. Every sign that could end the label or be read as syntax, entity, Markdown or directive is written as an
 * entity code of Mermaid, `#35;`.
 */
export function quotedLabel(text: string): string {
  const clean = text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
  // Mermaid refuses a label in which there is nothing.
  if (clean === "") return '"—"';
  const signs = [...clean];
  const shown = signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : clean;
  return `"${shown.replace(PLAIN, (sign) => `#${sign.codePointAt(0) ?? 32};`)}"`;
}

/** Writes a text for `accTitle` and `accDescr`, which know no escapes: letters, digits and blanks. */
export function accessibleText(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} ,.'’-]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, LONGEST);
}
