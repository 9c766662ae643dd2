import { isErased, isSealedCell, type KeyRing, type Place } from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { placeBytes } from "../src/fields/place.ts";
import { bytes, placeOf, shared, text } from "./rings.ts";

const ring = shared().process();
const name = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const anyPlace: fc.Arbitrary<Place> = fc.record(
  { table: name, column: name, subject: name, row: fc.string({ maxLength: 8, unit: "grapheme" }) },
  { requiredKeys: ["table", "column", "subject"] },
);
const same = (left: Place, right: Place): boolean =>
  left.table === right.table && left.column === right.column && left.subject === right.subject && left.row === right.row;

describe("a sealed cell", () => {
  it("gives back what was sealed, at its place", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, fc.uint8Array({ maxLength: 300 }), async (place, plaintext) => {
        const cell = await ring.seal(place, plaintext);
        expect(isSealedCell(cell)).toBe(true);
        expect(await ring.open({ ...place }, cell)).toEqual(plaintext);
      }),
    );
  });

  it("is refused at every other place: table, column, subject, row", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, anyPlace, fc.constantFrom("table", "column", "subject", "row", "all"), async (home, other, moved) => {
        const target: Place = moved === "all" ? other : { ...home, [moved]: other[moved] ?? "elsewhere" };
        fc.pre(!same(home, target));
        await ring.provision(target.subject); // The other subject has a key of the same version.
        const cell = await ring.seal(home, bytes("a diagnosis"));
        expect(await rejectionCode(ring.open(target, cell))).toBe("SEALED_REFUSED");
      }),
      { numRuns: 300 },
    );
  });

  it("is refused under every other version of the subject's own key", async () => {
    const place = placeOf("p-versions");
    const first = await ring.seal(place, bytes("one"));
    await ring.rotateSubject("p-versions");
    const second = await ring.seal(place, bytes("two"));
    const raw = (cell: string): Buffer => Buffer.from(cell.slice("sealed.v1.".length), "base64url");
    const withVersion = (cell: string, version: number): string => {
      const changed = raw(cell);
      changed.writeUInt32BE(version, 0);
      return `sealed.v1.${changed.toString("base64url")}`;
    };
    expect(withVersion(first, 1)).toBe(first);
    expect(await rejectionCode(ring.open(place, withVersion(first, 2)))).toBe("SEALED_REFUSED");
    expect(await rejectionCode(ring.open(place, withVersion(second, 1)))).toBe("SEALED_REFUSED");
    expect(await rejectionCode(ring.open(place, withVersion(second, 3)))).toBe("SUBJECT_KEY_MISSING");
    expect([text(await ring.open(place, first)), text(await ring.open(place, second))]).toEqual(["one", "two"]);
  });

  it("is refused whichever byte changed", async () => {
    const place = placeOf("p-bytes");
    const cell = await ring.seal(place, bytes("positive"));
    const raw = Buffer.from(cell.slice("sealed.v1.".length), "base64url");
    for (let at = 0; at < raw.length; at++) {
      const changed = Buffer.from(raw);
      changed[at] = (changed[at] ?? 0) ^ 0x40;
      const code = await rejectionCode(ring.open(place, `sealed.v1.${changed.toString("base64url")}`));
      expect(code).toBe(at < 4 ? "SUBJECT_KEY_MISSING" : "SEALED_REFUSED");
    }
  });

  it("never stands for a value in clear, and no two are the same", async () => {
    const place = placeOf("p-clear");
    const odd = ["", "on leave", "sealed.v1.", "sealed.v1.AAAA", "sealed.v2.x", `sealed.v1.${"A".repeat(61)}`, "sealed.v1.*"];
    for (const one of [...odd, null, 5]) expect(await rejectionCode(ring.open(place, one as string))).toBe("SEALED_INVALID");
    expect(await ring.seal(place, bytes("x"))).not.toBe(await ring.seal(place, bytes("x")));
  });

  it("is bound to bytes that no two places share", () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, fc.nat(), fc.nat(), (left, right, one, two) => {
        const equal = Buffer.compare(placeBytes(left, one), placeBytes(right, two)) === 0;
        expect(equal).toBe(same(left, right) && one === two);
      }),
    );
    const shifted = placeBytes({ table: "ab", column: "c", subject: "d" }, 1);
    expect(placeBytes({ table: "a", column: "bc", subject: "d" }, 1)).not.toEqual(shifted);
    expect(placeBytes({ table: "ab", column: "c", subject: "d", row: "" }, 1)).not.toEqual(shifted);
  });

  it("is made for a place that has names, and for a subject that has one", async () => {
    for (const odd of [{ table: "" }, { column: "" }, { table: 5 }, { row: 5 }, { table: "\ud800" }, { row: "\ud800" }])
      expect(await rejectionCode(ring.seal(placeOf("p", odd as Partial<Place>), bytes("x")))).toBe("SEALED_INVALID");
    for (const odd of ["", null, 5, "\ud800"]) {
      const calls: ((ring: KeyRing) => Promise<unknown>)[] = [
        (one) => one.seal(placeOf(odd as string), bytes("x")),
        (one) => one.erase(odd as string),
        (one) => one.stateOf(odd as string),
      ];
      for (const call of calls) expect(await rejectionCode(call(ring))).toBe("SUBJECT_INVALID");
    }
  });
});

describe("an erased subject", () => {
  it("is told by a mark, not by an error: lists go on", async () => {
    const place = placeOf("p-erased");
    const cell = await ring.seal(place, bytes("x"));
    await ring.erase("p-erased");
    const opened = await ring.open(place, cell);
    expect(isErased(opened) && opened.erasedAt).toBe("2021-10-30T08:00:00.000Z");
    expect([isErased({}), isErased(null), isErased(new Uint8Array(1))]).toEqual([false, false, false]);
  });
});
