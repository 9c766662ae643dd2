/** A store in memory, for tests and demonstrations. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { PrivacyError, toHex } from "@favorable/core";
import type { IdentityCopy } from "../identity/copy.ts";
import { isOpen } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import type { Challenge, DeskStore, DeskTransaction } from "./store.ts";

interface Kept {
  readonly requests: Map<string, DeskRequest>;
  readonly challenges: Challenge[];
  readonly tries: { readonly name: string; readonly at: string }[];
  readonly copies: Map<string, IdentityCopy>;
}

/** Makes an empty store; transactions run one after the other, and their entries are appended before they take effect. */
export function memoryDeskStore(log: Pick<AuditLog, "appendAll">): DeskStore {
  let kept: Kept = { requests: new Map(), challenges: [], tries: [], copies: new Map() };
  let queue: Promise<unknown> = Promise.resolve();

  const one = async <T>(run: (tx: DeskTransaction) => Promise<T>): Promise<T> => {
    const draft: Kept = {
      requests: new Map(kept.requests),
      challenges: [...kept.challenges],
      tries: [...kept.tries],
      copies: new Map(kept.copies),
    };
    const events: AuditEvent[] = [];
    const result = await run(transactionOn(draft, events));
    if (events.length > 0) await log.appendAll(events);
    kept = draft;
    return result;
  };

  return {
    transaction(run) {
      const mine = queue.then(() => one(run));
      queue = mine.catch(() => undefined);
      return mine;
    },
    find: async (id) => kept.requests.get(id),
    findCopy: async (id) => kept.copies.get(id),
    due: async (through) => [...kept.requests.values()].filter((one) => isOpen(one.state) && (one.dueOn <= through || one.suspended)),
    unsettledHolds: async () =>
      [...kept.requests.values()].filter(({ hold, state }) => hold === "wanted" || (hold === "placed" && !isOpen(state))),
    copies: async (request) =>
      [...kept.copies.values()].filter((one) => one.cell !== undefined && (request === undefined || one.request === request)),
  };
}

function transactionOn(draft: Kept, events: AuditEvent[]): DeskTransaction {
  return {
    async insert(request) {
      if (draft.requests.has(request.id)) throw new PrivacyError("REQUEST_EXISTS", "a request of this id is there");
      draft.requests.set(request.id, request);
    },
    lock: async (id) => draft.requests.get(id),
    async save(request) {
      draft.requests.set(request.id, request);
    },
    async addChallenge(challenge) {
      draft.challenges.push(challenge);
    },
    newestChallenge: async (request) => draft.challenges.filter((one) => one.request === request).at(-1),
    async saveChallenge(challenge) {
      draft.challenges[draft.challenges.findIndex(({ id }) => id === challenge.id)] = challenge;
    },
    async dropChallenges(request) {
      const others = draft.challenges.filter((one) => one.request !== request);
      draft.challenges.splice(0, draft.challenges.length, ...others);
    },
    async countTry(name, at, since) {
      draft.tries.push({ name: toHex(name), at });
      return draft.tries.filter((one) => one.name === toHex(name) && one.at > since).length;
    },
    async addCopy(copy) {
      draft.copies.set(copy.id, copy);
    },
    lockCopy: async (id) => draft.copies.get(id),
    async saveCopy(copy) {
      draft.copies.set(copy.id, copy);
    },
    log: (event) => void events.push(event),
  };
}
