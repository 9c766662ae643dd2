/** Key-encryption keys held by the process itself: XChaCha20-Poly1305 under 32 random bytes. */
import { concatBytes, fromBase64, utf8 } from "@favorable/core";
import { openWide, sealWide } from "#crypto";
import { keyError } from "./key-error.ts";
import { isEpoch, type KeyService } from "./key-service.ts";

const KEY = 32;
const NONCE = 24;

/** Wraps under one key: a random nonce, then the sealed key. The epoch is part of what is authenticated. */
export function wrapLocally(kek: Uint8Array, epoch: string, key: Uint8Array, context: Uint8Array): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  return concatBytes(nonce, sealWide(kek, nonce, key, boundTo(epoch, context)));
}

/** Undoes {@link wrapLocally}. */
export function unwrapLocally(kek: Uint8Array, epoch: string, wrapped: Uint8Array, context: Uint8Array): Uint8Array | undefined {
  if (wrapped.length < NONCE) return undefined;
  return openWide(kek, wrapped.subarray(0, NONCE), wrapped.subarray(NONCE), boundTo(epoch, context));
}

function boundTo(epoch: string, context: Uint8Array): Uint8Array {
  const name = utf8(epoch);
  return concatBytes(utf8("favorable key wrap v1"), Uint8Array.of(name.length), name, context);
}

/** A key-encryption key with its name. */
export interface LocalKey {
  /** Its name: printable ASCII without spaces, up to 200 characters. */
  readonly epoch: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
}

/** A fresh key of a fresh name: `local-` and 16 random hexadecimal digits. */
export function newLocalKey(): LocalKey {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0"));
  return { epoch: `local-${name.join("")}`, key: crypto.getRandomValues(new Uint8Array(KEY)) };
}

/** Refuses what is no list of keys: `KEY_INVALID` with the `position`. */
export function checkLocalKeys(keys: readonly LocalKey[]): void {
  if (keys.length === 0) throw keyError("KEY_INVALID", "there is no key-encryption key");
  for (const [position, { epoch, key }] of keys.entries()) {
    const first = keys.findIndex((other) => other.epoch === epoch);
    if (!isEpoch(epoch) || !(key instanceof Uint8Array) || key.length !== KEY || first !== position)
      throw keyError("KEY_INVALID", "a key-encryption key has 32 bytes and a name of its own", { position });
  }
}

/**
 * Keeps key-encryption keys in memory: for tests and demonstrations, and for keys that the application got elsewhere.
 *
 * @param keys - oldest first, the last one current; copied. A fresh one unless told, which ends with the process
 * @throws `KEY_INVALID` with the `position`
 * @example
 * ```ts
 * import { memoryKeyService } from "@favorable/encryption";
 *
 * const keys = memoryKeyService();
 * const context = new TextEncoder().encode("of this subject");
 * const wrapped = await keys.wrap(await keys.current(), new Uint8Array(32), context);
 * console.log(wrapped.length); // 72
 * console.log((await keys.unwrap(await keys.current(), wrapped, new Uint8Array(0))) === undefined); // true
 * ```
 */
export function memoryKeyService(keys: readonly LocalKey[] = [newLocalKey()]): Required<KeyService> {
  checkLocalKeys(keys);
  const held = new Map<string, Uint8Array>(keys.map(({ epoch, key }) => [epoch, key.slice()]));
  const current = (): string => [...held.keys()].at(-1) ?? "";
  const kek = (epoch: string): Uint8Array => {
    const key = held.get(epoch);
    if (key === undefined) throw keyError("KEY_EPOCH_UNKNOWN", "the key service has no such epoch");
    return key;
  };
  return {
    current,
    epochs: () => [...held.keys()],
    wrap: (epoch, key, context) => wrapLocally(kek(epoch), epoch, key, context),
    unwrap: (epoch, wrapped, context) => unwrapLocally(kek(epoch), epoch, wrapped, context),
    rotate() {
      const { epoch, key } = newLocalKey();
      held.set(epoch, key);
      return epoch;
    },
    destroy(epoch) {
      const key = kek(epoch);
      if (epoch === current()) throw keyError("KEY_EPOCH_CURRENT", "the current epoch cannot be destroyed: rotate first");
      key.fill(0);
      held.delete(epoch);
    },
  };
}

/**
 * Takes key-encryption keys from the environment: `name:base64` of 32 bytes, several parted by commas, oldest first, the last one current.
 * They are rotated and destroyed where the environment is made, so `rotate` and `destroy` are not there.
 *
 * @param environment - such as `process.env`, where the value stays readable for the whole process: a limit of environments
 * @param name - of the variable
 * @throws `KEY_INVALID` when it is missing or malformed, with the `position` from 0; it is never quoted
 * @example
 * ```ts
 * import { environmentKeyService } from "@favorable/encryption";
 *
 * const keys = environmentKeyService({ FIELD_KEYS: `2021:${btoa("\0".repeat(32))}` }, "FIELD_KEYS");
 * console.log(await keys.current()); // 2021
 * ```
 */
export function environmentKeyService(environment: Readonly<Record<string, string | undefined>>, name: string): KeyService {
  const text = environment[name];
  if (text === undefined || text.trim() === "") throw keyError("KEY_INVALID", "the environment has no keys under this name", { name });
  const keys = text.split(",").map((entry, position): LocalKey => {
    const cut = entry.lastIndexOf(":");
    try {
      if (cut === -1) throw new TypeError("no name");
      return { epoch: entry.slice(0, cut).trim(), key: fromBase64(entry.slice(cut + 1).trim()) };
    } catch {
      throw keyError("KEY_INVALID", "a key of the environment is name:base64", { name, position });
    }
  });
  const { current, epochs, wrap, unwrap } = memoryKeyService(keys);
  for (const { key } of keys) key.fill(0);
  return { current, epochs, wrap, unwrap };
}
