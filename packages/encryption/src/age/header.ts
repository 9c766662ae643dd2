/** The header of an age file (C2SP age, "Header"): version line, recipient stanzas, MAC. */
import { equalBytes, utf8 } from "@favorable/core";
import { hkdfSha256, hmacSha256 } from "#crypto";
import { ageError } from "./age-error.ts";
import { fromRawBase64, toRawBase64 } from "./base64.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import type { Stanza } from "./ports.ts";

/** A header as it was read. */
export interface Header {
  /** The wrappings, in order. */
  readonly stanzas: readonly Stanza[];
  /** HMAC-SHA-256 over {@link Header.signed}. */
  readonly mac: Uint8Array;
  /** The bytes that the MAC covers: up to and including `---`. */
  readonly signed: Uint8Array;
  /** Length of the whole header in bytes. */
  readonly length: number;
}

/** How much is looked at in one step while the end of the header is sought: one step, for up to some forty recipients. */
export const HEADER_STEP = 4096;
const VERSION = "age-encryption.org/v1";
const LINE = 64;
const LF = 10;
/** Keeps a byte order mark and turns what is not UTF-8 into a character that every check below refuses. */
const ascii = new TextDecoder("utf-8", { ignoreBOM: true });
/** A header larger than this is refused: room for some ten thousand X25519 recipients of 98 bytes. */
const MAX_HEADER = 1024 * 1024;

/** Prints a header and its MAC. */
export function writeHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): Uint8Array {
  const signed = `${VERSION}\n${stanzas.map(writeStanza).join("")}---`;
  return utf8(`${signed} ${toRawBase64(headerMac(fileKey, utf8(signed)))}\n`);
}

/** Throws `AGE_HMAC` unless the header's MAC was made with this file key. */
export function verifyHeader(header: Header, fileKey: Uint8Array): void {
  if (!equalBytes(headerMac(fileKey, header.signed), header.mac)) {
    throw ageError("AGE_HMAC", "the header does not match its MAC: it was altered");
  }
}

function headerMac(fileKey: Uint8Array, signed: Uint8Array): Uint8Array {
  return hmacSha256(hkdfSha256(fileKey, new Uint8Array(0), utf8("header")), signed);
}

function writeStanza({ args, body }: Stanza): string {
  if (args.length === 0 || !args.every((arg) => /^[\x21-\x7e]+$/.test(arg))) {
    throw ageError("AGE_RECIPIENT", "a recipient gave a stanza with an argument that is empty or not printable ASCII");
  }
  const text = toRawBase64(body);
  // The last line is always shorter than 64 columns, so it may be empty.
  const lines = Array.from({ length: Math.floor(text.length / LINE) + 1 }, (_, at) => text.slice(at * LINE, (at + 1) * LINE));
  return `-> ${args.join(" ")}\n${lines.join("\n")}\n`;
}

/** Reads a header from bytes that arrive in pieces. */
export class HeaderReader {
  readonly #buffer = new ByteBuffer();
  readonly #stanzas: Stanza[] = [];
  /** Where the next line starts, and how far a line feed was searched. */
  #at = 0;
  #searched = 0;
  #line = 0;
  /** The stanza whose body is being read. */
  #open: { readonly args: string[]; readonly parts: Uint8Array[] } | undefined;

  /**
   * Adds bytes.
   *
   * @returns the header and the bytes after it, once it is complete
   * @throws `AGE_HEADER` with the number of the line, from 1
   */
  push(bytes: Uint8Array): { header: Header; rest: Uint8Array } | undefined {
    this.#buffer.push(bytes);
    const held = this.#buffer.view();
    for (;;) {
      const end = held.indexOf(LF, this.#searched);
      this.#searched = end === -1 ? held.length : end + 1;
      if (this.#searched > MAX_HEADER) throw this.#refuse("the header is larger than 1 MiB");
      if (end === -1) return undefined;
      const text = ascii.decode(held.subarray(this.#at, end));
      const start = this.#at;
      this.#at = end + 1;
      this.#line++;
      const mac = this.#read(text);
      if (mac !== undefined) {
        const header = { stanzas: this.#stanzas, mac, signed: held.slice(0, start + 3), length: this.#at };
        return { header, rest: held.slice(this.#at) };
      }
    }
  }

  /** The error for input that ends inside the header. */
  ended(): Error {
    return this.#refuse("the file ends inside its header");
  }

  /** Reads one line; gives the MAC when it is the last. */
  #read(text: string): Uint8Array | undefined {
    if (this.#line === 1) {
      if (text !== VERSION) throw this.#refuse("not an age v1 file");
      return undefined;
    }
    if (this.#open !== undefined) {
      this.#readBody(text, this.#open);
      return undefined;
    }
    if (text.startsWith("-> ")) {
      const args = text.slice(3).split(" ");
      if (!args.every((arg) => /^[\x21-\x7e]+$/.test(arg))) throw this.#refuse("a stanza with a malformed argument");
      this.#open = { args, parts: [] };
      return undefined;
    }
    const mac = text.startsWith("--- ") ? fromRawBase64(text.slice(4)) : undefined;
    if (mac?.length !== 32 || this.#stanzas.length === 0) throw this.#refuse("neither a stanza nor a well-formed MAC line");
    return mac;
  }

  #readBody(text: string, stanza: { readonly args: string[]; readonly parts: Uint8Array[] }): void {
    const part = text.length <= LINE ? fromRawBase64(text) : undefined;
    if (part === undefined) throw this.#refuse("a stanza body that is not canonical base64 in lines of 64");
    stanza.parts.push(part);
    if (text.length === LINE) return;
    const body = new ByteBuffer();
    for (const piece of stanza.parts) body.push(piece);
    this.#stanzas.push({ args: stanza.args, body: body.take() });
    this.#open = undefined;
  }

  #refuse(reason: string): Error {
    return ageError("AGE_HEADER", `malformed header: ${reason}`, { line: Math.max(this.#line, 1) });
  }
}
