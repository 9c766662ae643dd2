import { readDocument } from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { changed, changedAlone, details, objects, problems } from "./mistakes.ts";
import { whole } from "./whole-document.ts";

describe("what is not plain data", () => {
  const deep = (levels: number): unknown => (levels === 0 ? {} : { inner: deep(levels - 1) });
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = { again: [cyclic] };
  const shared = Array.from({ length: 30 }).reduce<unknown>((part) => [part, part], "x");

  it.each<[string, unknown, string]>([
    ["a prototype key", JSON.parse('{"purposes":{"__proto__":{"statement":{}}}}'), "prototype-key"],
    ["a constructor key", { purposes: { constructor: 1 } }, "prototype-key"],
    ["deep nesting", deep(40), "too-deep"],
    ["nesting of a hundred thousand levels", Array.from({ length: 100_000 }).reduce<unknown>((part) => [part], 1), "too-deep"],
    ["a cycle", cyclic, "cyclic"],
    ["a small value that unfolds into a large one", { shared }, "too-large"],
    ["undefined", { id: undefined }, "not-json"],
    ["a function", { id: () => 1 }, "not-json"],
    ["a class instance", { id: new Date(0) }, "not-json"],
    ["a symbol key", { [Symbol("id")]: 1 }, "not-json"],
    ["infinity", { id: Number.POSITIVE_INFINITY }, "not-json"],
    ["a lone surrogate", { id: "\ud800" }, "not-json"],
    ["a big integer", { id: 1n }, "not-json"],
    ["a list with a hole", { id: Array(2) }, "not-json"],
    ["nothing", undefined, "not-json"],
  ])("is refused: %s", (_, value, reason) => {
    expect(details(value)).toMatchObject({ code: "DOCUMENT_UNSAFE", reason });
  });

  it("is read once: a getter cannot answer differently the second time", () => {
    let asked = 0;
    const value = {
      ...structuredClone(whole),
      get id() {
        asked += 1;
        return asked === 1 ? "first" : 17;
      },
    };
    expect(readDocument(value).id).toBe("first");
    expect(asked).toBe(1);
  });

  it("never gives anything but a document or a coded refusal", () => {
    const words = fc.constantFrom(
      "format",
      "id",
      "stage",
      "purposes",
      "records",
      "access",
      "roles",
      "grants",
      "none",
      "all",
      "draft",
      "__proto__",
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(words, fc.oneof(fc.anything(), fc.dictionary(words, fc.anything())))), (value) => {
        const code = codeOf(() => readDocument(value));
        expect(["nothing thrown", "DOCUMENT_INVALID", "DOCUMENT_UNSAFE"]).toContain(code);
      }),
    );
  });

  it("names fifty places at most, and counts the others", () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`dupont${at}`, {}]));
    expect(details({ ...whole, purposes: many })).toMatchObject({ paths: { length: 50 }, problems: { length: 50 }, more: 4950 });
    expect(details({ ...whole, ...many })).toMatchObject({ paths: { length: 50 }, more: 4950 });
    expect(JSON.stringify(details({ ...whole, purposes: many }))).not.toContain("dupont");
  });

  it("tells a place by words of the form and positions, in a document that is not plain data as well", () => {
    expect(problems(changed(["purposes", "followUp", "population", 0], "nobody"))).toEqual(["purposes.#0.population.0: dangling"]);
    expect(problems(changed(["purposes"], { a: { statement: {} }, Dupont: 1 }))).toContain("purposes.#1: wrong-value");
    expect(details({ ...whole, purposes: { Dupont: { statement: Symbol("a") } } })).toMatchObject({ path: "purposes.*.statement" });
  });

  it("with a planted name in it never lets that name into the error, even a plain word", { timeout: 60_000 }, () => {
    const marker = "MarieDupont";
    for (const path of objects(whole)) {
      const plant = (value: unknown): unknown =>
        path.length === 0 ? { ...whole, [marker]: value } : changedAlone([...path, marker], value);
      for (const value of [1, {}, null, { [marker]: { [marker]: marker } }, [marker]])
        expect(JSON.stringify(details(plant(value)) ?? "")).not.toContain(marker);
      if (path.length > 0) expect(JSON.stringify(details(changedAlone(path, marker)) ?? "")).not.toContain(marker);
    }
  });

  it("with a planted text in it never lets that text into the error", { timeout: 60_000 }, () => {
    const marker = "zQ7 marker";
    for (const path of objects(whole).filter((place) => place.length > 0)) {
      for (const planted of [marker, { [marker]: marker }, [marker]])
        expect(JSON.stringify(details(changedAlone(path, planted)) ?? "")).not.toContain(marker);
    }
  });
});
