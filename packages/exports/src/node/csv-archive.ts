/** An export as a tar of CSV files: `MANIFEST.json`, `data-00001.csv`, …, `SEAL.json`; `age -d x.age | tar x` opens it. */
import { canonicalJson, type JsonValue, toHex, utf8 } from "@favorable/core";
import { sha256Hasher } from "@favorable/encryption";
import { stringify } from "csv-stringify/sync";
import { pack } from "tar-stream";
import { guardCell } from "../csv-cell.ts";
import { exportError } from "../export-error.ts";
import { fitsLine } from "../limits.ts";
import type { ExportManifest, ExportSeal } from "../manifest.ts";
import { printValue, type Row } from "../ndjson.ts";
import { isBatch, type PayloadWriter, type SignSeal } from "../payload.ts";
import { type Transforms, transformed, transformOf } from "../transform.ts";

/** Characters of a member: a tar says a file's size before its bytes, so that a long table is cut into files. */
const MEMBER = 8 * 1024 * 1024;

/** Rows printed at once. */
const SLICE = 256;

/** Names of the members. */
export const MANIFEST: string = "MANIFEST.json";
export const SEAL: string = "SEAL.json";
export const dataName = (number: number): string => `data-${String(number).padStart(5, "0")}.csv`;

/** Makes the plaintext; counts and digest of the seal are those of the members' contents before it, one after the other. */
export class CsvArchive implements PayloadWriter {
  readonly #manifest: ExportManifest;
  readonly #write: (block: Uint8Array) => Promise<void>;
  readonly #transforms: Transforms;
  readonly #hasher = sha256Hasher();
  readonly #fields: readonly string[];
  #lines: string[] = [];
  #length = 0;
  #members = 0;
  #rows = 0;
  #bytes = 0;
  #begun = false;

  constructor(manifest: ExportManifest, write: (block: Uint8Array) => Promise<void>, transforms: Transforms = {}) {
    this.#manifest = manifest;
    this.#write = write;
    this.#transforms = transforms;
    this.#fields = manifest.fields.map(({ name }) => name);
  }

  get rows(): number {
    return this.#rows;
  }

  async add(rows: Row | readonly Row[]): Promise<void> {
    const batch = isBatch(rows) ? rows : [rows];
    for (let at = 0; at < batch.length; at += SLICE) {
      const slice = batch.slice(at, at + SLICE);
      const text = stringify(
        slice.map((row, index) => this.#cells(row, this.#rows + index + 1)),
        CSV,
      );
      this.#rows += slice.length;
      if (!fitsLine(text))
        throw exportError("EXPORT_VALUE", "rows longer than 64 MiB together, which could not be read again", { row: this.#rows });
      if (this.#length + text.length > MEMBER) await this.#flush();
      this.#lines.push(text);
      this.#length += text.length;
    }
  }

  async end(sign: SignSeal = async (seal) => seal): Promise<ExportSeal> {
    if (this.#members === 0 || this.#length > 0) await this.#put();
    const seal = await sign({ rows: this.#rows, bytes: this.#bytes, sha256: toHex(this.#hasher.digest()) });
    await this.#write(await this.#member(SEAL, utf8(`${canonicalJson({ ...seal })}\n`)));
    await this.#write(new Uint8Array(1024)); // Two empty blocks end a tar.
    return seal;
  }

  async #flush(): Promise<void> {
    if (this.#length > 0) await this.#put();
  }

  /** Writes a file of rows, which may have none. */
  async #put(): Promise<void> {
    await this.#begin();
    this.#members += 1;
    const text = stringify([this.#fields.map(guardCell)], CSV) + this.#lines.join("");
    this.#lines = [];
    this.#length = 0;
    await this.#sealed(dataName(this.#members), utf8(text));
  }

  async #begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    // The manifest is plain data, made and checked before.
    await this.#sealed(MANIFEST, utf8(`${canonicalJson({ ...this.#manifest } as unknown as JsonValue)}\n`));
  }

  /** Writes a member that the seal covers. */
  async #sealed(name: string, content: Uint8Array): Promise<void> {
    this.#hasher.update(content);
    this.#bytes += content.length;
    await this.#write(await this.#member(name, content));
  }

  async #member(name: string, content: Uint8Array): Promise<Uint8Array> {
    const tar = pack();
    tar.entry(
      { name, size: content.length, mode: 0o600, mtime: new Date(this.#manifest.createdAt) },
      Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    );
    tar.finalize();
    const pieces: Uint8Array[] = [];
    for await (const piece of tar) pieces.push(piece as Uint8Array);
    return Buffer.concat(pieces).subarray(0, -1024); // Without the end, which stands once, after the last member.
  }

  /** Texts and what JSON prints are guarded; numbers and truths never look like formulas but for a sign that is read as a number's. */
  #cells(row: Row, number: number): (string | null)[] {
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw exportError("EXPORT_VALUE", "a row that is not an object", { row: number });
    return this.#fields.map((field) => {
      if (!Object.hasOwn(row, field)) return null;
      const transform = transformOf(this.#transforms, field);
      const value = transform === undefined ? row[field] : transformed(transform, row[field], field, number);
      const text = printValue(value);
      if (text === undefined) throw exportError("EXPORT_VALUE", "a value that CSV cannot carry", { field, row: number });
      if (text === "null") return null;
      if (typeof value === "string") return guardCell(value);
      const bare = text.startsWith('"') ? text.slice(1, -1) : text;
      return typeof value === "object" ? guardCell(bare) : bare;
    });
  }
}

/**
 * RFC 4180: CRLF, and quotes around all but plain words and numbers, for programs end a record at a line feed or a cell at a semicolon;
 * an empty text is quoted, a missing value is not.
 */
const CSV = { record_delimiter: "\r\n", quoted_match: /^$|^\s|\s$|[^\p{L}\p{M}\p{N} ._:+/-]/u } as const;
