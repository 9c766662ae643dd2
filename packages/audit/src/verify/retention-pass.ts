/**
 * First pass: what the entries say about retention, for every verdict rests on all of it. Other entries are only looked at; the second
 * pass reads them, and must meet the same entries about retention.
 */
import { concatBytes, toHex, utf8 } from "@favorable/core";
import { sha256 } from "#crypto";
import { type KeyState, keyState, keyTypes } from "../key-events.ts";
import { type Leaf, parseLeaf } from "../leaf.ts";
import { retentionTypes } from "../retention-events.ts";
import { type RetentionState, retentionState } from "../verdict.ts";

/** What the first pass learned. */
export interface RetentionPass {
  /** What the entries say about retention. */
  readonly retention: RetentionState;
  /** What they say about keys. */
  readonly keys: KeyState;
  /** Positions of entries about keys that say nothing, or contradict. */
  readonly keyTroubles: ReadonlyMap<number, "malformed" | "contradiction">;
  /** Over the entries about retention and keys, and their positions. */
  readonly digest: string;
  /** True when some entry was written under a simulated clock. */
  readonly simulated: boolean;
  /** Time of the last entry, when all of them were written under a simulated clock. */
  readonly simulatedUntil: string | undefined;
}

/** Reads entry after entry. */
export interface RetentionReader {
  /** Takes the next entry of the log. */
  take(index: number, entry: Uint8Array): void;
  /** Ends the pass. */
  done(): RetentionPass;
}

const ENDING = '","v":1}';
/** Bytes from the end that hold `simulated`, `tree` and the longest type. */
const TAIL = 256;

/** Types of entries that verdicts rest on: about retention, and about keys. */
export const decisiveTypes: ReadonlySet<string> = new Set([...retentionTypes, ...keyTypes]);

/** Starts; entries of another log than `origin` say nothing. */
export function retentionReader(origin: string): RetentionReader {
  const retention = retentionState();
  const keys = keyState();
  const keyTroubles = new Map<number, "malformed" | "contradiction">();
  const chain = digestChain();
  let simulated = false;
  let wholly = true;
  let last: Uint8Array = new Uint8Array(0);
  const decoder = new TextDecoder();
  return {
    take(index, entry) {
      // A canonical leaf ends with its type, and what says that the clock was simulated is not far before: others are passed over unread.
      const end = decoder.decode(entry.subarray(-TAIL));
      const about =
        end.endsWith(ENDING) && decisiveTypes.has(end.slice(end.lastIndexOf('"', end.length - ENDING.length - 1) + 1, -ENDING.length));
      if (entry.length === 0) return;
      const marked = end.includes('"simulated":true,');
      wholly &&= marked;
      last = entry;
      if (!about && !(marked && (wholly || !simulated))) return;
      const text = decoder.decode(entry);
      const leaf = leafOf(text, origin);
      wholly &&= leaf?.simulated === true;
      if (leaf === undefined) return;
      simulated ||= leaf.simulated === true;
      if (!about) return;
      chain.add(index, text);
      retention.read(index, leaf);
      const trouble = keys.read(index, leaf);
      if (trouble !== undefined) keyTroubles.set(index, trouble);
    },
    done: () => ({
      retention,
      keys,
      keyTroubles,
      digest: chain.digest(),
      simulated,
      simulatedUntil: simulated && wholly ? timeOf(decoder.decode(last)) : undefined,
    }),
  };
}

/** Chains entries about retention, so that two passes can be held against each other. */
export interface DigestChain {
  /** Adds an entry. */
  add(index: number, text: string): void;
  /** Over all so far. */
  digest(): string;
}

/** Starts a chain. */
export function digestChain(): DigestChain {
  let state: Uint8Array = new Uint8Array(32);
  return {
    add(index, text) {
      state = sha256(concatBytes(state, utf8(`${index}\n`), sha256(utf8(text))));
    },
    digest: () => toHex(state),
  };
}

/** Reads an entry as a leaf of a log; undefined when it is none. */
export function leafOf(text: string, origin: string): Leaf | undefined {
  try {
    const leaf = parseLeaf(text);
    return leaf.log === origin ? leaf : undefined;
  } catch {
    return undefined;
  }
}

/** Time of a canonical leaf, which begins with it. */
function timeOf(text: string): string | undefined {
  return /^\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/.exec(text)?.[1];
}
