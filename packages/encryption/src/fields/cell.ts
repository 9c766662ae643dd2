/** A sealed value as it stands in a column: `sealed.v1.` and base64url of key version, nonce, ciphertext and tag. */
import { concatBytes, fromBase64, toBase64 } from "@favorable/core";
import { openWide, sealWide } from "#crypto";
import { keyError } from "../keys/key-error.ts";
import { number, type Place, placeBytes } from "./place.ts";

const PREFIX = "sealed.v1.";
const VERSION = 4;
const NONCE = 24;
const TAG = 16;

/** A cell taken apart. */
export interface Cell {
  /** The version of the subject's key. */
  readonly version: number;
  readonly nonce: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
}

/** Seals bytes at a place, under a key of a version, with a fresh random nonce. */
export function sealCell(key: Uint8Array, version: number, place: Place, plaintext: Uint8Array): string {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const bytes = concatBytes(number(version), nonce, sealWide(key, nonce, plaintext, placeBytes(place, version)));
  return PREFIX + toBase64(bytes).replace(/[+/=]/g, (character) => (character === "+" ? "-" : character === "/" ? "_" : ""));
}

/** Takes a cell apart; throws `SEALED_INVALID` for what is none, such as a value that stands in clear. */
export function readCell(text: unknown, place: Place): Cell {
  const bytes = typeof text === "string" && text.startsWith(PREFIX) ? fromBase64Url(text.slice(PREFIX.length)) : undefined;
  const { table, column } = place;
  if (bytes === undefined || bytes.length < VERSION + NONCE + TAG)
    throw keyError("SEALED_INVALID", "the column holds something that is not sealed", { table, column });
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { version, nonce: bytes.subarray(VERSION, VERSION + NONCE), sealed: bytes.subarray(VERSION + NONCE) };
}

/** Opens a cell at its place; throws `SEALED_REFUSED` when it was altered, or sealed elsewhere, for another subject or under another key. */
export function openCell(key: Uint8Array, cell: Cell, place: Place): Uint8Array {
  const plaintext = openWide(key, cell.nonce, cell.sealed, placeBytes(place, cell.version));
  if (plaintext !== undefined) return plaintext;
  const { table, column } = place;
  throw keyError("SEALED_REFUSED", "the sealed value was altered, or sealed for another place", { table, column, version: cell.version });
}

/** Whether a text has the form of a sealed cell; it says nothing of who sealed it. */
export function isSealedCell(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(PREFIX);
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const standard = text.replace(/[-_]/g, (character) => (character === "-" ? "+" : "/"));
  try {
    return fromBase64(standard + "=".repeat((4 - (text.length % 4)) % 4));
  } catch {
    return undefined;
  }
}
