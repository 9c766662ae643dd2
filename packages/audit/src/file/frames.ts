/**
 * Frames of a journal: one line each, `<checksum> <JSON>\n`. The checksum is over the one before and the text, so that lines that were
 * dropped, changed or moved show. A crash in the middle of an append leaves a last line that is
 * not whole: it has no end, or blocks of zeros where the disk was not reached. A whole line whose checksum is wrong was changed, wherever it stands.
 */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";

/** Before the first frame. */
const START = toHex(sha256(utf8("favorable.audit.journal/1"))).slice(0, 32);

/** Characters of a checksum: 128 bits. */
const SUM = 32;

const LINE_FEED = 0x0a;

/** What a journal holds. */
export interface Recovered {
  /** The texts of its frames. */
  readonly texts: readonly string[];
  /** Bytes up to the end of the last whole frame. */
  readonly length: number;
  /** Checksum of the last whole frame. */
  readonly sum: string;
  /** True when a line that is not whole follows. */
  readonly torn: boolean;
}

/** A journal without frames. */
export const EMPTY: Recovered = { texts: [], length: 0, sum: START, torn: false };

/** Makes the frame of a text after the one with a checksum. */
export function frame(text: string, after: string): { readonly bytes: Uint8Array; readonly sum: string } {
  const sum = sumOf(text, after);
  return { bytes: utf8(`${sum} ${text}\n`), sum };
}

/**
 * Reads frames, up to a last line that is not whole.
 *
 * @throws `JOURNAL_CORRUPT` for a whole line that does not fit, and for one that is not whole and is followed by another: no crash does that
 */
export function recover(bytes: Uint8Array): Recovered {
  const texts: string[] = [];
  let length = 0;
  let sum = START;
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, from);
    const text = end < 0 ? undefined : textOf(bytes.subarray(from, end), sum);
    if (text === undefined) {
      if (end >= 0 && (!hasUnwritten(bytes.subarray(from, end)) || hasFrame(bytes, end + 1)))
        throw new PrivacyError("JOURNAL_CORRUPT", "a frame of the journal was changed", { frame: texts.length });
      return { texts, length, sum, torn: true };
    }
    texts.push(text);
    sum = sumOf(text, sum);
    from = end + 1;
    length = from;
  }
  return { texts, length, sum, torn: false };
}

function sumOf(text: string, after: string): string {
  return toHex(sha256(utf8(`${after} ${text}`))).slice(0, SUM);
}

function textOf(line: Uint8Array, after: string): string | undefined {
  const whole = decode(line);
  if (whole === undefined || whole[SUM] !== " ") return undefined;
  const text = whole.slice(SUM + 1);
  return whole.slice(0, SUM) === sumOf(text, after) ? text : undefined;
}

function decode(line: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return undefined;
  }
}

/** Whether blocks of a line never reached the disk: no text of a frame holds a zero. */
function hasUnwritten(line: Uint8Array): boolean {
  return line.includes(0);
}

/** Whether a whole line that looks like a frame comes at or after a place. */
function hasFrame(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) return false;
    const line = decode(bytes.subarray(at, end));
    if (line !== undefined && /^[0-9a-f]{32} [[{]/.test(line)) return true;
    at = end + 1;
  }
  return false;
}
