/** The port by which bodies are sealed, so that destroying one key erases all it sealed: backups without the key table included. */

/** A key that seals bodies. */
export interface DataKey {
  /** The key itself; stays in the process. */
  readonly key: Uint8Array;
  /** The key as it is stored: sealed under a key that is not in the database. */
  readonly wrapped: string;
}

/** Seals and opens; `nodeSealer` of `@favorable/audit/node` is one, a key management service another. */
export interface BodySealer {
  /** Makes a key and wraps it. */
  newKey(): Promise<DataKey>;
  /** Unwraps a key; throws when it is not one of its own. */
  unwrap(wrapped: string): Promise<Uint8Array>;
  /** Seals bytes, bound to their place. */
  seal(key: Uint8Array, plain: Uint8Array, place: Uint8Array): Uint8Array;
  /** Opens what was sealed for that place; throws when anything was changed. */
  open(key: Uint8Array, sealed: Uint8Array, place: Uint8Array): Uint8Array;
}

/** How bodies are sealed. */
export interface SealingOptions {
  /** What seals. */
  readonly sealer: BodySealer;
  /**
   * What a key stands for. `policy-month`: all parts under one policy whose periods begin in one month, gone together when the last is
   * due. `subject`: all parts about one person (needs a subject key; parts about nobody fall under their policy and month).
   */
  readonly by: "policy-month" | "subject";
}
