import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

describe("bytes", () => {
  it("are printed and read as hexadecimal and base64 as the platform does", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toHex(value)).toBe(Buffer.from(value).toString("hex"));
        expect(toBase64(value)).toBe(Buffer.from(value).toString("base64"));
        expect(fromHex(toHex(value))).toEqual(value);
        expect(fromHex(toHex(value).toUpperCase())).toEqual(value);
        expect(fromBase64(toBase64(value))).toEqual(value);
      }),
    );
    const large = new Uint8Array(100_001).fill(255);
    expect(fromBase64(toBase64(large))).toEqual(large);
  });

  it("of RFC 4648, section 10, are printed as there", () => {
    const vectors = { "": "", f: "Zg==", fo: "Zm8=", foo: "Zm9v", foob: "Zm9vYg==", fooba: "Zm9vYmE=", foobar: "Zm9vYmFy" };
    for (const [text, base64] of Object.entries(vectors)) expect(toBase64(utf8(text))).toBe(base64);
  });

  it("are refused from text that is not hexadecimal", () => {
    for (const text of ["0", "0g", "0x", " 00", "00 ", "００"]) expect([text, codeOf(() => fromHex(text))]).toEqual([text, "HEX_INVALID"]);
  });

  it("are refused from base64 that another text means as well", () => {
    const refused = ["Zg", "Zg=", "Zh==", "Zm9=", "Zm9v=", "Zm 9v", "Zm9v\n", "Zm-_", "====", "Zg==Zg=="];
    for (const text of refused) expect([text, codeOf(() => fromBase64(text))]).toEqual([text, "BASE64_INVALID"]);
  });

  it("of a text are UTF-8, and a lone surrogate is refused", () => {
    expect(toHex(utf8("é€😂"))).toBe("c3a9e282acf09f9882");
    for (const text of ["\ud800", "a\udc00", "\udc00\ud800"]) expect(codeOf(() => utf8(text))).toBe("NOT_WELL_FORMED");
  });

  it("are joined in order, and equal only when all are", () => {
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(concatBytes(left, right)).toEqual(new Uint8Array([...left, ...right]));
        expect(equalBytes(left, right)).toBe(Buffer.from(left).equals(Buffer.from(right)));
        expect(equalBytes(left, left.slice())).toBe(true);
      }),
    );
    expect(concatBytes()).toEqual(new Uint8Array());
    expect(equalBytes(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
  });
});
