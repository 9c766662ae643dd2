/** What a file tells without any key. */
import { ageError } from "./age-error.ts";
import { looksArmored, Unarmor } from "./armor.ts";
import { type Header, HeaderReader } from "./header.ts";
import { plaintextSize } from "./payload.ts";

/** The public facts of an age file; not authenticated, for only a key can tell whether the header is genuine. */
export interface AgeInspection {
  /** The format. */
  readonly version: "age-encryption.org/v1";
  /** Whether it stands in ASCII armor. */
  readonly armored: boolean;
  /** The types of its stanzas, in order, such as `X25519`: how many can open it, never who. */
  readonly recipients: readonly string[];
  /** Length of the header in bytes, before armor. */
  readonly headerLength: number;
  /** Bytes of plaintext; absent for armor, without `size`, and when no valid file has this size. */
  readonly plaintextLength?: number;
}

/**
 * Reads the header of an age file without a key.
 *
 * @param beginning - the file, or its beginning as far as the end of the header (1 MiB is always enough)
 * @param size - size of the whole file in bytes
 * @throws `AGE_ARMOR`, `AGE_HEADER`
 * @example
 * ```ts
 * import { encryptAge, generateIdentity, inspectAge } from "@favorable/encryption";
 *
 * const keys = [await generateIdentity(), await generateIdentity()];
 * const file = await encryptAge(new Uint8Array(5000), { recipients: keys.map(({ recipient }) => recipient) });
 * const { recipients, plaintextLength } = inspectAge(file, file.length);
 * console.log(recipients); // X25519,X25519
 * console.log(plaintextLength); // 5000
 * ```
 */
export function inspectAge(beginning: Uint8Array, size?: number): AgeInspection {
  const armored = looksArmored(beginning);
  const header = findHeader(new Unarmor(armored).push(beginning));
  const length = armored || size === undefined ? undefined : plaintextSize(size - header.length);
  return {
    version: "age-encryption.org/v1",
    armored,
    recipients: header.stanzas.map(({ args }) => args[0] ?? ""),
    headerLength: header.length,
    ...(length === undefined ? {} : { plaintextLength: length }),
  };
}

function findHeader(bytes: Uint8Array): Header {
  const reader = new HeaderReader();
  const found = reader.push(bytes);
  if (found === undefined) throw ageError("AGE_HEADER", "the header does not end within the given bytes");
  return found.header;
}
