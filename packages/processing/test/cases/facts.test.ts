import { canonicalJson, type JsonValue } from "@favorable/core";
import { documentHash, documentJsonSchema, readDocument } from "@favorable/processing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { referenceFiles } from "./all-facts.ts";

const accepts = new Ajv2020().compile(documentJsonSchema());

/** What stands at a JSON pointer (RFC 6901); undefined when nothing does. */
function at(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((inside, key) => (Object.hasOwn(Object(inside), key) ? Reflect.get(Object(inside), key) : undefined), document);
}

describe.each(referenceFiles)("$name", ({ document, facts }) => {
  it.each(facts)("holds: %s", (_, pointer, value) => {
    const found = at(document, pointer);
    if (value === undefined || typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0)
      expect(found).toEqual(value);
    else expect(found).toMatchObject(value);
  });

  it("is read as it is, hand-written too, and by any JSON Schema validator", () => {
    const text = canonicalJson(document as unknown as JsonValue);
    const read = readDocument(JSON.parse(text));
    expect(read).toEqual(document);
    expect(documentHash(read)).toBe(documentHash(document));
    expect(accepts(JSON.parse(text)), JSON.stringify(accepts.errors)).toBe(true);
  });
});
