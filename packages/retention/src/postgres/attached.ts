/** The policies that are attached to a table: what the database says of them, not what a caller remembers. */
import { canonicalJson, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { definePolicy, type RetentionPolicy, type RetentionPolicyDefinition } from "../policy.ts";
import { startField } from "../start.ts";
import type { RetainedTable } from "./retained-table.ts";

/** A policy on a table, as it was attached. */
export interface PolicyHere {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
}

interface Row {
  readonly definition: RetentionPolicyDefinition;
  readonly described: RetainedTable;
  readonly moved: boolean;
}

/**
 * Reads what is attached to a table, to the partitioned one it belongs to, and to its partitions.
 *
 * @param root - the oid of the table, of the partitioned one where it is a partition
 * @param names - the names of both, with their schema
 * @throws `POLICY_NOT_ATTACHED` (`reason`: `moved`) while a policy is attached to another table that had this one's name
 */
export async function attachedTo(sql: Sql, root: string, names: readonly string[]): Promise<readonly PolicyHere[]> {
  const { rows } = await sql.query<Row>(
    `select definition, described, coalesce(pg_partition_root(target), target) is distinct from $1::oid as moved
      from favorable.attachment where detached_at is null
        and (coalesce(pg_partition_root(target), target) = $1::oid or place = any ($2::text[])) order by policy, relation`,
    [root, names],
  );
  if (rows.some(({ moved }) => moved)) throw notAttached("moved");
  return rows.map(({ definition, described }) => ({ policy: definePolicy(definition), table: described }));
}

/**
 * Tells with what a policy is attached, among all that is attached to a table; nothing when nothing is.
 *
 * @throws `POLICY_NOT_ATTACHED` (details: `reason`) when the table has policies and this is none of them (`policy`), or it is there in another
 *   version (`version`), with another content (`content`), or from another start column (`start`) or subject (`subject`)
 */
export function ownAttachment(here: readonly PolicyHere[], policy: RetentionPolicy, table: RetainedTable): RetainedTable | undefined {
  if (here.length === 0) return undefined;
  const own = here.filter((one) => one.policy.id === policy.id);
  const [first] = own;
  if (first === undefined) throw notAttached("policy", policy);
  if (first.policy.version !== policy.version) throw notAttached("version", policy);
  if (contentOf(first.policy) !== contentOf(policy)) throw notAttached("content", policy);
  if (startsOf(policy, first.table) !== startsOf(policy, table)) throw notAttached("start", policy);
  if (table.subject !== undefined && first.table.subject !== undefined && table.subject !== first.table.subject)
    throw notAttached("subject", policy);
  return first.table;
}

/** The columns that the periods start from, to be compared. */
export function startsOf({ start, archive }: RetentionPolicy, table: RetainedTable): string {
  const active = table.start ?? startField(start) ?? null;
  const kept = archive === undefined ? null : (table.archiveStart ?? startField(archive.start) ?? null);
  return JSON.stringify([active, kept]);
}

/** A policy as text, to be compared. */
export function contentOf(policy: RetentionPolicy): string {
  return canonicalJson(JSON.parse(JSON.stringify(policy)));
}

function notAttached(reason: string, policy?: RetentionPolicy): PrivacyError {
  return new PrivacyError("POLICY_NOT_ATTACHED", `the policy is not the one that is attached to the table: ${reason}`, {
    reason,
    ...(policy === undefined ? {} : { policy: policy.id, version: policy.version }),
  });
}
