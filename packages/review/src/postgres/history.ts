/** What pictures show of the past: growth of the log, its checkpoints, exports and requests, without persons. */
import { type AuditLog, parseCheckpoint, parseNote } from "@favorable/audit";
import { type CalendarDate, dateInZone, toBase64 } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type Sql, sqlState } from "@favorable/sql";
import type { HistoryEvidence } from "../evidence/bundle.ts";

/** Points of a picture at most, and lines of exports and of requests, the newest. */
const MOST = 400;
/** Newest entries that days are read of, unless told. */
const WINDOW = 100_000;

/** What the entries of the log tell. */
export interface LogHistory {
  readonly growth: NonNullable<HistoryEvidence["growth"]>;
  readonly exports: NonNullable<HistoryEvidence["exports"]>;
  /** The size of the log at the beginning of each day that has entries. */
  readonly days: readonly { readonly size: number; readonly on: CalendarDate }[];
}

/** Reads the newest entries without their bodies, and the names of roles and purposes that are declared. */
export async function logHistory(
  log: AuditLog,
  document: ProcessingDocument,
  { zone, window = WINDOW }: { readonly zone: string; readonly window?: number | undefined },
): Promise<LogHistory> {
  const { size } = await log.sequence();
  const sizes = new Map<CalendarDate, number>();
  const days: { readonly size: number; readonly on: CalendarDate }[] = [];
  const exported: LogHistory["exports"][number][] = [];
  const declared = (name: unknown, of: object | undefined): string =>
    typeof name === "string" && Object.hasOwn(of ?? {}, name) ? name : "undeclared";
  for await (const { index, type, at, clear } of log.entries({ from: Math.max(0, size - window), below: size, bodies: false })) {
    const on = dateInZone(new Date(at), zone);
    if (!sizes.has(on)) days.push({ size: index, on });
    sizes.set(on, index + 1);
    if (type === "export.sealed")
      exported.push({
        on,
        role: declared(clear["role"], document.access?.roles),
        purpose: declared(clear["purpose"], document.purposes),
        rows: whole(clear["rows"]),
        recipients: whole(clear["recipients"]),
      });
  }
  return { growth: thinned([...sizes].map(([on, total]) => ({ on, size: total }))), exports: exported.slice(-MOST), days };
}

/** Adds what the store tells: the checkpoints in it, beside those that were kept elsewhere, and the days of requests. */
export async function historyEvidence(
  { growth, exports: exported, days }: LogHistory,
  sql: Sql | undefined,
  kept: { readonly checkpoints: readonly string[]; readonly witnessed: boolean },
): Promise<HistoryEvidence> {
  const dayOf = (covered: number): CalendarDate | undefined => days.filter((one) => one.size < covered).at(-1)?.on;
  const stored = sql === undefined ? [] : await storedNotes(sql);
  const all = [
    ...stored.map((note) => ({ note, witnessed: false })),
    ...kept.checkpoints.map((note) => ({ note, witnessed: kept.witnessed })),
  ].flatMap(({ note, witnessed }) => {
    const { size, root } = parseCheckpoint(parseNote(note).text);
    const on = dayOf(size);
    return on === undefined ? [] : [{ on, size, root: toBase64(root), witnessed }];
  });
  // One that was kept elsewhere stands for the same one in the store.
  const bySize = new Map(all.map((one) => [one.size, one]));
  const requests = sql === undefined ? undefined : await requestDays(sql);
  return {
    growth,
    checkpoints: [...bySize.values()].sort((one, other) => one.size - other.size).slice(-MOST),
    exports: exported,
    ...(requests === undefined ? {} : { requests }),
  };
}

/** Days spread evenly, the last among them: sizes in between lie between their neighbours. */
function thinned<T>(points: readonly T[]): readonly T[] {
  const step = Math.ceil(points.length / MOST);
  return points.filter((_, at) => (points.length - 1 - at) % Math.max(1, step) === 0);
}

function whole(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

async function storedNotes(sql: Sql): Promise<readonly string[]> {
  const found = await absent(
    sql.transaction((tx) => tx.query<{ note: string }>(`select note from favorable.audit_checkpoint order by size desc limit ${MOST}`)),
  );
  return found?.rows.map(({ note }) => note) ?? [];
}

async function requestDays(sql: Sql): Promise<HistoryEvidence["requests"]> {
  const found = await absent(
    sql.transaction((tx) =>
      tx.query<{ kind: string; on: string; due: string; answered: string | null }>(
        `select kind, received_on::text as "on", due_on::text as due, ended_on::text as answered
           from favorable.rights_request order by received_on desc, due_on limit ${MOST}`,
      ),
    ),
  );
  return found?.rows
    .map(({ kind, on, due, answered }) => ({ kind, on, due, ...(answered === null ? {} : { answeredOn: answered }) }))
    .reverse();
}

/** What is not in this database has no past here. */
async function absent<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const state = sqlState(error);
    if (state === "3F000" || state === "42P01") return undefined;
    throw error;
  }
}
