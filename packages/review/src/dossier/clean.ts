/** One gate for every text that comes from outside, before any of it reaches the page. */

/** Control characters, and the marks that turn the order of what follows on screen (Unicode UAX #9 §2). */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Copies plain data with every character a reader cannot see replaced by U+FFFD, keys included: a declaration must not be
 * able to reorder or hide the words around its own. Escaping of markup is the renderer's; this is what escaping leaves.
 */
export function clean<T>(value: T): T {
  // The copy has the shape of what was copied; the compiler cannot follow it through the recursion.
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [cleanText(key), copy(held)]));
}

function cleanText(text: string): string {
  return text.toWellFormed().replace(UNSEEN, "\uFFFD");
}

/** A member of a table by a name from outside: own members only, so that `constructor` is as unknown as any other. */
export function member<V>(table: Readonly<Record<string, V>> | undefined, name: string | undefined): V | undefined {
  return table !== undefined && name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
