/** Reads the tar of a CSV export and holds it against its seal. */
import { pipeline, Readable } from "node:stream";
import { isPrivacyError, toHex } from "@favorable/core";
import { sha256Hasher } from "@favorable/encryption";
import { parse } from "csv-parse/sync";
import { type Extract, extract } from "tar-stream";
import { unguardCell } from "../csv-cell.ts";
import { exportError } from "../export-error.ts";
import { MAX_LINE } from "../limits.ts";
import { isObject, readManifest, readSeal } from "../manifest.ts";
import type { ExportPart } from "../read-export.ts";
import { dataName, MANIFEST, SEAL } from "./csv-archive.ts";

/**
 * Reads a CSV export: rows of texts, `null` where the value is missing. The seal comes last, when counts and digest are right.
 *
 * @throws `EXPORT_FORMAT` with the member, `EXPORT_UNSEALED`, `EXPORT_SEAL`
 */
export async function* readArchive(plaintext: AsyncIterable<Uint8Array>): AsyncGenerator<ExportPart, void, undefined> {
  const tar = extract();
  const source = Readable.from(plaintext, { objectMode: false });
  pipeline(source, tar, () => {}); // A failure of the source ends the reading below.
  try {
    yield* readMembers(tar);
  } finally {
    source.destroy(); // Whoever stops early lets go of the file below, too.
    tar.destroy();
  }
}

/** The members of a tar, one after the other. */
async function* readMembers(tar: Extract): AsyncGenerator<ExportPart, void, undefined> {
  const hasher = sha256Hasher();
  let fields: readonly string[] | undefined;
  let sealed = false;
  let member = 0;
  let bytes = 0;
  let rows = 0;
  const refuse = (message: string): never => {
    throw exportError("EXPORT_FORMAT", message, { line: member });
  };
  const members = tar[Symbol.asyncIterator]();
  for (;;) {
    const next = await members.next().catch((error: unknown) => malformed(error, refuse));
    if (next.done === true) break;
    const entry = next.value;
    member += 1;
    if (sealed) refuse("members follow the seal");
    const { name } = entry.header;
    if (fields === undefined) {
      if (name !== MANIFEST) refuse("the first member is not the manifest");
      const content = await whole(entry, refuse);
      hasher.update(content);
      bytes += content.length;
      const manifest = readManifest({ $manifest: parsed(content, refuse) });
      fields = manifest.fields.map((field) => field.name);
      yield { kind: "manifest", manifest };
    } else if (name === SEAL) {
      const seal = readSeal({ $seal: parsed(await whole(entry, refuse), refuse) }, member);
      if (seal.rows !== rows || seal.bytes !== bytes || seal.sha256 !== toHex(hasher.digest()))
        throw exportError("EXPORT_SEAL", "the seal does not fit what stands before it", { sealedRows: seal.rows, foundRows: rows });
      sealed = true;
      yield { kind: "seal", seal };
    } else {
      if (name !== dataName(member - 1)) refuse("a member that does not belong here");
      const content = await whole(entry, refuse);
      hasher.update(content);
      bytes += content.length;
      const [head, ...lines] = cellsOf(content, refuse);
      const named = head?.length === fields.length && fields.every((field, at) => field === head[at]);
      if (!named || lines.some((line) => line.length !== head.length)) refuse("a file of rows with other columns");
      for (const line of lines) {
        rows += 1;
        yield { kind: "row", row: Object.fromEntries(fields.map((field, at) => [field, line[at] ?? null])) };
      }
    }
  }
  if (!sealed) throw exportError("EXPORT_UNSEALED", "the export ends without its seal: it is not complete", { lines: member });
}

async function whole(entry: AsyncIterable<unknown>, refuse: (message: string) => never): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of entry) {
      length += (piece as Uint8Array).length;
      if (length > MAX_LINE) refuse("a member longer than 64 MiB");
      pieces.push(piece as Uint8Array);
    }
  } catch (error) {
    malformed(error, refuse);
  }
  return Buffer.concat(pieces);
}

/** What the decryption throws is passed on by the reader of the tar; what that throws itself says that it is none. */
function malformed(error: unknown, refuse: (message: string) => never): never {
  if (isPrivacyError(error)) throw error;
  return refuse("not a whole tar");
}

/** Texts without their guard, `null` for what is empty and not quoted. */
function cellsOf(content: Uint8Array, refuse: (message: string) => never): readonly (readonly (string | null)[])[] {
  try {
    return parse(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      record_delimiter: "\r\n",
      relax_column_count: true,
      cast: (value, { quoting }) => (value === "" && !quoting ? null : unguardCell(value)),
    });
  } catch {
    return refuse("a file of rows that is not CSV");
  }
}

function parsed(content: Uint8Array, refuse: (message: string) => never): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
    return isObject(value) ? value : refuse("a member that is not an object");
  } catch {
    return refuse("a member that is not JSON");
  }
}
