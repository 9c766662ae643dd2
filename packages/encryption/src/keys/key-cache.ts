/** Unwrapped keys, for a bounded time and a bounded number of subjects; wiped when they go. */

/** The keys of a subject that are open. */
export interface OpenKeys {
  /** By version. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** The version that seals. */
  readonly newest: number;
}

/** The cache of one process. */
export class KeyCache {
  readonly #held = new Map<string, OpenKeys & { readonly until: number }>();
  readonly #maxAge: number;
  readonly #maxSubjects: number;
  readonly #monotonic: () => number;

  constructor(maxAge: number, maxSubjects: number, monotonic: () => number) {
    this.#maxAge = maxAge;
    this.#maxSubjects = maxSubjects;
    this.#monotonic = monotonic;
  }

  /** The keys of a subject, unless their time is over. */
  get(subject: string): OpenKeys | undefined {
    const found = this.#held.get(subject);
    if (found === undefined) return undefined;
    if (this.#monotonic() >= found.until) {
      this.evict(subject);
      return undefined;
    }
    // The least recently used goes first: a map keeps the order of insertion.
    this.#held.delete(subject);
    this.#held.set(subject, found);
    return found;
  }

  /** Keeps keys from now on. */
  set(subject: string, open: OpenKeys): void {
    this.evict(subject);
    if (this.#maxAge === 0 || this.#maxSubjects === 0) return;
    for (const [oldest] of this.#held) {
      if (this.#held.size < this.#maxSubjects) break;
      this.evict(oldest);
    }
    this.#held.set(subject, { ...open, until: this.#monotonic() + this.#maxAge });
  }

  /** Wipes the keys of a subject, or all. */
  evict(subject?: string): void {
    const going = subject === undefined ? [...this.#held.keys()] : [subject];
    for (const one of going) {
      for (const key of this.#held.get(one)?.keys.values() ?? []) key.fill(0);
      this.#held.delete(one);
    }
  }
}
