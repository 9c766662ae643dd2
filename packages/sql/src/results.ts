/** Results from text: one reading per PostgreSQL type, the same on every driver. */
import { fromHex } from "@favorable/core";

/** Reads the text of one value. */
export type ValueReader = (text: string) => unknown;

const asText: ValueReader = (text) => text;

/** Object identifiers of the built-in types (`pg_type.dat` of PostgreSQL; they never change). */
const READERS: ReadonlyMap<number, ValueReader> = new Map<number, ValueReader>([
  [16, (text) => text === "t"], // boolean
  [17, readBytes], // bytea
  [20, asText], // bigint: beyond 2^53 a number would round it
  ...[21, 23, 26, 700, 701].map((oid): [number, ValueReader] => [oid, Number]), // smallint, integer, oid, real, double precision
  ...[114, 3802].map((oid): [number, ValueReader] => [oid, readJson]), // json, jsonb
  ...[1002, 1003, 1009, 1015, 2951].map((oid): [number, ValueReader] => [oid, readTextArray]), // "char"[], name[], text[], varchar[], uuid[]
  [1082, asText], // date: YYYY-MM-DD, never an instant of some zone
  [1114, asText], // timestamp
  [1184, readInstant], // timestamptz
  [1700, asText], // numeric
  // Arrays of what is read as text or differs between drivers: the array literal.
  ...[199, 1000, 1001, 1005, 1007, 1016, 1021, 1022, 1028, 1115, 1182, 1183, 1185, 1231, 3807].map((oid): [number, ValueReader] => [
    oid,
    asText,
  ]),
]);

/** The reader of a type; types without one of their own come back as text. */
export function readerOf(oid: number): ValueReader {
  return READERS.get(oid) ?? asText;
}

/** The types with a reader of their own, for drivers that take a table of readers. */
export function typesRead(): number[] {
  return [...READERS.keys()];
}

/** Only the hexadecimal form: `bytea_output = escape` is refused rather than misread. */
function readBytes(text: string): Uint8Array {
  return fromHex(text.startsWith("\\x") ? text.slice(2) : "not hexadecimal");
}

function readJson(text: string): unknown {
  return JSON.parse(text);
}

/** `2021-10-30 08:00:00.123456+02` becomes `2021-10-30T06:00:00.123456Z`; `infinity` and years beyond 9999 stay as they are. */
function readInstant(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?([+-])(\d{2})(?::(\d{2}))?(?::(\d{2}))?$/.exec(text);
  if (match === null) return text;
  const [, date, time, fraction = "", sign, hours, minutes = "0", seconds = "0"] = match;
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === "-" ? -1000 : 1000);
  const utc = new Date(Date.parse(`${date}T${time}Z`) - offset);
  return `${utc.toISOString().slice(0, 19)}${fraction}Z`;
}

/** A one-dimensional array literal; an element that is null stays null. */
function readTextArray(text: string): (string | null)[] {
  const items: (string | null)[] = [];
  const element = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs;
  for (const match of text.slice(1, -1).matchAll(element)) {
    const [, quoted, bare] = match;
    if (quoted !== undefined) items.push(quoted.replace(/\\(.)/gs, "$1"));
    else items.push(bare === "NULL" ? null : (bare ?? ""));
  }
  return items;
}
