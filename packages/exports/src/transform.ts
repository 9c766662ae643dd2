/** What happens to a field's values on the way out; the manifest says so for each. */
import { toHex, utf8 } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { exportError } from "./export-error.ts";

/** How values of a field leave. */
export interface Transform {
  readonly kind: "masked" | "pseudonymised";
  /** Called with every value that is there; what it throws becomes `EXPORT_VALUE`, without its message. */
  readonly apply: (value: unknown) => unknown;
}

/** Transforms by field. */
export type Transforms = Readonly<Record<string, Transform>>;

/**
 * Replaces every character but the last `shown` with `•`, and never less than half of them.
 *
 * @param shown - 0 to 4; of a text shorter than twice this, half is shown
 * @throws `EXPORT_FACTS`
 * @example
 * ```ts
 * import { masked } from "@favorable/exports";
 *
 * console.log(masked(2).apply("0612345678")); // ••••••••78
 * ```
 */
export function masked(shown = 0): Transform {
  if (!Number.isInteger(shown) || shown < 0 || shown > 4)
    throw exportError("EXPORT_FACTS", "a mask shows 0 to 4 characters", { facts: ["transforms"] });
  return {
    kind: "masked",
    apply(value) {
      if (value === null) return null;
      const signs = [...String(value)];
      const clear = Math.min(shown, Math.floor(signs.length / 2));
      return signs.map((sign, at) => (at >= signs.length - clear ? sign : "•")).join("");
    },
  };
}

/**
 * Replaces a value with its HMAC-SHA-256 under a key, 16 bytes in hexadecimal: the same person stays the same within exports of one
 * key, and without the key nobody can try values (GDPR art. 4(5)). Use a key of its own for each recipient.
 *
 * @param key - at least 32 bytes
 * @throws `EXPORT_FACTS`
 */
export function pseudonymised(key: Uint8Array): Transform {
  if (!(key instanceof Uint8Array) || key.length < 32)
    throw exportError("EXPORT_FACTS", "pseudonyms are made with a key of at least 32 bytes", { facts: ["transforms"] });
  const secret = key.slice();
  return {
    kind: "pseudonymised",
    apply: (value) => (value === null ? null : toHex(hmac(sha256, secret, utf8(String(value))).subarray(0, 16))),
  };
}

/** The transform of a field, if it has one. */
export function transformOf(transforms: Transforms, field: string): Transform | undefined {
  return Object.hasOwn(transforms, field) ? transforms[field] : undefined;
}

/** A value as it leaves; throws `EXPORT_VALUE` without anything of what the transform threw. */
export function transformed({ apply }: Transform, value: unknown, field: string, row: number): unknown {
  try {
    return apply(value);
  } catch {
    throw exportError("EXPORT_VALUE", "a transform failed", { field, row });
  }
}
