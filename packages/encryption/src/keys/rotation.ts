/** New keys while the old ones go on opening: of a subject, and of the key service. */
import { keyError } from "./key-error.ts";
import type { KeyPlace, StoredKey } from "./key-store.ts";
import { type SubjectKeys, wrapContext } from "./subject-keys.ts";

/** The longest that a process may keep keys: five minutes. What it does not know yet, it knows after that. */
export const LONGEST_CACHE_MS: number = 300_000;

/** One step through all keys. */
export interface RewrapStep {
  /** Keys that are wrapped under the current epoch now. */
  readonly rewrapped: number;
  /** Keys that were passed over: their epoch is gone, or another process changed them meanwhile. */
  readonly passed: number;
  /** Where the next step begins; absent after the last. */
  readonly after?: KeyPlace;
}

/** Gives a subject a new key, which seals from now on; cells sealed under former ones still open. Gives its version. */
export async function rotateSubject(ring: SubjectKeys, subject: string): Promise<number> {
  const tag = ring.tag(subject);
  const standing = await ring.standing(tag);
  if (standing.state === "erased") throw keyError("SUBJECT_ERASED", "an erased subject gets no new key");
  await ring.make(tag, standing);
  ring.cache.evict(tag);
  return (await ring.standing(tag)).keys.at(-1)?.version ?? 0;
}

/** Removes the former keys of a subject. Cells that are still sealed under them are lost: reseal first. Gives how many went. */
export async function retireSubject(ring: SubjectKeys, subject: string): Promise<number> {
  const tag = ring.tag(subject);
  const newest = (await ring.standing(tag)).keys.at(-1);
  if (newest === undefined) return 0;
  // Another process may seal under a former key for as long as it keeps it.
  if (ring.clock.now().getTime() - Date.parse(newest.madeAt) < 2 * LONGEST_CACHE_MS)
    throw keyError("KEY_TOO_YOUNG", "the newest key is not known everywhere yet: wait ten minutes after it was made");
  const gone = await ring.store.retire(tag, newest.version);
  ring.cache.evict(tag);
  return gone;
}

/** Starts a new epoch of the key service; throws `KEY_UNSUPPORTED` where it is rotated elsewhere. */
export async function rotateEpoch(ring: SubjectKeys): Promise<string> {
  if (ring.service.rotate === undefined) throw keyError("KEY_UNSUPPORTED", "this key service is rotated where its keys are kept");
  return ring.service.rotate();
}

/** Wraps up to `limit` keys anew under the current epoch, from a place on. No cell is touched. */
export async function rewrapKeys(ring: SubjectKeys, limit: number, after: KeyPlace | undefined): Promise<RewrapStep> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw keyError("KEY_INVALID", "a step has 1 to 10,000 keys");
  const current = await ring.service.current();
  const known = new Set(await ring.service.epochs());
  const page = await ring.store.page(current, after, limit);
  let rewrapped = 0;
  for (const key of page) if (known.has(key.epoch) && (await rewrapOne(ring, key, current))) rewrapped++;
  const last = page.at(-1);
  const next = last !== undefined && page.length === limit ? { after: { subject: last.subject, version: last.version } } : {};
  return { rewrapped, passed: page.length - rewrapped, ...next };
}

async function rewrapOne(ring: SubjectKeys, stored: StoredKey, epoch: string): Promise<boolean> {
  const context = wrapContext(stored.subject, stored.version);
  const unwrapped = await ring.service.unwrap(stored.epoch, stored.wrapped, context);
  if (unwrapped === undefined)
    throw keyError("KEY_REFUSED", "a wrapped key is not authentic for its subject and version", { version: stored.version });
  const key = unwrapped.slice();
  try {
    return await ring.store.rewrap({ ...stored, epoch, wrapped: await ring.service.wrap(epoch, key, context) }, stored.wrapped);
  } finally {
    key.fill(0);
  }
}

/**
 * Destroys an epoch of the key service: copies of the key table made while it was in use open nothing any more. It is closed for new keys
 * first, and refused while keys are still wrapped under it.
 */
export async function destroyEpoch(ring: SubjectKeys, epoch: string): Promise<void> {
  if (ring.service.destroy === undefined) throw keyError("KEY_UNSUPPORTED", "this key service destroys keys where they are kept");
  if (epoch === (await ring.service.current())) throw keyError("KEY_EPOCH_CURRENT", "the current epoch cannot be destroyed: rotate first");
  const keys = await ring.store.closeEpoch(epoch);
  if (keys > 0) throw keyError("KEY_EPOCH_IN_USE", "keys are still wrapped under this epoch: rewrap them first", { keys });
  await ring.service.destroy(epoch);
}
