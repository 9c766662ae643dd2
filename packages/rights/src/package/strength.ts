/** How much of a passphrase is not foreseen by what stands in it already. */

/** Rows of keyboards, and what people count by. */
const ROWS: readonly string[] = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
];
const RUNS: readonly string[] = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))];

/** Words that passphrases are made of when they are not drawn: each counts as one character. */
const COMMON: readonly string[] = [
  "password",
  "passphrase",
  "motdepasse",
  "passwort",
  "secret",
  "letmein",
  "welcome",
  "bonjour",
  "admin",
  "changeme",
];

/**
 * Counts the characters of a passphrase, where a stretch of three or more that repeats what stands before it, or follows the alphabet, the digits or a
 * row of a keyboard, and a common word, count as one. An upper bound of nothing: it refuses what is plainly weak, and proves no strength.
 */
export function unforeseen(passphrase: string): number {
  const text = passphrase.normalize("NFKC").toLowerCase();
  let count = 0;
  for (let at = 0; at < text.length; count++) at += Math.max(1, stretch(text, at));
  return count;
}

/** Length of the foreseen stretch at a place; 0 for none. */
function stretch(text: string, at: number): number {
  const word = COMMON.find((common) => text.startsWith(common, at));
  let longest = word?.length ?? 0;
  for (let length = Math.max(3, longest + 1); at + length <= text.length; length++) {
    const part = text.slice(at, at + length);
    // Overlapping what it repeats, as in a row of one letter, it is a repetition all the same.
    const again = text.indexOf(part) < at;
    if (!again && !RUNS.some((run) => run.includes(part))) break;
    longest = length;
  }
  return longest;
}
