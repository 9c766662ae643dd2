/** ASCII armor (C2SP age, "ASCII armor"; RFC 7468 §3, strict): for media that carry text only. */
import { fromBase64, toBase64, utf8 } from "@favorable/core";
import { ageError } from "./age-error.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import type { Emit } from "./payload.ts";

const BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
const END = "-----END AGE ENCRYPTED FILE-----";
/** 64 columns carry 48 bytes. */
const COLUMNS = 64;
const BYTES = 48;
const LF = 10;
/** Keeps a byte order mark and turns what is not UTF-8 into a character that every check below refuses. */
const ascii = new TextDecoder("utf-8", { ignoreBOM: true });
/** Whitespace accepted before and after the armor, in bytes: what the age command line accepts. */
const MAX_WHITESPACE = 1024;

/** Writes armor around bytes that arrive in pieces. */
export class Armorer {
  readonly #held = new ByteBuffer();
  #started = false;

  /** Adds bytes. */
  push(bytes: Uint8Array, emit: Emit): void {
    this.#start(emit);
    this.#held.push(bytes);
    const full = this.#held.length - (this.#held.length % BYTES);
    if (full === 0) return;
    const all = this.#held.take();
    this.#held.push(all.subarray(full));
    emit(utf8(toBase64(all.subarray(0, full)).replace(/.{64}/g, "$&\n")));
  }

  /** Writes the rest and the last line. */
  end(emit: Emit): void {
    this.#start(emit);
    const rest = toBase64(this.#held.take());
    emit(utf8(`${rest === "" ? "" : `${rest}\n`}${END}\n`));
  }

  #start(emit: Emit): void {
    if (!this.#started) emit(utf8(`${BEGIN}\n`));
    this.#started = true;
  }
}

/** Takes armor off text that arrives in pieces; LF and CR LF are accepted, everything else is refused with `AGE_ARMOR`. */
class Dearmorer {
  readonly #held = new ByteBuffer();
  #state: "before" | "inside" | "last" | "after" = "before";
  #line = 0;
  #whitespace = 0;

  /** Adds text as bytes. */
  push(bytes: Uint8Array, emit: Emit): void {
    this.#held.push(bytes);
    const held = this.#held.take();
    let start = 0;
    for (let end = held.indexOf(LF); end !== -1; end = held.indexOf(LF, start)) {
      this.#read(held.subarray(start, end), emit);
      start = end + 1;
    }
    if (held.length - start > MAX_WHITESPACE) throw this.#refuse("a line that is too long");
    this.#held.push(held.subarray(start));
  }

  /** Ends the input; the last line may lack its line feed. */
  end(emit: Emit): void {
    if (this.#held.length > 0) this.#read(this.#held.take(), emit);
    if (this.#state !== "after") throw this.#refuse("the armor has no last line");
  }

  #read(raw: Uint8Array, emit: Emit): void {
    this.#line++;
    const text = ascii.decode(raw).replace(/\r$/, "");
    if (this.#state === "before" || this.#state === "after") this.#readOutside(text);
    else if (text === END) this.#state = "after";
    else if (this.#state === "last") throw this.#refuse("a short line that is not the last");
    else this.#readInside(text, emit);
  }

  #readOutside(text: string): void {
    if (/^[ \t\r\v\f]*$/.test(text)) {
      this.#whitespace += text.length + 1;
      if (this.#whitespace > MAX_WHITESPACE) throw this.#refuse("too much whitespace around the armor");
    } else if (this.#state === "before" && text === BEGIN) {
      this.#state = "inside";
      this.#whitespace = 0;
    } else {
      throw this.#refuse("data outside the armor");
    }
  }

  #readInside(text: string, emit: Emit): void {
    if (text === "" || text.length > COLUMNS) throw this.#refuse("an empty line or one of more than 64 columns");
    let bytes: Uint8Array;
    try {
      bytes = fromBase64(text);
    } catch {
      throw this.#refuse("not canonical base64");
    }
    if (bytes.length < BYTES) this.#state = "last";
    emit(bytes);
  }

  #refuse(reason: string): Error {
    return ageError("AGE_ARMOR", `malformed armor: ${reason}`, { line: Math.max(this.#line, 1) });
  }
}

/** Takes armor off input that may have it, in pieces. */
export class Unarmor {
  #armored: boolean | undefined;
  readonly #dearmorer = new Dearmorer();

  /** True demands armor, false demands none; undefined lets the first byte decide. */
  constructor(armored: boolean | undefined) {
    this.#armored = armored;
  }

  /** The bytes under the armor, of input without it the input itself; valid until the next call. */
  push(bytes: Uint8Array): Uint8Array {
    if (bytes.length > 0) this.#armored ??= looksArmored(bytes);
    return this.#armored === true ? collect((emit) => this.#dearmorer.push(bytes, emit)) : bytes;
  }

  /** Ends the input and gives what was left of it. */
  end(): Uint8Array {
    return this.#armored === true ? collect((emit) => this.#dearmorer.end(emit)) : new Uint8Array(0);
  }
}

/** Tells from its first bytes whether a file is armored: whitespace or a dash, where a binary file has the version line. */
export function looksArmored(bytes: Uint8Array): boolean {
  const first = bytes[0];
  return first === 0x2d || first === 0x20 || (first !== undefined && first >= 9 && first <= 13);
}

/**
 * Puts bytes into ASCII armor.
 *
 * @example
 * ```ts
 * import { armor, dearmor } from "@favorable/encryption";
 *
 * const text = armor(new Uint8Array([1, 2, 3]));
 * console.log(text.split("\n")[1]); // AQID
 * console.log(dearmor(text).length); // 3
 * ```
 */
export function armor(bytes: Uint8Array): string {
  const armorer = new Armorer();
  const text = collect((emit) => {
    armorer.push(bytes, emit);
    armorer.end(emit);
  });
  return new TextDecoder().decode(text);
}

/** Takes bytes out of ASCII armor; throws `AGE_ARMOR` with the number of the line, from 1. */
export function dearmor(text: string | Uint8Array): Uint8Array {
  const dearmorer = new Dearmorer();
  return collect((emit) => {
    dearmorer.push(typeof text === "string" ? utf8(text) : text, emit);
    dearmorer.end(emit);
  });
}

function collect(work: (emit: Emit) => void): Uint8Array {
  const pieces = new ByteBuffer();
  work((piece) => pieces.push(piece));
  return pieces.view();
}
