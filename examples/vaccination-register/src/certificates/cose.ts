/** COSE_Sign1 (RFC 9052 §4.2) with ES256 and PS256: reading, what is signed, and the check of the signature. */
import type { webcrypto } from "node:crypto";
import { readCbor, untagged, writeCbor } from "./cbor.ts";
import { refusal } from "./refusal.ts";

/** ES256 (RFC 9053 §2.1) and PS256 (RFC 8230 §2): the two algorithms of the EU digital COVID certificate. */
export type Algorithm = "ES256" | "PS256";

/** The numbers of the algorithms in the IANA registry "COSE Algorithms". */
export const ALGORITHM_NUMBERS: Readonly<Record<Algorithm, number>> = { ES256: -7, PS256: -37 };

/** A signed message, read but not verified. */
export interface Sign1 {
  /** The protected header as it is signed. */
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly algorithm: Algorithm | undefined;
  readonly keyId: Uint8Array | undefined;
}

/**
 * Reads a COSE_Sign1 message, with or without its tag and the tag of a CWT.
 *
 * The protected header wins over the unprotected one, so a right key id outside the signature does not save a wrong one inside.
 * Both algorithm and key id may stand in the unprotected header alone: genuine issuers did so, and the key decides the algorithm anyway.
 *
 * @throws `CERTIFICATE_COSE`, `CERTIFICATE_CBOR`
 */
export function readSign1(bytes: Uint8Array): Sign1 {
  const parts = untagged(untagged(readCbor(bytes), 61), 18);
  if (!Array.isArray(parts) || parts.length !== 4) throw refusal("CERTIFICATE_COSE");
  const [protectedHeader, unprotectedHeader, payload, signature]: unknown[] = parts;
  if (
    !(
      protectedHeader instanceof Uint8Array &&
      unprotectedHeader instanceof Map &&
      payload instanceof Uint8Array &&
      signature instanceof Uint8Array
    )
  )
    throw refusal("CERTIFICATE_COSE");
  const signedHeader = protectedHeader.length === 0 ? new Map<unknown, unknown>() : readCbor(protectedHeader);
  if (!(signedHeader instanceof Map)) throw refusal("CERTIFICATE_COSE");
  const header = (label: number): unknown => (signedHeader.has(label) ? signedHeader.get(label) : unprotectedHeader.get(label));
  const keyId = header(4);
  return {
    protectedHeader: new Uint8Array(protectedHeader),
    payload: new Uint8Array(payload),
    signature: new Uint8Array(signature),
    algorithm: algorithmOf(header(1)),
    keyId: keyId instanceof Uint8Array ? new Uint8Array(keyId) : undefined,
  };
}

/** The bytes a signature covers (RFC 9052 §4.4). */
export function signedBytes(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(writeCbor(["Signature1", protectedHeader, new Uint8Array(0), payload]));
}

/**
 * Checks the signature with a public key.
 *
 * @param spki - the SubjectPublicKeyInfo of the signer; a key of the other algorithm's type is refused
 * @throws `CERTIFICATE_ALGORITHM`, `CERTIFICATE_SIGNATURE`
 */
export async function verifySign1(message: Sign1, spki: Uint8Array): Promise<void> {
  if (message.algorithm === undefined) throw refusal("CERTIFICATE_ALGORITHM");
  const key = await importKey(message.algorithm, spki);
  const how = message.algorithm === "ES256" ? { name: "ECDSA", hash: "SHA-256" } : { name: "RSA-PSS", saltLength: 32 };
  const signed = signedBytes(message.protectedHeader, message.payload);
  if (!(await crypto.subtle.verify(how, key, new Uint8Array(message.signature), signed))) throw refusal("CERTIFICATE_SIGNATURE");
}

async function importKey(algorithm: Algorithm, spki: Uint8Array): Promise<webcrypto.CryptoKey> {
  const parameters = algorithm === "ES256" ? { name: "ECDSA", namedCurve: "P-256" } : { name: "RSA-PSS", hash: "SHA-256" };
  try {
    return await crypto.subtle.importKey("spki", new Uint8Array(spki), parameters, false, ["verify"]);
  } catch {
    throw refusal("CERTIFICATE_ALGORITHM");
  }
}

function algorithmOf(label: unknown): Algorithm | undefined {
  if (label === ALGORITHM_NUMBERS.ES256) return "ES256";
  return label === ALGORITHM_NUMBERS.PS256 ? "PS256" : undefined;
}
