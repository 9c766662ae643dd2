import { fromHex, isPrivacyError } from "@favorable/core";
import { type ExportPart, ExportPayload, readExport, rowPrinter } from "@favorable/exports";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPORT_ID, exportId } from "../src/export-id.ts";
import type { ExportManifest } from "../src/manifest.ts";

const manifest: ExportManifest = {
  format: "favorable-export/1",
  id: exportId(new Date(0)),
  createdAt: "1970-01-01T00:00:00.000Z",
  simulated: true,
  actor: "a",
  role: "r",
  purpose: "p",
  record: "agent",
  fields: [{ name: "value", category: "status" }],
  excluded: [],
  recipients: [],
  rows: "ndjson",
};

describe("a row", () => {
  it("is printed in the order of the fields, missing ones left out", () => {
    const print = rowPrinter(["b", "a", 'quo"te', "c"]);
    expect(print({ a: 1, b: null, 'quo"te': [1, { x: "é" }], z: 9 }, 1)).toBe('{"b":null,"a":1,"quo\\"te":[1,{"x":"é"}]}\n');
    expect(print({}, 1)).toBe("{}\n");
  });

  it("prints dates in UTC and big integers as text", () => {
    const print = rowPrinter(["at", "big"]);
    expect(print({ at: new Date("2021-10-30T10:00:00+02:00"), big: 2n ** 60n }, 1)).toBe(
      '{"at":"2021-10-30T08:00:00.000Z","big":"1152921504606846976"}\n',
    );
  });

  it("takes only own members", () => {
    const print = rowPrinter(["toString", "inherited", "own"]);
    expect(print(Object.create({ inherited: "x" }, { own: { value: 1, enumerable: true } }) as Record<string, unknown>, 1)).toBe(
      '{"own":1}\n',
    );
  });

  it.each([
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "\ud800",
    () => 1,
    Symbol("x"),
    new Date(Number.NaN),
    new Map(),
    [undefined],
    { x: 1n },
  ])("with %s is refused by field and number", (value) => {
    const print = rowPrinter(["value"]);
    expect(() => print({ value }, 7)).toThrow(expect.objectContaining({ code: "EXPORT_VALUE", details: { field: "value", row: 7 } }));
  });
});

describe("the lines of an export", () => {
  const make = async (values: readonly unknown[]): Promise<Uint8Array[]> => {
    const blocks: Uint8Array[] = [];
    const payload = new ExportPayload(manifest, async (block) => void blocks.push(block));
    for (const value of values) await payload.add({ value });
    const seal = await payload.end();
    expect([seal.rows, payload.rows, seal.bytes]).toEqual([values.length, values.length, payload.bytes]);
    return blocks;
  };
  const read = async (pieces: Iterable<Uint8Array>): Promise<ExportPart[]> => {
    const parts: ExportPart[] = [];
    for await (const part of readExport(pieces)) parts.push(part);
    return parts;
  };

  it("are read back from any pieces", async () => {
    const json = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constant(null), fc.array(fc.string({ unit: "binary" })));
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), async (values, size) => {
        const blocks = Buffer.concat(await make(values));
        const pieces = Array.from({ length: Math.ceil(blocks.length / size) }, (_, at) => blocks.subarray(at * size, (at + 1) * size));
        const parts = await read(pieces);
        expect(parts.map(({ kind }) => kind)).toEqual(["manifest", ...values.map(() => "row"), "seal"]);
        expect(parts.flatMap((part) => (part.kind === "row" ? [part.row["value"]] : []))).toEqual(values);
      }),
    );
  });

  it("are refused whatever single byte changes", async () => {
    const bytes = Buffer.concat(await make(["x", 12]));
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const error = await read([changed]).catch((caught: unknown) => caught);
      expect(isPrivacyError(error) ? "refused" : error).toBe("refused");
    }
  });

  it("are refused when they are not UTF-8 or endless", async () => {
    expect(await read([fromHex("ff0a")]).catch((error: unknown) => error)).toMatchObject({ code: "EXPORT_FORMAT", details: { line: 1 } });
    const endless = function* () {
      for (;;) yield new Uint8Array(8 * 1024 * 1024);
    };
    expect(await read(endless()).catch((error: unknown) => error)).toMatchObject({ code: "EXPORT_FORMAT" });
  });
});

it("identifiers of exports are UUIDs of version 7 that sort by time", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), (milliseconds) => {
      const [earlier, later] = [exportId(new Date(Math.min(milliseconds, 8.64e15))), exportId(new Date(milliseconds + 1))];
      expect(earlier).toMatch(new RegExp(`^${EXPORT_ID.source}$`));
      expect(Number.parseInt(earlier.replaceAll("-", "").slice(0, 12), 16)).toBe(milliseconds);
      expect(earlier < later).toBe(true);
    }),
  );
});
