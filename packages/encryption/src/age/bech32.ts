/** Bech32 (BIP 173) without its length limit, as age writes keys. */

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_LENGTH = 6;

/** Prints bytes under a prefix, all in the case of the prefix. */
export function bech32Encode(prefix: string, bytes: Uint8Array): string {
  const lower = prefix.toLowerCase();
  const data = regroup(bytes, 8, 5, true) ?? [];
  const check = polymod([...expand(lower), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checksum = Array.from({ length: CHECKSUM_LENGTH }, (_, at) => (check >>> (5 * (5 - at))) & 31);
  const text = `${lower}1${[...data, ...checksum].map((value) => ALPHABET.charAt(value)).join("")}`;
  return prefix === lower ? text : text.toUpperCase();
}

/** Reads the bytes under exactly this prefix, in its case; undefined for anything else. A secret given as bytes never becomes a string. */
export function bech32Decode(prefix: string, text: unknown): Uint8Array | undefined {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  if (!(bytes instanceof Uint8Array)) return undefined;
  const lower = prefix.toLowerCase();
  const head = `${prefix}1`;
  if (new TextDecoder().decode(bytes.subarray(0, head.length)) !== head) return undefined;
  const letters = prefix === lower ? ALPHABET : ALPHABET.toUpperCase();
  const values = Array.from(bytes.subarray(head.length), (code) => letters.indexOf(String.fromCharCode(code)));
  if (values.includes(-1) || values.length < CHECKSUM_LENGTH) return undefined;
  if (polymod([...expand(lower), ...values]) !== 1) return undefined;
  const data = regroup(values.slice(0, -CHECKSUM_LENGTH), 5, 8, false);
  return data && Uint8Array.from(data);
}

/** Regroups bits; without padding, left-over bits must be fewer than a group and zero. */
function regroup(values: Iterable<number>, from: number, to: number, pad: boolean): number[] | undefined {
  const groups: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const value of values) {
    buffer = ((buffer << from) | value) & 0xfff;
    for (bits += from; bits >= to; ) {
      bits -= to;
      groups.push((buffer >>> bits) & (2 ** to - 1));
    }
  }
  const rest = (buffer << (to - bits)) & (2 ** to - 1);
  if (pad) return bits > 0 ? [...groups, rest] : groups;
  return bits >= from || rest !== 0 ? undefined : groups;
}

function polymod(values: Iterable<number>): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of GENERATOR.entries()) if ((top >>> bit) & 1) check ^= term;
  }
  return check >>> 0;
}

function expand(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}
