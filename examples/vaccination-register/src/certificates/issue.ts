/** Writing certificates, for the story and the tests. */
import { constants, type KeyObject, sign } from "node:crypto";
import { Tagged } from "cborg";
import { base45Encode } from "./base45.ts";
import { writeCbor } from "./cbor.ts";
import { ALGORITHM_NUMBERS, type Algorithm, signedBytes } from "./cose.ts";
import { deflate } from "./zlib.ts";

/** The key of an issuer and how its messages name it. */
export interface IssuerKey {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  readonly keyId: Uint8Array;
}

/** The claims beside the content. */
export interface CertificateClaims {
  /** ISO 3166-1 alpha-2 of the issuer. */
  readonly country: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Signs a content and writes it as the text of a QR code.
 *
 * @param content - by the EU DCC JSON schema; not checked, so that tests can sign nonsense
 */
export function issueText(content: unknown, claims: CertificateClaims, key: IssuerKey): string {
  const payload = writeCbor(
    new Map<number, unknown>([
      [1, claims.country],
      [4, seconds(claims.expiresAt)],
      [6, seconds(claims.issuedAt)],
      [-260, new Map([[1, content]])],
    ]),
  );
  return textOf(signMessage(payload, key));
}

/** Packs the bytes of a message into the text of a QR code. */
export function textOf(message: Uint8Array): string {
  return `HC1:${base45Encode(deflate(message))}`;
}

/** Signs any payload as a COSE_Sign1 message with its tag (RFC 9052 §4.4). */
export function signMessage(payload: Uint8Array, key: IssuerKey): Uint8Array {
  const header = writeCbor(
    new Map<number, unknown>([
      [1, ALGORITHM_NUMBERS[key.algorithm]],
      [4, key.keyId],
    ]),
  );
  const how =
    key.algorithm === "ES256"
      ? { key: key.privateKey, dsaEncoding: "ieee-p1363" as const }
      : { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const signature = new Uint8Array(sign("sha256", signedBytes(header, payload), how));
  return writeCbor(new Tagged(18, [header, new Map(), payload, signature]));
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
