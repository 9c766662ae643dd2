/** Writes the key file that a recipient opens exports with. */
import { basename, dirname, resolve } from "node:path";
import { utf8 } from "@favorable/core";
import { type AgeKeyPair, identityFile } from "@favorable/encryption";
import { clearKeyPartials } from "./clear-interrupted.ts";
import { PartialFile, refuseExisting } from "./partial-file.ts";
import { KEY } from "./partial-name.ts";

/**
 * Writes an identity file that `age -d -i` reads, with mode 0600. Hand it over apart from the exports and keep no copy beside them.
 *
 * @param options - `createdAt`: printed as a comment; `replace`: replaces a file of that name, which otherwise is refused
 * @throws `EXPORT_EXISTS`, `EXPORT_DISK`, `AGE_IDENTITY`, `AGE_RECIPIENT`
 */
export async function writeIdentityFile(
  file: string,
  keys: AgeKeyPair,
  options: { readonly createdAt: Date; readonly replace?: boolean },
): Promise<void> {
  const replace = options.replace ?? false;
  const text = identityFile(keys, options.createdAt);
  await clearKeyPartials(dirname(resolve(file)), basename(file)); // A process that died here left half a secret, and the name reserved.
  if (!replace) await refuseExisting(file);
  const partial = await PartialFile.open(file, KEY);
  try {
    await partial.write(utf8(text));
    await partial.finish();
    if (!replace) await partial.reserve();
    await partial.publish();
  } catch (error) {
    await partial.discard();
    throw error;
  }
}
