/** The files of a folder as a review sees them: their first bytes and their hash. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PrivacyError } from "@favorable/core";
import type { FoundCopy } from "@favorable/review/postgres";

/** Reads every plain file of a folder and of those within it, once, as a stream; throws `FILE_UNREADABLE`. */
export async function* copiesIn(folder: string): AsyncGenerator<FoundCopy> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) yield await copyAt(join(entry.parentPath, entry.name));
  } catch {
    // What the system says names the file, and a file's name may name a person.
    throw new PrivacyError("FILE_UNREADABLE", "the folder of exports cannot be read", { file: folder });
  }
}

async function copyAt(path: string): Promise<FoundCopy> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (head.length < 40) head = Buffer.concat([head, chunk.subarray(0, 40)]);
    hash.update(chunk);
  }
  return { head, sha256: hash.digest("hex") };
}
