/** Exports rows to an encrypted file. */
import { exportError, withoutContent } from "../export-error.ts";
import { declared, exportEvent, record as recordEvent } from "../ledger.ts";
import type { ExportManifest, ExportSeal } from "../manifest.ts";
import { planExport } from "../plan.ts";
import type { ExportFileRequest } from "./export-file-request.ts";
import { PartialFile, refuseExisting } from "./partial-file.ts";
import { writeExport } from "./write-export.ts";

/** What was exported. */
export interface ExportResult {
  readonly manifest: ExportManifest;
  readonly seal: ExportSeal;
  /** Size of the encrypted file. */
  readonly fileBytes: number;
  /** SHA-256 of the encrypted file, in hexadecimal; the ledger has it too. */
  readonly fileSha256: string;
}

/**
 * Writes an encrypted export: NDJSON in an age file, `$manifest` first, `$seal` last, both inside the encryption; or CSV in a tar.
 *
 * Permission is asked first; a refusal is recorded and nothing is written. Then `export.started` is recorded, the file is written beside
 * its name and synced, its name is reserved (but with `replace`), `export.sealed` is recorded, and only then the file gets its name. Any
 * failure removes it and is recorded as `export.aborted`, with the file's digest where it had been recorded as sealed. No plaintext touches the disk.
 *
 * @throws `EXPORT_REFUSED`, `EXPORT_FIELD`, `EXPORT_FACTS`, `EXPORT_APPROVAL`, `EXPORT_EXISTS`, `AGE_RECIPIENT` before it starts; then `EXPORT_VALUE`,
 *   `EXPORT_SOURCE` (errors of the source without their message, with the `code` when it is one of Favorable's; rows handed over twice), `EXPORT_CANCELLED`, `EXPORT_OBSERVER`, `EXPORT_APPROVAL` (too many rows), `EXPORT_SIGNATURE`, `EXPORT_DISK`, `EXPORT_LEDGER`
 * @example
 * ```ts
 * import { mkdtemp } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { calendarDate } from "@favorable/core";
 * import { generateIdentity } from "@favorable/encryption";
 * import { exportRecords } from "@favorable/exports/node";
 *
 * const { recipient } = await generateIdentity();
 * const { manifest, seal } = await exportRecords({
 *   permit: () => ({ allowed: true, fields: ["status"] }),
 *   actor: "a-17",
 *   role: "director",
 *   purpose: "followUp",
 *   record: { name: "agent", fields: { name: { category: "identity" }, status: { category: "status" } } },
 *   recipients: [recipient],
 *   rows: [{ name: "stays here", status: "complete" }],
 *   file: join(await mkdtemp(join(tmpdir(), "exports-")), "agents.age"),
 *   ledger: async () => {},
 *   ledgerRetention: { policy: "logs", version: 1, start: calendarDate("2021-11-02") },
 * });
 * console.log(JSON.stringify(manifest.excluded)); // [{"name":"name","reason":"not-permitted"}]
 * console.log(seal.rows); // 1
 * ```
 */
export async function exportRecords(request: ExportFileRequest): Promise<ExportResult> {
  const { ledger, file: target, replace = false } = request;
  const { manifest: planned, subject, encryptor, mostRows } = await planExport(request);
  if (!replace) await refuseExisting(target);
  const facts = {
    ...{ export: planned.id, fields: planned.fields.length, simulated: planned.simulated, format: planned.rows },
    ...(planned.keepUntil === undefined ? {} : { keepUntil: planned.keepUntil }),
    ...(planned.approval === undefined ? {} : { approval: planned.approval.id }),
    ...(planned.signer === undefined ? {} : { signer: declared(planned.signer) }),
  };
  // The empty file comes first: a process that dies from here on leaves something that the next start records as aborted.
  let file: PartialFile | undefined;
  let started = false;
  let rows = 0;
  let sealedSha256: string | undefined;
  try {
    const opened = await PartialFile.open(target, planned.id).catch((error: unknown) => error);
    if (opened instanceof PartialFile) file = opened;
    const ledgerEntry = await recordEvent(ledger, exportEvent("started", subject, facts));
    started = true;
    if (file === undefined) throw opened;
    const written = file;
    const manifest: ExportManifest = ledgerEntry === undefined ? planned : { ...planned, ledgerEntry };
    const count = (taken: number): void => {
      rows = taken;
    };
    const seal = await writeExport(request, { manifest, encryptor, mostRows, file: written, count });
    const fileSha256 = await written.finish();
    if (!replace) await written.reserve(); // Whoever loses the name is never recorded as sealed.
    const sealed = { ...facts, rows: seal.rows, bytes: seal.bytes, sha256: seal.sha256, fileSha256, fileBytes: written.bytes };
    await recordEvent(ledger, exportEvent("sealed", subject, sealed));
    sealedSha256 = fileSha256;
    await written.publish();
    return { manifest, seal, fileBytes: written.bytes, fileSha256 };
  } catch (caught) {
    await file?.discard();
    if (!started) throw caught;
    const error = withoutContent("EXPORT_SOURCE", "the source of the rows failed", caught);
    const aborted = exportEvent("aborted", subject, {
      ...facts,
      ...{ rows, reason: error.code },
      ...(sealedSha256 === undefined ? {} : { fileSha256: sealedSha256 }), // Takes the word back that this file is sealed.
    });
    await recordEvent(ledger, aborted).catch(() => {
      throw exportError("EXPORT_LEDGER", "the export failed and the ledger did not record it", { after: error.code });
    });
    throw error;
  }
}
