/** A store of restrictions in memory, for tests and demonstrations. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import { type Restriction, type RestrictionStore, standsAgainst } from "./restriction.ts";

/** Makes an empty store; changes run one after the other, and one whose entry cannot be written is not there. */
export function memoryRestrictionStore(log: Pick<AuditLog, "appendAll">): RestrictionStore {
  const kept = new Map<string, Restriction>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  };
  return Object.freeze({
    insert: (restriction: Restriction, entry: AuditEvent) =>
      inTurn(async () => {
        if (kept.has(restriction.id)) throw restrictionExists();
        await log.appendAll([entry]);
        kept.set(restriction.id, Object.freeze({ ...restriction }));
      }),
    find: async (id: string) => kept.get(id),
    replace: (before: Restriction, after: Restriction, entry: AuditEvent) =>
      inTurn(async () => {
        const now = kept.get(before.id);
        if (now?.announcedAt !== before.announcedAt || now?.liftedAt !== before.liftedAt) throw restrictionConflict();
        await log.appendAll([entry]);
        kept.set(after.id, Object.freeze({ ...after }));
      }),
    async barred(purpose: string, references: readonly string[]) {
      const standing = new Set([...kept.values()].filter((one) => standsAgainst(one, purpose)).map(({ subject }) => subject));
      return new Set(references.filter((reference) => standing.has(reference)));
    },
    standing: async () =>
      [...kept.values()]
        .filter(({ liftedAt }) => liftedAt === undefined)
        .sort((one, other) => one.placedAt.localeCompare(other.placedAt) || (one.id < other.id ? -1 : 1)),
    forget: (reference: string, entry: AuditEvent) =>
      inTurn(async () => {
        const gone = [...kept.values()].filter(({ subject }) => subject === reference);
        await log.appendAll([entry]);
        for (const { id } of gone) kept.delete(id);
        return gone.length;
      }),
  });
}

/** One of this id is there. */
export function restrictionExists(): PrivacyError {
  return new PrivacyError("RESTRICTION_EXISTS", "a restriction of this id is there");
}

/** Somebody else changed it meanwhile. */
export function restrictionConflict(): PrivacyError {
  return new PrivacyError("RESTRICTION_CONFLICT", "somebody else changed the restriction meanwhile: read it again");
}
