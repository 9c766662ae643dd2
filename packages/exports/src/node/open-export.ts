/** Opens an export that was received. */
import { open } from "node:fs/promises";
import { createVerifier } from "@favorable/audit/node";
import { ageDecryptor, type Identity, identityToRecipient } from "@favorable/encryption";
import { exportError } from "../export-error.ts";
import { type ExportManifest, type ExportSeal, fingerprintOf } from "../manifest.ts";
import { type ExportedRow, type ExportPart, readExport } from "../read-export.ts";
import { checkSignature, type SignatureState } from "../signature.ts";
import { MANIFEST } from "./csv-archive.ts";
import { readArchive } from "./read-archive.ts";

/** An export that was read to its end and is complete. */
export interface OpenedExport {
  readonly manifest: ExportManifest;
  readonly seal: ExportSeal;
  /** What is known of the sender. */
  readonly signature: SignatureState;
  /**
   * Whether the manifest names one of the identities given: a recipient can encrypt what was sent to them again, to you, and the sender's
   * signature still fits. Undefined when no identity is an `AGE-SECRET-KEY-1…`, whose recipient could be told.
   */
  readonly addressed: boolean | undefined;
  /** Reads the rows again, verifying again; throws `EXPORT_SEAL` at the end when the file is not the one that was verified. */
  rows(): AsyncGenerator<ExportedRow, void, undefined>;
}

/** What the reader knows of the sender. */
export interface OpenOptions {
  /**
   * Verifier keys (`<name>+<id>+<base64>`) of those it may come from: an export that none of them signed is refused, and so is one that they
   * addressed to others, and an empty list. Left out when the sender may be anybody.
   */
  readonly signedBy?: readonly string[];
  /** Called after each piece that was read, with the bytes of the file so far; each reading starts anew. */
  readonly onProgress?: (bytes: number) => void;
}

const READ = 256 * 1024;

/**
 * Decrypts an export and verifies manifest, rows and seal, without keeping the rows.
 *
 * @param identities - an age identity or several
 * @throws `EXPORT_DISK`, `EXPORT_FORMAT`, `EXPORT_UNSEALED`, `EXPORT_SEAL`, `EXPORT_SIGNATURE`, `KEY_INVALID`, and the codes of `decryptAge`
 */
export async function openExport(
  file: string,
  identities: string | Identity | readonly (string | Identity)[],
  options: OpenOptions = {},
): Promise<OpenedExport> {
  const all = typeof identities === "string" || !isList(identities) ? [identities] : identities;
  const { signedBy } = options;
  if (signedBy !== undefined && !(Array.isArray(signedBy) && signedBy.length > 0))
    throw exportError("EXPORT_SIGNATURE", "the list of those it may come from names nobody", { reason: "NOBODY" });
  const verifiers = (signedBy ?? []).map(createVerifier);
  const parts = (): AsyncGenerator<ExportPart, void, undefined> => readParts(decrypted(file, all, options.onProgress));
  let manifest: ExportManifest | undefined;
  let seal: ExportSeal | undefined;
  for await (const part of parts()) {
    if (part.kind === "manifest") manifest = part.manifest;
    else if (part.kind === "seal") seal = part.seal;
  }
  if (manifest === undefined || seal === undefined) throw exportError("EXPORT_UNSEALED", "the export has no manifest or no seal");
  const verified = {
    ...{ manifest, seal, signature: await checkSignature(manifest, seal, verifiers) },
    addressed: await isAddressed(manifest, all),
  };
  if (signedBy !== undefined && verified.addressed === false)
    throw exportError("EXPORT_SIGNATURE", "the sender addressed this export to others", { reason: "OTHER_RECIPIENT" });
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

/** Tells the two forms by their first byte: a line of JSON, or the name of a tar's first member. */
async function* readParts(plaintext: AsyncGenerator<Uint8Array, void, undefined>): AsyncGenerator<ExportPart, void, undefined> {
  const first = await plaintext.next();
  const begun = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    if (first.done !== true) yield first.value;
    yield* plaintext;
  };
  try {
    yield* first.done !== true && first.value[0] === MANIFEST.charCodeAt(0) ? readArchive(begun()) : readExport(begun());
  } finally {
    await plaintext.return(); // Closes the file, also when nobody had begun to read on.
  }
}

async function isAddressed(manifest: ExportManifest, identities: readonly (string | Identity)[]): Promise<boolean | undefined> {
  const texts = identities.filter((one) => typeof one === "string");
  if (texts.length === 0) return undefined;
  const own = await Promise.all(texts.map(async (text) => fingerprintOf(await identityToRecipient(text))));
  return manifest.recipients.some(({ fingerprint }) => own.includes(fingerprint));
}

function isList(identities: Identity | readonly (string | Identity)[]): identities is readonly (string | Identity)[] {
  return Array.isArray(identities);
}

/** The plaintext in pieces; the last piece comes only from a complete file. */
async function* decrypted(
  file: string,
  identities: readonly (string | Identity)[],
  onProgress: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decryptor = ageDecryptor({ identities });
  const handle = await open(file, "r").catch(unreadable);
  let pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => {
    pieces.push(piece);
  };
  try {
    const buffer = new Uint8Array(READ);
    let read = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ).catch(unreadable);
      read += bytesRead;
      onProgress?.(read);
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
