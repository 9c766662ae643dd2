import { type JsonValue, toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeEvent } from "../src/encode.ts";
import { type AuditEvent, commit, descriptorRoot, leafHash, leafText, parseLeaf } from "../src/index.ts";
import { formatBodies, parseBodies } from "../src/lines.ts";
import { date, ORIGIN, readEvent, startedLog } from "./fixtures.ts";
import vectors from "./vectors/leaf.json" with { type: "json" };

const { clock } = startedLog();
const context = { origin: ORIGIN, clock };
const retention = { policy: "access-log", version: 1, start: date("2021-10-30") };

describe("a leaf", () => {
  it("has the commitments, texts and hashes of the specification's vectors", () => {
    for (const { salt, payload, commitment } of vectors.commitments)
      expect(toHex(commit({ salt: Buffer.from(salt, "hex"), payload: utf8(payload) }))).toBe(commitment);
    for (const { text, hash } of vectors.leaves) {
      expect(leafText(parseLeaf(text))).toBe(text);
      expect(toHex(leafHash(utf8(text)))).toBe(hash);
    }
    for (const text of vectors.refused) expect(() => parseLeaf(text), text).toThrow("not a leaf");
    expect(descriptorRoot(parseLeaf(vectors.leaves[1]?.text ?? "").parts ?? [])).toBe(vectors.descriptorRoot);
  });

  it("never holds a value, a subject or a text of a part", () => {
    // Long, so that random salts and identifiers cannot hold it by chance.
    const marker = "Zsófia-471147114711471147114711";
    const salted = fc.oneof(fc.string(), fc.constant(marker)).map((text) => `${text}${marker}`);
    const value: fc.Arbitrary<JsonValue> = fc
      .jsonValue({ depthSize: "small" })
      .map((json): JsonValue => JSON.parse(JSON.stringify({ [marker]: json, marker }, (_, item) => (typeof item === "number" ? 1 : item))));
    const part = fc.record({ name: fc.constant("row"), subject: salted, value, retention: fc.constant(retention) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 70 }), (parts) => {
        fc.pre(JSON.stringify(parts).isWellFormed() && parts.every(({ subject }) => subject.isWellFormed()));
        const { leaf } = encodeEvent({ type: "access.read", parts }, context);
        expect(leaf).not.toContain(marker);
        expect(leaf).not.toContain("471147114711471147114711");
        expect(leaf).not.toContain(toHex(utf8(marker)));
      }),
    );
  });

  it("refuses values in clear that look like no declared thing, and does not repeat them", () => {
    for (const text of ["Zsófia", "two words", "a@b.example", "", "x".repeat(101), "line\nbreak"])
      expectRefused({ type: "access.read", clear: { role: text } }, text);
    expectRefused({ type: "access.read", clear: { "Zsófia Kovács": 1 } }, "Zsófia");
    expectRefused({ type: "Access Read" }, "Access Read");
    expectRefused({ type: "access.read", clear: { role: Number.NaN } }, "NaN");
    expectRefused({ type: "access.read", parts: [{ name: "two words", value: "Zsófia", retention }] }, "Zsófia");
    const loose: AuditEvent = JSON.parse('{"type":"access.read","note":"Zsófia"}');
    expectRefused(loose, "Zsófia");
  });

  it("names the place of a part that JSON cannot carry, not its value", () => {
    const event = { type: "access.read", parts: [{ name: "row", value: { temperature: Number.NaN }, retention }] };
    expect(() => encodeEvent(event, context)).toThrow(expect.objectContaining({ code: "NOT_CANONICAL" }));
    expect(() => encodeEvent({ type: "access.read", parts: [{ name: "row", value: "x".repeat(1_100_000), retention }] }, context)).toThrow(
      expect.objectContaining({ code: "EVENT_TOO_LARGE" }),
    );
  });

  it("refuses integers that readers of integers would print otherwise, wherever they stand, and takes those digits in a text", () => {
    const part = (value: JsonValue) => ({ name: "row", value, retention });
    for (const value of [2 ** 53, -(2 ** 53), { deep: [999_999_999_999_999_900_000] }]) {
      const refused = expect.objectContaining({ code: "NOT_CANONICAL", details: { part: 0, reason: "unsafe-integer" } });
      expect(() => encodeEvent({ type: "access.read", parts: [part(value)] }, context)).toThrow(refused);
    }
    const inClear = { type: "access.read", clear: { count: 2 ** 53 } };
    expect(() => encodeEvent(inClear, context)).toThrow(expect.objectContaining({ code: "EVENT_INVALID" }));
    const taken = { type: "access.read", clear: { count: 2 ** 53 - 1 }, parts: [part("9007199254740993"), part(1e21)] };
    expect(encodeEvent(taken, context).parts).toHaveLength(2);
  });

  it("keeps up to 64 parts itself and commits to more as a tree", () => {
    const small = encodeEvent(
      readEvent(
        "a-1",
        Array.from({ length: 63 }, (_, at) => `p-${at}`),
      ),
      context,
    );
    expect(parseLeaf(small.leaf).parts).toHaveLength(64);
    const big = encodeEvent(
      readEvent(
        "a-1",
        Array.from({ length: 64 }, (_, at) => `p-${at}`),
      ),
      context,
    );
    const leaf = parseLeaf(big.leaf);
    expect(leaf.parts).toBeUndefined();
    expect(leaf.tree).toEqual({ count: 65, root: descriptorRoot(big.parts.map(({ descriptor }) => descriptor)) });
    const huge = encodeEvent(
      readEvent(
        "a-1",
        Array.from({ length: 3000 }, (_, at) => `p-${at}`),
      ),
      context,
    );
    expect(huge.leaf.length).toBeLessThan(1000);
  });

  it("never commits the same value the same way twice", () => {
    const twice = encodeEvent(readEvent("a-1", ["p-1", "p-1"]), context).parts.map(({ descriptor }) => descriptor.c);
    expect(new Set(twice).size).toBe(3);
  });

  it("says so when its clock is simulated", () => {
    expect(parseLeaf(encodeEvent({ type: "access.read" }, context).leaf).simulated).toBe(true);
    const real = { origin: ORIGIN, clock: { now: () => new Date(0), simulated: false } };
    expect(encodeEvent({ type: "access.read" }, real).leaf).not.toContain("simulated");
  });
});

describe("lines of bodies", () => {
  it("carry every payload that can be committed, byte for byte", () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 253; level++) deep = [deep];
    const parts = [deep, "é\u0000\n", { b: 1e21, a: null }].map((value) => ({ name: "row", value, retention }));
    const encoded = encodeEvent({ type: "access.read", parts }, context);
    const lines = encoded.parts.map(({ salt, payload }, part) => ({ entry: 3, part, salt, payload }));
    expect(parseBodies(formatBodies(lines)).map(({ payload }) => toHex(payload))).toEqual(lines.map(({ payload }) => toHex(payload)));
  });
});

function expectRefused(event: AuditEvent, value: string): void {
  let refused: unknown;
  try {
    encodeEvent(event, context);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ name: "PrivacyError" });
  if (value !== "") expect(JSON.stringify(refused) + String(refused)).not.toContain(value);
}
