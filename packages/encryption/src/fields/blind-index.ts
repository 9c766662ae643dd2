/** A keyed blind index: equal values give equal bytes, so an equality can be searched without opening anything. */
import { concatBytes, utf8 } from "@favorable/core";
import { hkdfSha256, hmacSha256 } from "#crypto";
import { keyError } from "../keys/key-error.ts";
import { number } from "./place.ts";

/**
 * What counts as equal. `exact`: the text in Unicode form C. `caseless`: form KC, no blanks at either end, runs of blanks one blank, lower
 * case. `digits`: decimal digits alone, in form KC.
 */
export type Normalisation = "exact" | "caseless" | "digits";

/** What an index is for. */
export interface BlindIndexOptions {
  /** 32 random bytes, of its own and never those of the database. One key serves many indexes: each derives its own. */
  readonly key: Uint8Array;
  /** The table and the column of the values. */
  readonly table: string;
  readonly column: string;
  /** What counts as equal; part of the derivation, so that two ways are never mixed unnoticed. */
  readonly normalise: Normalisation;
  /**
   * Bits of the index, 8 to 256; 256 unless told. Fewer make different values share a cell on purpose, so that one cell says less: search,
   * open, compare.
   */
  readonly bits?: number;
  /** Counts rotations of the key; 1 unless told. Two columns stand side by side while a new version is filled. */
  readonly version?: number;
}

/** An index over one column. */
export interface BlindIndex {
  /** What is stored and searched: `bits` bits, in whole bytes. Throws `INDEX_INVALID` for a value of which nothing is left. */
  of(value: string): Uint8Array;
}

const LABEL: Uint8Array = utf8("favorable blind index v1");

const NORMALISATIONS: Readonly<Record<Normalisation, (text: string) => string>> = {
  exact: (text) => text.normalize("NFC"),
  caseless: (text) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase(),
  digits: (text) => text.normalize("NFKC").replace(/[^0-9]/g, ""),
};

/**
 * Makes an index: HMAC-SHA-256 under a key derived for this table, column, normalisation, width and version, truncated.
 *
 * Who has the key can try values: a short list (phone numbers, dates) is found by trying all. An index outlives the keys of its subjects:
 * its cells are emptied when a subject is erased (`attached` of the PostgreSQL store).
 *
 * @throws `INDEX_INVALID`
 * @example
 * ```ts
 * import { blindIndex } from "@favorable/encryption";
 *
 * const key = new Uint8Array(32).fill(7); // from the key service, in earnest
 * const index = blindIndex({ key, table: "agent", column: "email", normalise: "caseless", bits: 64 });
 * console.log(index.of("A.Dupont@Example.org ").join() === index.of("a.dupont@example.org").join()); // true
 * console.log(index.of("b.dupont@example.org").length); // 8
 * ```
 */
export function blindIndex(options: BlindIndexOptions): BlindIndex {
  const { key, table, column, normalise, bits = 256, version = 1 } = options;
  const apply = Object.hasOwn(NORMALISATIONS, normalise) ? NORMALISATIONS[normalise] : undefined;
  if (!(key instanceof Uint8Array) || key.length !== 32 || apply === undefined)
    throw keyError("INDEX_INVALID", "an index has a key of 32 bytes and a known normalisation");
  if (!Number.isInteger(bits) || bits < 8 || bits > 256 || !Number.isInteger(version) || version < 1)
    throw keyError("INDEX_INVALID", "an index has 8 to 256 bits and a version from 1");
  const names = [table, column, normalise].map((name) => {
    if (typeof name !== "string" || name === "" || !name.isWellFormed())
      throw keyError("INDEX_INVALID", "an index has a table and a column");
    return concatBytes(number(utf8(name).length), utf8(name));
  });
  const derived = hkdfSha256(key, new Uint8Array(0), concatBytes(LABEL, ...names, number(bits), number(version)));
  return {
    of(value) {
      const text = typeof value === "string" && value.isWellFormed() ? apply(value) : "";
      if (text === "") throw keyError("INDEX_INVALID", "nothing of the value is left to index", { table, column });
      return truncated(hmacSha256(derived, utf8(text)), bits);
    },
  };
}

function truncated(mac: Uint8Array, bits: number): Uint8Array {
  const bytes = mac.slice(0, Math.ceil(bits / 8));
  const spare = bytes.length * 8 - bits;
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) & (0xff << spare);
  return bytes;
}
