/** The last checkpoint that a gate has seen in the ledger, as the database remembers it. */
import type { Sql } from "@favorable/sql";
import type { LogPosition } from "../ledger/entry.ts";
import { unlessReadOnly } from "./restored.ts";

/** Reads it; nothing where no gate has seen any. */
export async function lastPosition(sql: Sql): Promise<LogPosition | undefined> {
  const { rows } = await sql.query<{ origin: string; size: string; root: string }>(
    "select origin, size, root from favorable.ledger_position",
  );
  const [row] = rows;
  return row === undefined ? undefined : { origin: row.origin, size: Number(row.size), root: row.root };
}

/** Whether the ledger knows less than it did: lines were cut off its end. Another log has been dealt with by `afterRestore`. */
export function isBefore(known: LogPosition | undefined, remembered: LogPosition | undefined): boolean {
  if (remembered === undefined) return false;
  return known === undefined || (known.origin === remembered.origin && known.size < remembered.size);
}

/** Remembers a position; a login that may not write leaves it as it is. */
export async function rememberPosition(sql: Sql, { origin, size, root }: LogPosition): Promise<void> {
  const same = await sql.query("select 1 from favorable.ledger_position where origin = $1 and size = $2::bigint and root = $3", [
    origin,
    size,
    root,
  ]);
  if (same.rows.length > 0) return;
  await unlessReadOnly(() =>
    sql.query(
      `insert into favorable.ledger_position (origin, size, root) values ($1, $2::bigint, $3)
        on conflict (single) do update set origin = excluded.origin, size = excluded.size, root = excluded.root`,
      [origin, size, root],
    ),
  );
}
