/** The signers that are believed. */
import { toHex } from "@favorable/core";
import { readSigner, type Signer } from "./signer.ts";

/** Finds signers by key id. */
export interface TrustList {
  /** How many signers are on it. */
  readonly size: number;
  /** The signers with that key id: mostly one, but 8 bytes of a hash may be shared. */
  signers(keyId: Uint8Array): readonly Signer[];
}

/**
 * Makes a trust list from the certificates of signers.
 *
 * @param certificates - DER, or base64 with or without PEM lines
 * @throws `SIGNER_INVALID` when one cannot be read
 */
export async function trustList(certificates: readonly (Uint8Array | string)[]): Promise<TrustList> {
  const byKeyId = new Map<string, Signer[]>();
  for (const certificate of certificates) {
    const signer = await readSigner(certificate);
    const name = toHex(signer.keyId);
    byKeyId.set(name, [...(byKeyId.get(name) ?? []), signer]);
  }
  return { size: certificates.length, signers: (keyId) => byKeyId.get(toHex(keyId)) ?? [] };
}
