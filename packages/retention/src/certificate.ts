/** Signed certificates of a purge: what went, how far gone it is, and what is said not to be reached. */
import { type CalendarDate, canonicalBytes, fromBase64, type JsonValue, PrivacyError, toBase64, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";

/**
 * How far gone the data are. `row gone`: no query finds the row. `columns emptied`: the row is there, the named columns are null.
 * `vacuumed`: its space was given back, and remnants of its bytes may lie in it. `rewritten`: the files of the table and its indexes were
 * written anew without it. `key destroyed`: the key of its sealed fields is gone, so these are unreadable wherever a copy is.
 */
export type CertifiedLevel = "row gone" | "columns emptied" | "vacuumed" | "rewritten" | "key destroyed";

/** Where bytes of a row that went may still be. */
export type Place = "queries" | "table files" | "planner statistics" | "write-ahead log" | "replicas" | "backups" | "freed disk blocks";

/** Every place, in the order in which they are named. */
export const PLACES: readonly Place[] = [
  "queries",
  "table files",
  "planner statistics",
  "write-ahead log",
  "replicas",
  "backups",
  "freed disk blocks",
];

/** What is certified. */
export interface PurgeCertificateBody {
  readonly format: "favorable/purge-certificate/1";
  readonly policy: string;
  /** Versions of the policy that rows went under, ascending. */
  readonly versions: readonly number[];
  readonly relation: string;
  readonly level: CertifiedLevel;
  /** Places in which nothing of the rows is left. */
  readonly reached: readonly Place[];
  /** Places of which nothing is claimed. */
  readonly notReached: readonly Place[];
  /** With destroyed keys: places where the sealed fields are unreadable; fields that were not sealed are as `reached` says. */
  readonly sealedReached: readonly Place[];
  /** The last backup that may hold the rows is gone after this day, as the controller declares; null when nothing is declared. */
  readonly backupsUntil: CalendarDate | null;
  /** The evidence of the batches: its ids, its sums, and the SHA-256 of its canonical JSON. */
  readonly evidence: {
    readonly first: string;
    readonly last: string;
    readonly batches: number;
    readonly removed: number;
    readonly dependants: Readonly<Record<string, number>>;
    readonly firstDay: CalendarDate;
    readonly lastDay: CalendarDate;
    readonly sha256: string;
  };
  /** What was still there when the certificate was made. */
  readonly left: { readonly removable: number; readonly held: number; readonly overdue: number };
  /** The database's day. */
  readonly issuedOn: CalendarDate;
  /** Some of the evidence, or the day, is of a simulated clock: a demonstration. */
  readonly simulated: boolean;
}

/** A certificate: the body, and a signature over its canonical JSON (RFC 8785). */
export interface PurgeCertificate {
  readonly body: PurgeCertificateBody;
  /** SHA-256 of the canonical JSON of the body, hexadecimal. */
  readonly sha256: string;
  /** The name of the key. */
  readonly signer: string;
  /** Base64. */
  readonly signature: string;
}

/** Signs bytes. */
export interface CertificateSigner {
  readonly name: string;
  /** Signs the bytes of a body. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Checks a signature by a named key; false for a name it does not know. */
export type CertificateVerifier = (signer: string, bytes: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

const CONTEXT = "favorable/purge-certificate/1\n";
const BEYOND: readonly Place[] = ["planner statistics", "write-ahead log", "replicas", "backups", "freed disk blocks"];

/** The most that a level allows to claim. */
export function reachedBy(level: CertifiedLevel): { readonly reached: readonly Place[]; readonly sealedReached: readonly Place[] } {
  if (level === "rewritten") return { reached: ["queries", "table files"], sealedReached: [] };
  return { reached: ["queries"], sealedReached: level === "key destroyed" ? ["queries", "table files", ...BEYOND] : [] };
}

/** Signs a body. */
export async function signCertificate(body: PurgeCertificateBody, signer: CertificateSigner): Promise<PurgeCertificate> {
  const bytes = canonicalBytes(body as unknown as JsonValue); // An interface has no index signature; the body is plain JSON.
  const signature = toBase64(await signer.sign(signed(bytes)));
  return { body, sha256: toHex(sha256(bytes)), signer: signer.name, signature };
}

/**
 * Checks a certificate: the hash, the signature, and that it claims nothing that its level does not reach.
 *
 * @returns the body
 * @throws `CERTIFICATE_INVALID` with a `reason`: `format`, `hash`, `signature`, `overclaims`
 * @example
 * ```ts
 * // not run: `certify` of ./postgres makes one
 * const body = await verifyCertificate(JSON.parse(text), (signer, bytes, signature) => verifyKey(signer, bytes, signature));
 * console.log(body.level, body.notReached);
 * ```
 */
export async function verifyCertificate(certificate: unknown, verify: CertificateVerifier): Promise<PurgeCertificateBody> {
  if (!isCertificate(certificate)) throw invalid("format");
  const { body, signer } = certificate;
  let bytes: Uint8Array;
  let signature: Uint8Array;
  try {
    bytes = canonicalBytes(body as unknown as JsonValue);
    signature = fromBase64(certificate.signature);
  } catch {
    throw invalid("format");
  }
  if (toHex(sha256(bytes)) !== certificate.sha256) throw invalid("hash");
  if ((await verify(signer, signed(bytes), signature)) !== true) throw invalid("signature");
  if (!isHonest(body)) throw invalid("overclaims");
  return body;
}

/** A signature over a certificate is none over anything else that the key signs. */
function signed(bytes: Uint8Array): Uint8Array {
  const context = new TextEncoder().encode(CONTEXT);
  const all = new Uint8Array(context.length + bytes.length);
  all.set(context);
  all.set(bytes, context.length);
  return all;
}

function isHonest({ level, reached, notReached, sealedReached }: PurgeCertificateBody): boolean {
  const most = reachedBy(level);
  const within = (claimed: readonly Place[], allowed: readonly Place[]): boolean => claimed.every((place) => allowed.includes(place));
  const allowed: readonly Place[] = level === "key destroyed" ? ["queries", "table files"] : most.reached;
  return (
    within(reached, allowed) &&
    within(sealedReached, most.sealedReached) &&
    PLACES.every((place) => reached.includes(place) !== notReached.includes(place))
  );
}

const LEVELS: ReadonlySet<unknown> = new Set<CertifiedLevel>(["row gone", "columns emptied", "vacuumed", "rewritten", "key destroyed"]);

function isCertificate(value: unknown): value is PurgeCertificate {
  if (typeof value !== "object" || value === null) return false;
  const { body, sha256: hash, signer, signature } = value as Partial<Record<keyof PurgeCertificate, unknown>>;
  if (typeof hash !== "string" || typeof signer !== "string" || typeof signature !== "string") return false;
  if (typeof body !== "object" || body === null) return false;
  const { format, level, reached, notReached, sealedReached } = body as Partial<Record<keyof PurgeCertificateBody, unknown>>;
  const lists = [reached, notReached, sealedReached];
  return format === "favorable/purge-certificate/1" && LEVELS.has(level) && lists.every((list) => Array.isArray(list));
}

function invalid(reason: string): PrivacyError {
  return new PrivacyError("CERTIFICATE_INVALID", `the certificate is refused: ${reason}`, { reason });
}
