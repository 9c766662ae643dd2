/** The holds on the rows of one window, read once: of ten thousand holds on a table a batch reads those between two keys. */
import type { RetentionPolicy } from "../policy.ts";
import { heldText, isWhole, keyedBy, onTable, unreadKeys } from "./held-text.ts";
import type { DescribedTable } from "./table.ts";
import type { SweepMode, WindowText } from "./window.ts";

/** Parts of a statement. */
export interface HeldWindow {
  /** A common table expression, `marked`: the keys `k` on hold in the window; reads `edge`. */
  readonly marked: string;
  /** The condition that something keeps a row `t` of the window. */
  readonly held: string;
  /** A query of how many rows (`n`) with a condition something keeps, unless everything is on hold: by their keys, where these tell it. */
  readonly count?: (where: string) => string;
}

/** Writes them; `undefined` where a window is not one of whole numbers. */
export function heldWindow(policy: RetentionPolicy, table: DescribedTable, mode: SweepMode, look: WindowText): HeldWindow | undefined {
  const { keys, key, root, subject, restricted } = table;
  const [first] = keys;
  if (mode !== "windows" || keys.length !== 1 || first === undefined || !isWhole(first.type)) return undefined;
  const number = "favorable.key_number(h.key)"; // By `hold_key_number_idx`.
  const after = look.after === undefined ? "" : ` and ${number} > (${look.after[0]})::numeric`;
  const marked = `marked as materialized (select h.parts[1]::${first.type} as k from favorable.hold h where h.released_at is null
      and h.parts is not null and ${number} <= (select k0 from edge)::numeric${after} and ${onTable(root)} and ${keyedBy(keys)}
      union all ${unreadKeys(policy, table)})`;
  const held = heldText(policy, table, { marked: "select k from marked" });
  if ((subject !== undefined && subject !== null) || restricted !== undefined) return { marked, held };
  const count = (where: string): string =>
    `select count(*)::int as n from ${table.relation} t where ${key} = any (array(select k from marked)) and ${where}`;
  return { marked, held, count };
}
