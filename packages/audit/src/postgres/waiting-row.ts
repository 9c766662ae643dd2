/** A row of the outbox as whoever verifies reads it. */
import { leafOf } from "../verify/retention-pass.ts";
import type { OutboxKey } from "./outbox-key.ts";

/** A row that waits for its position, or was set aside. */
export interface WaitingRow {
  readonly id: string;
  readonly entry: string;
  readonly type: string;
  readonly leaf: string;
  readonly mac: string | null;
  readonly via: string;
}

/** True when a writer who has the key made the row. */
export function isOwnMark(row: WaitingRow, key: OutboxKey): boolean {
  return row.mac === key.mac(row, true) || row.mac === key.mac(row, false);
}

/** True for an entry of that log, told by its form. */
export function isOfLog({ entry, type, leaf }: WaitingRow, origin: string): boolean {
  const own = leafOf(leaf, origin);
  return own !== undefined && own.id === entry && own.type === type;
}

/** True for a row that the log's own processes made: by its mark where the key is at hand, by its form where it is not. */
export function isOwnRow(row: WaitingRow, origin: string, key: OutboxKey | undefined): boolean {
  return isOfLog(row, origin) && (key === undefined || isOwnMark(row, key));
}
