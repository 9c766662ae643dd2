import { readFileSync } from "node:fs";
import { canonicalJson, isPrivacyError, type JsonValue } from "@favorable/core";
import { documentHash, migrateDocument, readDocument } from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

/** A document in which the first form of the foundation stated everything it could, as it was written then. */
const first: { readonly [key: string]: JsonValue } = JSON.parse(readFileSync(new URL("whole-form-1.json", import.meta.url), "utf8"));

const written = (processor: JsonValue): JsonValue => ({
  format: "favorable-processing/1",
  id: "x",
  stage: "draft",
  processors: { host: processor },
});
const read = (processor: JsonValue): unknown => readDocument(written(processor)).processors?.["host"];
const label = { en: "Host" };

describe("a document of form 1", () => {
  it("is read in the form of today, and nothing of it is lost", () => {
    const now = readDocument(first);
    const { format, processors, ...rest } = now;
    const { format: was, processors: before, ...same } = first;
    expect([was, format]).toEqual(["favorable-processing/1", "favorable-processing/2"]);
    expect(rest).toEqual(same);
    expect(before).toEqual({
      host: {
        label: { fr: "texte", en: "text" },
        contract: "K-1",
        clauses: ["a", "h"],
        subProcessors: ["cloud"],
        country: "FR",
        endOfContract: "return-and-delete",
      },
    });
    expect(processors).toEqual({
      host: {
        label: { fr: "texte", en: "text" },
        contract: { reference: "K-1" },
        clauses: ["a", "h"],
        subProcessors: { sub1: { label: { fr: "cloud", en: "cloud" } } },
        country: "FR",
        endOfContract: { then: "return-and-delete" },
      },
    });
  });

  it("keeps what was not stated apart from what there was none of", () => {
    expect(read({ label })).toEqual({ label });
    expect(read({ label, subProcessors: [] })).toEqual({ label, subProcessors: "none" });
    expect(migrateDocument({ format: "favorable-processing/1" })).toEqual({ format: "favorable-processing/2" });
  });

  it("is the same document once migrated, however often it is read", () => {
    const once = readDocument(first);
    expect(migrateDocument(first)).toEqual(once);
    expect(readDocument(migrateDocument(migrateDocument(first)))).toEqual(once);
    expect(documentHash(readDocument(JSON.parse(canonicalJson(once as unknown as JsonValue))))).toBe(documentHash(once));
  });

  it("with mistakes is refused for them, at their places", () => {
    for (const [processor, path] of [
      [{ label, contract: 17 }, "processors.#0.contract"],
      [{ label, contract: "" }, "processors.#0.contract.reference"],
      [{ label, endOfContract: "keep" }, "processors.#0.endOfContract.then"],
      [{ label, subProcessors: [17] }, "processors.#0.subProcessors"],
      [17, "processors.#0"],
    ] as const) {
      try {
        read(processor);
        expect.unreachable();
      } catch (error) {
        expect(isPrivacyError(error, "DOCUMENT_INVALID") && error.details["paths"]).toEqual([path]);
      }
    }
  });

  it("never becomes anything but a document or a coded refusal, whatever is in it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const codes = [codeOf(() => read(value)), codeOf(() => readDocument({ ...first, processors: value }))];
        for (const code of codes) expect(["nothing thrown", "DOCUMENT_INVALID", "DOCUMENT_UNSAFE"]).toContain(code);
      }),
    );
  });
});

describe("a document of a form that is not known", () => {
  it.each(["3", "0", "10", "999999", "9999999", "1.0", "01", "-1", "", "two"])("is refused by a code of its own: %s", (version) => {
    const document = { format: `favorable-processing/${version}`, id: "x", stage: "draft" };
    for (const attempt of [() => readDocument(document), () => migrateDocument(document)]) {
      try {
        attempt();
        expect.unreachable();
      } catch (error) {
        expect(isPrivacyError(error, "DOCUMENT_VERSION") && error.details).toEqual({ oldest: 1, newest: 2 });
      }
    }
  });

  it("that names no form of ours is a wrong value", () => {
    for (const format of ["other/1", "favorable-processing", 2, null]) {
      expect(codeOf(() => readDocument({ format, id: "x", stage: "draft" }))).toBe("DOCUMENT_INVALID");
      expect(migrateDocument({ format })).toEqual({ format });
    }
    expect(codeOf(() => migrateDocument([]))).toBe("DOCUMENT_INVALID");
    expect(codeOf(() => migrateDocument(JSON.parse('{"__proto__":1}')))).toBe("DOCUMENT_UNSAFE");
  });
});
