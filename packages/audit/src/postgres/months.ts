/** In which month bodies end: monthly partitions that can be dropped as a whole. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { PartRetention } from "../event.ts";
import { parseLeaf } from "../leaf.ts";
import { retentionFact } from "../retention-events.ts";
import { policyBook } from "../terms.ts";
import { UNDATED } from "./schema-stores.ts";

/** Partitions kept at most: each is looked at by every read. What ends beyond them is filed undated, and erased row by row. */
const PARTITIONS = 240;

/** The months of one log, as its policies have them. */
export interface Months {
  /** Policies with a position below it are known. */
  readonly known: () => number;
  /** Reads the policies with a position below `size` that were not read yet; call it under the lock. */
  refresh(tx: Sql, size: number): Promise<void>;
  /** The first day of the month in which a part ends; {@link UNDATED} when that is not known. */
  monthOf(retention: PartRetention, today: CalendarDate): string;
  /** The months of these, each made a partition if it is none yet and can be: another month is filed undated. */
  filed(tx: Sql, months: ReadonlySet<string>, today: CalendarDate): Promise<ReadonlyMap<string, string>>;
}

/** Starts without policies. */
export function months(): Months {
  const policies = policyBook();
  let read = 0;

  return {
    known: () => read,
    async refresh(tx, size) {
      if (size <= read) return;
      const { rows } = await tx.query<{ seq: string; leaf: string }>(
        `select seq, leaf from favorable.audit_leaf
          where type = 'retention.policy' and seq >= $1::bigint and seq < $2::bigint and leaf is not null order by seq`,
        [read, size],
      );
      for (const { seq, leaf } of rows) {
        const parsed = parseLeaf(leaf);
        const fact = retentionFact(parsed);
        if (fact !== undefined && fact !== "malformed" && fact.kind === "policy")
          policies.add(fact.terms, Number(seq), calendarDate(parsed.at.slice(0, 10)));
      }
      read = size;
    },
    monthOf(retention, today) {
      const window = policies.windowOf(retention, today, Number.POSITIVE_INFINITY);
      if (window === undefined || window.until !== undefined) return UNDATED;
      const [, end = window.cap] = [window.cap, window.floor].sort();
      return end >= "9998" ? UNDATED : `${end.slice(0, 7)}-01`;
    },
    async filed(tx, wanted, today) {
      const filed = new Map<string, string>([[UNDATED, UNDATED]]);
      for (const month of await existing(tx, [...wanted])) filed.set(month, month);
      const missing = [...wanted].filter((month) => !filed.has(month));
      const there = missing.length === 0 ? new Set() : await partitions(tx);
      for (const month of missing) {
        // A month that is over would be dropped at once: what is filed late is erased row by row.
        if (month < today.slice(0, 7) || there.size >= PARTITIONS) filed.set(month, UNDATED);
        else {
          const made = await make(tx, month);
          if (made) there.add(month);
          filed.set(month, made ? month : UNDATED);
        }
      }
      return filed;
    },
  };
}

/** Which of these months have a partition. */
async function existing(tx: Sql, months: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ month: string }>(
    "select m as month from unnest($1::text[]) m where to_regclass('favorable.audit_body_' || left(m, 4) || substr(m, 6, 2)) is not null",
    [months.filter((month) => month !== UNDATED)],
  );
  return rows.map(({ month }) => month);
}

/** The months that have a partition, oldest first. */
export async function partitions(tx: Sql): Promise<Set<string>> {
  const { rows } = await tx.query<{ name: string }>(
    `select c.relname as name from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'favorable.audit_body'::regclass order by c.relname`,
  );
  return new Set(
    rows.flatMap(({ name }) => {
      const match = /^audit_body_(\d{4})(\d{2})$/.exec(name);
      return match === null ? [] : [`${match[1]}-${match[2]}-01`];
    }),
  );
}

/** In a savepoint: without the right, or while somebody keeps the table locked, bodies are filed undated, not refused. */
async function make(tx: Sql, month: string): Promise<boolean> {
  try {
    await tx.transaction((inner) => inner.query("select favorable.audit_make_month($1::date)", [month]));
    return true;
  } catch {
    return false;
  }
}
