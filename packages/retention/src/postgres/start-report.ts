/** How many rows have a start, and how many have none. Counts only: which rows, and what is in them, is nobody's business here. */
import type { Attachment } from "./expiry-view.ts";
import { describeTable } from "./table.ts";

/** Counts of rows. */
export interface StartReport {
  readonly rows: number;
  readonly withStart: number;
  /** Their contract has not ended, or their event has no day yet: nothing is missing. */
  readonly running: number;
  /** Nothing tells when their period starts, or what does is no day of the calendar: they are kept for ever until somebody decides. */
  readonly withoutStart: number;
}

/**
 * Counts the rows of a table by what is known of their start. Reads the whole table, writes nothing.
 *
 * @throws what `describeTable` throws: `TABLE_INVALID`
 */
export async function startReport({ sql, policy, table }: Attachment): Promise<StartReport> {
  const described = await describeTable(sql, policy, table, { shred: true });
  const { kind } = policy.start;
  const waits = kind === "event" || kind === "end-of-duty";
  const open = kind === "end-of-contract" && described.startColumn !== undefined ? `t.${described.startColumn.name} is null` : `${waits}`;
  const { rows } = await sql.query<{ rows: string; known: string; running: string }>(
    `select count(*) as rows, count(${described.start}) as known, count(*) filter (where ${described.start} is null and ${open}) as running
      from ${described.relation} t`,
  );
  const [counts] = rows;
  const [all, known, running] = [counts?.rows, counts?.known, counts?.running].map((count) => Number(count ?? 0));
  const total = all ?? 0;
  return { rows: total, withStart: known ?? 0, running: running ?? 0, withoutStart: total - (known ?? 0) - (running ?? 0) };
}
