/**
 * Lines of a file of unknown size and encoding. No column of the register holds a line break, so a line is a row: a quote that is
 * never closed costs that row and not the rest of the file.
 */

/** One line; without its text when it is longer than allowed. */
export interface SourceLine {
  /** From 1. */
  readonly number: number;
  readonly text: string | undefined;
}

/** Most bytes of a line; the fourteen columns of the HR file need some two hundred. */
const MAX_LINE_BYTES = 16_384;

const LINE_FEED = 0x0a;

/**
 * Cuts a stream into lines, holding one at a time.
 *
 * Each line is read as UTF-8, and when it is none as windows-1252, which French office suites still write.
 */
export async function* sourceLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceLine, void, undefined> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let size = 0;
  const finish = (): SourceLine => {
    number += 1;
    const text = size > MAX_LINE_BYTES ? undefined : decodeText(Buffer.concat(parts));
    parts = [];
    size = 0;
    return { number, text: number === 1 ? text?.replace(/^\ufeff/, "") : text };
  };
  const keep = (part: Uint8Array): void => {
    size += part.length;
    if (size <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (size > 0) yield finish();
}

/** 0x80 to 0x9f of windows-1252 (WHATWG Encoding): the decoder of Node 20 makes control characters of them. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeText(bytes: Uint8Array): string {
  const line = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return Array.from(line, (byte) => (byte >= 0x80 && byte < 0xa0 ? HIGH.charAt(byte - 0x80) : String.fromCharCode(byte))).join("");
  }
}
