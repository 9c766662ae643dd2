/** The plaintext of an export as it is made: manifest, rows, seal, counted and hashed on the way. */
import { toHex, utf8 } from "@favorable/core";
import { sha256Hasher } from "@favorable/encryption";
import { type ExportManifest, type ExportSeal, manifestLine, sealLine } from "./manifest.ts";
import { type Row, rowPrinter } from "./ndjson.ts";
import type { Transforms } from "./transform.ts";

/** Characters gathered before they are handed on: large enough for the cipher, small enough for the memory. */
const BLOCK = 256 * 1024;

const ENCODER = new TextEncoder();

/** Takes rows and ends with a seal. */
export interface PayloadWriter {
  /** Rows taken so far. */
  readonly rows: number;
  /** Adds a row or a batch; throws `EXPORT_VALUE`. */
  add(rows: Row | readonly Row[]): Promise<void>;
  /** Ends with the seal, signed by `sign` where it is given. */
  end(sign?: SignSeal): Promise<ExportSeal>;
}

/** Puts a signature on a seal. */
export type SignSeal = (seal: ExportSeal) => Promise<ExportSeal>;

/** Makes the plaintext; every block goes to `write`, which is awaited. */
export class ExportPayload implements PayloadWriter {
  readonly #write: (block: Uint8Array) => Promise<void>;
  readonly #print: (row: Row, number: number) => string;
  readonly #hasher = sha256Hasher();
  #pending: string;
  #rows = 0;
  #bytes = 0;

  /** Starts with the manifest. */
  constructor(manifest: ExportManifest, write: (block: Uint8Array) => Promise<void>, transforms: Transforms = {}) {
    this.#write = write;
    this.#print = rowPrinter(
      manifest.fields.map(({ name }) => name),
      transforms,
    );
    this.#pending = manifestLine(manifest);
  }

  /** Rows taken so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Bytes handed on so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a row or a batch; throws `EXPORT_VALUE`. */
  async add(rows: Row | readonly Row[]): Promise<void> {
    for (const row of isBatch(rows) ? rows : [rows]) {
      this.#pending += this.#print(row, this.#rows + 1);
      this.#rows++;
      if (this.#pending.length >= BLOCK) await this.#flush();
    }
  }

  /** Ends with the seal. */
  async end(sign: SignSeal = async (seal) => seal): Promise<ExportSeal> {
    await this.#flush();
    const seal = await sign({ rows: this.#rows, bytes: this.#bytes, sha256: toHex(this.#hasher.digest()) });
    await this.#write(utf8(sealLine(seal)));
    return seal;
  }

  async #flush(): Promise<void> {
    const block = ENCODER.encode(this.#pending); // Every line was printed by JSON or looked at: none holds half a sign.
    this.#pending = "";
    this.#hasher.update(block);
    this.#bytes += block.length;
    if (block.length > 0) await this.#write(block);
  }
}

/** Whether several rows were given at once. */
export function isBatch(rows: Row | readonly Row[]): rows is readonly Row[] {
  return Array.isArray(rows);
}
