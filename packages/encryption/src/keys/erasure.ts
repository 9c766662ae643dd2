/** Erasing a subject by destroying its keys, and keeping it erased. */
import type { Fenced, FenceEntry } from "./erasure-fence.ts";
import { keyError } from "./key-error.ts";
import type { SubjectKeys } from "./subject-keys.ts";

/**
 * How far an erasure reaches. `fenced`: this system opens nothing of the subject, but a copy of the key table made before, together with one
 * of the named epochs of the key service, still does. `destroyed`: none of those epochs exists any more.
 */
export interface Exposure {
  /** The level. */
  readonly level: "fenced" | "destroyed";
  /** The epochs that an old copy still opens with; empty when `destroyed`. */
  readonly epochs: readonly string[];
}

/** What an erasure did. */
export interface Erasure extends Exposure {
  /** When the subject was erased, ISO 8601 in UTC: the first time, if it was before. */
  readonly erasedAt: string;
  /** Keys of versions up to this one are dead. */
  readonly through: number;
}

/** What a reconciliation did, in subjects. */
export interface Reconciliation {
  /** Erasures that the store did not know, or knew no more: applied again. */
  readonly replayed: number;
  /** Entries that stood in the store alone: written to the fence. */
  readonly recovered: number;
}

/** Erases: first the fence outside the store, then the keys, then this process's cache. Repeating it is harmless. */
export async function eraseSubject(ring: SubjectKeys, subject: string): Promise<Erasure> {
  const tag = ring.tag(subject);
  await ring.fence.refresh();
  const standing = await ring.standing(tag);
  const fenced = await ring.fence.find(tag);
  const epochs = [...(await ring.service.epochs())];
  const through = Math.max(standing.through, standing.keys.at(-1)?.version ?? 0);
  const again = fenced?.state === "erased";
  const entry: FenceEntry = again
    ? { ...fenced, subject: tag, state: "erased" }
    : { subject: tag, state: "erased", through, epochs, at: ring.clock.now().toISOString() };
  if (!again) await ring.fence.append(entry);
  ring.cache.evict(tag);
  const done = await ring.store.erase(entry, subject);
  // A key that was made between the look and the fence.
  const last = Math.max(entry.through, done.through);
  if (last > entry.through) await ring.fence.append({ ...entry, through: last });
  ring.cache.evict(tag);
  return { erasedAt: entry.at, through: last, ...exposureOf((await ring.fence.find(tag)) ?? standing, epochs) };
}

/** Lets an erased subject have keys again, of later versions: a decision, never a side effect of sealing. */
export async function reopenSubject(ring: SubjectKeys, subject: string): Promise<void> {
  const tag = ring.tag(subject);
  await ring.fence.refresh();
  const { state, through, epochs } = await ring.standing(tag);
  if (state !== "erased") throw keyError("SUBJECT_INVALID", "the subject is not erased");
  const entry: FenceEntry = { subject: tag, state: "reopened", through, epochs, at: ring.clock.now().toISOString() };
  await ring.fence.append(entry);
  await ring.store.reopen(entry);
}

/** How far the erasure of a subject reaches; undefined when it is not erased. */
export async function exposureNow(ring: SubjectKeys, subject: string): Promise<Exposure | undefined> {
  const tag = ring.tag(subject);
  const standing = await ring.standing(tag);
  return standing.state === "erased" ? exposureOf(standing, await ring.service.epochs()) : undefined;
}

function exposureOf({ epochs }: Pick<Fenced, "epochs">, existing: readonly string[]): Exposure {
  const open = epochs.filter((epoch) => existing.includes(epoch));
  return { level: open.length === 0 ? "destroyed" : "fenced", epochs: open };
}

/** Makes store and fence agree after one of them was restored: what either knows to be erased is erased in both. */
export async function reconcileAll(ring: SubjectKeys): Promise<Reconciliation> {
  const recovered = await recover(ring);
  const fence = await ring.fence.all();
  const touched = new Set<string>();
  for (const [tag, fenced] of fence) {
    if (!(await isBehind(ring, tag, fenced))) continue;
    touched.add(tag);
    if (fenced.state === "erased") await ring.store.erase({ ...fenced, subject: tag, state: "erased" });
    else await ring.store.retire(tag, fenced.through + 1);
  }
  const names: string[] = [];
  for await (const batch of ring.store.names?.() ?? [])
    names.push(...batch.filter((name) => fence.get(ring.tag(name))?.state === "erased"));
  for (const name of names) {
    const tag = ring.tag(name);
    const fenced = fence.get(tag);
    if (fenced === undefined) continue;
    touched.add(tag);
    await ring.store.erase({ ...fenced, subject: tag, state: "erased" }, name);
  }
  ring.cache.evict();
  return { replayed: touched.size, recovered };
}

/** Whether the store has keys, or a state, that the fence says are no more. */
async function isBehind(ring: SubjectKeys, tag: string, fenced: Fenced): Promise<boolean> {
  const { keys, fenced: own } = await ring.store.find(tag);
  if (keys.some(({ version }) => fenced.state === "erased" || version <= fenced.through)) return true;
  return fenced.state === "erased" && (own?.state !== "erased" || own.through < fenced.through);
}

/** Writes to the fence what the store alone remembers. */
async function recover(ring: SubjectKeys): Promise<number> {
  const known = new Map(await ring.fence.all());
  let count = 0;
  for (const entry of await ring.store.fence()) {
    const fenced = known.get(entry.subject);
    const later = fenced === undefined || entry.through > fenced.through || (entry.state === "erased" && entry.at > fenced.at);
    if (!later) continue;
    await ring.fence.append(entry);
    known.set(entry.subject, { ...entry, through: Math.max(entry.through, fenced?.through ?? 0) });
    count++;
  }
  return count;
}
