/** Reads logs in tiles (C2SP tlog-tiles) from a folder or a web server, for `verifyTlog` and `tileTree`. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { PrivacyError } from "@favorable/core";
import type { ReadTile } from "../tile-tree.ts";

/** Most bytes of a file when the reader asks for no less. */
const MAX_BYTES = 16_777_472;

/**
 * Reads the files of a folder; only plain ones, no link is followed.
 *
 * @throws when reading: `TLOG_UNREADABLE` (details: `reason`), `FILE_TOO_LARGE`
 */
export function folderTiles(folder: string): ReadTile {
  return async (path, atMost = MAX_BYTES) => {
    try {
      const handle = await open(join(folder, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      try {
        const status = await handle.stat();
        if (!status.isFile()) return undefined;
        if (status.size > atMost) throw tooLarge();
        return new Uint8Array(await handle.readFile());
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!(error instanceof Error && "syscall" in error && "code" in error)) throw error;
      if (["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENXIO"].includes(String(error.code))) return undefined;
      throw new PrivacyError("TLOG_UNREADABLE", "a file of the log cannot be read", { reason: String(error.code) });
    }
  };
}

/**
 * Reads a log over HTTP. 404 and 410 are files that are not there; any other status is an error.
 *
 * @param prefix - URL before `checkpoint` and `tile/`
 * @param send - `fetch` of the platform by default
 * @throws when reading: `TLOG_UNREADABLE` (details: `reason`, a status or `network`), `FILE_TOO_LARGE`
 */
export function httpTiles(prefix: string, send: (url: string, init?: RequestInit) => Promise<Response> = fetch): ReadTile {
  return async (path, atMost = MAX_BYTES) => {
    let response: Response;
    try {
      response = await send(`${prefix.replace(/\/$/, "")}/${path}`, { signal: AbortSignal.timeout(30_000) });
      if (response.status === 404 || response.status === 410) return undefined;
      if (response.ok) return await bytesUpTo(response, atMost);
    } catch (error) {
      // What a network says may hold addresses.
      throw error instanceof PrivacyError ? error : new PrivacyError("TLOG_UNREADABLE", "the log does not answer", { reason: "network" });
    }
    throw new PrivacyError("TLOG_UNREADABLE", "the log refuses a file", { reason: String(response.status) });
  };
}

async function bytesUpTo(response: Response, atMost: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > atMost) throw tooLarge();
      chunks.push(chunk);
    }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(): PrivacyError {
  return new PrivacyError("FILE_TOO_LARGE", "a file of the log is larger than it can be");
}
