import { fromBase64, toHex, utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { leafHash, verifyDisclosure, verifyLog, witnessPolicy } from "../src/index.ts";
import { createCosignatureVerifier, createVerifier } from "../src/node/index.ts";
import { type FormatVectors, formatVectors } from "./format-vectors.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import file from "./vectors/format.json" with { type: "json" };

const vectors = file as FormatVectors;

/** The folder of a case, as files. */
function filesOf(changes: Readonly<Record<string, string | null>>): Map<string, Uint8Array> {
  const all = Object.entries({ ...vectors.folder, ...changes });
  return new Map(all.flatMap(([path, content]) => (content === null ? [] : [[path, fromBase64(content)] as const])));
}

describe("the vectors of the format", () => {
  it("are what fixed keys, salts and times give", async () => {
    expect(await formatVectors()).toEqual(vectors);
    for (const { text, hash } of vectors.leaves) expect(toHex(leafHash(utf8(text)))).toBe(hash);
  });

  it.each(vectors.cases.map((one) => [one.name, one] as const))("both verifiers say the same of the folder %s", async (_, one) => {
    const files = filesOf(one.files);
    const [own = "", ...others] = one.keys;
    const result = await verifyLog(
      { paths: async () => [...files.keys()], read: async (path) => files.get(path) },
      {
        verifier: createVerifier(own),
        otherVerifiers: others.map(createVerifier),
        asOf: one.asOf as never,
        ...(one.against === undefined ? {} : { against: one.against }),
      },
    );
    expect(result.verdict).toBe(one.verdict);
    const second = verifyIndependently(files, one.keys.join(" "), one.asOf, one.against);
    expect(second.verdict).toBe(one.verdict);
    if (one.verdict !== "tampered") expect(result.witnessed).toBe(one.witnessed);
    if (one.parts !== undefined) expect([result.parts, second.parts]).toEqual([one.parts, one.parts]);
  });

  it("open one part of an entry, cosigned", async () => {
    const logs = [createVerifier(vectors.keys["second"]?.vkey ?? "")];
    const policy = witnessPolicy([createCosignatureVerifier(vectors.keys["witness"]?.vkey ?? "")], 1);
    const checked = await verifyDisclosure(vectors.disclosure, { logs, policy, mustBeWitnessed: true });
    expect(checked).toMatchObject({
      index: 3,
      cosignatures: [{ time: vectors.cosignature.time }],
      entry: { parts: [{ name: "actor", value: "a-17" }] },
    });
    expect(vectors.disclosure.endsWith(vectors.cosignature.line)).toBe(true);
    expect(vectors.disclosure).not.toContain("p-4711");
  });
});
