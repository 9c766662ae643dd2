/** Keys in the text forms of signed notes, as signers and verifiers: of logs (0x01) and of witnesses (0x04). */
import { concatBytes, fromBase64, PrivacyError, toBase64, toHex } from "@favorable/core";
import type { CosignatureVerifier, Cosigner } from "../cosignature.ts";
import type { NoteSigner, NoteVerifier } from "../signed-note.ts";
import { parsePolicy, type TlogPolicy } from "../tlog-policy.ts";
import { formatCosignerKey, formatVerifierKey, parseCosignerKey, parseVerifierKey, type VerifierKey } from "../verifier-key.ts";
import { checksOf, freshSeed, secretKey } from "./ed25519.ts";

const PREFIX = "PRIVATE+KEY+";

/** A key pair in the text forms of signed notes. */
export interface NoteKey {
  /** For everybody: `<name>+<id>+<base64>`. */
  readonly vkey: string;
  /** Secret: `PRIVATE+KEY+<name>+<id>+<base64>`, the form of Go's `sumdb/note`. */
  readonly privateKey: string;
}

/** What a key is for. */
export type KeyUse = "log" | "witness";

/** How keys of a use are printed: their signature type in C2SP signed-note, and their verifier key. */
export const uses: Readonly<
  Record<KeyUse, { type: number; format: (name: string, publicKey: Uint8Array) => string; parse: (vkey: string) => VerifierKey }>
> = {
  log: { type: 0x01, format: formatVerifierKey, parse: parseVerifierKey },
  witness: { type: 0x04, format: formatCosignerKey, parse: parseCosignerKey },
};

/**
 * Makes a new key for a log, as texts: for tests and for stores of secrets. A key that is to live in a file is better made by
 * `createKeyFile`, which lets no string hold it.
 *
 * @param name - the origin of the log it is for
 * @throws `KEY_INVALID` when the name is empty or holds a space, a plus or a control character
 * @example
 * ```ts
 * import { generateKey } from "@favorable/audit/node";
 *
 * const { vkey } = generateKey("hospital.example/audit");
 * console.log(vkey.split("+")[0]); // hospital.example/audit
 * ```
 */
export function generateKey(name: string): NoteKey {
  return generate("log", name);
}

/** Makes a new key for a witness, as texts; throws `KEY_INVALID` as {@link generateKey}. */
export function generateCosignerKey(name: string): NoteKey {
  return generate("witness", name);
}

/**
 * Makes the signer of a private key.
 *
 * @param privateKey - the text that {@link generateKey} or Go's `note.GenerateKey` gave; white space around it is ignored
 * @throws `KEY_INVALID`
 */
export function createSigner(privateKey: string): NoteSigner {
  return signerOf("log", privateKey);
}

/** Makes the cosigner of a private key that {@link generateCosignerKey} gave; throws `KEY_INVALID`, for the key of a log too. */
export function createCosigner(privateKey: string): Cosigner {
  return { ...signerOf("witness", privateKey), type: "cosignature/v1" };
}

/** Makes the verifier of a verifier key; throws `KEY_INVALID`. */
export function createVerifier(vkey: string): NoteVerifier {
  const { name, keyId, publicKey } = parseVerifierKey(vkey);
  return { name, keyId, verify: checksOf(publicKey) };
}

/** Makes the verifier of a witness's verifier key; throws `KEY_INVALID`, for the key of a log too. */
export function createCosignatureVerifier(vkey: string): CosignatureVerifier {
  const { name, keyId, publicKey } = parseCosignerKey(vkey);
  return { type: "cosignature/v1", name, keyId, verify: checksOf(publicKey) };
}

/** Reads a policy file (C2SP tlog-policy) with keys of node:crypto; throws `POLICY_INVALID`. */
export function policyOf(text: string | Uint8Array): TlogPolicy {
  return parsePolicy(text, { verifier: createVerifier, cosigner: createCosignatureVerifier });
}

/**
 * Makes a signer of a key that never leaves a key service or a hardware module: see docs/spec/audit-keys.md for AWS KMS, Google Cloud
 * KMS, Vault and PKCS#11. Every signature is verified before it is used.
 *
 * @param vkey - the verifier key, as `vkeyOf` prints it of the service's public key
 * @param sign - plain Ed25519 (RFC 8032, neither pre-hashed nor with a context) over the message, 64 bytes
 * @throws `KEY_INVALID`; when signing `SIGNATURE_INVALID` for what is no signature of that key
 * @example
 * ```ts
 * import { createSigner, generateKey, remoteSigner } from "@favorable/audit/node";
 *
 * const { vkey, privateKey } = generateKey("hospital.example/audit");
 * const service = createSigner(privateKey); // stands for a call over the network
 * const signer = remoteSigner(vkey, async (message) => service.sign(message));
 * console.log((await signer.sign(new Uint8Array(3))).length); // 64
 * ```
 */
export function remoteSigner(vkey: string, sign: (message: Uint8Array) => Promise<Uint8Array>): NoteSigner {
  const { name, publicKey } = parseVerifierKey(vkey);
  const check = checksOf(publicKey);
  return {
    name,
    vkey: formatVerifierKey(name, publicKey),
    async sign(message) {
      const signature = await sign(message);
      if (!(signature instanceof Uint8Array) || signature.length !== 64 || !check(message, signature))
        throw new PrivacyError("SIGNATURE_INVALID", "what the key service gave is no signature of that key");
      return signature;
    },
  };
}

/** Prints the verifier key of a public key of 32 bytes, such as a key service gives; throws `KEY_INVALID`. */
export function vkeyOf(name: string, publicKey: Uint8Array, use: KeyUse = "log"): string {
  return uses[use].format(name, publicKey);
}

function generate(use: KeyUse, name: string): NoteKey {
  const seed = freshSeed();
  const { type, format, parse } = uses[use];
  const vkey = format(name, secretKey(seed).publicKey);
  const privateKey = `${PREFIX}${name}+${toHex(parse(vkey).keyId)}+${toBase64(concatBytes(new Uint8Array([type]), seed))}`;
  seed.fill(0);
  return { vkey, privateKey };
}

function signerOf(use: KeyUse, privateKey: string): NoteSigner {
  if (typeof privateKey !== "string") throw keyInvalid();
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(privateKey.trim());
  const [, name = "", id = "", material = ""] = match ?? [];
  const bytes = readBase64(material);
  const signer = match === null ? undefined : noteSigner(use, name, id, bytes);
  bytes.fill(0);
  if (signer === undefined) throw keyInvalid();
  return signer;
}

/** The signer of type and seed; undefined unless they are a key of that use, name and id. */
export function noteSigner(use: KeyUse, name: string, id: string, material: Uint8Array): NoteSigner | undefined {
  const { type, format, parse } = uses[use];
  if (material.length !== 33 || material[0] !== type) return undefined;
  const { publicKey, sign } = secretKey(material.subarray(1));
  const vkey = format(name, publicKey);
  return toHex(parse(vkey).keyId) === id ? { name, vkey, sign } : undefined;
}

function readBase64(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw keyInvalid();
  }
}

/** The refusal of what is no private key. */
export function keyInvalid(): PrivacyError {
  return new PrivacyError("KEY_INVALID", "not an Ed25519 private key in the form of signed notes");
}
