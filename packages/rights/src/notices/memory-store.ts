/** A store of notices in memory, for tests and demonstrations. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { deliveryConflict, type NoticeDelivery, type NoticePosting, type NoticeStore, sameDelivery, versionConflict } from "./delivery.ts";
import type { NoticeVersion } from "./version.ts";

/** Makes an empty store; changes run one after the other, and one whose entry cannot be written is not there. */
export function memoryNoticeStore(log: Pick<AuditLog, "appendAll">): NoticeStore {
  const published = new Map<string, NoticeVersion[]>();
  const deliveries = new Map<string, NoticeDelivery>();
  const postings = new Map<string, NoticePosting>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(entry: AuditEvent, work: () => T, check?: () => void): Promise<T> => {
    const mine = queue.then(async () => {
      check?.();
      await log.appendAll([entry]);
      return work();
    });
    queue = mine.catch(() => undefined);
    return mine;
  };
  const newestOf = (notice: string): Map<string, number> => {
    const newest = new Map<string, number>();
    for (const one of deliveries.values())
      if (one.notice === notice) newest.set(one.subject, Math.max(one.version, newest.get(one.subject) ?? 0));
    return newest;
  };
  return Object.freeze({
    publish: (version: NoticeVersion, entry: AuditEvent) =>
      inTurn(
        entry,
        () => void published.set(version.notice, [...(published.get(version.notice) ?? []), version]),
        () => {
          if ((published.get(version.notice)?.length ?? 0) + 1 !== version.version) throw versionConflict();
        },
      ),
    versions: async (notice: string) => published.get(notice) ?? [],
    deliver: (given: readonly NoticeDelivery[], entry: AuditEvent) =>
      inTurn(
        entry,
        () => {
          const before = deliveries.size;
          for (const one of given) if (!deliveries.has(one.id)) deliveries.set(one.id, Object.freeze({ ...one }));
          return deliveries.size - before;
        },
        () => {
          const seen = new Map(deliveries);
          for (const one of given) {
            const other = seen.get(one.id);
            if (other !== undefined && !sameDelivery(other, one)) throw deliveryConflict();
            seen.set(one.id, one);
          }
        },
      ),
    post: (posting: NoticePosting, entry: AuditEvent) => inTurn(entry, () => void postings.set(posting.id, Object.freeze({ ...posting }))),
    async newest(notice: string, subjects: readonly string[]) {
      const known = newestOf(notice);
      return new Map(subjects.flatMap((subject) => (known.has(subject) ? [[subject, known.get(subject) ?? 0] as const] : [])));
    },
    deliveriesTo: async (subject: string) =>
      [...deliveries.values()].filter((one) => one.subject === subject).sort((one, other) => one.at.localeCompare(other.at)),
    counts: async () =>
      [...published.keys()].sort().flatMap((notice) => {
        const last = published.get(notice)?.at(-1);
        if (last === undefined) return [];
        const { version, on, sha256, materialSince } = last;
        const reached = [...newestOf(notice).values()];
        const informed = reached.filter((one) => one >= materialSince).length;
        const places = [...postings.values()].filter((one) => one.notice === notice && one.version >= materialSince);
        const posted = new Set(places.map(({ place }) => place)).size;
        return [{ notice, version, on, sha256, materialSince, informed, outdated: reached.length - informed, posted }];
      }),
    forget: (subject: string, entry: AuditEvent) =>
      inTurn(entry, () => {
        const gone = [...deliveries.values()].filter((one) => one.subject === subject);
        for (const { id } of gone) deliveries.delete(id);
        return gone.length;
      }),
  });
}
