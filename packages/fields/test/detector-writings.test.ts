import { createDetector } from "@favorable/fields/detectors";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const detect = createDetector({ countries: ["FR"] });
const base = "1851275108123";
const key = String(97 - Number(BigInt(base) % 97n)).padStart(2, "0");
const nir = base + key;

describe("a detector finds", () => {
  it.each([
    ["fr-nir", `NIR${nir}`],
    ["fr-nir", `${nir.slice(0, 7)}\n${nir.slice(7)}`],
    ["fr-nir", `nir_${nir}`],
    ["fr-nir", `${base} (${key})`],
    ["iban", "IBANFR1420041010050500013M02606"],
    ["iban", "FR14 2004 1010 0505\n0001 3M02 606"],
    ["card", "CB4111111111111111"],
    ["card", "4111_1111_1111_1111"],
    ["card", "4111 1111\n1111 1111"],
    ["email", "jean\uff20exemple.fr"],
    ["email", "jean\u200b@exemple.fr"],
    ["birth-date", "née à Nice le 12/03/1985"],
    ["birth-date", "Date de naissance (JJ/MM/AAAA) : 12/03/1985"],
    ["birth-date", "né le samedi 12 mars 1985"],
    ["birth-date", "DOB 12-Mar-1985"],
  ])("%s in another writing: %j", (kind, text) => {
    expect(detect(text).map((hit) => hit.kind)).toContain(kind);
  });

  it("nothing in a text that is longer than it was told to take", () => {
    expect(codeOf(() => createDetector({ longest: 3 })("four"))).toBe("TEXT_TOO_LONG");
    expect(codeOf(() => createDetector({ longest: 0 }))).toBe("DETECTOR_INVALID");
    expect(createDetector({ longest: 4 })("four")).toEqual([]);
  });
});
