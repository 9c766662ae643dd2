/** The erasure fence: what has been erased stays so, whatever a backup brings back. */
/** One line of the fence. Lines are only ever added; the last one of a subject holds. */
export interface FenceEntry {
  /** HMAC of the subject, 64 hexadecimal digits: who it was is not told. */
  readonly subject: string;
  /** `erased`: nothing is sealed or opened any more. `reopened`: keys of later versions may be made. */
  readonly state: "erased" | "reopened";
  /** Keys of versions up to this one never open anything again; 0 when there was none. */
  readonly through: number;
  /** The epochs of the key service at that time: with one of them, a copy of the key table made before still opens. */
  readonly epochs: readonly string[];
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** Where the fence is kept: a place that a backup of the database does not bring back. */
export interface ErasureFence {
  /** Adds an entry; it is durable when this resolves. */
  append(entry: FenceEntry): Promise<void>;
  /**
   * The entries after a position, and the position after them; 0 is the beginning. What was cut short or altered is refused with
   * `FENCE_INVALID`: nothing is opened then.
   */
  since(position: number): Promise<{ readonly entries: readonly FenceEntry[]; readonly position: number }>;
}

/** Keeps the fence in memory, for tests: it ends with the process, so it fences nothing that lasts. */
export function memoryFence(): ErasureFence {
  const entries: FenceEntry[] = [];
  return {
    async append(entry) {
      entries.push(entry);
    },
    since: async (position) => ({ entries: entries.slice(position), position: entries.length }),
  };
}

/** A subject as the fence has it. */
export interface Fenced {
  readonly state: FenceEntry["state"];
  readonly through: number;
  /** Epochs that existed at any of its erasures. */
  readonly epochs: readonly string[];
  /** When it was last erased. */
  readonly at: string;
}

/** The fence as this process knows it, looked at again after the stated interval. */
export class FenceView {
  readonly #fence: ErasureFence;
  readonly #interval: number;
  readonly #monotonic: () => number;
  readonly #subjects = new Map<string, Fenced>();
  #position = 0;
  #checked = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;

  constructor(fence: ErasureFence, interval: number, monotonic: () => number) {
    this.#fence = fence;
    this.#interval = interval;
    this.#monotonic = monotonic;
  }

  /** What the fence says of a subject, as of at most one interval ago. */
  async find(subject: string): Promise<Fenced | undefined> {
    if (this.#monotonic() - this.#checked >= this.#interval) await this.refresh();
    return this.#subjects.get(subject);
  }

  /** Looks now. Callers that come while one looks share a look that starts after they came. */
  async refresh(): Promise<void> {
    if (this.#running !== undefined) await this.#running.catch(() => undefined);
    this.#running ??= this.#read().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Adds an entry, durably, and knows it at once. */
  async append(entry: FenceEntry): Promise<void> {
    await this.#fence.append(entry);
    await this.refresh();
  }

  /** Every subject the fence knows. */
  async all(): Promise<ReadonlyMap<string, Fenced>> {
    await this.refresh();
    return this.#subjects;
  }

  async #read(): Promise<void> {
    const started = this.#monotonic();
    const { entries, position } = await this.#fence.since(this.#position);
    for (const { subject, state, through, epochs, at } of entries) {
      const known = this.#subjects.get(subject);
      // A version that died never lives again, whatever a later line says.
      const dead = Math.max(through, known?.through ?? 0);
      const copies = state === "erased" ? [...new Set([...(known?.epochs ?? []), ...epochs])] : (known?.epochs ?? []);
      const erasedAt = state === "erased" ? at : (known?.at ?? at);
      this.#subjects.set(subject, { state, through: dead, epochs: copies, at: erasedAt });
    }
    this.#position = position;
    this.#checked = started;
  }
}
