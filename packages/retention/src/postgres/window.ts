/** A window of rows in the order of an index: what comes after a position, up to the n-th row. */
import type { CalendarDate } from "@favorable/core";
import { quoteConstant } from "./literal.ts";
import type { StatementParams } from "./statement.ts";
import type { DescribedTable, KeyColumn } from "./table.ts";

/** In the order of the primary key, over all rows; or of an index on the start and the key, over what may be due. */
export type SweepMode = "windows" | "order";

/** Where a range begins (its own row excluded), where it ends (included), and how far it has been looked at. Texts of the columns. */
export interface WindowState {
  readonly mode: SweepMode;
  readonly lo: readonly string[] | null;
  readonly hi: readonly string[] | null;
  readonly position: readonly string[] | null;
  /** The key is a whole number with few gaps: a window ends where so many rows would, were there none. No key is read in between. */
  readonly stride?: boolean;
}

/** The parts of the statement. */
export interface WindowText {
  /** The columns that rows are ordered by. */
  readonly columns: readonly KeyColumn[];
  /** A query of one row: the last key of the window, and whether it is the last of the range (`last`). */
  readonly edge: string;
  /** The condition that a row `t` lies in the window; reads `edge`. */
  readonly inside: string;
  /** The key that the window begins after, as expressions; absent at the beginning. */
  readonly after?: readonly string[];
}

/** The columns of a mode. */
function windowColumns(table: DescribedTable, mode: SweepMode): readonly KeyColumn[] {
  return mode === "order" && table.startColumn !== undefined ? [table.startColumn, ...table.keys] : table.keys;
}

/**
 * Writes the window.
 *
 * @param cutoff - the latest start that may be due
 * @param size - rows of the window
 */
export function windowText(
  params: StatementParams,
  table: DescribedTable,
  state: WindowState,
  cutoff: string | undefined,
  size: string,
): WindowText {
  const columns = windowColumns(table, state.mode);
  const names = columns.map(({ name }) => `t.${name}`);
  const given = (texts: readonly string[]): readonly string[] => {
    const values = params.add(texts, "text[]");
    return columns.map(({ type }, at) => `(${values})[${at + 1}]::${type}`);
  };
  const from = state.position ?? state.lo;
  const after = from === null ? undefined : given(from);
  const bounds = [
    ...(after === undefined ? [] : compare(names, ">", after)),
    ...(state.hi === null ? [] : compare(names, "<=", given(state.hi))),
    ...(state.mode === "order" && cutoff !== undefined ? [cutoff] : []),
  ];
  const where = bounds.length === 0 ? "" : `where ${bounds.join(" and ")}`;
  const list = columns.map(({ name }, at) => `t.${name} as k${at}`).join(", ");
  const most = `(select ${list}, true as last from ${table.relation} t ${where} order by ${names.map((name) => `${name} desc`).join(", ")} limit 1)`;
  const counted = `select * from (
      (select ${list}, false as last from ${table.relation} t ${where} order by ${names.join(", ")} offset ${size} - 1 limit 1)
      union all
      ${most}
    ) e order by last limit 1`;
  // From the next key there is: a gap is passed at once.
  const stretch = `select least(f.k0::numeric + ${size} - 1, m.k0)::${columns[0]?.type} as k0, f.k0::numeric + ${size} - 1 >= m.k0 as last
      from (select ${list} from ${table.relation} t ${where} order by ${names.join(", ")} limit 1) f, ${most} m`;
  const edge = state.stride === true && state.mode === "windows" ? stretch : counted;
  const upto = compare(
    names,
    "<=",
    columns.map((_, at) => `(select k${at} from edge)`),
  );
  return { columns, edge, inside: [...bounds, ...upto].join(" and "), ...(after === undefined ? {} : { after }) };
}

/** Compares rows; the first column also alone, which is what the planner estimates by. */
function compare(left: readonly string[], operator: ">" | "<=", right: readonly string[]): string[] {
  if (left.length === 1) return [`${left[0]} ${operator} ${right[0]}`];
  const loose = operator === ">" ? ">=" : "<=";
  return [`${left[0]} ${loose} ${right[0]}`, `(${left.join(", ")}) ${operator} (${right.join(", ")})`];
}

/** The cheap first look at a row's start: nothing that is due lies beyond it. Undefined where the start does not tell. */
export function cutoffText(
  params: StatementParams,
  { startColumn }: DescribedTable,
  cutoff: CalendarDate | "all",
  zone: string,
): string | undefined {
  if (startColumn === undefined || cutoff === "all") return undefined;
  const day = params.add(cutoff, "date");
  const column = `t.${startColumn.name}`;
  if (startColumn.type === "date") return `${column} <= ${day}`;
  const end = `(${day} + 1)::timestamp`;
  return startColumn.type.endsWith("with time zone") ? `${column} < ${end} at time zone ${quoteConstant(zone)}` : `${column} < ${end}`;
}
