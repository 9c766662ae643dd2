/** From the text of a QR code to the claims inside, nothing believed yet (eHealth network, Volume 1, §3: HCERT). */
import { base45Decode } from "./base45.ts";
import { readCbor } from "./cbor.ts";
import { readSign1, type Sign1 } from "./cose.ts";
import { refusal } from "./refusal.ts";
import { inflate } from "./zlib.ts";

/** A certificate that could be read; whether it is genuine is another question. */
export interface DecodedCertificate {
  readonly message: Sign1;
  /** Seconds since 1970 (CWT claim 6). */
  readonly issuedAt: number | undefined;
  /** Seconds since 1970 (CWT claim 4). */
  readonly expiresAt: number | undefined;
  /** The health certificate (claim -260, member 1) as plain data of unknown form. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Most characters of a text: the longest of the 114 public test certificates has 1,093, a PS256 certificate of ours 1,215. */
const MAX_CHARACTERS = 4096;

const PREFIX = "HC1:";

/**
 * Takes the prefix off.
 *
 * @throws `CERTIFICATE_SIZE` before anything else is looked at, `CERTIFICATE_PREFIX`
 */
export function withoutPrefix(text: string): string {
  if (typeof text !== "string") throw refusal("CERTIFICATE_PREFIX");
  if (text.length > MAX_CHARACTERS) throw refusal("CERTIFICATE_SIZE");
  if (!text.startsWith(PREFIX)) throw refusal("CERTIFICATE_PREFIX");
  return text.slice(PREFIX.length);
}

/**
 * Decodes a certificate: prefix, base45, zlib, CBOR, COSE_Sign1, claims.
 *
 * @param text - exactly as the code holds it; not trimmed, not URL-decoded
 * @throws `CERTIFICATE_SIZE`, `CERTIFICATE_PREFIX`, `CERTIFICATE_BASE45`, `CERTIFICATE_COMPRESSION`, `CERTIFICATE_CBOR`,
 *   `CERTIFICATE_COSE`, `CERTIFICATE_CLAIMS`
 */
export function decodeCertificate(text: string): DecodedCertificate {
  const message = readSign1(inflate(base45Decode(withoutPrefix(text))));
  const claims = readCbor(message.payload);
  if (!(claims instanceof Map)) throw refusal("CERTIFICATE_CLAIMS");
  const health: unknown = claims.get(-260);
  const content = health instanceof Map ? plain(health.get(1)) : undefined;
  if (!isRecord(content)) throw refusal("CERTIFICATE_CLAIMS");
  return { message, issuedAt: seconds(claims.get(6)), expiresAt: seconds(claims.get(4)), content };
}

function seconds(claim: unknown): number | undefined {
  return typeof claim === "number" ? claim : undefined;
}

/** Maps become objects by `fromEntries`, which makes `__proto__` a key like any other. */
function plain(item: unknown): unknown {
  if (Array.isArray(item)) return item.map(plain);
  if (!(item instanceof Map)) return item;
  const members: [string, unknown][] = [];
  for (const [key, value] of item) {
    if (typeof key !== "string") throw refusal("CERTIFICATE_CLAIMS");
    members.push([key, plain(value)]);
  }
  return Object.fromEntries(members);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
