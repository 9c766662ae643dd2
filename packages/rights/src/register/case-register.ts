/** A register of cases: acts are appended, each with its entry in the log, and never changed. Where a case stands follows from its acts. */
import type { AuditEvent, AuditLog, PartRetention } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";

/** The policy under which the log keeps who acted; its terms are an entry of the log (`policyEvent` of `@favorable/audit`). */
export type RegisterPolicy = Pick<PartRetention, "policy" | "version">;

/** An act, as it was recorded. */
export interface Recorded<A> {
  /** From 1, without a gap. */
  readonly seq: number;
  /** UTC, when it was recorded. */
  readonly at: string;
  readonly act: A;
}

/** Keeps cases. */
export interface CaseRegister<A> {
  /**
   * Appends an act together with its entry in the log, or neither.
   *
   * @throws `CASE_CONFLICT` when somebody else's act took the place meanwhile
   */
  append(id: string, recorded: Recorded<A>, entry: AuditEvent): Promise<void>;
  /** The acts of a case, in their order; none for one that is not there. */
  acts(id: string): Promise<readonly Recorded<A>[]>;
  /** Every case, in the order of their first acts. */
  all(): Promise<ReadonlyMap<string, readonly Recorded<A>[]>>;
}

/** A register in memory, for tests and demonstrations; an act whose entry cannot be written is not there. */
export function memoryCaseRegister<A>(log: Pick<AuditLog, "appendAll">): CaseRegister<A> {
  const cases = new Map<string, Recorded<A>[]>();
  let queue: Promise<unknown> = Promise.resolve();
  return Object.freeze({
    append(id: string, recorded: Recorded<A>, entry: AuditEvent) {
      const mine = queue.then(async () => {
        const acts = cases.get(id) ?? [];
        if (recorded.seq !== acts.length + 1) throw caseConflict();
        await log.appendAll([entry]);
        cases.set(id, [...acts, Object.freeze({ ...recorded, act: structuredClone(recorded.act) })]);
      });
      queue = mine.catch(() => undefined);
      return mine;
    },
    acts: async (id: string) => cases.get(id) ?? [],
    all: async () => new Map(cases),
  });
}

/** Somebody else acted on the case meanwhile. */
export function caseConflict(): PrivacyError {
  return new PrivacyError("CASE_CONFLICT", "somebody else acted on the case meanwhile: read it again");
}
