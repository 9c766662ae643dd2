import { fromBase64, toBase64, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import {
  cosign,
  formatTlogProof,
  inclusionProof,
  leafHash,
  parseTlogProof,
  rootOf,
  signCheckpoint,
  verifyTlogProof,
  witnessPolicy,
} from "../src/index.ts";
import {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  createVerifier,
  generateCosignerKey,
  generateKey,
} from "../src/node/index.ts";

const ORIGIN = "log.example/audit";
const key = generateKey(ORIGIN);
const witness = generateCosignerKey("witness.example");
const leaves = Array.from({ length: 21 }, (_, at) => leafHash(utf8(`entry ${at}`)));
const signed = await signCheckpoint({ origin: ORIGIN, size: 21, root: rootOf(leaves) }, createSigner(key.privateKey));
const checkpoint = signed + (await cosign(signed, createCosigner(witness.privateKey), 1_700_000_000));
const proofOf = (index: number) => ({ index, hashes: inclusionProof(leaves, index), checkpoint });
const logs = [createVerifier(key.vkey)];
const policy = witnessPolicy([createCosignatureVerifier(witness.vkey)], 1);

describe("proof files", () => {
  it("are printed as the specification shows, and read back", () => {
    const proof = { ...proofOf(7), extra: utf8("beside") };
    const file = formatTlogProof(proof);
    expect(file.split("\n").slice(0, 4)).toEqual([
      "c2sp.org/tlog-proof@v1",
      "extra YmVzaWRl",
      "index 7",
      toBase64(proof.hashes[0] as Uint8Array),
    ]);
    expect(file.endsWith(`\n\n${checkpoint}`)).toBe(true);
    expect(parseTlogProof(file)).toEqual(proof);
    expect(parseTlogProof(utf8(formatTlogProof(proofOf(20))))).toEqual(proofOf(20));
    expect(formatTlogProof(parseTlogProof(file))).toBe(file);
  });

  it("prove every entry offline, with who cosigned and when", async () => {
    for (let index = 0; index < leaves.length; index++) {
      const checked = await verifyTlogProof(formatTlogProof(proofOf(index)), leaves[index] as Uint8Array, {
        logs,
        policy,
        mustBeWitnessed: true,
      });
      expect(checked).toMatchObject({
        index,
        size: 21,
        origin: ORIGIN,
        witnessed: true,
        cosignatures: [{ name: "witness.example", time: 1_700_000_000 }],
      });
    }
  });

  it("prove no other entry, place or log", async () => {
    const leaf = leaves[3] as Uint8Array;
    const codeOf = (proof: ReturnType<typeof proofOf>, hash = leaf, options: object = {}) =>
      rejectionCode(verifyTlogProof(proof, hash, { logs, ...options }));
    expect(await codeOf(proofOf(3), leaves[4])).toBe("PROOF_INVALID");
    expect(await codeOf({ ...proofOf(3), index: 2 })).toBe("PROOF_INVALID");
    expect(await codeOf({ ...proofOf(3), index: 21 })).toBe("PROOF_INVALID");
    expect(await codeOf({ ...proofOf(3), hashes: proofOf(3).hashes.slice(1) })).toBe("PROOF_INVALID");
    expect(await codeOf({ ...proofOf(3), checkpoint: checkpoint.replace("\n21\n", "\n22\n") })).toBe("NOTE_SIGNATURE_INVALID");
    expect(await codeOf(proofOf(3), leaf, { logs: [createVerifier(generateKey(ORIGIN).vkey)] })).toBe("NOTE_UNSIGNED");
    expect(await codeOf(proofOf(3), leaf, { origin: "other.example" })).toBe("ORIGIN_MISMATCH");
    expect(await codeOf({ ...proofOf(3), checkpoint: signed }, leaf, { policy, mustBeWitnessed: true })).toBe("NOT_WITNESSED");
    expect(await codeOf(proofOf(3), leaf, { mustBeWitnessed: true })).toBe("NOT_WITNESSED");
  });

  it.each([
    ["another header", "wrong\nindex 0\n\n"],
    ["extra that is no base64", "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\n"],
    ["no index", "c2sp.org/tlog-proof@v1\n\n\n"],
    ["an index that is no number", "c2sp.org/tlog-proof@v1\nindex one\n\n"],
    ["a negative index", "c2sp.org/tlog-proof@v1\nindex -5\n\n"],
    ["an index with a zero before it", "c2sp.org/tlog-proof@v1\nindex 05\n\n"],
    ["an index beyond what is counted exactly", "c2sp.org/tlog-proof@v1\nindex 9007199254740993\n\n"],
    ["a hash that is no base64", "c2sp.org/tlog-proof@v1\nindex 0\n!!\n\n"],
    ["a hash of another length", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n"],
    ["64 hashes", `c2sp.org/tlog-proof@v1\nindex 0\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\n`],
    ["extra after the index", "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n"],
    ["lines ended otherwise", "c2sp.org/tlog-proof@v1\r\nindex 0\n\n"],
  ])("are refused with %s", (_, head) => {
    expect(() => parseTlogProof(head + checkpoint)).toThrow("tlog-proof@v1");
  });

  it("are refused without a checkpoint, and not made without one", () => {
    for (const rest of ["", "checkpoint\n", "log.example\n1\n"])
      expect(() => parseTlogProof(`c2sp.org/tlog-proof@v1\nindex 0\n\n${rest}`)).toThrow("tlog-proof@v1");
    expect(() => parseTlogProof(Uint8Array.of(255))).toThrow("tlog-proof@v1");
    expect(() => formatTlogProof({ ...proofOf(1), checkpoint: "none" })).toThrow("tlog-proof@v1");
    expect(() => formatTlogProof({ ...proofOf(1), index: -1 })).toThrow("tlog-proof@v1");
    expect(() => formatTlogProof({ ...proofOf(1), hashes: [fromBase64("AAAA")] })).toThrow("tlog-proof@v1");
  });

  it("never verify with a byte changed in anything but the extra data", async () => {
    const bytes = utf8(formatTlogProof(proofOf(5)));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        await expect(verifyTlogProof(changed, leaves[5] as Uint8Array, { logs, policy, mustBeWitnessed: true })).rejects.toMatchObject({
          name: "PrivacyError",
        });
      }),
    );
  });
});
