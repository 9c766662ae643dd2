/** The form of a leaf, checked by hand: every entry of a log is, and schemas would take most of a verification's time. */
import { isCalendarDate } from "@favorable/core";
import { CLEAR_TEXT, type ClearFact, DECLARED_NAME, EVENT_TYPE, MAX_PARTS, type PartRetention } from "./event.ts";

/** Parts that stand in the leaf itself; more of them are committed as the root of a tree of their own. */
export const PARTS_IN_LEAF = 64;

/** What the log says of a part: its name, its commitment, how long it is kept. */
export interface PartDescriptor {
  /** Commitment, base64 of 32 bytes. */
  readonly c: string;
  /** Declared name. */
  readonly name: string;
  /** How long it is kept. */
  readonly retention: PartRetention;
}

/** A leaf taken apart. */
export interface Leaf {
  /** Version of this form. */
  readonly v: 1;
  /** Origin of the log. */
  readonly log: string;
  /** Identifier of the entry, 32 hexadecimal digits, random. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** When it was appended, UTC with milliseconds. */
  readonly at: string;
  /** Present when the clock was a simulated one. */
  readonly simulated?: true | undefined;
  /** Facts in clear. */
  readonly clear?: Readonly<Record<string, ClearFact>> | undefined;
  /** Up to 64 parts. */
  readonly parts?: readonly PartDescriptor[] | undefined;
  /** More than 64 parts: how many, and the RFC 6962 root over the canonical JSON of their descriptors, base64. */
  readonly tree?: { readonly count: number; readonly root: string } | undefined;
}

const ID = /^[0-9a-f]{32}$/;
/** Canonical base64 of 32 bytes: the last character carries four bits. */
const HASH = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
/** Years 0001 to 9999: other ones have a sign and more digits, or are no year of the calendar. */
const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

type Members = Readonly<Record<string, unknown>>;

/** True for what has the members of a leaf; other members are found by printing it again. */
export function isLeaf(value: unknown): value is Leaf {
  if (!isObject(value)) return false;
  const { v, log, id, type, at, simulated, clear, parts, tree } = value;
  return (
    v === 1 &&
    typeof log === "string" &&
    log !== "" &&
    isText(id, ID) &&
    isText(type, EVENT_TYPE) &&
    type.length <= 64 &&
    isInstant(at) &&
    (simulated === undefined || simulated === true) &&
    (clear === undefined || areFacts(clear)) &&
    (parts === undefined || (Array.isArray(parts) && parts.length > 0 && parts.length <= PARTS_IN_LEAF && parts.every(isDescriptor))) &&
    (tree === undefined || (parts === undefined && isTree(tree)))
  );
}

/** True for a part descriptor and nothing more. */
export function isDescriptor(value: unknown): value is PartDescriptor {
  if (!isObject(value) || Object.keys(value).length !== 3) return false;
  const { c, name, retention } = value;
  if (!isText(c, HASH) || !isText(name, DECLARED_NAME) || !isObject(retention) || Object.keys(retention).length !== 3) return false;
  const { policy, version, start } = retention;
  return isText(policy, DECLARED_NAME) && isWhole(version, 1, 2_147_483_647) && isDay(start);
}

/** Days that were seen to be dates: a log has a few thousand of them, and names them by the million. */
const days = new Set<unknown>();

function isDay(value: unknown): boolean {
  if (days.has(value)) return true;
  if (!isCalendarDate(value)) return false;
  if (days.size >= 20_000) days.clear();
  days.add(value);
  return true;
}

function isInstant(value: unknown): boolean {
  if (!isText(value, INSTANT)) return false;
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === value;
}

function areFacts(value: unknown): boolean {
  if (!isObject(value)) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.length <= 32 && names.every((name) => DECLARED_NAME.test(name) && isFact(value[name]));
}

function isFact(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "number" ? Number.isFinite(value) : isText(value, CLEAR_TEXT));
}

function isTree(value: unknown): boolean {
  return isObject(value) && isWhole(value["count"], PARTS_IN_LEAF + 1, MAX_PARTS) && isText(value["root"], HASH);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === "string" && form.test(value);
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
