/**
 * Who may say *permitted*. A `For` value is minted by one holder per vocabulary: the first that claims it with a symbol
 * of its own, which is the guard. Whoever comes later without that symbol is refused, so that application code can
 * neither mint beside the guard nor, having claimed first, leave the guard unaware of it.
 */
import { PrivacyError } from "@favorable/core";
import type { For } from "./brand.ts";

/** A minted value. A purpose that is known only as one of several gives one of several marks, never all of them. */
export type Permitted<P extends string, T> = P extends string ? For<P, T> : never;

/** Mints permitted values of one vocabulary. */
export interface Minter {
  /**
   * Marks an object as permitted for a purpose, freezing it.
   *
   * @throws `MINT_REFUSED` for what is no object, `PURPOSE_UNKNOWN`
   */
  mint<const P extends string, T extends object>(purpose: P, value: T): Permitted<P, T>;
}

interface Holder {
  readonly purposes: ReadonlySet<string>;
  claim?: { readonly key: symbol; readonly minter: Minter };
}

const holders = new WeakMap<object, Holder>();
const permits = new WeakMap<object, Set<string>>();

/** Makes a vocabulary known here. */
export function registerVocabulary(vocabulary: object, purposes: ReadonlySet<string>): void {
  holders.set(vocabulary, { purposes });
}

/**
 * Claims the minting of a vocabulary's permitted values.
 *
 * @param key - a symbol the holder keeps to itself; the same symbol gets the same minter again
 * @throws `MINT_REFUSED` for a key that is no symbol, `MINTER_CLAIMED` when another holds it, `VOCABULARY_UNKNOWN` for what no `defineVocabulary` of this module made
 */
export function claimMinter(vocabulary: object, key: symbol): Minter {
  const holder = holders.get(vocabulary);
  if (typeof key !== "symbol") throw new PrivacyError("MINT_REFUSED", "a minter is claimed with a symbol that its holder keeps to itself");
  if (holder === undefined) throw new PrivacyError("VOCABULARY_UNKNOWN", "the vocabulary was not made by this copy of @favorable/fields");
  holder.claim ??= { key, minter: makeMinter(holder.purposes) };
  if (holder.claim.key !== key) throw new PrivacyError("MINTER_CLAIMED", "another holder mints the permitted values of this vocabulary");
  return holder.claim.minter;
}

/** Whether this very object was permitted for the purpose: a copy, spread or mapped, was not. */
export function isPermitted(value: unknown, purpose: string): boolean {
  return typeof value === "object" && value !== null && permits.get(value)?.has(purpose) === true;
}

function makeMinter(purposes: ReadonlySet<string>): Minter {
  return Object.freeze({
    mint<const P extends string, T extends object>(purpose: P, value: T): Permitted<P, T> {
      if (typeof value !== "object" || value === null) throw new PrivacyError("MINT_REFUSED", "only an object is marked as permitted");
      if (!purposes.has(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the vocabulary declares no such purpose");
      const marked = Object.freeze(value);
      permits.set(marked, (permits.get(marked) ?? new Set()).add(purpose));
      // The one cast: the mark is a type, and this is where it is given.
      return marked as Permitted<P, T>;
    },
  });
}
