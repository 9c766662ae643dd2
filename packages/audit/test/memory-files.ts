/** An export in memory: the files of the format, without a disk. */
import { utf8 } from "@favorable/core";
import type { AuditLog } from "../src/index.ts";
import { bundlePath, encodeBundle, type LogFiles, leafHash, tilePath } from "../src/index.ts";
import { formatBodies, formatDescriptors } from "../src/lines.ts";
import { tileBuilder } from "../src/tiles.ts";
import { bodyPath, partsPath } from "../src/verify/body-files.ts";

/** The files of a log as of its present checkpoint, bodies in clear; no entry says that they were exported. */
export async function filesInMemory(log: AuditLog): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await log.snapshot(async ({ checkpoint, groups }) => {
    const tiles = tileBuilder();
    let bundle = 0;
    files.set("checkpoint", utf8(checkpoint));
    for await (const group of groups()) {
      files.set(bundlePath(bundle, group.length), encodeBundle(group.map(({ leaf }) => utf8(leaf))));
      const apart = group.flatMap(({ index, descriptors = [] }) =>
        descriptors.map((descriptor, part) => ({ entry: index, part, descriptor })),
      );
      if (apart.length > 0) files.set(partsPath(bundle), formatDescriptors(apart));
      const bodies = group.flatMap(({ index, bodies: own }) => own.map((body) => ({ entry: index, ...body })));
      if (bodies.length > 0) files.set(bodyPath(bundle), formatBodies(bodies));
      for (const { leaf, hash } of group) for (const tile of tiles.add(hash ?? leafHash(utf8(leaf)))) files.set(tilePath(tile), tile.bytes);
      bundle++;
    }
    for (const tile of tiles.finish()) files.set(tilePath(tile), tile.bytes);
  });
  return files;
}

/** Files in memory as a verification reads them. */
export function asLogFiles(files: ReadonlyMap<string, Uint8Array>): LogFiles {
  return { paths: async () => [...files.keys()], read: async (path) => files.get(path) };
}
