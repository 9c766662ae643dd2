/**
 * The levels of CNIL deliberation 2022-100 of 21 July 2022 (recommendation on passwords), and which lengths reach them.
 * The measure is that of a secret drawn at random: length × log2 of the alphabet.
 */

/**
 * Three cases of the deliberation: the password `alone` holds the account; access is also `restricted` after failures; a code unlocks a
 * device that the person holds (`held-device`).
 */
export type PasswordCase = "alone" | "restricted" | "held-device";

/** Least entropy in bits, by case (deliberation 2022-100, cases 1 to 3). */
export const ENTROPY_BITS: Readonly<Record<PasswordCase, number>> = Object.freeze({ alone: 80, restricted: 50, "held-device": 13 });

/** Kinds of characters; what is no ASCII letter or digit counts as special. */
export type CharacterClass = "lower" | "upper" | "digit" | "special";

/** Every kind of character. */
export const CHARACTER_CLASSES: readonly CharacterClass[] = Object.freeze(["lower", "upper", "digit", "special"]);

/** Special characters: the deliberation's first example counts a list of at least 37. */
const SIZES: Readonly<Record<CharacterClass, number>> = { lower: 26, upper: 26, digit: 10, special: 37 };

/** Bits of a word in a sentence of words: the deliberation takes seven words for 80 bits. */
export const BITS_PER_WORD: number = 80 / 7;

/** What a password is made of. */
export interface Composition {
  /** Characters (code points). */
  readonly length: number;
  readonly classes: readonly CharacterClass[];
}

/** Bits of a secret of that length drawn from all characters of these classes; 0 for none. */
export function entropyBits({ length, classes }: Composition): number {
  return length * characterBits(classes);
}

/** Bits of one character drawn from these classes. */
export function characterBits(classes: readonly CharacterClass[]): number {
  const alphabet = [...new Set(classes)].reduce((size, one) => size + SIZES[one], 0);
  return alphabet === 0 ? 0 : Math.log2(alphabet);
}

/**
 * Whether a composition reaches the level of a case: by its bits, or because the deliberation itself gives it as an example that does
 * (12 characters of all four classes, which are 79.6 bits; 8 of three classes, between 47.6 and 53 bits).
 */
export function reachesLevel(level: PasswordCase, composition: Composition): boolean {
  const { length, classes } = composition;
  const kinds = new Set(classes).size;
  if (level === "alone" && kinds === 4 && length >= 12) return true;
  if (level === "restricted" && kinds >= 3 && length >= 8) return true;
  return entropyBits(composition) >= ENTROPY_BITS[level];
}

/** The shortest length of these classes that reaches the level of a case. */
export function minimumLength(level: PasswordCase, classes: readonly CharacterClass[]): number {
  if (classes.length === 0) return Number.POSITIVE_INFINITY;
  let length = 1;
  while (!reachesLevel(level, { length, classes })) length += 1;
  return length;
}

/** A row of the table of equivalences. */
export interface Equivalence {
  readonly classes: readonly CharacterClass[];
  readonly bitsPerCharacter: number;
  /** Shortest length by case. */
  readonly lengths: Readonly<Record<PasswordCase, number>>;
}

const COMPOSITIONS: readonly (readonly CharacterClass[])[] = [
  ["digit"],
  ["lower"],
  ["lower", "digit"],
  ["lower", "upper"],
  ["lower", "upper", "digit"],
  ["lower", "upper", "digit", "special"],
];

/**
 * The table of equivalences: how long a password has to be, by what it is made of.
 *
 * @example
 * ```ts
 * import { passwordEquivalences } from "@favorable/access/credentials";
 *
 * for (const { classes, lengths } of passwordEquivalences()) console.log(`${classes.join("+")} ${lengths.alone} ${lengths.restricted}`);
 * // digit 25 16
 * // lower 18 11
 * // lower+digit 16 10
 * // lower+upper 15 9
 * // lower+upper+digit 14 8
 * // lower+upper+digit+special 12 8
 * ```
 */
export function passwordEquivalences(): readonly Equivalence[] {
  return COMPOSITIONS.map((classes) => ({
    classes,
    bitsPerCharacter: characterBits(classes),
    lengths: {
      alone: minimumLength("alone", classes),
      restricted: minimumLength("restricted", classes),
      "held-device": minimumLength("held-device", classes),
    },
  }));
}

/** The classes that stand in a text, and how many characters it has. */
export function compositionOf(text: string): Composition {
  const characters = [...text];
  const classes = CHARACTER_CLASSES.filter((one) => characters.some((character) => classOf(character) === one));
  return { length: characters.length, classes };
}

function classOf(character: string): CharacterClass {
  if (/^[a-z]$/.test(character)) return "lower";
  if (/^[A-Z]$/.test(character)) return "upper";
  return /^[0-9]$/.test(character) ? "digit" : "special";
}
