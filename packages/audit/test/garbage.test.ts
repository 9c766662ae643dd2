import { isPrivacyError, systemClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import * as audit from "../src/index.ts";
import * as node from "../src/node/index.ts";
import { openAuditLog } from "../src/postgres/index.ts";
import { key, MARKER, ORIGIN, signer, startedLog } from "./fixtures.ts";

const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  1n,
  "",
  MARKER,
  "\ud800",
  true,
  Symbol("x"),
  [],
  [null],
  [MARKER],
  {},
  { name: MARKER },
  new Uint8Array(),
  new Uint8Array(32),
  new Date(Number.NaN),
  () => MARKER,
  new Proxy(
    {},
    {
      get: () => {
        throw new PrivacyOfTheCaller();
      },
    },
  ),
];

class PrivacyOfTheCaller extends Error {
  override readonly message = MARKER;
}

/** Runs a function on garbage in one place and right arguments in the others; whatever it throws must have a code. */
async function expectCoded(
  name: string,
  run: (garbage: never) => unknown,
  skip: (garbage: unknown) => boolean = () => false,
): Promise<void> {
  for (const [at, garbage] of GARBAGE.entries()) {
    if (skip(garbage)) continue;
    try {
      const answer = await run(garbage as never);
      if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer)
        for await (const _ of answer as AsyncIterable<unknown>) break;
    } catch (error) {
      expect(isPrivacyError(error), `${name} of garbage ${at}: ${String(error)}`).toBe(true);
      expect(String(error), name).not.toContain(MARKER);
    }
  }
}

const isProxy = (garbage: unknown): boolean => garbage === GARBAGE.at(-1);

describe("garbage as an argument", () => {
  it("of the pure functions ends in a code or an answer", async () => {
    const hash = new Uint8Array(32);
    const functions: Record<string, (garbage: never) => unknown> = {
      formatCheckpoint: (x) => audit.formatCheckpoint(x),
      parseCheckpoint: (x) => audit.parseCheckpoint(x),
      isOrigin: (x) => audit.isOrigin(x),
      signCheckpoint: (x) => audit.signCheckpoint({ origin: ORIGIN, size: 0, root: hash }, x),
      "signCheckpoint of": (x) => audit.signCheckpoint(x, signer),
      openCheckpoint: (x) => audit.openCheckpoint(x, node.createVerifier(key.vkey)),
      "openCheckpoint with": (x) => audit.openCheckpoint("", x),
      commit: (x) => audit.commit(x),
      "commit salt": (x) => audit.commit({ salt: x, payload: hash }),
      payloadBytes: (x) => audit.payloadBytes(x),
      checkEvent: (x) => audit.checkEvent(x),
      frontier: (x) => audit.frontier(x),
      "frontier edge": (x) => audit.frontier(1, x),
      "frontier append": (x) => audit.frontier().append(x),
      descriptorRoot: (x) => audit.descriptorRoot(x),
      leafText: (x) => audit.leafText(x),
      parseLeaf: (x) => audit.parseLeaf(x),
      consistencyProof: (x) => audit.consistencyProof(x, 1),
      "consistencyProof from": (x) => audit.consistencyProof([hash], x),
      inclusionProof: (x) => audit.inclusionProof(x, 0),
      "inclusionProof index": (x) => audit.inclusionProof([hash], x),
      leafHash: (x) => audit.leafHash(x),
      nodeHash: (x) => audit.nodeHash(x, hash),
      rootOf: (x) => audit.rootOf(x),
      verifyConsistency: (x) => audit.verifyConsistency(x),
      "verifyConsistency proof": (x) => audit.verifyConsistency({ from: 1, to: 2, fromRoot: hash, toRoot: hash, proof: x }),
      "verifyConsistency root": (x) => audit.verifyConsistency({ from: 1, to: 1, fromRoot: x, toRoot: hash, proof: [] }),
      verifyInclusion: (x) => audit.verifyInclusion(x),
      "verifyInclusion proof": (x) => audit.verifyInclusion({ index: 0, size: 1, leaf: hash, root: hash, proof: x }),
      policyEvent: (x) => audit.policyEvent(x),
      holdEvent: (x) => audit.holdEvent("h", x),
      formatVerifierKey: (x) => audit.formatVerifierKey(x, hash),
      "formatVerifierKey key": (x) => audit.formatVerifierKey(ORIGIN, x),
      isKeyName: (x) => audit.isKeyName(x),
      openNote: (x) => audit.openNote(x, []),
      "openNote verifiers": (x) => audit.openNote("", x),
      parseNote: (x) => audit.parseNote(x),
      parseVerifierKey: (x) => audit.parseVerifierKey(x),
      signNote: (x) => audit.signNote(x, signer),
      "signNote signer": (x) => audit.signNote("a\n", x),
      bundlePath: (x) => audit.bundlePath(x, 1),
      bundlesOf: (x) => audit.bundlesOf(x),
      decodeBundle: (x) => audit.decodeBundle(x, 1),
      encodeBundle: (x) => audit.encodeBundle(x),
      tilePath: (x) => audit.tilePath(x),
      tilesOf: (x) => audit.tilesOf(x),
      generateKey: (x) => node.generateKey(x),
      createSigner: (x) => node.createSigner(x),
      createVerifier: (x) => node.createVerifier(x),
    };
    // A caller's own getters are the caller's code: only what is logged promises to hide their words.
    const hides = new Set(["checkEvent", "payloadBytes", "leafText", "parseLeaf", "descriptorRoot"]);
    for (const [name, run] of Object.entries(functions)) await expectCoded(name, run, (garbage) => isProxy(garbage) && !hides.has(name));
  });

  it("of logs, folders and verifications ends in a code or an answer", async () => {
    const { log } = startedLog();
    const verifier = node.createVerifier(key.vkey);
    const none = { paths: async () => [], read: async () => undefined };
    const sql = { query: async () => ({ rows: [] }), transaction: async () => Promise.reject(new Error(MARKER)) };
    const functions: Record<string, (garbage: never) => unknown> = {
      memoryLog: (x) => audit.memoryLog(x),
      "memoryLog signer": (x) => audit.memoryLog({ origin: ORIGIN, signer: x, clock: systemClock }),
      "memoryLog clock": (x) => audit.memoryLog({ origin: ORIGIN, signer, clock: x }),
      openAuditLog: (x) => openAuditLog(x),
      "openAuditLog sql": (x) => openAuditLog({ sql: x, origin: ORIGIN, signer, clock: systemClock }),
      "openAuditLog signer": (x) => openAuditLog({ sql, origin: ORIGIN, signer: x, clock: systemClock }),
      append: (x) => log.append(x),
      appendAll: (x) => log.appendAll(x),
      entries: (x) => log.entries(x),
      "entries from": (x) => log.entries({ from: x }),
      "entries types": (x) => log.entries({ types: x }),
      eraseExpired: (x) => log.eraseExpired(x),
      "eraseExpired asOf": (x) => log.eraseExpired({ asOf: x }),
      "snapshot of": (x) => (typeof x === "function" ? undefined : log.snapshot(x)),
      verifyLog: (x) => audit.verifyLog(x, { verifier }),
      "verifyLog options": (x) => audit.verifyLog(none, x),
      "verifyLog asOf": (x) => audit.verifyLog(none, { verifier, asOf: x }),
      "verifyLog against": (x) => audit.verifyLog(none, { verifier, against: x }),
      verifyFolder: (x) => node.verifyFolder(x, { vkey: key.vkey }),
      "verifyFolder options": (x) => node.verifyFolder("none", x),
      exportLog: (x) => node.exportLog(x, "none"),
      "exportLog options": (x) => (x === undefined || Object(x) === x ? undefined : node.exportLog(log, "", x)),
      "exportLog bodies": (x) => node.exportLog(log, "", { bodies: x }),
    };
    for (const [name, run] of Object.entries(functions))
      await expectCoded(name, run, (garbage) => isProxy(garbage) && name !== "append" && name !== "appendAll");
    expect(await log.sequence()).toEqual({ size: 0 });
  });
});
