import { defineMatrix } from "@favorable/access";
import { describeMatrix, matrixMarkdown, matrixPage, sectionFive } from "@favorable/access/documents";
import { defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import { expect, test } from "vitest";
import { access } from "./hospital.ts";

const description = describeMatrix(access);
const LETTERS = { read: "R", add: "A", modify: "M", delete: "D", extract: "X" } as const;

test.each(["fr", "en"] as const)("the documents in %s are those of the golden files: a difference is a review", async (language) => {
  const golden = (name: string): string => `./golden/${name}`;
  await expect(matrixMarkdown(description, { language })).toMatchFileSnapshot(golden(`matrix.${language}.md`));
  await expect(matrixPage(description, { language })).toMatchFileSnapshot(golden(`matrix.${language}.html`));
  await expect(sectionFive(description, { language })).toMatchFileSnapshot(golden(`section-v.${language}.md`));
});

test("a document of one purpose shows the roles that act for it and no other", () => {
  const text = matrixMarkdown(description, { language: "en", purpose: "maintenance" });
  expect(text).toContain("| Category | the administrators |");
  expect(text).not.toContain("| the case managers |");
  expect(text.match(/## Purpose/g)).toHaveLength(1);
});

test("words that are not declared are refused", () => {
  expect(() => matrixMarkdown(description, { language: "en", purpose: "__proto__" })).toThrow(
    expect.objectContaining({ code: "PURPOSE_UNKNOWN" }),
  );
  expect(() => matrixPage(description, { language: "de" as "en" })).toThrow(expect.objectContaining({ code: "LANGUAGE_UNKNOWN" }));
  expect(() => sectionFive(description, { language: "toString" as "en" })).toThrow(expect.objectContaining({ code: "LANGUAGE_UNKNOWN" }));
});

const ACTIONS = ["read", "add", "modify", "delete", "extract"] as const;
const cell = fc.oneof(fc.constantFrom("all" as const, "none" as const), fc.subarray([...ACTIONS]));

test("each cell that is printed says what the matrix answers, in both forms, for random matrices", () => {
  const words = defineVocabulary({
    purposes: { p: { statement: { en: "P" } }, q: { statement: { en: "Q" } } },
    categories: { one: { label: { en: "One" } }, two: { label: { en: "Two" } } },
    origins: { o: { label: { en: "O" } } },
  });
  const any = fc.record({
    actions: fc.subarray([...ACTIONS], { minLength: 1 }),
    a: fc.tuple(cell, cell),
    b: fc.tuple(cell, cell),
    immutable: fc.subarray(["one", "two"] as const),
    purposes: fc.subarray(["p", "q"] as const),
  });
  fc.assert(
    fc.property(any, ({ actions, a, b, immutable, purposes }) => {
      const known = (given: (typeof a)[number]) => (typeof given === "string" ? given : given.filter((one) => actions.includes(one)));
      const matrix = defineMatrix(words, {
        actions,
        roles: { a: { label: { en: "A" }, purposes: ["p", "q"] }, b: { label: { en: "B" }, purposes } },
        grants: { a: { one: known(a[0]), two: known(a[1]) }, b: { one: known(b[0]), two: known(b[1]) } },
        immutable,
      });
      for (const purpose of ["p", "q"] as const) {
        const options = { language: "en", purpose } as const;
        const holders = (["a", "b"] as const).filter((role) => role === "a" || purposes.includes(purpose));
        const expected = ["one", "two"].flatMap((category) =>
          holders.map(
            (role) =>
              ACTIONS.filter((action) => matrix.can({ role, purpose, action, category }))
                .map((one) => LETTERS[one])
                .join("") || "–",
          ),
        );
        const rows = matrixMarkdown(describeMatrix(matrix), options)
          .split("\n")
          .filter((line) => /^\| (One|Two)/.test(line));
        expect(
          rows.flatMap((row) =>
            row
              .split(" | ")
              .slice(1)
              .map((text) => text.replace(" |", "")),
          ),
        ).toEqual(expected);
        const letters = [...matrixPage(describeMatrix(matrix), options).matchAll(/<span aria-hidden="true">([^<]*)</g)].map(
          ([, text]) => text,
        );
        expect(letters).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});

test("a label is text, whatever it looks like", () => {
  const label = "<img src=x onerror=alert(1)> | **bold** \n# heading [a](javascript:b)";
  const words = defineVocabulary({
    purposes: { p: { statement: { en: label } } },
    categories: { one: { label: { en: label } } },
    origins: { o: { label: { en: "O" } } },
  });
  const hostile = describeMatrix(
    defineMatrix(words, { actions: ["read"], roles: { a: { label: { en: label }, purposes: ["p"] } }, grants: { a: { one: "all" } } }),
  );
  expect(matrixPage(hostile, { language: "en" })).not.toContain("<img");
  const lines = [matrixMarkdown(hostile, { language: "en" }), sectionFive(hostile, { language: "en" })].join("\n").split("\n");
  expect(lines.filter((line) => line.startsWith("# heading"))).toEqual([]);
  expect(lines.filter((line) => /(?<!\\)<img|(?<!\\)\*\*|(?<!\\)\[a/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("| \\<img"))).toHaveLength(2);
});

test("what is not stated is not said", () => {
  const words = defineVocabulary({ purposes: { p: { statement: {} } }, categories: { one: { label: {} } }, origins: { o: { label: {} } } });
  const bare = describeMatrix(
    defineMatrix(words, {
      actions: ["read"],
      roles: { a: { label: {}, purposes: ["p"], rowScope: "own-unit" } },
      grants: { a: { one: "all" } },
    }),
  );
  const text = sectionFive(bare, { language: "fr" });
  expect(text).toContain("- a\u00a0: lecture des informations.");
  expect(text).toContain("- a\u00a0: son unité.");
  expect(text).not.toMatch(/identifiants|urgence|Départs|immu/);
});
