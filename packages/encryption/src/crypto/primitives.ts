/** What the rest of the package may ask of `#crypto`; both implementations are checked against it and give equal bytes. */

/** One side of an X25519 exchange; the secret stays inside. */
export interface KeyAgreement {
  /** The public point of the secret, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The shared secret with another public point, 32 bytes; undefined when it is all zeros (RFC 7748 §6.1). */
  readonly agree: (point: Uint8Array) => Promise<Uint8Array | undefined>;
}

/** SHA-256 of bytes that come in pieces. */
export interface Hasher {
  /** Adds bytes. */
  update(data: Uint8Array): void;
  /** Ends and gives the 32 bytes; the hasher cannot be used again. */
  digest(): Uint8Array;
}

/** The primitives, native or portable. */
export interface Primitives {
  /** Which implementation this is. */
  readonly implementation: "node" | "noble";
  /** SHA-256 in one call. */
  readonly sha256: (data: Uint8Array) => Uint8Array;
  /** SHA-256 in pieces. */
  readonly sha256Hasher: () => Hasher;
  /** HMAC-SHA-256 (RFC 2104). */
  readonly hmacSha256: (key: Uint8Array, data: Uint8Array) => Uint8Array;
  /** HKDF-SHA-256 (RFC 5869), 32 bytes of output. */
  readonly hkdfSha256: (inputKey: Uint8Array, salt: Uint8Array, info: Uint8Array) => Uint8Array;
  /** ChaCha20-Poly1305 (RFC 8439) without additional data: the ciphertext and its 16-byte tag. */
  readonly seal: (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array) => readonly [ciphertext: Uint8Array, tag: Uint8Array];
  /** The plaintext of a ciphertext followed by its tag; undefined when the tag does not match. */
  readonly open: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
  /** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a 24-byte nonce and additional data: the ciphertext, then its 16-byte tag. */
  readonly sealWide: (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, context: Uint8Array) => Uint8Array;
  /** The plaintext of what `sealWide` gave; undefined when the tag does not match. */
  readonly openWide: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array) => Uint8Array | undefined;
  /** scrypt (RFC 7914) with r = 8, p = 1, 32 bytes of output; the memory is 2^(logN + 10) bytes. */
  readonly scrypt: (passphrase: Uint8Array, salt: Uint8Array, logN: number) => Promise<Uint8Array>;
  /** X25519 (RFC 7748) with the given 32-byte secret, or with a fresh one. */
  readonly x25519: (secret?: Uint8Array) => Promise<KeyAgreement>;
}
