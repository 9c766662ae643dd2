/** Bytes to text and back, strict both ways, on every platform. */
import { PrivacyError } from "./privacy-error.ts";

/** Two digits of every byte. */
const DIGITS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal of the bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += DIGITS[byte] ?? "";
  return text;
}

/** Reads hexadecimal, either case; throws `HEX_INVALID`. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new PrivacyError("HEX_INVALID", "not hexadecimal");
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = digit(text.charCodeAt(at * 2)) * 16 + digit(text.charCodeAt(at * 2 + 1));
  return bytes;
}

/** Value of a hexadecimal digit: 0 to 9 end their codes with it, letters of either case with one less than ten of it. */
function digit(code: number): number {
  return code < 64 ? code & 15 : (code & 15) + 9;
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** Reads standard base64, padded and canonical (RFC 4648 §3.5: unused bits zero); throws `BASE64_INVALID`. */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new PrivacyError("BASE64_INVALID", "not standard base64");
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  if (toBase64(bytes) !== text) throw new PrivacyError("BASE64_INVALID", "not canonical base64");
  return bytes;
}

const encoder = new TextEncoder();

/** UTF-8 of a text; throws `NOT_WELL_FORMED` for lone surrogates, which UTF-8 cannot carry. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new PrivacyError("NOT_WELL_FORMED", "the text holds a lone surrogate");
  return encoder.encode(text);
}

/** Joins byte arrays. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let total = 0;
  for (const part of parts) total += part.length;
  const joined = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Compares bytes in time that depends on their lengths only. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at++) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}
