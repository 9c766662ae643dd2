import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalBytes, canonicalJson, type JsonValue, PrivacyError } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const VECTORS = join(import.meta.dirname, "../../../../shared/vectors/jcs-rfc8785/testdata");

const refusal = (value: unknown): unknown => {
  try {
    canonicalJson(value as JsonValue);
    return "accepted";
  } catch (error) {
    return error instanceof PrivacyError && error.code === "NOT_CANONICAL" ? error.details : error;
  }
};

describe("canonicalJson", () => {
  it("prints the published vectors of RFC 8785 byte for byte", ({ skip }) => {
    if (!existsSync(VECTORS))
      skip("the vectors of cyberphone/json-canonicalization are not beside the checkout: ../shared/vectors/jcs-rfc8785");
    const names = readdirSync(join(VECTORS, "input"));
    expect(names).toHaveLength(6);
    for (const name of names) {
      const input: JsonValue = JSON.parse(readFileSync(join(VECTORS, "input", name), "utf8"));
      expect([name, Buffer.from(canonicalBytes(input)).toString("hex")]).toEqual([
        name,
        readFileSync(join(VECTORS, "output", name)).toString("hex"),
      ]);
    }
  });

  it("prints numbers as RFC 8785, appendix B", () => {
    const numbers: readonly [hex: string, text: string][] = [
      ["0000000000000000", "0"],
      ["8000000000000000", "0"],
      ["0000000000000001", "5e-324"],
      ["8000000000000001", "-5e-324"],
      ["7fefffffffffffff", "1.7976931348623157e+308"],
      ["ffefffffffffffff", "-1.7976931348623157e+308"],
      ["44b52d02c7e14af5", "9.999999999999997e+22"],
      ["44b52d02c7e14af6", "1e+23"],
      ["44b52d02c7e14af7", "1.0000000000000001e+23"],
      ["444b1ae4d6e2ef50", "1e+21"],
      ["3eb0c6f7a0b5ed8d", "0.000001"],
      ["41b3de4355555553", "333333333.3333332"],
      ["41b3de4355555557", "333333333.33333343"],
      ["becbf647612f3696", "-0.0000033333333333333333"],
    ];
    for (const [hex, text] of numbers) {
      const value = Buffer.from(hex, "hex").readDoubleBE();
      expect([hex, canonicalJson(value)]).toEqual([hex, text]);
    }
  });

  it("escapes what JSON must escape and nothing else", () => {
    expect(canonicalJson('\u0000\b\t\n\u000b\f\r\u001f"\\/\u007f\u0080\u2028é€😂')).toBe(
      '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u0080\u2028é€😂"',
    );
  });

  it("sorts keys by UTF-16 code units, at every depth", () => {
    const value = { "\ufb33": 1, "😂": 2, ö: 3, "1": 4, "10": 5, "2": 6, "": 7, b: { z: 1, a: [{ y: 1, x: 2 }] }, A: 8 };
    expect(canonicalJson(value)).toBe('{"":7,"1":4,"10":5,"2":6,"A":8,"b":{"a":[{"x":2,"y":1}],"z":1},"ö":3,"😂":2,"\ufb33":1}');
  });

  it("leaves out keys without a value, and keeps a key that is named as the prototype", () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"constructor":2}'))).toBe('{"__proto__":{"x":1},"constructor":2}');
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  it("refuses what has no one faithful text, and says where", () => {
    expect(refusal({ a: [1, "\ud800"] })).toEqual({ reason: "lone-surrogate", path: ["a", "1"] });
    expect(refusal({ "\udc00": 1 })).toEqual({ reason: "lone-surrogate", path: [] });
    expect(refusal([Number.NaN])).toEqual({ reason: "not-finite", path: ["0"] });
    expect(refusal(Number.NEGATIVE_INFINITY)).toEqual({ reason: "not-finite", path: [] });
  });

  it("prints the doubles of RFC 8785, appendix B, integers that are not safe included", () => {
    const number = (bits: string): number => new DataView(Uint8Array.from(Buffer.from(bits, "hex")).buffer).getFloat64(0);
    const printed: Readonly<Record<string, string>> = {
      "0000000000000000": "0",
      "8000000000000000": "0",
      "0000000000000001": "5e-324",
      "8000000000000001": "-5e-324",
      "7fefffffffffffff": "1.7976931348623157e+308",
      ffefffffffffffff: "-1.7976931348623157e+308",
      "4340000000000000": "9007199254740992",
      c340000000000000: "-9007199254740992",
      "4430000000000000": "295147905179352830000",
      "44b52d02c7e14af5": "9.999999999999997e+22",
      "44b52d02c7e14af6": "1e+23",
      "44b52d02c7e14af7": "1.0000000000000001e+23",
      "444b1ae4d6e2ef4e": "999999999999999700000",
      "444b1ae4d6e2ef4f": "999999999999999900000",
      "444b1ae4d6e2ef50": "1e+21",
      "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
      "3eb0c6f7a0b5ed8d": "0.000001",
      "41b3de4355555553": "333333333.3333332",
      "41b3de4355555554": "333333333.33333325",
      "41b3de4355555555": "333333333.3333333",
      "41b3de4355555556": "333333333.3333334",
      "41b3de4355555557": "333333333.33333343",
      becbf647612f3696: "-0.0000033333333333333333",
      "43143ff3c1cb0959": "1424953923781206.2",
    };
    for (const [bits, text] of Object.entries(printed)) expect(canonicalJson(number(bits)), bits).toBe(text);
    for (const bits of ["7fffffffffffffff", "7ff0000000000000"]) expect(refusal(number(bits))).toMatchObject({ reason: "not-finite" });
  });

  it("refuses what is not JSON data", () => {
    const notJson = [undefined, () => 1, Symbol("s"), 1n, new Date(0), new Map(), new Uint8Array(1), Object.create({ a: 1 }), /x/];
    for (const value of notJson) expect(refusal({ v: [value] })).toEqual({ reason: "not-json", path: ["v", "0"] });
    expect(refusal(new Array(2))).toEqual({ reason: "not-json", path: ["0"] });
    expect(refusal(new (class Row {})())).toEqual({ reason: "not-json", path: [] });
  });

  it("refuses a value within itself, and one that is too deep, but not one that stands twice", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = [loop];
    expect(refusal(loop)).toMatchObject({ reason: "cyclic" });
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
    let deep: JsonValue = 1;
    for (let level = 0; level < 256; level++) deep = [deep];
    expect(canonicalJson(deep)).toHaveLength(513);
    expect(refusal([deep])).toMatchObject({ reason: "too-deep" });
  });

  it("never quotes a key that may be a person's in the path of an error", () => {
    expect(refusal({ "ada@example.org": { ok: Number.NaN } })).toEqual({ reason: "not-finite", path: ["*", "ok"] });
  });

  it("gives one text for one value: reading it back and printing it again changes nothing", () => {
    const value = fc
      .jsonValue({ noUnicodeString: false })
      .filter((candidate) => refusal(candidate) === undefined || typeof refusal(candidate) === "string");
    fc.assert(
      fc.property(value, (sample) => {
        const text = canonicalJson(sample as JsonValue);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(sample)));
      }),
    );
  });

  it("does not depend on the order in which keys were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (sample) => {
        const reversed = Object.fromEntries(Object.entries(sample).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(sample));
      }),
    );
  });
});
