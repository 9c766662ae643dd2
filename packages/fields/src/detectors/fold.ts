/**
 * One writing for the many: a text of the same length in UTF-16 code units, so that a position in it is a position in the original.
 * Digits of other scripts and full-width forms become ASCII; spaces, dashes and dots become one of each; invisible characters become
 * spaces, which a number may hold.
 */

/** First digits of the decimal digit ranges in use: Arabic-Indic, extended Arabic-Indic, Devanagari, Bengali (Unicode, general category Nd). */
const ZEROS: readonly number[] = [0x0660, 0x06f0, 0x0966, 0x09e6];
const SINGLE = new Map<number, string>();
/** No-break, en quad to hair, narrow no-break, mathematical and ideographic space; soft hyphen, zero-width characters, word joiner, tab. */
for (const code of [0xa0, 0x202f, 0x205f, 0x3000, 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x09]) SINGLE.set(code, " ");
for (let code = 0x2000; code <= 0x200a; code++) SINGLE.set(code, " ");
/** Hyphen to horizontal bar, minus sign, small and full-width hyphen. */
for (let code = 0x2010; code <= 0x2015; code++) SINGLE.set(code, "-");
for (const code of [0x2212, 0xfe58, 0xfe63, 0xff0d]) SINGLE.set(code, "-");
/** Middle dot, bullet operator, one dot leader. */
for (const code of [0xb7, 0x22c5, 0x2024]) SINGLE.set(code, ".");

/** Folds a text; ASCII letters become upper case, everything else that is not named above stays. */
export function fold(text: string): string {
  let folded = "";
  for (let at = 0; at < text.length; at++) folded += foldUnit(text.charCodeAt(at), text.charAt(at));
  return folded;
}

function foldUnit(code: number, unit: string): string {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a ? String.fromCharCode(code - 32) : code === 0x09 ? " " : unit;
  const single = SINGLE.get(code);
  if (single !== undefined) return single;
  if (code >= 0xff01 && code <= 0xff5e) return foldUnit(code - 0xfee0, String.fromCharCode(code - 0xfee0));
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? unit : String(code - zero);
}
