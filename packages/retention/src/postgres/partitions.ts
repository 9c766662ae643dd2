/** Whole partitions that are over: dropped instead of swept, where nothing in them is to be kept. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { databaseDay } from "./clock.ts";
import { resolveDependants } from "./dependants.ts";
import { type PurgeEvidence, purgeEvidence } from "./evidence.ts";
import type { Attachment } from "./expiry-view.ts";
import { inScope, onTable, restrictedText } from "./held-text.ts";
import { holdLock } from "./hold.ts";
import { refuseUnreadableHolds } from "./hold-check.ts";
import { quoteConstant } from "./literal.ts";
import { conditionsOf } from "./predicate.ts";
import type { RestoreGate } from "./restore-gate.ts";
import { refuseRestored } from "./restored.ts";
import { type DescribedTable, describeTable } from "./table.ts";

/** Which partitions, and how patiently. */
export interface PartitionDropOptions extends Attachment {
  /** The cutoff day; default and latest: the database's today in the policy's zone. */
  readonly asOf?: CalendarDate;
  /** How long to wait for the lock on a partition, 1 to 60,000 ms; default 500. Whoever reads the table waits behind it. */
  readonly lockMs?: number;
  /** Of `openAfterStart`: nothing is dropped while it is closed. */
  readonly gate?: Pick<RestoreGate, "ready">;
  /** Called in the transaction of each drop, to enter it into a log: `appendIn(tx, …)`. */
  readonly onEvidence?: (tx: Sql, evidence: PurgeEvidence) => Promise<unknown>;
}

/** What became of one partition. */
export interface PartitionVerdict {
  /** `schema.name`, as the database writes it. */
  readonly partition: string;
  /** Kept, because a row of it is not due, has no start, or may be on hold; because it is empty, or the default one. */
  readonly outcome: "dropped" | "not-due" | "held" | "empty" | "default";
  readonly removed: number;
}

interface Leaf {
  readonly name: string;
  readonly parent: string;
  readonly isDefault: boolean;
}

/**
 * Drops the partitions of which every row is due, each in a transaction of its own with its evidence. What counts is what the rows say, under
 * a lock, never the bounds of the partition: a first partition often begins before the data do, or holds all that came before
 * (pg_partman #776). Any hold in force under a policy of the table, or on a row of it, keeps all partitions: then sweep row by row.
 *
 * @throws `AS_OF_FUTURE`, `TABLE_INVALID` with `reason` `not-partitioned`, `PARTITION_REFERENCED` while foreign keys refer to the table,
 *   `ACTION_UNSUPPORTED` when the policy does not delete; `SQL_FAILED` (55P03) when a lock is not to be had: drops before it are done; `DATABASE_RESTORED` as `sweep` does
 */
export async function dropExpiredPartitions(options: PartitionDropOptions): Promise<readonly PartitionVerdict[]> {
  const { sql, policy, table } = options;
  await refuseRestored(sql, options.gate);
  const described = await describeTable(sql, policy, table);
  if (described.action !== "delete")
    throw new PrivacyError("ACTION_UNSUPPORTED", "only policies that delete drop partitions", { action: described.action });
  await refuseUnreadableHolds(sql, policy, described);
  const { today } = await databaseDay(sql, policy.zone);
  const asOf = options.asOf === undefined ? today : calendarDate(options.asOf);
  if (asOf > today) throw new PrivacyError("AS_OF_FUTURE", "the day has not come yet for the database", { asOf, today });
  const leaves = await leavesOf(sql, described.relation);
  if (leaves.length === 0)
    throw new PrivacyError("TABLE_INVALID", "the table has no partitions", { reason: "not-partitioned", policy: policy.id });
  if ((await resolveDependants(sql, table)).length > 0)
    throw new PrivacyError("PARTITION_REFERENCED", "other tables refer to the rows: sweep, so that they go in the declared order");
  const verdicts: PartitionVerdict[] = [];
  for (const leaf of leaves) {
    const { outcome, removed } = leaf.isDefault ? { outcome: "default" as const, removed: 0 } : await drop(options, described, leaf, asOf);
    verdicts.push({ partition: leaf.name, outcome, removed });
  }
  return verdicts;
}

async function leavesOf(sql: Sql, relation: string): Promise<readonly Leaf[]> {
  const { rows } = await sql.query<Leaf>(
    `select format('%I.%I', n.nspname, c.relname) as name, format('%I.%I', m.nspname, p.relname) as parent,
        pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' as "isDefault"
      from pg_partition_tree(to_regclass($1)) tree
        join pg_class c on c.oid = tree.relid join pg_namespace n on n.oid = c.relnamespace
        join pg_class p on p.oid = tree.parentrelid join pg_namespace m on m.oid = p.relnamespace
      where tree.isleaf and tree.parentrelid is not null and c.relkind = 'r'
      order by n.nspname, c.relname`,
    [relation],
  );
  return rows;
}

type Dropped = Pick<PartitionVerdict, "outcome" | "removed">;

function drop(options: PartitionDropOptions, described: DescribedTable, leaf: Leaf, asOf: CalendarDate): Promise<Dropped> {
  const { sql, policy, table, lockMs = 500, onEvidence } = options;
  if (!Number.isSafeInteger(lockMs) || lockMs < 1 || lockMs > 60_000)
    throw new PrivacyError("BATCH_INVALID", "a lock is waited for 1 to 60,000 ms");
  const { called, allowed } = conditionsOf(policy, described, "$1::date");
  const free = described.restricted === undefined ? "" : ` and not ${restrictedText(described)}`;
  const rest = `select exists (select from ${leaf.name} t where not (${called} and ${allowed}${free})) as rest`;
  return sql.transaction(
    async (tx) => {
      await tx.query(`select set_config('lock_timeout', $1, true), pg_advisory_xact_lock_shared(${holdLock(policy)})::text`, [
        String(lockMs),
      ]);
      // What is attached meanwhile waits for this transaction, and this one for it.
      await refuseUnreadableHolds(tx, policy, described, { rows: false });
      if (await isHeld(tx, policy.id, described.root)) return { outcome: "held", removed: 0 };
      const keeps = async (): Promise<boolean> => (await tx.query<{ rest: boolean }>(rest, [asOf])).rows[0]?.rest !== false;
      if (await keeps()) return { outcome: "not-due", removed: 0 }; // Asked before anybody has to wait for the lock.
      await tx.query(`lock table ${leaf.parent} in access exclusive mode`);
      if (await keeps()) return { outcome: "not-due", removed: 0 };
      const { rows } = await tx.query<{ id: string; removed: number }>(
        `with total as (select count(*)::int as n from ${leaf.name})
          insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held)
          select ${quoteConstant(policy.id)}, ${policy.version}, $2::text, 'delete', 'row gone', $1::date,
            exists (select from favorable.clock), n, 0 from total where n > 0 returning id::text as id, removed`,
        [asOf, table.table],
      );
      const [row] = rows;
      if (row === undefined) return { outcome: "empty", removed: 0 };
      await tx.query(`alter table ${leaf.parent} detach partition ${leaf.name}`);
      await tx.query(`drop table ${leaf.name}`);
      const evidence = (await purgeEvidence(tx, policy)).find(({ id }) => id === row.id);
      if (onEvidence !== undefined && evidence !== undefined) await onEvidence(tx, evidence);
      return { outcome: "dropped", removed: row.removed };
    },
    { isolation: "read committed" },
  );
}

/** A hold of a policy on the table or of all policies, and one on any row of the table: whichever rows it keeps, a partition might hold them. */
async function isHeld(tx: Sql, policy: string, root: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from favorable.hold h where h.released_at is null and (${inScope(policy, `${root}::oid`)} or ${onTable(root)}) limit 1`,
  );
  return rows.length > 0;
}
