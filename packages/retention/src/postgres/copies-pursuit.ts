/** Going after open copies: each keeper is asked, and only evidence ends a task. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { CopyObligation } from "../copies/obligation.ts";
import type { CopyAnswer, CopyConnector } from "../copies/task.ts";
import { databaseDay } from "./clock.ts";
import { copyTasks, noteAnswer, settleCopy } from "./copies.ts";

/** Which copies to go after. */
export interface CopyPursuit {
  readonly sql: Sql;
  readonly copies: readonly CopyObligation[];
  /** Who keeps them, by the obligation's name; one without a connector is settled by hand with `settleCopy`. */
  readonly connectors: Readonly<Record<string, CopyConnector>>;
  /** No new task is begun after the abort. */
  readonly signal?: AbortSignal;
}

/** What one call did. */
export interface CopyPursuitResult {
  readonly done: number;
  /** Tasks that are still open, by the word of the answer. */
  readonly pending: Readonly<Record<string, number>>;
  /** Codes of errors of keepers that could not be asked. */
  readonly failures: Readonly<Record<string, number>>;
}

/**
 * Asks the keepers of all open copies. Safe to call again and by several at once: a keeper's answer is about now, and a task is ended once.
 * An error of a keeper leaves its task open as `unreachable`; its code is counted, its message goes nowhere.
 *
 * @throws `CONNECTOR_UNKNOWN` for a connector of an obligation that is not among `copies`
 */
export async function pursueCopies({ sql, copies, connectors, signal }: CopyPursuit): Promise<CopyPursuitResult> {
  for (const name of Object.keys(connectors))
    if (!copies.some((copy) => copy.name === name)) throw new PrivacyError("CONNECTOR_UNKNOWN", "a connector has no obligation");
  const pending: Record<string, number> = {};
  const failures: Record<string, number> = {};
  let done = 0;
  for (const copy of copies) {
    const connector = Object.hasOwn(connectors, copy.name) ? connectors[copy.name] : undefined;
    if (connector === undefined) continue;
    for (let after = "0", more = true; more; ) {
      const tasks = await copyTasks(sql, { copy: copy.name, open: true, after });
      more = tasks.length > 0;
      for (const task of tasks) {
        if (signal?.aborted === true) return { done, pending, failures };
        after = task.id;
        const { today } = await databaseDay(sql, copy.zone);
        const answer = await connector.pursue(task, copy, today).catch((error: unknown): CopyAnswer => {
          count(failures, isPrivacyError(error) ? error.code : "UNKNOWN");
          return { pending: "unreachable" };
        });
        if ("evidence" in answer && (await settled(sql, copy, task.id, answer))) done += 1;
        else {
          const word = "pending" in answer ? answer.pending : "still-there";
          count(pending, word);
          await noteAnswer(sql, task.id, word, today);
        }
      }
    }
  }
  return { done, pending, failures };
}

/** False when the evidence does not end the obligation; somebody else may have ended the task meanwhile. */
async function settled(
  sql: Sql,
  copy: CopyObligation,
  id: string,
  { evidence }: Extract<CopyAnswer, { evidence: unknown }>,
): Promise<boolean> {
  try {
    await settleCopy(sql, { copy, id, evidence });
    return true;
  } catch (error) {
    if (isPrivacyError(error, "EVIDENCE_REFUSED") || isPrivacyError(error, "COPY_UNKNOWN")) return false;
    throw error;
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
