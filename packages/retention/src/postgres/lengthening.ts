/** Another policy on a table is compared with those that are, or were, there: by none may data be kept longer without an approval. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type Approval, amend } from "../amend.ts";
import { addedFloors } from "../longer.ts";
import { definePolicy, type RetentionPolicy, type RetentionPolicyDefinition } from "../policy.ts";
import { enterAmendment } from "./amendment.ts";
import { startsOf } from "./attached.ts";
import { recordedEvents } from "./clock.ts";
import { quoteRelation } from "./literal.ts";
import type { RetainedTable } from "./retained-table.ts";

interface Other {
  readonly policy: RetentionPolicy;
  readonly described: RetainedTable;
  readonly relation: string;
  readonly detached: boolean;
}

/**
 * Compares a policy that is new on a table. Beside others, its floors may not reach beyond theirs; after others that were all taken off, it may not be
 * longer than any of them. What is accepted is entered, and the next policy is compared with this one.
 *
 * @throws `AMENDMENT_UNAPPROVED` (details: `policy`, `version`, `places`), `AMENDMENT_INVALID`
 */
export async function compareWithOthers(
  tx: Sql,
  next: RetentionPolicy,
  table: RetainedTable,
  approval: Approval | undefined,
): Promise<void> {
  const others = await othersOn(tx, next, table);
  const attached = others.filter(({ detached }) => !detached);
  if (others.length === 0) return;
  const events = await recordedEvents(tx);
  if (attached.length > 0) {
    const now = attached.map(({ policy }) => policy);
    const places = addedFloors(now, next, events);
    if (places.length === 0) return;
    if (approval === undefined) throw unapproved(next, places);
    for (const { policy } of attached) await enterAmendment(tx, policy, next, table, "longer", places, amended(policy, next, approval));
    return;
  }
  for (const { policy, described } of others) {
    const moved = startsOf(policy, described) !== startsOf(next, table);
    const { change, places } = amend(policy, { ...next, id: policy.id, version: policy.version + 1 }, { events, ...given(approval) });
    if (moved && approval === undefined) throw unapproved(next, ["start"]);
    const all = moved ? [...new Set(["start", ...places])] : places;
    await enterAmendment(tx, policy, next, table, moved ? "longer" : change, all, approval);
  }
  await tx.query(
    "update favorable.attachment set replaced_at = now() where detached_at is not null and policy <> $1 and relation = any ($2::text[])",
    [next.id, others.map(({ relation }) => relation)],
  );
}

/**
 * A policy that is taken off while others stay: one of them has to be as short, else data are kept longer by it.
 *
 * @throws `AMENDMENT_UNAPPROVED`, `AMENDMENT_INVALID`
 */
export async function compareWithRest(tx: Sql, gone: RetentionPolicy, table: RetainedTable, approval: Approval | undefined): Promise<void> {
  const rest = (await othersOn(tx, gone, table)).filter(({ detached }) => !detached);
  if (rest.length === 0) return;
  const events = await recordedEvents(tx);
  let places: readonly string[] = [];
  for (const { policy } of rest) {
    const longer = placesOf(gone, policy, events);
    if (longer.length === 0) return;
    places = longer;
  }
  if (approval === undefined) throw unapproved(gone, places);
  for (const { policy } of rest) await enterAmendment(tx, gone, policy, table, "longer", places, amended(gone, policy, approval));
}

function placesOf(now: RetentionPolicy, next: RetentionPolicy, events: Awaited<ReturnType<typeof recordedEvents>>): readonly string[] {
  try {
    return amend(now, { ...next, id: now.id, version: now.version + 1 }, { events }).places;
  } catch (error) {
    if (!isPrivacyError(error, "AMENDMENT_UNAPPROVED")) throw error;
    const { places } = error.details;
    return Array.isArray(places) ? places.map(String) : ["policy"];
  }
}

/** The approval, looked at as an amendment looks at it. */
function amended(now: RetentionPolicy, next: RetentionPolicy, approval: Approval): Approval {
  return amend(now, { ...next, id: now.id, version: now.version + 1 }, { approval }).approval ?? approval;
}

const given = (approval: Approval | undefined): { readonly approval?: Approval } => (approval === undefined ? {} : { approval });

async function othersOn(tx: Sql, { id }: RetentionPolicy, { table }: RetainedTable): Promise<Other[]> {
  const { rows } = await tx.query<Omit<Other, "policy"> & { definition: RetentionPolicyDefinition }>(
    `select definition, described, relation, detached_at is not null as detached from favorable.attachment
      where policy <> $1 and replaced_at is null
        and coalesce(pg_partition_root(target), target) = (select coalesce(pg_partition_root(c), c) from to_regclass($2) c)
      order by policy, relation`,
    [id, quoteRelation(table)],
  );
  return rows.map(({ definition, ...row }) => ({ ...row, policy: definePolicy(definition) }));
}

function unapproved({ id, version }: RetentionPolicy, places: readonly string[]): PrivacyError {
  return new PrivacyError("AMENDMENT_UNAPPROVED", `data would be kept longer: that needs an approval: ${places.join(", ")}`, {
    policy: id,
    version,
    places,
  });
}
