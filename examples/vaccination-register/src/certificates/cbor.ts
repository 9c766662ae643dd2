/**
 * CBOR (RFC 8949) from strangers: nesting and number of items are counted on the tokens, before anything recurses or allocates.
 */
import { type DecodeOptions, decode, encode, Tagged, type Token, Tokenizer } from "cborg";
import { refusal, step } from "./refusal.ts";

const MAX_DEPTH = 16;
const MAX_ITEMS = 2048;

/** COSE_Sign1 (RFC 9052 §2) and CWT (RFC 8392 §6): the only tags read. Without tags 2 and 3 there are no big numbers to compute. */
const TAGS = [18, 61] as const;

const options: DecodeOptions = {
  strict: true,
  allowIndefinite: false,
  allowBigInt: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  tags: Object.fromEntries(TAGS.map((tag) => [tag, (inner: () => unknown) => new Tagged(tag, inner())])),
};

/**
 * Reads one CBOR item that fills the whole input: definite lengths, shortest numbers, no duplicate keys, no tag but 18 and 61.
 *
 * @returns maps as `Map`, tagged items as `Tagged` of cborg
 * @throws `CERTIFICATE_CBOR`, also beyond 16 levels or 2,048 items
 */
export function readCbor(bytes: Uint8Array): unknown {
  return step("CERTIFICATE_CBOR", () => decode(bytes, { ...options, tokenizer: boundedTokenizer(bytes) }));
}

/** Writes a value as CBOR; maps may have numbers as keys. */
export function writeCbor(value: unknown): Uint8Array {
  return new Uint8Array(encode(value));
}

/** Takes the given tag off an item, if it has it. */
export function untagged(item: unknown, tag: (typeof TAGS)[number]): unknown {
  return item instanceof Tagged && item.tag === tag ? item.value : item;
}

function boundedTokenizer(bytes: Uint8Array): { done(): boolean; next(): Token; pos(): number } {
  // A tokenizer has options of its own: strictness is lost unless they are given twice.
  const tokens = new Tokenizer(bytes, options);
  const open: number[] = [];
  let items = 0;
  return {
    done: () => tokens.done(),
    pos: () => tokens.pos(),
    next() {
      const token = tokens.next();
      items += 1;
      while (open.at(-1) === 0) open.pop();
      const parent = open.pop();
      if (parent !== undefined) open.push(parent - 1);
      const inside = contained(token);
      if (inside !== undefined) open.push(inside);
      if (items > MAX_ITEMS || open.length > MAX_DEPTH) throw refusal("CERTIFICATE_CBOR");
      return token;
    },
  };
}

/** How many items a token promises to hold. */
function contained(token: Token): number | undefined {
  if (token.type.name === "array") return Number(token.value);
  if (token.type.name === "map") return Number(token.value) * 2;
  return token.type.name === "tag" ? 1 : undefined;
}
