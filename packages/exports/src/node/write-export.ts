/** Rows on their way into an encrypted file: taken once, counted, and never sealed as complete when they are not. */
import type { AgeEncryptor } from "@favorable/encryption";
import { readableRow } from "@favorable/fields";
import { exportError } from "../export-error.ts";
import type { ExportManifest, ExportSeal } from "../manifest.ts";
import type { Row } from "../ndjson.ts";
import { ExportPayload, isBatch, type PayloadWriter } from "../payload.ts";
import type { Rows } from "../row-source.ts";
import { signSeal } from "../signature.ts";
import { cancellable, orCancelled } from "./cancellable.ts";
import { CsvArchive } from "./csv-archive.ts";
import type { ExportFileRequest, ExportProgress } from "./export-file-request.ts";
import type { PartialFile } from "./partial-file.ts";

/** What is written, to where, and how much of it may be. */
export interface Writing {
  readonly manifest: ExportManifest;
  readonly encryptor: AgeEncryptor;
  readonly mostRows: number;
  readonly file: PartialFile;
  /** Told the number of rows as they are taken. */
  readonly count: (rows: number) => void;
}

/** Writes manifest, rows and seal, encrypted; the caller makes the file durable. */
export async function writeExport(request: ExportFileRequest, writing: Writing): Promise<ExportSeal> {
  const { rows: source, onProgress, signal, signer, transforms = {} } = request;
  const { manifest, encryptor, mostRows, file, count } = writing;
  let pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => {
    pieces.push(piece);
  };
  const drain = async (): Promise<void> => {
    const all = pieces;
    pieces = [];
    await file.write(...all);
    tell(onProgress, { rows: payload.rows, bytes: file.bytes });
  };
  const write = async (block: Uint8Array): Promise<void> => {
    encryptor.push(block, emit);
    await drain();
  };
  const payload: PayloadWriter =
    manifest.rows === "csv" ? new CsvArchive(manifest, write, transforms) : new ExportPayload(manifest, write, transforms);
  let state: "idle" | "open" | "done" | "broken" = "idle";
  const consume = async (rows: Rows): Promise<void> => {
    for await (const row of signal === undefined ? rows : cancellable(rows, signal, () => payload.rows)) {
      if (state !== "open") throw exportError("EXPORT_SOURCE", "the source has ended or was refused");
      await payload.add(moderated ? readable(row) : row);
      count(payload.rows);
      if (payload.rows > mostRows)
        throw exportError("EXPORT_APPROVAL", "more rows than may leave without the approval of a second person", {
          reason: "TOO_MANY_ROWS",
          mostRows,
        });
    }
  };
  const moderated = holdsFreeText(request.record);
  /** A free text that no moderator accepted does not leave, whoever exports it. */
  const readable = (row: Row | readonly Row[]): Row | readonly Row[] =>
    isBatch(row) ? row.map((one) => readableOne(request.record, one)) : readableOne(request.record, row);
  let failure: unknown;
  const fail = (error: unknown): never => {
    if (state !== "broken") failure = error; // The first tells most, and stands whatever the source makes of it.
    state = "broken";
    throw error;
  };
  const once = async (rows: Rows): Promise<void> => {
    if (state !== "idle") fail(exportError("EXPORT_SOURCE", "a source handed over rows twice: some may stand in the file already"));
    state = "open";
    await consume(rows).catch(fail);
    if (stateNow() === "open") state = "done";
  };
  /** The state after an await: the compiler takes it for that before. */
  const stateNow = (): typeof state => state;
  const handOver = (rows: Rows): Promise<void> => {
    const work = once(rows);
    work.catch(() => {}); // A source that does not wait for it is refused below.
    return work;
  };
  const all = Promise.resolve(typeof source === "function" ? source(handOver) : handOver(source));
  await (signal === undefined ? all : orCancelled(all, signal, () => payload.rows)).catch(fail);
  if (stateNow() === "broken") throw failure;
  // A source that returns without rows, or before they are all there, would otherwise be sealed as complete.
  if (stateNow() !== "done") fail(exportError("EXPORT_SOURCE", "the source ended without handing over all its rows"));
  const seal = await payload.end(signer === undefined ? undefined : (bare) => signSeal(manifest.id, bare, signer));
  encryptor.end(emit);
  await drain();
  return seal;
}

/** An observer that fails ends the export, and is told apart from a source that does. */
function tell(observer: ExportFileRequest["onProgress"], progress: ExportProgress): void {
  try {
    observer?.(progress);
  } catch {
    throw exportError("EXPORT_OBSERVER", "the observer of the progress failed", { rows: progress.rows });
  }
}

/** Whether a field may hold texts of {@link readableRow}: without one, rows pass untouched. */
function holdsFreeText({ fields }: ExportFileRequest["record"]): boolean {
  return Object.values(fields).some((field) => Reflect.get(field, "freeText") !== undefined);
}

/** What is no object is refused by the printer, with its number. */
function readableOne(record: { readonly fields: unknown }, row: Row): Row {
  return typeof row === "object" && row !== null ? readableRow(record, row) : row;
}
