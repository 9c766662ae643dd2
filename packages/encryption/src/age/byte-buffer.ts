/** Bytes that arrive in pieces, kept until enough are there. */

/** A growing buffer; doubles, so that byte-by-byte input stays linear. */
export class ByteBuffer {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** How many bytes are held. */
  get length(): number {
    return this.#length;
  }

  /** Adds a copy of the bytes. */
  push(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.view());
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  /** What is held; valid until the next `push`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** A copy of what is held; the buffer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.view().slice();
    this.#length = 0;
    return taken;
  }
}

/** Joins pieces, however many: spread into arguments, a large file's would be more than a call can have. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
