/**
 * Who made an export. age lets anyone who knows a recipient write to it, so the seal is signed: an Ed25519 signature in the form of
 * C2SP signed notes, over the export's id, its counts and its digest.
 */
import { type NoteSigner, type NoteVerifier, openNote, signNote } from "@favorable/audit";
import { isPrivacyError } from "@favorable/core";
import { exportError } from "./export-error.ts";
import type { ExportManifest, ExportSeal } from "./manifest.ts";

/** What a reader knows of the sender. `unverified`: it is signed, and no key was given to hold the signature against. */
export type SignatureState = "verified" | "unverified" | "unsigned";

/** The text that is signed. */
function signedText(id: string, { rows, bytes, sha256 }: ExportSeal): string {
  return `favorable-export/1\n${id}\n${rows} ${bytes}\n${sha256}\n`;
}

/** Adds the signature; throws what the signer throws as `EXPORT_SIGNATURE`. */
export async function signSeal(id: string, seal: ExportSeal, signer: NoteSigner): Promise<ExportSeal> {
  const text = signedText(id, seal);
  try {
    return { ...seal, signature: (await signNote(text, signer)).slice(text.length + 1) };
  } catch {
    throw exportError("EXPORT_SIGNATURE", "the export could not be signed", { reason: "SIGNER_FAILED" });
  }
}

/**
 * Holds a seal against the keys of those it may come from.
 *
 * @param verifiers - empty when the reader knows no key
 * @throws `EXPORT_SIGNATURE` with the `reason`: `UNSIGNED`, `UNKNOWN_KEY`, `WRONG`, or `MISSING` when the manifest names a signer
 */
export async function checkSignature(
  manifest: ExportManifest,
  seal: ExportSeal,
  verifiers: readonly NoteVerifier[],
): Promise<SignatureState> {
  const refuse = (reason: string): never => {
    throw exportError("EXPORT_SIGNATURE", "the export does not carry the signature it should", { reason });
  };
  if (seal.signature === undefined) {
    if (manifest.signer !== undefined) refuse("MISSING");
    return verifiers.length === 0 ? "unsigned" : refuse("UNSIGNED");
  }
  if (verifiers.length === 0) return "unverified";
  try {
    await openNote(`${signedText(manifest.id, seal)}\n${seal.signature}`, verifiers);
    return "verified";
  } catch (error) {
    return refuse(isPrivacyError(error, "NOTE_SIGNATURE_INVALID") || isPrivacyError(error, "NOTE_MALFORMED") ? "WRONG" : "UNKNOWN_KEY");
  }
}
