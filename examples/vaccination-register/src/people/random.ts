/** Numbers that look random and are the same on every run: what the example invents must not differ between two runs. */

/** A stream of numbers from one seed. */
export interface Random {
  /** The next number, 0 included, 1 not. */
  next(): number;
  /** A whole number, both ends included. */
  between(first: number, last: number): number;
  /** One of the items, each as likely as its weight; 1 when it has none. */
  pick<T>(items: readonly (readonly [item: T, weight: number])[]): T;
}

/**
 * Starts a stream (mulberry32 over an FNV-1a hash of the seed). Not for secrets.
 *
 * @param seed - any text; the same text gives the same numbers
 */
export function randomFrom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (first, last) => first + Math.floor(next() * (last - first + 1)),
    pick(items) {
      let left = next() * items.reduce((total, [, weight]) => total + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      throw new RangeError("nothing to pick from");
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
