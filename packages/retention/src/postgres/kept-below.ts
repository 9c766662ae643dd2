/** What keeps a row from an order by way of the rows that refer to it: holds on those, and floors. */
import { staying } from "./dependant-text.ts";
import type { DependantStep } from "./dependants.ts";
import { heldText } from "./held-text.ts";
import { conditionsOf, floorText } from "./predicate.ts";
import { UNDER_NONE } from "./table.ts";

/**
 * Whether a hold keeps a row that refers to a row `t`, however far down.
 *
 * @param only - a further condition on a hold `h`; what keeps a row without a hold is left out then
 */
export function heldBelow(steps: readonly DependantStep[], only?: string): string {
  const scope = only === undefined ? {} : { only };
  return anyOf(
    steps.flatMap((step) => {
      if (step.then === "detach") return [];
      const held = anyOf([...step.guards.map(({ policy, table }) => heldText(policy, table, scope)), heldBelow(step.children, only)]);
      return held === "false" ? [] : [`exists (select from ${below(step)} where ${held})`];
    }),
  );
}

/** The last day of the latest floor that keeps a row that refers to a row `t`: `infinity` while one is open, null where none does. */
export function floorBelow(steps: readonly DependantStep[], asOf: string): string {
  return latestOf(
    steps.flatMap((step) => {
      if (step.then === "detach") return [];
      const own = step.guards.flatMap(({ policy, table }) => (policy === UNDER_NONE ? [] : floorKeeping(policy, table, asOf)));
      const day = latestOf([...own, floorBelow(step.children, asOf)]);
      return day === NEVER ? [] : [`(select max(${day}) from ${below(step)})`];
    }),
  );
}

/** The last day of the floor that keeps a row `t` itself; null where none does. */
export function floorKeeping(policy: Parameters<typeof floorText>[0], table: Parameters<typeof floorText>[1], asOf: string): string {
  return `case when not ${conditionsOf(policy, table, asOf).allowed} then ${floorText(policy, table)} end`;
}

/** The latest of days that may be null. */
export function latestOf(days: readonly string[]): string {
  const known = days.filter((day) => day !== NEVER);
  return known.length === 0 ? NEVER : known.length === 1 ? `${known[0]}` : `greatest(${known.join(", ")})`;
}

const NEVER = "null::date";

/** Inside, `t` is the row that refers; the row it refers to is the `t` outside. */
function below(step: DependantStep): string {
  return `(select h.*, h.tableoid, h.ctid from ${step.relation} h where ${staying(step, "h", "t")}) t`;
}

function anyOf(conditions: readonly string[]): string {
  const known = conditions.filter((text) => text !== "false");
  return known.length === 0 ? "false" : `(${known.join(" or ")})`;
}
