/** Opens an export that was received. */
import { open } from "node:fs/promises";
import { ageDecryptor, type Identity } from "@favorable/encryption";
import { exportError } from "../export-error.ts";
import type { ExportManifest, ExportSeal } from "../manifest.ts";
import { type ExportedRow, type ExportPart, readExport } from "../read-export.ts";

/** An export that was read to its end and is complete. */
export interface OpenedExport {
  readonly manifest: ExportManifest;
  readonly seal: ExportSeal;
  /** Reads the rows again, verifying again; throws `EXPORT_SEAL` at the end when the file is not the one that was verified. */
  rows(): AsyncGenerator<ExportedRow, void, undefined>;
}

const READ = 256 * 1024;

/**
 * Decrypts an export and verifies manifest, rows and seal, without keeping the rows.
 *
 * @param identities - an age identity or several
 * @throws `EXPORT_DISK`, `EXPORT_FORMAT`, `EXPORT_UNSEALED`, `EXPORT_SEAL`, and the codes of `decryptAge`
 */
export async function openExport(file: string, identities: string | Identity | readonly (string | Identity)[]): Promise<OpenedExport> {
  const all = typeof identities === "string" || !isList(identities) ? [identities] : identities;
  const parts = (): AsyncGenerator<ExportPart, void, undefined> => readExport(decrypted(file, all));
  let manifest: ExportManifest | undefined;
  let seal: ExportSeal | undefined;
  for await (const part of parts()) {
    if (part.kind === "manifest") manifest = part.manifest;
    else if (part.kind === "seal") seal = part.seal;
  }
  if (manifest === undefined || seal === undefined) throw exportError("EXPORT_UNSEALED", "the export has no manifest or no seal");
  const verified = { manifest, seal };
  return {
    ...verified,
    async *rows() {
      for await (const part of parts()) {
        if (part.kind === "row") yield part.row;
        else if (part.kind === "seal" && part.seal.sha256 !== verified.seal.sha256) {
          throw exportError("EXPORT_SEAL", "the file was changed since it was verified");
        }
      }
    },
  };
}

function isList(identities: Identity | readonly (string | Identity)[]): identities is readonly (string | Identity)[] {
  return Array.isArray(identities);
}

/** The plaintext in pieces; the last piece comes only from a complete file. */
async function* decrypted(file: string, identities: readonly (string | Identity)[]): AsyncGenerator<Uint8Array, void, undefined> {
  const decryptor = ageDecryptor({ identities });
  const handle = await open(file, "r").catch(unreadable);
  let pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => {
    pieces.push(piece);
  };
  try {
    const buffer = new Uint8Array(READ);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ).catch(unreadable);
      if (bytesRead === 0) await decryptor.end(emit);
      else await decryptor.push(buffer.subarray(0, bytesRead), emit);
      yield* pieces;
      pieces = [];
      if (bytesRead === 0) return;
    }
  } finally {
    await handle.close();
  }
}

function unreadable(error: unknown): never {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  throw exportError("EXPORT_DISK", "the export cannot be read", { step: "read", system: typeof code === "string" ? code : "unknown" });
}
