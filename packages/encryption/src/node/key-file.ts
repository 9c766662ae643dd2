/** Key-encryption keys in a file of the owner's: one a line, oldest first, the last one current. */
import { type FileHandle, lstat, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { keyError } from "../keys/key-error.ts";
import type { KeyService } from "../keys/key-service.ts";
import { checkLocalKeys, type LocalKey, newLocalKey, unwrapLocally, wrapLocally } from "../keys/local-keys.ts";
import { fileError, isSystemError } from "./file-error.ts";
import { syncFolder, writeWhole } from "./whole-file.ts";

const HEAD = "# favorable key-encryption keys, oldest first: name and 32 bytes in hexadecimal\n";
/** Owner alone. */
const PUBLIC_BITS = 0o077;
/** Another process holds the lock for milliseconds; after this it is gone. */
const LOCK_TRIES = 200;
const LOCK_WAIT_MS = 25;

/**
 * Keeps key-encryption keys in a file, readable and writable by its owner alone (0600). Processes share it: a change by one is seen by the
 * others at their next call. Not in the database's backups, and not beside them: who has both has everything.
 *
 * `destroy` writes the file anew without the key, then overwrites the former file's bytes. Copies of the file, snapshots and the blocks that a
 * disk keeps aside are beyond it; where an erasure must be certain, keep the keys in a service that destroys them.
 *
 * @param options - `create`: makes the file with a first key when there is none
 * @throws at the first use: `KEY_FILE_UNSAFE` when others may read it, or it is no plain file; `KEY_INVALID` with the `position`; `FILE_FAILED`
 */
export function fileKeyService(path: string, options: { readonly create?: boolean } = {}): Required<KeyService> {
  let held: { readonly keys: readonly LocalKey[]; readonly stamp: string } | undefined;

  const load = async (): Promise<readonly LocalKey[]> => {
    const stamp = await stampOf(path);
    if (stamp === undefined) {
      if (options.create !== true) throw keyError("KEY_INVALID", "there is no key file");
      await locked(path, async () => {
        if ((await stampOf(path)) === undefined) await write(path, [newLocalKey()]);
      });
      return load();
    }
    if (held?.stamp !== stamp) {
      // The former arrays are left to the collector: a call that is under way may still wrap with one, and must never wrap with zeros.
      held = { keys: await readKeys(path), stamp };
    }
    return held.keys;
  };
  const kek = async (epoch: string): Promise<Uint8Array> => {
    const found = (await load()).find((one) => one.epoch === epoch);
    if (found === undefined) throw keyError("KEY_EPOCH_UNKNOWN", "the key file has no such epoch");
    return found.key;
  };
  const current = async (): Promise<string> => (await load()).at(-1)?.epoch ?? "";

  return {
    current,
    epochs: async () => (await load()).map(({ epoch }) => epoch),
    wrap: async (epoch, key, context) => wrapLocally(await kek(epoch), epoch, key, context),
    unwrap: async (epoch, wrapped, context) => unwrapLocally(await kek(epoch), epoch, wrapped, context),
    async rotate() {
      await load();
      const next = newLocalKey();
      await locked(path, async () => write(path, [...(await readKeys(path)), next]));
      return next.epoch;
    },
    async destroy(epoch) {
      await kek(epoch);
      await locked(path, async () => {
        const keys = await readKeys(path);
        if (keys.at(-1)?.epoch === epoch) throw keyError("KEY_EPOCH_CURRENT", "the current epoch cannot be destroyed: rotate first");
        await overwriting(path, () =>
          write(
            path,
            keys.filter((one) => one.epoch !== epoch),
          ),
        );
      });
    },
  };
}

async function write(path: string, keys: readonly LocalKey[]): Promise<void> {
  // Bytes all the way: a text of the keys could not be cleared.
  const lines = keys.map(({ epoch, key }) => Buffer.concat([Buffer.from(`${epoch} `), hexBytes(key), Buffer.from("\n")]));
  const content = Buffer.concat([Buffer.from(HEAD), ...lines]);
  await writeWhole(path, { overwrite: true }, async (handle) => {
    await handle.writeFile(content);
  });
  for (const part of [content, ...lines]) part.fill(0);
}

/** Runs a step that replaces the file, then overwrites what the file was. */
async function overwriting(path: string, step: () => Promise<void>): Promise<void> {
  const former = await open(path, "r+");
  try {
    const { size } = await former.stat();
    await step();
    await former.write(Buffer.alloc(size), 0, size, 0);
    await former.sync();
  } finally {
    await former.close();
  }
}

async function readKeys(path: string): Promise<LocalKey[]> {
  const handle: FileHandle = await open(path, "r").catch((error: unknown) => {
    throw fileError(error, "keys");
  });
  try {
    const content = await handle.readFile();
    const keys = linesOf(content).map((line, position): LocalKey => {
      const space = line.indexOf(0x20);
      const key = bytesOfHex(line.subarray(space + 1));
      if (space < 1 || key === undefined)
        throw keyError("KEY_INVALID", "a line of the key file is a name and 64 hexadecimal digits", { position });
      return { epoch: line.subarray(0, space).toString("latin1"), key };
    });
    content.fill(0);
    checkLocalKeys(keys);
    return keys;
  } finally {
    await handle.close();
  }
}

function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf(0x0a, start);
    const stop = end === -1 ? content.length : end;
    if (stop > start && content[start] !== 0x23) lines.push(content.subarray(start, stop));
    start = stop + 1;
  }
  return lines;
}

const DIGITS = "0123456789abcdef";

function hexBytes(key: Uint8Array): Buffer {
  const text = Buffer.alloc(key.length * 2);
  for (const [at, byte] of key.entries()) {
    text[at * 2] = DIGITS.charCodeAt(byte >>> 4);
    text[at * 2 + 1] = DIGITS.charCodeAt(byte & 15);
  }
  return text;
}

function bytesOfHex(text: Uint8Array): Uint8Array | undefined {
  const values = Array.from(text, (code) => DIGITS.indexOf(String.fromCharCode(code)));
  if (values.length !== 64 || values.includes(-1)) return undefined;
  return Uint8Array.from({ length: 32 }, (_, at) => ((values[at * 2] ?? 0) << 4) | (values[at * 2 + 1] ?? 0));
}

/** What tells one content of the file from another; undefined when there is none. Throws `KEY_FILE_UNSAFE`. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const stat = await lstat(path, { bigint: true });
    if (!stat.isFile() || (Number(stat.mode) & PUBLIC_BITS) !== 0)
      throw keyError("KEY_FILE_UNSAFE", "a key file is a plain file that its owner alone may read (0600)");
    return `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw fileError(error, "keys");
  }
}

/** One writer at a time, by a file that only one can make. */
async function locked<T>(path: string, step: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  for (let tries = 0; ; tries++) {
    try {
      await (await open(lock, "wx", 0o600)).close();
      break;
    } catch (error) {
      const there = isSystemError(error) && error.code === "EEXIST";
      if (!there || tries === LOCK_TRIES) throw fileError(error, "keys.lock");
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
    }
  }
  try {
    return await step();
  } finally {
    await rm(lock, { force: true });
    await syncFolder(dirname(path));
  }
}
