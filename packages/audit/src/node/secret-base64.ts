/** Base64 (RFC 4648 §4) from bytes to bytes: a secret that became a string stays in memory until the engine pleases. */
const ALPHABET = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "latin1");
const PAD = 0x3d;

/** The base64 characters of some bytes, as bytes. */
export function encodeSecret(bytes: Uint8Array): Buffer {
  const encoded = Buffer.alloc(Math.ceil(bytes.length / 3) * 4, PAD);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const [first = 0, second, third] = bytes.subarray(from, from + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const digits = second === undefined ? 2 : third === undefined ? 3 : 4;
    for (let at = 0; at < digits; at++) encoded[to + at] = ALPHABET[(group >> (18 - 6 * at)) & 63] ?? 0;
  }
  return encoded;
}

/** The bytes of base64 characters; undefined unless they are the padded, canonical ones of at least one byte. */
export function decodeSecret(characters: Uint8Array): Buffer | undefined {
  if (characters.length === 0 || characters.length % 4 !== 0) return undefined;
  const padding = characters.at(-1) !== PAD ? 0 : characters.at(-2) !== PAD ? 1 : 2;
  const decoded = Buffer.alloc((characters.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let to = 0;
  for (const character of characters.subarray(0, characters.length - padding)) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return undefined;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded[to++] = (held >> bits) & 255;
    }
  }
  const again = encodeSecret(decoded);
  const canonical = again.equals(characters);
  again.fill(0);
  if (canonical) return decoded;
  decoded.fill(0);
  return undefined;
}
