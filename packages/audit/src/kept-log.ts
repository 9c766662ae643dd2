/** A log kept whole in memory, as the memory and the file store have it; what it does is written to a journal first. */
import { type CalendarDate, type Clock, PrivacyError } from "@favorable/core";
import { checkAuthority, heldBack } from "./authority.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { type EncodedEntry, encodeEvents } from "./encode.ts";
import { checkFilter, checkReader, matches, withoutBodies } from "./entry-filter.ts";
import { frontier } from "./frontier.ts";
import { type Chosen, isMeant, type KeptEntry, type KeptPart, keptEntry } from "./kept-entry.ts";
import { parseLeaf } from "./leaf.ts";
import type { AuditEntry, AuditHealth, AuditLog, EntryFilter, ErasureResult, LogSnapshot, StoredEntry } from "./log.ts";
import type { MergeTarget } from "./merge-target.ts";
import { erasureDate } from "./present.ts";
import { prunedDigest } from "./pruned-set.ts";
import { erasedEarlyEvent, erasedEvent, prunedEvent, retentionTypes } from "./retention-events.ts";
import type { NoteSigner } from "./signed-note.ts";
import { readEntry } from "./stored-entry.ts";
import { TILE_WIDTH } from "./tiles.ts";
import { retentionState } from "./verdict.ts";

/** Where a log is written before it is so; a memory log has none. */
export interface Journal {
  /** Keeps entries after those before; when it resolves they survive a loss of power. */
  add(entries: readonly KeptEntry[]): Promise<void>;
  /** Keeps these entries and nothing else: what was erased is gone from it. */
  replace(entries: readonly KeptEntry[]): Promise<void>;
  /** Keeps a checkpoint. */
  sign(note: string): Promise<void>;
}

/** What a kept log is made of. */
export interface KeptLogOptions {
  readonly origin: string;
  readonly signer: NoteSigner;
  readonly clock: Clock;
  readonly store: "memory" | "file";
  readonly journal?: Journal;
  /** What the journal held. */
  readonly entries?: readonly KeptEntry[];
  readonly checkpointed?: number;
  readonly remarks: readonly string[];
}

/** A log in memory or in a file; a fallback can merge into it. */
export interface KeptLog extends AuditLog, MergeTarget {}

/** Makes the log; what it was made of is checked by the caller. */
export function keptLog(options: KeptLogOptions): KeptLog {
  const { origin, signer, clock, store, journal, remarks } = options;
  const entries: KeptEntry[] = [];
  const positions = new Map<string, number>();
  const tree = frontier();
  const retention = retentionState();
  let checkpointed = options.checkpointed ?? 0;
  let last: Promise<unknown> = Promise.resolve();
  /** What waits for the journal together. */
  let waiting: { readonly added: readonly KeptEntry[]; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];

  const enter = (added: readonly KeptEntry[]): void => {
    for (const entry of added) {
      if (entry.leaf !== "") retention.read(entries.length, parseLeaf(entry.leaf));
      tree.append(entry.hash);
      positions.set(entry.id, entries.length);
      entries.push(entry);
    }
  };
  enter(options.entries ?? []);

  /** One step after the other: what is written and what is in memory never differ. */
  function serial<T>(step: () => Promise<T>): Promise<T> {
    const next = last.then(step, step);
    last = next.catch(() => undefined);
    return next;
  }
  function commit(added: readonly KeptEntry[]): Promise<void> {
    if (journal === undefined) {
      enter(added);
      return Promise.resolve();
    }
    return new Promise((done, failed) => {
      waiting.push({ added, done, failed });
      if (waiting.length === 1) void serial(flush);
    });
  }
  async function flush(): Promise<void> {
    const group = waiting;
    waiting = [];
    const added = group.flatMap((one) => one.added);
    try {
      await journal?.add(added);
      enter(added);
      for (const { done } of group) done();
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
  }
  const encode = (events: Parameters<AuditLog["appendAll"]>[0]): EncodedEntry[] => encodeEvents(events, { origin, clock });

  const stored = (index: number): StoredEntry[] => {
    const entry = entries[index];
    if (entry === undefined) return [];
    const { leaf, parts, apart, hash } = entry;
    const bodies = parts.flatMap(({ body }, part) => (body === undefined ? [] : [{ part, salt: body.salt, payload: body.payload }]));
    const descriptors = apart && leaf !== "" ? { descriptors: parts.map(({ descriptor }) => descriptor) } : {};
    return [{ index, leaf, bodies, ...(leaf === "" ? { hash } : {}), ...descriptors }];
  };
  const sign = (): Promise<string> =>
    serial(async () => {
      const { size } = tree;
      const note = await signCheckpoint({ origin, size, root: tree.root() }, signer);
      await journal?.sign(note);
      checkpointed = size;
      return note;
    });

  /** Writes what is left and the entries that say what went, then forgets. */
  async function replaceBy(changed: ReadonlyMap<number, KeptEntry>, events: Parameters<AuditLog["appendAll"]>[0]): Promise<void> {
    const added = encode(events).map(keptEntry);
    await journal?.replace([...entries.map((entry, index) => changed.get(index) ?? entry), ...added]);
    for (const [index, entry] of changed) entries[index] = entry;
    enter(added);
  }
  const without = (index: number, gone: (part: number) => boolean): KeptEntry | undefined => {
    const entry = entries[index];
    return entry && { ...entry, parts: entry.parts.map((part, at) => (gone(at) ? { descriptor: part.descriptor } : part)) };
  };

  async function erase(
    chosen: readonly Chosen[],
    events: (byPolicy: Map<string, number>) => Parameters<AuditLog["appendAll"]>[0],
  ): Promise<ErasureResult> {
    const byPolicy = new Map<string, number>();
    const partsOf = new Map<number, Set<number>>();
    for (const { index, part, policy } of chosen) {
      byPolicy.set(policy, (byPolicy.get(policy) ?? 0) + 1);
      partsOf.set(index, (partsOf.get(index) ?? new Set()).add(part));
    }
    const changed = new Map(
      [...partsOf].flatMap(([index, parts]) => {
        const entry = without(index, (part) => parts.has(part));
        return entry === undefined ? [] : [[index, entry] as const];
      }),
    );
    if (chosen.length > 0) await replaceBy(changed, events(byPolicy));
    return { erased: chosen.length, byPolicy: Object.fromEntries(byPolicy) };
  }

  /** Parts whose bodies are there. */
  function* present(): Generator<Chosen & { readonly id: string; readonly subject: string | undefined; readonly kept: KeptPart }> {
    for (const [index, { id, parts }] of entries.entries())
      for (const [part, one] of parts.entries())
        if (one.body !== undefined)
          yield { index, part, id, policy: one.descriptor.retention.policy, subject: one.body.subject, kept: one };
  }

  const log: KeptLog = {
    origin,
    encode,
    append: async (event) => (await log.appendAll([event]))[0] ?? { id: "" },
    async appendAll(events) {
      const encoded = encode(events);
      await log.appendEncoded(encoded);
      return encoded.map(({ id }) => ({ id }));
    },
    async appendEncoded(encoded) {
      if (encoded.length > 0) await commit(encoded.map(keptEntry));
    },
    held: async (ids) => new Set(ids.filter((id) => positions.has(id))),
    appendIn: async () => Promise.reject(noTransaction()),
    appendAllIn: async () => Promise.reject(noTransaction()),
    sequence: async () => ({ size: entries.length }),
    checkpoint: sign,
    async *entries(options?: EntryFilter): AsyncGenerator<AuditEntry> {
      const filter = checkFilter(options);
      const end = Math.min(filter.below, entries.length);
      let left = filter.limit;
      for (let index = filter.from; index < end && left > 0; index++) {
        const [entry] = stored(index)
          .filter(({ leaf }) => leaf !== "")
          .map(readEntry);
        if (entry === undefined || !matches(entry, filter)) continue;
        left--;
        yield filter.bodies ? entry : withoutBodies(entry);
      }
    },
    eraseExpired: async (request) => {
      const asOf = erasureDate(request, clock);
      return serial(() => {
        const below = entries.length;
        const due = [...present()].filter(({ index, id, kept: { descriptor } }) =>
          retention.isDue({ index, id, retention: descriptor.retention }, asOf),
        );
        return erase(due, (byPolicy) => [...byPolicy].map(([policy, count]) => erasedEvent({ policy, below, asOf, count })));
      });
    },
    eraseEarly: async (request) => {
      const { scope, ...authority } = checkAuthority(request);
      return serial(() => {
        const chosen = [...present()].filter((one) => isMeant(one, scope));
        const held = ({ index, part, id, kept: { descriptor } }: (typeof chosen)[number]): boolean =>
          retention.isHeld({ index, part, id, retention: descriptor.retention });
        if (chosen.some(held)) return Promise.reject(heldBack());
        return erase(chosen, () =>
          "policy" in scope
            ? [erasedEarlyEvent({ scope: { policy: scope.policy, below: entries.length }, ...authority, count: chosen.length })]
            : chosen.map(({ id, part }) => erasedEarlyEvent({ scope: { entry: id, part }, ...authority, count: 1 })),
        );
      });
    },
    prune: async (request) => {
      const asOf = erasureDate(request, clock);
      return serial(async () => {
        const pruned = new Map<number, KeptEntry>();
        for (const [index, entry] of entries.entries())
          if (isOver(index, entry, asOf)) pruned.set(index, { ...entry, leaf: "", parts: [] });
        const before = entries.flatMap(({ leaf }, index) => (leaf === "" ? [index] : []));
        const set = prunedDigest([...before, ...pruned.keys()]);
        if (pruned.size > 0) await replaceBy(pruned, [prunedEvent({ below: entries.length, asOf, count: pruned.size, set })]);
        return { pruned: pruned.size };
      });
    },
    async snapshot<T>(read: (snapshot: LogSnapshot) => Promise<T>): Promise<T> {
      checkReader(read);
      const checkpoint = await sign();
      const frozen = entries.slice(0, Number(checkpoint.split("\n")[1])).flatMap((_, index) => stored(index));
      return read({
        checkpoint,
        size: frozen.length,
        async *groups({ bodies = true } = {}) {
          for (let at = 0; at < frozen.length; at += TILE_WIDTH) {
            const group = frozen.slice(at, at + TILE_WIDTH);
            yield bodies ? group : group.map((entry) => ({ ...entry, bodies: [] }));
          }
        },
      });
    },
    health: async (): Promise<AuditHealth> => ({
      store,
      durable: journal !== undefined,
      exclusive: false,
      size: entries.length,
      pending: 0,
      checkpointed,
      bypass: true,
      triggersOff: [],
      quarantined: 0,
      fallback: 0,
      simulated: clock.simulated,
      remarks: [...remarks, ...(clock.simulated ? ["the clock is simulated: times are made up"] : [])],
    }),
  };
  return log;

  function isOver(index: number, { id, type, leaf, parts }: KeptEntry, asOf: CalendarDate): boolean {
    if (leaf === "" || parts.length === 0 || retentionTypes.includes(type) || type.startsWith("audit.")) return false;
    return parts.every(
      ({ body, descriptor }, part) => body === undefined && retention.isDue({ index, id, part, retention: descriptor.retention }, asOf),
    );
  }
}

function noTransaction(): PrivacyError {
  return new PrivacyError("NO_TRANSACTION", "a log in memory or in a file takes part in no transaction");
}
