/** `favorable retention status`: holds, copies and orders of erasure that somebody has to look after. */
import { type CopyState, copyState } from "@favorable/retention";
import { copyTasks, databaseDay, type Hold, holds, holdsToReview } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { waitingOrders } from "./erasures.ts";
import { withRetention } from "./options.ts";

/** Options of the verb. */
export interface StatusArguments {
  readonly database?: string | undefined;
  readonly json?: true | undefined;
}

interface Status {
  readonly asOf: string;
  readonly holds: readonly (Pick<Hold, "id" | "scope" | "policy" | "kind" | "placedAt" | "reviewOn"> & { readonly toReview: boolean })[];
  readonly copies: readonly { readonly id: string; readonly copy: string; readonly dueOn: string; readonly state: CopyState }[];
  /** Orders of erasure that wait for a hold or a floor. */
  readonly waiting: number;
}

/** Prints what is open; 1 when a review or a copy is overdue. Neither subjects nor keys nor reasons are printed. */
export async function retentionStatus(options: StatusArguments): Promise<number> {
  const status = await withRetention(options, statusOf);
  process.stdout.write(options.json === true ? `${JSON.stringify(status, null, 2)}\n` : textOf(status));
  return status.holds.some(({ toReview }) => toReview) || status.copies.some(({ state }) => state === "overdue") ? 1 : 0;
}

async function statusOf(sql: Sql): Promise<Status> {
  const { today } = await databaseDay(sql, "UTC");
  const overdue = new Set((await holdsToReview(sql)).map(({ id }) => id));
  const inForce = await holds(sql);
  const copies = await copyTasks(sql, { open: true, limit: 10_000 });
  return {
    asOf: today,
    holds: inForce.map(({ id, scope, policy, kind, placedAt, reviewOn }) => ({
      ...{ id, scope, policy, kind, placedAt, toReview: overdue.has(id) },
      ...(reviewOn === undefined ? {} : { reviewOn }),
    })),
    copies: copies.map(({ id, copy, dueOn, ...task }) => ({ id, copy, dueOn, state: copyState({ dueOn, ...task }, today) })),
    waiting: await waitingOrders(sql),
  };
}

function textOf({ asOf, holds: inForce, copies, waiting }: Status): string {
  const late = copies.filter(({ state }) => state === "overdue").length;
  return [
    `as of ${asOf}`,
    `holds      ${inForce.length} in force, ${inForce.filter(({ toReview }) => toReview).length} to be reviewed`,
    ...inForce.map(
      ({ id, scope, policy, kind, reviewOn, toReview }) =>
        `  ${id}  ${kind}, on a ${scope} under ${policy === "*" ? "every policy" : policy}${reviewOn === undefined ? "" : `, review ${reviewOn}${toReview ? ", overdue" : ""}`}`,
    ),
    `copies     ${copies.length} to go, ${late} overdue`,
    ...copies.map(({ id, copy, dueOn, state }) => `  ${id}  ${copy}, by ${dueOn}${state === "overdue" ? ", overdue" : ""}`),
    `erasures   ${waiting} waiting for a hold or a floor`,
    "",
  ].join("\n");
}
