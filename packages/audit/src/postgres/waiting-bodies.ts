/** What waits beside the outbox, one text for each append: who made it, and the bodies of its entries. */
import { fromBase64, isCalendarDate } from "@favorable/core";
import { quiet } from "../coded.ts";
import { SALT_SIZE } from "../commitment.ts";
import { DECLARED_NAME } from "../event.ts";
import type { OutboxKey } from "./outbox-key.ts";
import type { UnfiledBody } from "./unfiled-body.ts";

/** What the writer of an append says of it, under the key that writers share. */
interface AppendMark {
  /** Identifier of its first entry. */
  readonly first: string;
  /** First entries of appends of the same process that were acknowledged before. */
  readonly after: readonly string[];
  readonly mac: string;
}

/** An append as it waits. */
export interface WaitingAppend {
  readonly mark: AppendMark | undefined;
  readonly bodies: readonly UnfiledBody[];
  /** False for a text that no writer made: nothing of it is taken. */
  readonly readable: boolean;
}

/** The text of an append; empty when there is nothing to say. */
export function waitingText(mark: AppendMark | undefined, bodies: readonly UnfiledBody[]): string {
  const head = mark === undefined ? [] : [["append", mark.mac, mark.first, ...mark.after]];
  return head.length + bodies.length === 0 ? "" : JSON.stringify([...head, ...bodies]);
}

/** Marks an append of `count` entries. */
export function markAppend(key: OutboxKey, first: string, count: number, after: readonly string[]): AppendMark {
  return { first, after, mac: key.markAppend(first, count, after) };
}

/** True when a writer who has the key made an append of so many entries. */
export function isMarked(key: OutboxKey | undefined, mark: AppendMark | undefined, count: number): boolean {
  return key !== undefined && mark !== undefined && mark.mac === key.markAppend(mark.first, count, mark.after);
}

/** Reads an append of `count` entries; what it cannot read stops nothing. */
export function readWaiting(text: string | null, count: number): WaitingAppend {
  if (text === null) return { mark: undefined, bodies: [], readable: true };
  const rows = quiet((): unknown => JSON.parse(text));
  if (!Array.isArray(rows)) return unreadable(undefined);
  const mark = markOf(rows[0]);
  const bodies: readonly unknown[] = mark === undefined ? rows : rows.slice(1);
  const seen = new Set<string>();
  const readable = bodies.every(
    (row): row is UnfiledBody =>
      isBody(row) && row[0] < count && !seen.has(`${row[0]} ${row[1]}`) && seen.add(`${row[0]} ${row[1]}`) !== undefined,
  );
  return readable ? { mark, bodies: bodies.filter(isBody), readable } : unreadable(mark);
}

function unreadable(mark: AppendMark | undefined): WaitingAppend {
  return { mark, bodies: [], readable: false };
}

function markOf(row: unknown): AppendMark | undefined {
  if (!Array.isArray(row) || row[0] !== "append" || row.length < 3 || !row.every((one) => typeof one === "string")) return undefined;
  const [, mac = "", first = "", ...after]: string[] = row;
  return { mac, first, after };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const LINE = /^[^\n\r\u0000]*$/;
const INDEX = /^(?:[0-9a-f]{2})*$/;

/** A body that can be filed: a row that the database refused would stop the log for ever. */
function isBody(row: unknown): row is UnfiledBody {
  if (!Array.isArray(row) || row.length !== 9) return false;
  const [at, part, salt, payload, policy, version, start, subject, key]: unknown[] = row;
  return (
    isWhole(at, 0) &&
    isWhole(part, 0) &&
    isText(policy, DECLARED_NAME) &&
    isWhole(version, 1) &&
    isCalendarDate(start) &&
    isText(subject, INDEX) &&
    isText(key, LINE) &&
    isText(payload, LINE) &&
    payload.isWellFormed() &&
    typeof salt === "string" &&
    (key === "" ? quiet(() => fromBase64(salt))?.length === SALT_SIZE : salt === "" && quiet(() => fromBase64(payload)) !== undefined)
  );
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= 2_147_483_647;
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === "string" && form.test(value);
}
