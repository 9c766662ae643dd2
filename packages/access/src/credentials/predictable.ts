/** How much of a password is habit: an estimate of ours, beside the entropy that the deliberation asks, and never instead of it. */
import { folded, LISTED_BITS, listedAt, plain } from "./common-passwords.ts";
import { BITS_PER_WORD, characterBits, compositionOf } from "./entropy.ts";

const KEYBOARD: readonly string[] = [
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "&é\"'(-è_çà",
  "1234567890",
  // The middle of a keypad, the only straight line of four keys.
  "2580",
].flatMap((row) => [row, [...row].reverse().join("")]);
/** Shortest pattern that counts as one. */
const SHORTEST = 3;
const SHORTEST_KEYS = 4;
const YEARS = Math.log2(130);

interface Found {
  readonly length: number;
  readonly bits: number;
}

/**
 * Bits of a password once its patterns count as what they are: listed words, runs, sequences, rows of a keyboard, years, blocks written
 * twice, words of the person, and sentences of plain words (80 / 7 bits a word, as in the deliberation's example of seven words).
 *
 * @param words - words of the person or the organisation, folded
 */
export function estimatedBits(text: string, words: readonly string[] = []): number {
  const { classes } = compositionOf(text);
  const perCharacter = characterBits(classes);
  const characters = [...text];
  // In a number longer than a date, the digits of a year are chance.
  const forms = { isLongNumber: /^\d{9,}$/.test(text), plain: [...plain(text)], folded: [...folded(text)] };
  let bits = 0;
  for (let at = 0; at < characters.length; ) {
    const found = longestAt(forms, at, perCharacter, words);
    bits += found?.bits ?? perCharacter;
    at += found?.length ?? 1;
  }
  return Math.min(bits, sentenceBits(text));
}

/** A sentence of plain words is guessed by words, not by letters. */
function sentenceBits(text: string): number {
  const words = text.toLowerCase().split(/[\s\-_.,;]+/);
  if (words.length < 2 || !words.every((word) => /^\p{L}{2,}$/u.test(word))) return Number.POSITIVE_INFINITY;
  return new Set(words).size * BITS_PER_WORD;
}

function longestAt(
  forms: { readonly isLongNumber: boolean; readonly plain: readonly string[]; readonly folded: readonly string[] },
  at: number,
  perCharacter: number,
  words: readonly string[],
): Found | undefined {
  const rest = forms.plain.slice(at).join("");
  const foldedRest = forms.folded.slice(at).join("");
  const own = words.find((word) => word.length >= SHORTEST && (rest.startsWith(word) || foldedRest.startsWith(word)))?.length ?? 0;
  const listed = Math.max(listedAt(rest, 0), listedAt(foldedRest, 0));
  const strokes = Math.max(stepped(forms.plain, at, 0), stepped(forms.plain, at, 1), stepped(forms.plain, at, -1), onKeyboard(rest));
  const candidates: Found[] = [
    { length: own, bits: 1 },
    { length: listed, bits: LISTED_BITS + 1 }, // One more for a capital letter.
    { length: strokes, bits: perCharacter + Math.log2(Math.max(strokes, 1)) },
    { length: !forms.isLongNumber && /^(19|20)\d\d/.test(rest) ? 4 : 0, bits: YEARS },
    { length: repeatedAt(forms.plain, at), bits: 1 },
    { length: variedAt(forms.plain, at), bits: perCharacter + 1 },
  ];
  return candidates.filter(({ length }) => length > 0).sort((a, b) => b.length - a.length || a.bits - b.bits)[0];
}

/** Length of a run whose code points rise by the step. */
function stepped(characters: readonly string[], at: number, step: number): number {
  let length = 1;
  while (codeAt(characters, at + length) === codeAt(characters, at + length - 1) + step) length += 1;
  return length >= SHORTEST ? length : 0;
}

function codeAt(characters: readonly string[], at: number): number {
  return characters[at]?.codePointAt(0) ?? Number.NaN;
}

function onKeyboard(rest: string): number {
  let longest = 0;
  for (const row of KEYBOARD)
    for (let length = Math.min(rest.length, row.length); length >= SHORTEST_KEYS && length > longest; length -= 1)
      if (row.includes(rest.slice(0, length))) longest = length;
  return longest;
}

/** Length of what repeats the characters just before: three at the least, or two in a code of digits. */
function repeatedAt(characters: readonly string[], at: number): number {
  const shortest = characters.every((one) => one >= "0" && one <= "9") ? 2 : SHORTEST;
  for (let size = at; size >= shortest; size -= 1) {
    const block = characters.slice(at - size, at).join("");
    if (characters.slice(at, at + size).join("") === block) return size;
  }
  return 0;
}

/** Length of what repeats the characters just before but for one of them: `ab1!ab2!`. */
function variedAt(characters: readonly string[], at: number): number {
  for (let size = Math.min(at, characters.length - at); size >= SHORTEST_KEYS; size -= 1) {
    let others = 0;
    for (let step = 0; step < size; step += 1) if (characters[at + step] !== characters[at + step - size]) others += 1;
    if (others === 1) return size;
  }
  return 0;
}
