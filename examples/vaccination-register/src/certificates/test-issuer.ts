/**
 * An issuer of test certificates. Its key is made when the program starts and is never written anywhere, so that no key of the
 * repository can sign anything; its country `XX` is one that ISO 3166-1 leaves to users.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Algorithm } from "./cose.ts";
import { der, derWriteObjectId } from "./der.ts";
import { type IssuerKey, issueText } from "./issue.ts";
import type { CertificateKind } from "./kind.ts";

/** How a test issuer is made. */
export interface TestIssuerOptions {
  /** `ES256` when left out. */
  readonly algorithm?: Algorithm;
  /** The kinds its extended key usage names; no extension, hence every kind, when left out. */
  readonly signs?: readonly CertificateKind[];
  /** First instant of its own certificate. */
  readonly notBefore: Date;
  /** Last instant of its own certificate. */
  readonly notAfter: Date;
}

/** An issuer whose certificates only a trust list that holds `certificate` believes. */
export interface TestIssuer {
  /** Self-signed X.509 certificate, DER. */
  readonly certificate: Uint8Array;
  readonly key: IssuerKey;
  /** Signs a content by the EU DCC schema; returns the text of its QR code. */
  issue(content: unknown, times: { readonly issuedAt: Date; readonly expiresAt: Date }): string;
}

const COUNTRY = "XX";
const NAME = "TEST ISSUER - NO VALUE";
const USAGES: Readonly<Record<CertificateKind, string>> = {
  test: "1.3.6.1.4.1.1847.2021.1.1",
  vaccination: "1.3.6.1.4.1.1847.2021.1.2",
  recovery: "1.3.6.1.4.1.1847.2021.1.3",
};

/** Makes an issuer with a fresh key: P-256 for ES256, RSA 2048 for PS256. */
export function createTestIssuer(options: TestIssuerOptions): TestIssuer {
  const algorithm = options.algorithm ?? "ES256";
  const { publicKey, privateKey } =
    algorithm === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certificate = selfSigned(publicKey, privateKey, algorithm, options);
  const keyId = new Uint8Array(createHash("sha256").update(certificate).digest().subarray(0, 8));
  const key: IssuerKey = { algorithm, privateKey, keyId };
  return { certificate, key, issue: (content, times) => issueText(content, { country: COUNTRY, ...times }, key) };
}

/** A certificate of RFC 5280 §4.1 with one name, and the extended key usage as its only extension. */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject, algorithm: Algorithm, options: TestIssuerOptions): Uint8Array {
  const signatureAlgorithm =
    algorithm === "ES256"
      ? der(0x30, derWriteObjectId("1.2.840.10045.4.3.2")) // ecdsa-with-SHA256, RFC 5758 §3.2
      : der(0x30, derWriteObjectId("1.2.840.113549.1.1.11"), der(0x05)); // sha256WithRSAEncryption, RFC 4055 §5
  const name = der(0x30, attribute("2.5.4.6", 0x13, COUNTRY), attribute("2.5.4.3", 0x0c, NAME));
  const signs = options.signs ?? [];
  const usage = der(0x30, ...signs.map((kind) => derWriteObjectId(USAGES[kind])));
  const extension = der(0x30, derWriteObjectId("2.5.29.37"), der(0x04, usage));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(1)),
    signatureAlgorithm,
    name,
    der(0x30, time(options.notBefore), time(options.notAfter)),
    name,
    new Uint8Array(publicKey.export({ type: "spki", format: "der" })),
    ...(signs.length === 0 ? [] : [der(0xa3, der(0x30, extension))]),
  );
  const signature = new Uint8Array(sign("sha256", body, privateKey));
  return der(0x30, body, signatureAlgorithm, der(0x03, Uint8Array.of(0), signature));
}

function attribute(type: string, tag: number, value: string): Uint8Array {
  return der(0x31, der(0x30, derWriteObjectId(type), der(tag, new TextEncoder().encode(value))));
}

/** UTCTime: RFC 5280 §4.1.2.5 asks for it until 2049. */
function time(instant: Date): Uint8Array {
  return der(0x17, new TextEncoder().encode(`${instant.toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));
}
