/** Any zod 4 schema may be a field: what zod gives is what the field gives, in value and in type. */
import { defineVocabulary, type InputFor, takesNull } from "@favorable/fields";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";

const { field, record } = defineVocabulary({
  purposes: { p: { statement: { en: "P" } }, q: { statement: { en: "Q" } } },
  categories: { c: { label: { en: "C" } } },
  origins: { o: { label: { en: "O" } } },
});
const tags = { category: "c", origins: ["o"], purposes: ["p"] } as const;
const of = <S extends z.core.$ZodType>(schema: S) => record("r", { x: field(schema, tags) }).for("p");

type Json = string | number | null | readonly Json[] | { readonly [key: string]: Json };
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.null(), z.array(json).readonly(), z.record(z.string(), json).readonly()]),
);
const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});
const contact = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("mail"), address: z.email() }),
  z.object({ kind: z.literal("phone"), number: z.string().regex(/^\+\d+$/) }),
]);
const instant = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() });

describe("a field", () => {
  const cases: Readonly<Record<string, { schema: z.core.$ZodType; given: unknown; gives: unknown; wrong: unknown; path: string }>> = {
    "a nested object": {
      schema: z.object({ a: z.object({ b: z.string() }) }),
      given: { a: { b: "x", c: 1 }, d: 1 },
      gives: { a: { b: "x" } },
      wrong: { a: { b: 1 } },
      path: "x.a.b",
    },
    "a list of objects": {
      schema: z.array(z.object({ a: z.string() })),
      given: [{ a: "x", b: 1 }],
      gives: [{ a: "x" }],
      wrong: [{ a: "x" }, { a: 1 }],
      path: "x.1.a",
    },
    "a discriminated union": {
      schema: contact,
      given: { kind: "mail", address: "a@example.org", number: "1" },
      gives: { kind: "mail", address: "a@example.org" },
      wrong: { kind: "phone", number: "1" },
      path: "x.number",
    },
    "an intersection": {
      schema: z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() })),
      given: { a: "x", b: 1, c: 2 },
      gives: { a: "x", b: 1 },
      wrong: { a: "x", b: "1" },
      path: "x.b",
    },
    "a tuple with a rest": {
      schema: z.tuple([z.string()], z.number()),
      given: ["x", 1, 2],
      gives: ["x", 1, 2],
      wrong: ["x", 1, "2"],
      path: "x.2",
    },
    "a recursive object": {
      schema: tree,
      given: { name: "a", children: [{ name: "b", children: [], other: 1 }] },
      gives: { name: "a", children: [{ name: "b", children: [] }] },
      wrong: { name: "a", children: [{ name: 1, children: [] }] },
      path: "x.children.0.name",
    },
    "a lazy schema": { schema: json, given: { a: [1, null] }, gives: { a: [1, null] }, wrong: { secret: () => 1 }, path: "x" },
    "a map": {
      schema: z.map(z.number(), z.string()),
      given: new Map([[1, "a"]]),
      gives: new Map([[1, "a"]]),
      wrong: new Map([[1962, 1]]),
      path: "x.*",
    },
    "a record": { schema: z.record(z.string(), z.number()), given: { a: 1 }, gives: { a: 1 }, wrong: { secret: "a" }, path: "x.*" },
    "a set": { schema: z.set(z.string()), given: new Set(["a"]), gives: new Set(["a"]), wrong: new Set([1]), path: "x" },
    "a codec": {
      schema: instant,
      given: "2021-10-30T00:00:00Z",
      gives: new Date("2021-10-30T00:00:00Z"),
      wrong: "30/10/2021",
      path: "x",
    },
    "a transformation": { schema: z.string().transform((text) => text.length), given: "four", gives: 4, wrong: 4, path: "x" },
    "a coercion in a pipe": { schema: z.string().pipe(z.coerce.number()), given: "12", gives: 12, wrong: "twelve", path: "x" },
    "a default": { schema: z.string().default("d"), given: undefined, gives: "d", wrong: 1, path: "x" },
    "a catch": { schema: z.string().catch("c"), given: 1, gives: "c", wrong: undefined, path: "" },
    "a template literal": { schema: z.templateLiteral(["a-", z.number()]), given: "a-17", gives: "a-17", wrong: "b-17", path: "x" },
    "an instance": {
      schema: z.instanceof(URL),
      given: new URL("https://a.org"),
      gives: new URL("https://a.org"),
      wrong: "https://a.org",
      path: "x",
    },
    "zod/mini": {
      schema: mini.object({ a: mini.optional(mini.string().check(mini.maxLength(3))) }),
      given: { a: "abc", b: 1 },
      gives: { a: "abc" },
      wrong: { a: "abcd" },
      path: "x.a",
    },
  };

  it.each(Object.entries(cases))("may be %s", (_, { schema, given, gives, wrong, path }) => {
    expect(of(schema).parse({ x: given })).toEqual({ x: gives });
    const reading = of(schema).safeParse({ x: wrong });
    expect(reading.success ? "" : reading.issues[0]?.path).toBe(path);
    expect(JSON.stringify(reading)).not.toMatch(/secret|1962/);
  });

  it("has the type of what its schema gives, and its key is optional when the schema's is", () => {
    const many = record("many", {
      when: field(instant, tags),
      count: field(z.string().transform(Number), tags),
      note: field(z.string().default("none"), tags),
      perhaps: field(mini.optional(mini.string()), tags),
      contact: field(contact.optional(), tags),
      tree: field(tree, tags),
    });
    type Given = InputFor<typeof many, "p">;
    const read = many.for("p").parse({ when: "2021-10-30T00:00:00Z", count: "3", tree: { name: "a", children: [] } });
    expectTypeOf(read.when).toEqualTypeOf<Date>();
    expectTypeOf(read.count).toEqualTypeOf<number>();
    expectTypeOf(read.note).toEqualTypeOf<string>();
    expectTypeOf(read.perhaps).toEqualTypeOf<string | undefined>();
    expectTypeOf(read.tree.children[0]?.children).toEqualTypeOf<z.output<typeof tree>["children"] | undefined>();
    expectTypeOf<Given["when"]>().toEqualTypeOf<string>();
    expectTypeOf<Pick<Given, "note">>().toEqualTypeOf<{ readonly note?: string }>();
    expectTypeOf<Pick<Given, "contact">>().toEqualTypeOf<{ readonly contact?: z.input<typeof contact> }>();
    expect(read).toEqual({ when: new Date("2021-10-30T00:00:00Z"), count: 3, note: "none", tree: { name: "a", children: [] } });
    expect("perhaps" in read).toBe(false);
  });

  it("whose schema refers to what is not there yet is refused by a code, and so is what only looks like a schema", () => {
    const early = z.lazy((): z.ZodString => {
      throw new ReferenceError("MARKER");
    });
    expect(codeOf(() => field(early, tags))).toBe("SCHEMA_UNREADABLE");
    for (const strange of [{ _zod: null }, { _zod: {} }, { parse: () => 1 }, z])
      expect(["FIELD_UNTAGGED", "SCHEMA_UNREADABLE"]).toContain(codeOf(() => field(strange as never, tags)));
  });

  it("takes null when one of the values behind its wrappers is null, and a schema that stands for itself is looked at once", () => {
    const self: z.ZodType = z.lazy(() => self);
    const nullable = [json, z.intersection(z.string().nullable(), z.null()), z.lazy(() => z.null()), mini.nullable(mini.string())];
    expect(nullable.map(takesNull)).toEqual([true, true, true, true]);
    expect([self, tree, z.intersection(z.string(), z.null()), z.lazy(() => z.string())].map(takesNull)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("an asynchronous schema", () => {
  const known = of(z.string().refine(async (text) => text !== "taken"));

  it("is read by parseAsync and safeParseAsync", async () => {
    expect(await known.parseAsync({ x: "free", y: 1 })).toEqual({ x: "free" });
    expect(await known.safeParseAsync({ x: "taken" })).toEqual({ success: false, issues: [{ path: "x", code: "custom" }] });
    expect(await rejectionCode(known.parseAsync({ x: "taken" }))).toBe("CHECK_FAILED");
    expectTypeOf(known.parseAsync).returns.resolves.toHaveProperty("x");
  });

  it("is refused by parse and safeParse with a code of its own, and not started again", () => {
    let started = 0;
    const counting = of(
      z.string().refine(async () => {
        started += 1;
        return true;
      }),
    );
    for (const _ of [1, 2, 3]) expect(codeOf(() => counting.parse({ x: "a" }))).toBe("CHECK_ASYNC");
    expect(codeOf(() => counting.safeParse({ x: "a" }))).toBe("CHECK_ASYNC");
    expect(started).toBe(1);
  });

  it("that rejects is a failed check, without its reason", async () => {
    const broken = of(z.string().refine((text) => Promise.reject(new Error(text))));
    const error: unknown = await broken.parseAsync({ x: "MARKER" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CHECK_FAILED" });
    expect(`${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain("MARKER");
  });
});
