/** From the name of a subject to its open keys: fence, cache, store, key service, in this order. */
import { type Clock, concatBytes, toHex, utf8 } from "@favorable/core";
import { hmacSha256 } from "#crypto";
import { number, subjectText } from "../fields/place.ts";
import type { Fenced, FenceView } from "./erasure-fence.ts";
import type { KeyCache, OpenKeys } from "./key-cache.ts";
import { keyError } from "./key-error.ts";
import type { KeyService } from "./key-service.ts";
import type { KeyStore, StoredKey, StoredSubject } from "./key-store.ts";

const KEY = 32;
const SUBJECT: Uint8Array = utf8("favorable subject v1");
const WRAP: Uint8Array = utf8("favorable subject key v1");
/** How often a step that another process came before is tried again. */
const ATTEMPTS = 5;

/** Where a subject stands, by the stricter of the fence and the store's copy of it. */
export interface Standing extends Fenced {
  /** Keys of later versions that the store has. */
  readonly keys: readonly StoredKey[];
}

/** What the parts of a key ring share. */
export class SubjectKeys {
  readonly service: KeyService;
  readonly store: KeyStore;
  readonly fence: FenceView;
  readonly cache: KeyCache;
  readonly clock: Clock;
  readonly #subjectKey: Uint8Array;

  constructor(parts: Pick<SubjectKeys, "service" | "store" | "fence" | "cache" | "clock">, subjectKey: Uint8Array) {
    this.service = parts.service;
    this.store = parts.store;
    this.fence = parts.fence;
    this.cache = parts.cache;
    this.clock = parts.clock;
    this.#subjectKey = subjectKey.slice();
  }

  /** HMAC-SHA-256 of the subject, as the store and the fence know it. */
  tag(subject: string): string {
    return toHex(hmacSha256(this.#subjectKey, concatBytes(SUBJECT, utf8(subjectText(subject)))));
  }

  /**
   * Runs a step with the keys of a subject. The step is synchronous: keys are wiped when they leave the cache, and nothing may be sealed
   * with a wiped one.
   *
   * @param needed - a version, or `newest`, which makes the first key of a subject that has none
   * @returns what the step gives, or where the subject stands when it is erased (or the version died in an earlier erasure)
   */
  async use<T>(
    tag: string,
    needed: number | "newest",
    step: (open: OpenKeys) => T,
  ): Promise<{ readonly done: T } | { readonly erased: string }> {
    const fenced = await this.fence.find(tag);
    if (fenced !== undefined && isDead(fenced, needed)) {
      if (fenced.state === "erased") this.cache.evict(tag);
      return { erased: fenced.at };
    }
    const cached = this.cache.get(tag);
    if (cached !== undefined && isFit(cached, needed, fenced?.through ?? 0)) return { done: step(cached) };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const standing = await this.standing(tag);
      if (isDead(standing, needed)) return { erased: standing.at };
      if (standing.keys.length === 0 && needed === "newest") {
        await this.make(tag, standing); // Or another process has: it is read again either way.
        continue;
      }
      const open = await this.#unwrap(standing.keys);
      if (!isFit(open, needed, standing.through)) throw missing(standing, needed);
      try {
        return { done: step(open) };
      } finally {
        this.cache.set(tag, open);
      }
    }
    throw keyError("SUBJECT_KEY_MISSING", "no key could be made: others kept changing it");
  }

  /** Where a subject stands now, by store and fence. */
  async standing(tag: string): Promise<Standing> {
    const [stored, fenced] = [await this.store.find(tag), await this.fence.find(tag)];
    return merge(stored, fenced);
  }

  /** Makes the next key of a subject; false when another process was faster. Throws `SUBJECT_ERASED`. */
  async make(tag: string, standing: Standing): Promise<boolean> {
    await this.fence.refresh(); // A new key is rare, and must not be made on an old look at the fence.
    const fenced = await this.fence.find(tag);
    if (standing.state === "erased" || fenced?.state === "erased") throw keyError("SUBJECT_ERASED", "an erased subject gets no new key");
    const version = Math.max(standing.through, fenced?.through ?? 0, standing.keys.at(-1)?.version ?? 0) + 1;
    const key = crypto.getRandomValues(new Uint8Array(KEY));
    try {
      const epoch = await this.service.current();
      const wrapped = await this.service.wrap(epoch, key, wrapContext(tag, version));
      const answer = await this.store.add({ subject: tag, version, epoch, wrapped, madeAt: this.clock.now().toISOString() });
      if (answer === "erased") throw keyError("SUBJECT_ERASED", "an erased subject gets no new key");
      return answer === "added";
    } finally {
      key.fill(0);
    }
  }

  async #unwrap(keys: readonly StoredKey[]): Promise<OpenKeys> {
    const known = new Set(await this.service.epochs());
    const open = new Map<number, Uint8Array>();
    for (const { subject, version, epoch, wrapped } of keys) {
      if (!known.has(epoch)) continue; // Of a destroyed epoch: the other versions still open.
      const key = await this.service.unwrap(epoch, wrapped, wrapContext(subject, version));
      if (key?.length !== KEY) throw keyError("KEY_REFUSED", "a wrapped key is not authentic for its subject and version", { version });
      open.set(version, key.slice()); // The ring wipes its copies, never what a service may keep.
    }
    return { keys: open, newest: keys.at(-1)?.version ?? 0 };
  }
}

/** What a wrapped key is bound to. */
export function wrapContext(tag: string, version: number): Uint8Array {
  return concatBytes(WRAP, utf8(tag), number(version));
}

function merge({ keys, fenced: own }: StoredSubject, fenced: Fenced | undefined): Standing {
  const through = Math.max(fenced?.through ?? 0, own?.through ?? 0);
  const erased = fenced?.state === "erased" || own?.state === "erased";
  return {
    state: erased ? "erased" : "reopened",
    through,
    epochs: fenced?.epochs ?? [],
    at: fenced?.at ?? own?.at ?? "",
    keys: erased ? [] : keys.filter(({ version }) => version > through),
  };
}

function isDead({ state, through }: Pick<Fenced, "state" | "through">, needed: number | "newest"): boolean {
  return state === "erased" || (needed !== "newest" && needed <= through);
}

function isFit({ keys, newest }: OpenKeys, needed: number | "newest", through: number): boolean {
  return newest > through && keys.has(needed === "newest" ? newest : needed);
}

function missing({ keys }: Standing, needed: number | "newest"): Error {
  const epochGone = needed === "newest" || keys.some(({ version }) => version === needed);
  return epochGone
    ? keyError("KEY_EPOCH_UNKNOWN", "the key service no longer has the epoch that the subject's key is wrapped under")
    : keyError("SUBJECT_KEY_MISSING", "the store has no key of this version for the subject", { version: Number(needed) });
}
