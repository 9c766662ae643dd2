/** Texts of others on a terminal. */

/**
 * A text of a manifest, a document or a system, on one line: what would steer a terminal, hide, turn the direction of writing or begin a
 * line, which could then look like a verdict, is shown by its code.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}
