import { execFileSync } from "node:child_process";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { makeProjector, type PlannedField } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const incomplete = (fields: readonly string[]) => new PrivacyError("ROW_INCOMPLETE", "fields are missing", { fields });
const both = (plan: readonly PlannedField[]) => [true, false].map((generate) => makeProjector(plan, { incomplete, generate }));
const demanded = { optional: false, takesNull: false };
const optional = { optional: true, takesNull: false };

/** What a projector makes of a row, told so that two can be compared: keys in order, values by identity, or the refusal. */
function outcome(project: (row: object) => object, row: object): unknown {
  try {
    const result = project(row);
    return [Object.getPrototypeOf(result) === Object.prototype, ...Object.entries(result)];
  } catch (error) {
    return isPrivacyError(error) ? [error.code, error.details] : "another error";
  }
}

describe.each([true, false])("a projector, code generated: %s", (generate) => {
  const plan = [
    { name: "number", ...demanded },
    { name: "until", ...optional },
    { name: "left-on", optional: false, takesNull: true },
  ];
  const project = makeProjector(plan, { incomplete, generate });

  it("gives the planned fields in their order and nothing else", () => {
    const row = { "left-on": null, salary: 1, until: "2021", number: "n-1", ["__proto__"]: "own" };
    expect(Object.entries(project(row))).toEqual([
      ["number", "n-1"],
      ["until", "2021"],
      ["left-on", null],
    ]);
    expect(Object.entries(project({ number: "n-1", until: null, "left-on": 0 }))).toEqual([
      ["number", "n-1"],
      ["left-on", 0],
    ]);
  });

  it("names what is missing", () => {
    expect(outcome(project, { number: null, until: undefined })).toEqual(["ROW_INCOMPLETE", { fields: ["number", "left-on"] }]);
  });

  it("reads a getter once, and drops its error", () => {
    let times = 0;
    const counting = {
      "left-on": 1,
      get number() {
        times += 1;
        return times;
      },
    };
    expect([project(counting), times]).toEqual([{ number: 1, "left-on": 1 }, 1]);
    const throwing = {
      get number(): never {
        throw new Error("MARKER");
      },
    };
    expect(outcome(project, throwing)).toEqual(["ROW_INVALID", {}]);
  });

  it("does not take for the row's own what it inherits", () => {
    class Stored {
      get number() {
        return "of the class";
      }
    }
    expect(outcome(project, Object.assign(new Stored(), { "left-on": 1 }))).toEqual(["ROW_INCOMPLETE", { fields: ["number"] }]);
    expect(outcome(project, Object.create({ number: 1, "left-on": 1 }))).toEqual(["ROW_INCOMPLETE", { fields: ["number", "left-on"] }]);
    expect(project(Object.assign(Object.create(null), { number: 1, "left-on": 2 }))).toEqual({ number: 1, "left-on": 2 });
  });

  it("does not take for the row's own what pollutes every object", () => {
    try {
      Object.assign(Object.prototype, { number: "polluted" });
      expect(outcome(project, { "left-on": 1 })).toEqual(["ROW_INCOMPLETE", { fields: ["number"] }]);
    } finally {
      Reflect.deleteProperty(Object.prototype, "number");
    }
  });

  it("is not made of names that are none", () => {
    for (const name of ["__proto__", "constructor", "toString", 'a"]; throw 1; //', "", "a b"])
      expect(codeOf(() => makeProjector([{ name, ...demanded }], { incomplete, generate }))).toBe("NAME_INVALID");
  });
});

describe("generated code and the loop", () => {
  const names = ["a", "b", "c-d", "e_f", "g"];
  const value = fc.oneof(fc.constantFrom<unknown>(null, undefined, "", 0, Number.NaN), fc.string(), fc.object({ maxDepth: 1 }));
  const plans = fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), optional: fc.boolean(), takesNull: fc.boolean() }), {
    selector: ({ name }) => name,
  });
  const rows = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...names, "__proto__", "constructor", "hasOwnProperty", "other"), value),
      fc.constantFrom("plain", "null", "class", "getters", "inherited", "array", "proxy"),
    )
    .map(([members, form]) => shaped(members, form));

  it("give the same for any plan and any row", () => {
    fc.assert(
      fc.property(plans, rows, (plan, row) => {
        const [generated, loop] = both(plan).map((project) => outcome(project, row));
        expect(generated).toEqual(loop);
      }),
      { numRuns: 600, interruptAfterTimeLimit: 15_000 },
    );
  });
});

function shaped(members: Record<string, unknown>, form: string): object {
  const entries = Object.entries(members);
  switch (form) {
    case "null":
      return Object.assign(Object.create(null), Object.fromEntries(entries));
    case "class":
      return Object.assign(new (class Row {})(), Object.fromEntries(entries.filter(([name]) => name !== "__proto__")));
    case "getters":
      return Object.defineProperties(
        {},
        Object.fromEntries(entries.map(([name, value]) => [name, { get: () => value, enumerable: true }])),
      );
    case "inherited":
      return Object.create(Object.fromEntries(entries.slice(1)), Object.getOwnPropertyDescriptors(Object.fromEntries(entries.slice(0, 1))));
    case "array":
      return Object.assign([], Object.fromEntries(entries.filter(([name]) => name !== "__proto__")));
    case "proxy":
      return new Proxy(Object.fromEntries(entries), {});
    default:
      return Object.fromEntries(entries);
  }
}

it("works where code must not be generated from texts, and gives the same", { timeout: 60_000 }, () => {
  const script = `
    import { PrivacyError } from "@favorable/core";
    import { defineVocabulary, makeProjector } from "@favorable/fields";
    import * as z from "zod";
    let generated = true;
    try { new Function("return 1")(); } catch { generated = false; }
    const { field, record } = defineVocabulary({
      purposes: { p: { statement: {} } }, categories: { c: { label: {} } }, origins: { o: { label: {} } },
    });
    const tags = { category: "c", origins: ["o"], purposes: ["p"] };
    const person = record("person", { name: field(z.string(), tags), note: field(z.string().optional(), tags) });
    const project = makeProjector([{ name: "name", optional: false, takesNull: false }, { name: "note", optional: true, takesNull: false }],
      { incomplete: (fields) => new PrivacyError("ROW_INCOMPLETE", "missing", { fields }) });
    console.log(JSON.stringify([generated, person.for("p").parse({ name: "N", note: undefined, x: 1 }), project({ name: "N", x: 1, note: null })]));
  `;
  const flags = ["--conditions=@favorable/source", "--import=tsx", "--input-type=module"];
  const run = (...more: string[]): unknown =>
    JSON.parse(execFileSync(process.execPath, [...more, ...flags, "--eval", script], { encoding: "utf8", cwd: import.meta.dirname }));
  expect(run()).toEqual([true, { name: "N" }, { name: "N" }]);
  expect(run("--disallow-code-generation-from-strings")).toEqual([false, { name: "N" }, { name: "N" }]);
});
