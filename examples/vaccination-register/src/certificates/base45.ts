/**
 * Base45 (RFC 9285), strict: its alphabet only, no group above its range, no character left over.
 * The text is taken as it is: base45 holds spaces, `%` and `+`, so nothing may trim or URL-decode it.
 */
import { refusal } from "./refusal.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

/**
 * Reads base45 (RFC 9285 §4): three characters are two bytes, two at the end are one.
 *
 * @throws `CERTIFICATE_BASE45`
 */
export function base45Decode(text: string): Uint8Array {
  const rest = text.length % 3;
  if (rest === 1) throw refusal("CERTIFICATE_BASE45");
  const whole = (text.length - rest) / 3;
  const bytes = new Uint8Array(whole * 2 + (rest === 2 ? 1 : 0));
  for (let group = 0; group < whole; group++) {
    const number = read(text, group * 3, 3);
    if (number > 0xffff) throw refusal("CERTIFICATE_BASE45");
    bytes[group * 2] = number >> 8;
    bytes[group * 2 + 1] = number & 0xff;
  }
  if (rest === 2) {
    const number = read(text, whole * 3, 2);
    if (number > 0xff) throw refusal("CERTIFICATE_BASE45");
    bytes[whole * 2] = number;
  }
  return bytes;
}

/** Writes base45. */
export function base45Encode(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const low = bytes[at + 1];
    text += low === undefined ? write(bytes[at] ?? 0, 2) : write((bytes[at] ?? 0) * 256 + low, 3);
  }
  return text;
}

/** The least significant character comes first. */
function read(text: string, at: number, length: number): number {
  let number = 0;
  for (let place = length - 1; place >= 0; place--) {
    const value = VALUES.get(text.charAt(at + place));
    if (value === undefined) throw refusal("CERTIFICATE_BASE45");
    number = number * 45 + value;
  }
  return number;
}

function write(number: number, length: number): string {
  let text = "";
  for (let place = 0, left = number; place < length; place++, left = Math.floor(left / 45)) text += ALPHABET.charAt(left % 45);
  return text;
}
