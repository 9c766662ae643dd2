/** The keys of the form: the only words of a hand-written document that an error may repeat. */

const WORDS = new Set<string>();

/** Makes the keys of a schema known. */
export function registerWords(keys: readonly string[]): void {
  for (const key of keys) WORDS.add(key);
}

/** Whether a text is a key of the form, wherever it stands. */
export function isWord(text: string): boolean {
  return WORDS.has(text);
}
