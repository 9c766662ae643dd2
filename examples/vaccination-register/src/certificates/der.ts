/** Just enough DER (X.690) to read and to write the X.509 certificate of a signer. */
import { concatBytes } from "@favorable/core";
import { refusal } from "./refusal.ts";

/** One value: its tag, all its bytes, and its contents. */
export interface DerValue {
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly contents: Uint8Array;
}

/** Reads the values that stand one after the other; throws `SIGNER_INVALID` when the bytes are cut or a length is not definite. */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const value = valueAt(bytes, at);
    values.push(value);
    at += value.bytes.length;
  }
  return values;
}

/** The values inside the only value of the bytes; throws `SIGNER_INVALID`. */
export function derInside(value: DerValue | undefined): DerValue[] {
  if (value === undefined || (value.tag & 0x20) === 0) throw refusal("SIGNER_INVALID");
  return derValues(value.contents);
}

/** The dotted text of an object identifier; throws `SIGNER_INVALID`. */
export function derObjectId(value: DerValue | undefined): string {
  if (value === undefined || value.tag !== 0x06 || value.contents.length === 0) throw refusal("SIGNER_INVALID");
  const numbers: number[] = [];
  let number = 0;
  for (const byte of value.contents) {
    number = number * 128 + (byte & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER) throw refusal("SIGNER_INVALID");
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const arc = Math.min(2, Math.floor(first / 40));
  return [arc, first - arc * 40, ...rest].join(".");
}

/** Reads UTCTime or GeneralizedTime in the forms of RFC 5280 §4.1.2.5; throws `SIGNER_INVALID`. */
export function derTime(value: DerValue | undefined): Date {
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(new TextDecoder().decode(value?.contents));
  if (match === null) throw refusal("SIGNER_INVALID");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // RFC 5280 §4.1.2.5.1: two digits below 50 are of this century.
  const century = match[1]?.length === 4 ? 0 : year < 50 ? 2000 : 1900;
  return new Date(Date.UTC(century + year, month - 1, day, hour, minute, second));
}

/** Writes one value. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...contents);
  const length: number[] = [];
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256);
  const head = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return concatBytes(Uint8Array.from(head), body);
}

/** Writes an object identifier from its dotted text. */
export function derWriteObjectId(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(number: number): number[] {
  const digits = [number % 128];
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
  return digits;
}

function valueAt(bytes: Uint8Array, at: number): DerValue {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) throw refusal("SIGNER_INVALID");
  let length = short;
  let head = at + 2;
  if (short >= 0x80) {
    const count = short & 0x7f;
    if (count === 0 || count > 3 || head + count > bytes.length) throw refusal("SIGNER_INVALID");
    length = 0;
    for (const byte of bytes.subarray(head, head + count)) length = length * 256 + byte;
    head += count;
  }
  if (head + length > bytes.length) throw refusal("SIGNER_INVALID");
  return { tag, bytes: bytes.slice(at, head + length), contents: bytes.slice(head, head + length) };
}
