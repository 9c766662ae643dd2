/** Reads the plaintext of an export and holds it against its seal. */
import { concatBytes, toHex } from "@favorable/core";
import { sha256Hasher } from "@favorable/encryption";
import { exportError } from "./export-error.ts";
import { MAX_LINE } from "./limits.ts";
import { type ExportManifest, type ExportSeal, isObject, readManifest, readSeal } from "./manifest.ts";

/** A row as it was exported. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A part of an export, in order: one manifest, rows, one seal. */
export type ExportPart =
  | { readonly kind: "manifest"; readonly manifest: ExportManifest }
  | { readonly kind: "row"; readonly row: ExportedRow }
  | { readonly kind: "seal"; readonly seal: ExportSeal };

const LF = 10;

/**
 * Reads an export. The seal comes last, when counts and digest are right: act on rows only after it.
 *
 * @param plaintext - the decrypted bytes, in pieces
 * @throws `EXPORT_FORMAT` with the line, `EXPORT_UNSEALED` when it ends without a seal, `EXPORT_SEAL` when the seal does not fit
 */
export async function* readExport(
  plaintext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ExportPart, void, undefined> {
  const hasher = sha256Hasher();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let names: ReadonlySet<string> | undefined;
  let sealed = false;
  let number = 0;
  let bytes = 0;

  const parse = (raw: Uint8Array): unknown => {
    try {
      return JSON.parse(decoder.decode(raw));
    } catch {
      throw exportError("EXPORT_FORMAT", "a line that is not JSON", { line: number });
    }
  };
  const read = (raw: Uint8Array): ExportPart => {
    number++;
    if (sealed) throw exportError("EXPORT_FORMAT", "lines follow the seal", { line: number });
    const line = parse(raw);
    if (names === undefined) {
      const manifest = readManifest(line);
      names = new Set(manifest.fields.map(({ name }) => name));
      return { kind: "manifest", manifest };
    }
    if (isObject(line) && Object.hasOwn(line, "$seal")) {
      sealed = true;
      const seal = readSeal(line, number);
      const found = { rows: number - 2, bytes, sha256: toHex(hasher.digest()) };
      if (seal.rows !== found.rows || seal.bytes !== found.bytes || seal.sha256 !== found.sha256) {
        throw exportError("EXPORT_SEAL", "the seal does not fit what stands before it", { sealedRows: seal.rows, foundRows: found.rows });
      }
      return { kind: "seal", seal };
    }
    const known = names;
    if (!isObject(line) || !Object.keys(line).every((name) => known.has(name))) {
      throw exportError("EXPORT_FORMAT", "a row with fields the manifest does not name", { line: number });
    }
    return { kind: "row", row: line };
  };

  for await (const { line, whole } of lines(plaintext)) {
    const part = read(line);
    if (!whole) throw exportError("EXPORT_FORMAT", "the last line has no line feed", { line: number });
    yield part;
    if (sealed) continue;
    hasher.update(line);
    hasher.update(LINE_FEED);
    bytes += line.length + 1;
  }
  if (!sealed) throw exportError("EXPORT_UNSEALED", "the export ends without its seal: it is not complete", { lines: number });
}

const LINE_FEED: Uint8Array = Uint8Array.of(LF);

/** Cuts bytes into lines without their line feeds. */
async function* lines(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<{ line: Uint8Array; whole: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, start)) {
      yield { line: concatBytes(...held, piece.subarray(start, end)), whole: true };
      held = [];
      length = 0;
      start = end + 1;
    }
    if (start < piece.length) held.push(piece.slice(start));
    length += piece.length - start;
    if (length > MAX_LINE) throw exportError("EXPORT_FORMAT", "a line longer than 64 MiB");
  }
  if (held.length > 0) yield { line: concatBytes(...held), whole: false };
}
