import { concatBytes, utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import {
  bundlePath,
  bundlesOf,
  cosign,
  encodeBundle,
  leafHash,
  rootOf,
  signCheckpoint,
  tileBuilder,
  tilePath,
  tileTree,
  verifyConsistency,
  verifyInclusion,
  verifyTlog,
  witnessPolicy,
} from "../src/index.ts";
import {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  createVerifier,
  generateCosignerKey,
  generateKey,
  httpTiles,
} from "../src/node/index.ts";
import { TESSERA } from "./vectors/tessera-log.ts";

const ORIGIN = "log.example/any";
const key = generateKey(ORIGIN);
const logs = [createVerifier(key.vkey)];
const entryAt = (at: number): Uint8Array => utf8(`entry ${at}`);

/** A log that is nobody's of ours: entries are any bytes. */
async function foreignLog(size: number): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const entries = Array.from({ length: size }, (_, at) => entryAt(at));
  const builder = tileBuilder();
  for (const entry of entries) for (const tile of builder.add(leafHash(entry))) files.set(tilePath(tile), tile.bytes);
  for (const tile of builder.finish()) files.set(tilePath(tile), tile.bytes);
  for (const { index, width } of bundlesOf(size))
    files.set(bundlePath(index, width), encodeBundle(entries.slice(index * 256, index * 256 + width)));
  files.set("checkpoint", utf8(await checkpointOf(entries)));
  return files;
}
const checkpointOf = (entries: readonly Uint8Array[]): Promise<string> =>
  signCheckpoint({ origin: ORIGIN, size: entries.length, root: rootOf(entries.map(leafHash)) }, createSigner(key.privateKey));
const reader = (files: ReadonlyMap<string, Uint8Array>) => async (path: string) => files.get(path);
const changed = (bytes: Uint8Array | undefined, at: number): Uint8Array =>
  Uint8Array.from(bytes ?? [], (byte, index) => (index === at ? byte ^ 1 : byte));

describe("any log in tiles", () => {
  it("is verified: the public one of Tessera, at all its sizes", async () => {
    const all = TESSERA.entries.map(utf8);
    for (const [size, note] of Object.entries(TESSERA.checkpoints)) {
      const entries = all.slice(0, Number(size));
      const files = new Map([["checkpoint", utf8(note)]]);
      if (entries.length > 0) {
        files.set(`tile/entries/000.p/${size}`, encodeBundle(entries));
        files.set(`tile/0/000.p/${size}`, concatBytes(...entries.map(leafHash)));
      }
      const result = await verifyTlog(reader(files), { logs: [createVerifier(TESSERA.vkey)], against: TESSERA.checkpoints[1] });
      // A smaller checkpoint than the one kept is a rollback.
      expect(result, size).toMatchObject(
        size === "0" ? { verdict: "tampered" } : { verdict: "intact", witnessed: "witnessed", entries: entries.length },
      );
    }
  });

  it.each([1, 255, 256, 257, 700])("is verified entry by entry: %i entries", async (size) => {
    const files = await foreignLog(size);
    const seen: number[] = [];
    const result = await verifyTlog(reader(files), { logs, onEntry: (_, index) => void seen.push(index) });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "unwitnessed", entries: size, pruned: 0, findings: [] });
    expect(seen).toEqual(Array.from({ length: size }, (_, at) => at));
  });

  it("is tampered with any file changed, and lost without any", async () => {
    const files = await foreignLog(600);
    for (const path of files.keys()) {
      const wrong = await verifyTlog(reader(new Map(files).set(path, changed(files.get(path), 40))), { logs });
      expect(wrong.verdict, path).toBe("tampered");
      const without = new Map(files);
      without.delete(path);
      expect((await verifyTlog(reader(without), { logs })).verdict, path).toBe("lost");
    }
  });

  it("is found out when a tile and its bundle are changed together", async () => {
    const files = await foreignLog(600);
    const entries = Array.from({ length: 256 }, (_, at) => (at === 7 ? utf8("another") : entryAt(at)));
    files.set("tile/entries/000", encodeBundle(entries)).set("tile/0/000", concatBytes(...entries.map(leafHash)));
    expect((await verifyTlog(reader(files), { logs })).findings).toEqual([
      { verdict: "tampered", code: "tile-differs", place: "tile/0/000" },
    ]);
  });

  it("is not intact above its minimum index when an upper tile is gone: nothing ties its entries to the root", async () => {
    const files = await foreignLog(65_536 + 300);
    for (const path of ["tile/1/000", "tile/entries/000"]) files.delete(path);
    const forged = Array.from({ length: 256 }, (_, at) => utf8(`forged ${at}`));
    const result = await verifyTlog(reader(files.set("tile/entries/005", encodeBundle(forged))), { logs, minimumIndex: 256 });
    expect(result).toMatchObject({ verdict: "lost", findings: [{ verdict: "lost", code: "tile-missing", place: "tile/1/000" }] });
  });

  it("is not fooled by a server that answers for the edge otherwise the second time", async () => {
    const size = 256 * 70 + 10;
    const files = await foreignLog(size);
    const forged = Array.from({ length: 10 }, (_, at) => utf8(`forged ${at}`));
    files.set("tile/entries/070.p/10", encodeBundle(forged));
    let asked = 0;
    const read = async (path: string): Promise<Uint8Array | undefined> =>
      path === "tile/0/070.p/10" && asked++ > 0 ? concatBytes(...forged.map(leafHash)) : files.get(path);
    const seen: number[] = [];
    const result = await verifyTlog(read, { logs, onEntry: (_, index) => void seen.push(index) });
    expect(result).toMatchObject({ verdict: "tampered", entries: size - 10 });
    expect(seen).toHaveLength(size - 10);
  });

  it("is held against a checkpoint that was kept elsewhere", async () => {
    const files = await foreignLog(600);
    const entries = Array.from({ length: 300 }, (_, at) => entryAt(at));
    const options = (against: string) => ({ logs, against });
    expect(await verifyTlog(reader(files), options(await checkpointOf(entries)))).toMatchObject({
      verdict: "intact",
      witnessed: "witnessed",
    });
    expect(await verifyTlog(reader(files), options(await checkpointOf([...entries].reverse())))).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "not-the-witnessed-log" }],
    });
    expect(await verifyTlog(reader(files), options(await checkpointOf([])))).toMatchObject({ verdict: "intact", witnessed: "stale" });
    expect(await verifyTlog(reader(files), options("no note"))).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "note-malformed", place: "against" }],
    });
  });

  it("is witnessed by the cosignatures a policy asks for", async () => {
    const files = await foreignLog(3);
    const { vkey, privateKey } = generateCosignerKey("witness.example");
    const policy = witnessPolicy([createCosignatureVerifier(vkey)], 1);
    expect(await verifyTlog(reader(files), { logs, policy })).toMatchObject({ witnessed: "unwitnessed" });
    const note = new TextDecoder().decode(files.get("checkpoint"));
    files.set("checkpoint", utf8(note + (await cosign(note, createCosigner(privateKey), 1_700_000_000))));
    expect(await verifyTlog(reader(files), { logs, policy })).toMatchObject({
      witnessed: "witnessed",
      checkpoint: { cosignatures: [{ time: 1_700_000_000 }] },
    });
  });

  it("is not told from another key's log, nor one of another origin", async () => {
    const files = await foreignLog(3);
    expect(await verifyTlog(reader(files), { logs: [createVerifier(generateKey(ORIGIN).vkey)] })).toMatchObject({
      findings: [{ code: "note-unsigned" }],
    });
    expect(await verifyTlog(reader(files), { logs, origin: "other" })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "origin-mismatch" }],
    });
  });

  it("exhausts nobody with a size that was only signed", async () => {
    const note = await signCheckpoint({ origin: ORIGIN, size: 2 ** 52, root: new Uint8Array(32) }, createSigner(key.privateKey));
    const result = await verifyTlog(async (path) => (path === "checkpoint" ? utf8(note) : undefined), { logs });
    expect(result.verdict).toBe("lost");
    const tile = async (path: string): Promise<Uint8Array | undefined> =>
      path === "checkpoint" ? utf8(note) : path.startsWith("tile/entries") ? undefined : new Uint8Array(8192);
    expect((await verifyTlog(tile, { logs })).verdict).toBe("tampered");
  });

  it("is read over HTTP, where 404 is a file that is not there and any other status an error", async () => {
    const files = await foreignLog(300);
    const send = async (url: string): Promise<Response> => {
      const bytes = files.get(url.slice("http://log.example/any/".length));
      return bytes === undefined ? new Response("gone", { status: 404 }) : new Response(Uint8Array.from(bytes));
    };
    expect(await verifyTlog(httpTiles("http://log.example/any/", send), { logs })).toMatchObject({ verdict: "intact", entries: 300 });
    const failing = async (): Promise<Response> => new Response("", { status: 503 });
    expect(await rejectionCode(verifyTlog(httpTiles("http://log.example", failing), { logs }))).toBe("TLOG_UNREADABLE");
    const endless = async (): Promise<Response> => new Response("x".repeat(200));
    expect(await rejectionCode(httpTiles("http://log.example", endless)("tile/0/000", 100))).toBe("FILE_TOO_LARGE");
  });
});

describe("what standard readers can do after pruning (docs/spec/audit-log.md, Pruning)", () => {
  it("bundles gone: roots, inclusion and consistency proofs of every entry still come from the tiles", async () => {
    const files = await foreignLog(700);
    const tree = tileTree(reader(files), 700);
    const proofs = await Promise.all([0, 255, 256, 699].map((index) => tree.inclusionProof(index)));
    for (const path of files.keys()) if (path.startsWith("tile/entries/")) files.delete(path);
    const after = tileTree(reader(files), 700);
    const root = rootOf(Array.from({ length: 700 }, (_, at) => leafHash(entryAt(at))));
    for (const [at, index] of [0, 255, 256, 699].entries()) {
      expect(await after.inclusionProof(index)).toEqual(proofs[at]);
      expect(verifyInclusion({ index, size: 700, leaf: leafHash(entryAt(index)), proof: proofs[at] ?? [], root })).toBe(true);
    }
    for (const from of [1, 300, 512, 699])
      expect(
        verifyConsistency({ from, to: 700, fromRoot: await after.root(from), toRoot: root, proof: await after.consistencyProof(from) }),
      ).toBe(true);
    expect(await verifyTlog(reader(files), { logs })).toMatchObject({ verdict: "lost" });
    expect(await verifyTlog(reader(files), { logs, minimumIndex: Number.POSITIVE_INFINITY })).toMatchObject({
      verdict: "intact",
      entries: 0,
      pruned: 700,
    });
  });

  it("texts of entries gone: tile readers see everything, a reader of whole bundles stops at the empty entry", async () => {
    const files = await foreignLog(300);
    const entries = Array.from({ length: 256 }, (_, at) => (at === 9 ? new Uint8Array() : entryAt(at)));
    files.set("tile/entries/000", encodeBundle(entries));
    expect(await verifyTlog(reader(files), { logs })).toMatchObject({
      verdict: "tampered",
      entries: 299,
      findings: [{ code: "entry-differs", place: "tile/entries/000" }],
    });
    const tree = tileTree(reader(files), 300);
    const [proof, root] = [await tree.inclusionProof(9), await tree.root()];
    // Whoever kept the text can still prove it.
    expect(verifyInclusion({ index: 9, size: 300, leaf: leafHash(entryAt(9)), proof, root })).toBe(true);
    for (const path of files.keys()) if (path.startsWith("tile/entries/")) files.delete(path);
    expect(await verifyTlog(reader(files), { logs, minimumIndex: Number.POSITIVE_INFINITY })).toMatchObject({ verdict: "intact" });
  });

  it("a prefix gone with its tiles: what is above the minimum index still has entries, roots and proofs, and only that", async () => {
    const files = await foreignLog(700);
    files.delete("tile/entries/000");
    files.delete("tile/0/000");
    expect(await verifyTlog(reader(files), { logs, minimumIndex: 256 })).toMatchObject({ verdict: "intact", entries: 444, pruned: 256 });
    expect(await verifyTlog(reader(files), { logs, minimumIndex: 255 })).toMatchObject({ verdict: "lost" });
    const tree = tileTree(reader(files), 700);
    const root = await tree.root();
    expect(verifyInclusion({ index: 300, size: 700, leaf: leafHash(entryAt(300)), proof: await tree.inclusionProof(300), root })).toBe(
      true,
    );
    expect(
      verifyConsistency({ from: 256, to: 700, fromRoot: await tree.root(256), toRoot: root, proof: await tree.consistencyProof(256) }),
    ).toBe(true);
    expect(await rejectionCode(tree.inclusionProof(3))).toBe("TILE_MISSING");
    expect(await rejectionCode(tree.root(200))).toBe("TILE_MISSING");
  });

  it("entries whose tiles cannot be told from the tree are not counted as verified", async () => {
    const files = await foreignLog(66_000);
    files.delete("tile/1/000");
    const result = await verifyTlog(reader(files), { logs, minimumIndex: 65_536 });
    expect(result).toMatchObject({ verdict: "intact", entries: 464, pruned: 65_536 });
    expect((await verifyTlog(reader(files), { logs })).verdict).toBe("lost");
  });

  it("a size that was only signed ends, whatever may be missing: nothing is asked for below a tile that is gone", async () => {
    const hashes = Array.from({ length: 16 }, (_, at) => leafHash(new Uint8Array([at])));
    for (const [size, tile] of [
      [2 ** 52, "tile/6/000.p/16"],
      [16 * 256, "tile/1/000.p/16"],
    ] as const) {
      const checkpoint = utf8(await signCheckpoint({ origin: ORIGIN, size, root: rootOf(hashes) }, createSigner(key.privateKey)));
      let asked = 0;
      const read = async (path: string): Promise<Uint8Array | undefined> => {
        if (++asked > 1000) throw new Error("asked for too much");
        return path === "checkpoint" ? checkpoint : path === tile ? concatBytes(...hashes) : undefined;
      };
      const result = await verifyTlog(read, { logs, minimumIndex: Number.POSITIVE_INFINITY });
      expect(result).toMatchObject({ verdict: "intact", entries: 0, pruned: size });
      expect(await verifyTlog(read, { logs, minimumIndex: size })).toMatchObject({ pruned: size });
      expect((await verifyTlog(read, { logs })).verdict).toBe("lost");
    }
  });
});
