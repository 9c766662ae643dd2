/** Who a file is encrypted to, and who opens it: the two ports of the header. */

/** One wrapping of the file key, for one recipient. */
export interface Stanza {
  /** The type, such as `X25519`, then its arguments: printable ASCII without spaces. */
  readonly args: string[];
  /** The wrapped file key. */
  readonly body: Uint8Array;
}

/** Wraps the file key for somebody. Other recipient types plug in here; the shape is that of npm `age-encryption`. */
export interface Recipient {
  /**
   * What the recipient promises and another kind would undo, such as `postquantum`: all recipients of a file have the same labels, none
   * when absent (as in the recipients of the Go implementation).
   */
  readonly labels?: readonly string[];
  /** Gives the stanzas that let this recipient find the 16-byte file key again. */
  wrapFileKey(fileKey: Uint8Array): Promise<readonly Stanza[]> | readonly Stanza[];
}

/** Finds the file key in a header. */
export interface Identity {
  /** Gives the file key, or nothing when no stanza is for this identity; throws `AGE_HEADER` for a malformed one of its type. */
  unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null | undefined> | Uint8Array | null | undefined;
}
