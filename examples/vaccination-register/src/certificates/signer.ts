/** What a check needs to know of a signer's X.509 certificate (RFC 5280). */
import { fromBase64 } from "@favorable/core";
import { type DerValue, derInside, derObjectId, derTime, derValues } from "./der.ts";
import type { CertificateKind } from "./kind.ts";
import { refusal, step } from "./refusal.ts";

/** A signer of health certificates. */
export interface Signer {
  /** First 8 bytes of the SHA-256 of the certificate: how messages name it. */
  readonly keyId: Uint8Array;
  /** SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The kinds it may sign; `any` when its extended key usage names none. */
  readonly signs: readonly CertificateKind[] | "any";
}

const MAX_BYTES = 16_384;
const EXTENDED_KEY_USAGE = "2.5.29.37";

/** The extended key usages of the eHealth network; some issuers wrote the arc with a 0 in it. */
const USAGE = /^1\.3\.6\.1\.4\.1\.(?:0\.)?1847\.2021\.1\.([123])$/;
const USAGE_KINDS: Readonly<Record<string, CertificateKind>> = { "1": "test", "2": "vaccination", "3": "recovery" };

/**
 * Reads the certificate of a signer. Its own chain and revocation are not checked: to put it on a trust list is the act of trust.
 *
 * @param certificate - DER, or its base64 with or without PEM lines
 * @throws `SIGNER_INVALID`
 */
export async function readSigner(certificate: Uint8Array | string): Promise<Signer> {
  const bytes = typeof certificate === "string" ? step("SIGNER_INVALID", () => fromBase64(bare(certificate))) : certificate;
  const facts = step("SIGNER_INVALID", () => readCertificate(bytes));
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return { ...facts, keyId: new Uint8Array(digest, 0, 8) };
}

function bare(text: string): string {
  return text.replace(/-----[A-Z ]+-----/g, "").replace(/\s/g, "");
}

function readCertificate(bytes: Uint8Array): Omit<Signer, "keyId"> {
  const [certificate, more] = bytes.length > MAX_BYTES ? [] : derValues(bytes);
  if (more !== undefined) throw refusal("SIGNER_INVALID");
  const fields = derInside(derInside(certificate)[0]);
  // RFC 5280 §4.1: version (absent in v1), serial number, algorithm, issuer, validity, subject, key, extensions.
  const [, , , validity, , key] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBefore, notAfter] = derInside(validity);
  if (key === undefined) throw refusal("SIGNER_INVALID");
  return { spki: key.bytes, notBefore: derTime(notBefore), notAfter: derTime(notAfter), signs: kindsOf(fields) };
}

function kindsOf(fields: readonly DerValue[]): Signer["signs"] {
  const list = fields.find(({ tag }) => tag === 0xa3);
  const extensions = list === undefined ? [] : derInside(derInside(list)[0]);
  const kinds: CertificateKind[] = [];
  for (const extension of extensions) {
    const parts = derInside(extension);
    if (derObjectId(parts[0]) !== EXTENDED_KEY_USAGE) continue;
    const [usages] = derValues(parts.at(-1)?.contents ?? new Uint8Array(0));
    for (const usage of derInside(usages)) {
      const kind = USAGE_KINDS[USAGE.exec(derObjectId(usage))?.[1] ?? ""];
      if (kind !== undefined) kinds.push(kind);
    }
  }
  return kinds.length === 0 ? "any" : kinds;
}
