/** Whether what is done leaves an entry: a replay of operations, or other sources that count them. */
import type { AuditLog, CompletenessEvidence } from "@favorable/audit";
import type { CoverageEvidence } from "../evidence/bundle.ts";

/** An operation to run again, such as the reading of one person. */
export interface ReplayedOperation {
  /** Runs it. What it gives is let go. */
  readonly run: () => Promise<unknown>;
  /** The entries it must leave: types, and facts or persons where they tell more. */
  readonly leaves: {
    readonly types: readonly string[];
    readonly subject?: string;
    readonly clear?: Readonly<Record<string, string | number | boolean>>;
  };
}

/**
 * Runs operations one after the other and counts those whose entry came. Nothing else of the same kind may run meanwhile, unless the operations name
 * persons or facts of their own.
 *
 * @throws what an operation throws, what the log throws
 */
export async function replayOperations(log: AuditLog, operations: Iterable<ReplayedOperation>): Promise<CoverageEvidence> {
  let actions = 0;
  let entries = 0;
  for (const { run, leaves } of operations) {
    const { size } = await log.sequence();
    await run();
    actions += 1;
    if (await hasEntry(log, size, leaves)) entries += 1;
  }
  return { actions, entries };
}

/** Sums evidence of completeness (`sampledEvidence`, `countedEvidence` of `@favorable/audit`) over all kinds of operations. */
export function coverageOf(kinds: readonly CompletenessEvidence[]): CoverageEvidence {
  const sum = (of: (one: CompletenessEvidence) => number): number => kinds.reduce((total, one) => total + of(one), 0);
  return { actions: sum(({ expected }) => expected), entries: sum(({ found }) => found) };
}

async function hasEntry(log: AuditLog, from: number, { types, subject, clear }: ReplayedOperation["leaves"]): Promise<boolean> {
  // Looked for in the parts: a log without an index of persons can tell as well.
  for await (const { parts } of log.entries({ from, types, ...(clear === undefined ? {} : { clear }) }))
    if (subject === undefined || parts.some((part) => part.name !== "actor" && part.subject === subject)) return true;
  return false;
}
