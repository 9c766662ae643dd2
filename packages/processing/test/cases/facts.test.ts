import { existsSync, readFileSync } from "node:fs";
import { canonicalJson, type JsonValue } from "@favorable/core";
import { documentHash, documentJsonSchema, readDocument } from "@favorable/processing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { decidedCases, seeds } from "./all-facts.ts";

const accepts = new Ajv2020().compile(documentJsonSchema());

/** What stands at a JSON pointer (RFC 6901); undefined when nothing does. */
function at(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((inside, key) => (Object.hasOwn(Object(inside), key) ? Reflect.get(Object(inside), key) : undefined), document);
}

describe.each([...seeds, ...decidedCases])("$name", ({ document, facts }) => {
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

const shared = new URL("../../../../../shared/reference/", import.meta.url);

describe.each(decidedCases)("the reference on $name", ({ document, facts, reference }) => {
  it("leaves no fact over: each of its lines is held, and each of its remarks", (context) => {
    if (!existsSync(shared)) return context.skip("the reference files are not here: check out ../shared");
    const text = readFileSync(new URL(`cases/${reference}`, shared), "utf8");
    const remarks = Object.values(document.proceedings ?? {}).flatMap((one) => Object.keys(one.remarks ?? {}));
    expect(remarks).toEqual(expect.arrayContaining([...text.matchAll(/^\| (H\d+-\d+) /gm)].map(([, id]) => id)));
    const described = (/```yaml\n(.*?)```/s.exec(text)?.[1] ?? "").split("\n");
    const head = text.split("\n").filter((line) => /^\| (Authority|Reference|Date|Outcome) /.test(line));
    const lines = [...head, ...described].filter((line) => !/^\s*[\w /]*:?\s*$|^ {2}promotion file as declared|^systems:$/.test(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !facts.some(([fact]) => line.includes(fact)))).toEqual([]);
  });
});
