/** Every paper of every sample: whole, deterministic, nothing that was declared left out, what is missing named. */
import { documentJsonSchema, type ProcessingDocument } from "@favorable/processing";
import { type Block, type Item, type Language, type Paper, paperHtml, paperMarkdown } from "@favorable/review/documents";
import { describe, expect, it } from "vitest";
import { keyTerm, valueTerm } from "../src/documents/glossary/lookup.ts";
import { textOf } from "../src/documents/paper/spans.ts";
import { PAPERS, SAMPLES } from "./documents-samples.ts";

const LANGUAGES = ["fr", "en"] as const;

/** All words of a paper, before any of them is escaped or typeset. */
const wordsOf = ({ title, blocks }: Paper): string => [title, ...blocks.flatMap(blockWords)].join("\n");
const itemWords = ({ line, items = [] }: Item): readonly string[] => [textOf(line), ...items.flatMap(itemWords)];
function blockWords(block: Block): readonly string[] {
  if (block.kind === "heading") return [block.text];
  if (block.kind === "list") return block.items.flatMap(itemWords);
  if (block.kind === "table") return [block.caption, ...block.head, ...block.rows.flat().map(textOf)];
  return [textOf(block.line)];
}

/** Which members of a declaration belong in a paper. */
const BELONGS: Readonly<Record<string, readonly (keyof ProcessingDocument)[]>> = {
  deliberation: (Object.keys((documentJsonSchema() as { properties: object }).properties) as (keyof ProcessingDocument)[]).filter(
    (name) => name !== "format" && name !== "stage",
  ),
  register: ["subjects", "categories", "filingSystems", "recipients", "processors"],
  dpia: [
    "title",
    "controller",
    "jointControllers",
    "purposes",
    "functions",
    "categories",
    "origins",
    "originRules",
    "filingSystems",
    "hosting",
    "accuracy",
    "timers",
    "notices",
    "links",
    "recipients",
    "processors",
    "transfers",
    "risks",
    "purge",
    "security",
    "proceedings",
  ],
  notices: ["notices"],
  matrix: ["access", "authorisations", "tenants", "logs"],
  retention: ["retention", "purge", "events"],
  links: ["links", "recipients", "origins"],
  processors: ["processors", "transfers"],
  rights: ["rights"],
};
/** Of a register's sheet, the names of parts alone. */
const NAMES_ONLY: ReadonlySet<string> = new Set(["register"]);

interface Marked {
  readonly document: ProcessingDocument;
  readonly markers: readonly { readonly path: string; readonly fr: string; readonly en: string }[];
}

/** The declaration with every text of people replaced by one that is found nowhere else. */
function marked(document: ProcessingDocument): Marked {
  const markers: { path: string; fr: string; en: string }[] = [];
  const copy = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one, at) => copy(one, `${path}.${at}`));
    if (typeof value !== "object" || value === null) return value;
    const names = Object.keys(value);
    if (names.length > 0 && names.every((name) => name === "fr" || name === "en")) {
      const text = { fr: `marque-${markers.length}-française`, en: `marker-${markers.length}-english` };
      markers.push({ path, ...text });
      return text;
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one, path === "" ? name : `${path}.${name}`)]));
  };
  return { document: copy(document, "") as ProcessingDocument, markers };
}

describe.each(Object.entries(SAMPLES))("%s", (_, sample) => {
  it("has every paper in both languages, without a hole", () => {
    for (const [name, write] of Object.entries(PAPERS))
      for (const language of LANGUAGES) {
        const paper = write(sample, language);
        const said = wordsOf(paper);
        expect(said, name).not.toMatch(/undefined|\[object|NaN/);
        expect(paperMarkdown(paper), name).toBe(paperMarkdown(write(structuredClone(sample), language)));
        expect(paperHtml(paper), name).toContain(`<html lang="${language}">`);
      }
  });

  it("leaves no declared text out of the papers it belongs in", () => {
    const { document, markers } = marked(sample);
    expect(markers.length).toBeGreaterThan(10);
    for (const [name, parts] of Object.entries(BELONGS))
      for (const language of LANGUAGES) {
        const said = wordsOf((PAPERS[name] as (document: ProcessingDocument, language: Language) => Paper)(document, language));
        const due = markers.filter(
          ({ path }) =>
            parts.some((part) => path === part || path.startsWith(`${part}.`)) && (!NAMES_ONLY.has(name) || /^\w+\.\w+\.label$/.test(path)),
        );
        expect(
          due.filter((marker) => !new RegExp(`${marker[language]}(?!\\d)`).test(said)).map(({ path }) => path),
          `${name}, ${language}`,
        ).toEqual([]);
      }
  });
});

describe("what is not stated", () => {
  const empty: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "draft" };
  it.each(Object.entries(PAPERS))("is named in the %s", (_, write) => {
    expect(wordsOf(write(empty, "fr"))).toMatch(/non déclaré|n'est pas déclaré|ne sont pas déclaré|n'est déclaré|n'énonce|Non déclaré/i);
    expect(wordsOf(write(empty, "en"))).toMatch(/not stated|states no|is stated/i);
  });
});

describe("the glossary", () => {
  interface Schema {
    readonly $ref?: string;
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly items?: Schema;
    readonly additionalProperties?: Schema | boolean;
    readonly anyOf?: readonly Schema[];
    readonly oneOf?: readonly Schema[];
    readonly allOf?: readonly Schema[];
  }
  const root = documentJsonSchema() as unknown as Schema;
  const keys = new Set<string>();
  const values = new Set<string>();
  const seen = new Set<string>();
  const walk = (schema: Schema | boolean | undefined, key: string): void => {
    if (typeof schema !== "object") return;
    if (schema.$ref !== undefined) {
      if (seen.has(schema.$ref)) return;
      seen.add(schema.$ref);
      const found = schema.$ref
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>>)[name], root);
      walk(found as Schema, key);
    }
    for (const code of [...(schema.enum ?? []), schema.const]) if (typeof code === "string" && !LETTERS.test(code)) values.add(code);
    for (const [name, one] of Object.entries(schema.properties ?? {})) {
      keys.add(name);
      walk(one, name);
    }
    for (const one of [
      schema.items,
      schema.additionalProperties,
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.allOf ?? []),
    ])
      walk(one, key);
  };
  /** Sections, letters of articles, the name of the form: said as they are. */
  const LETTERS = /^([a-h]|I|II|III|IV|V|VI|VII|VIII|IX|favorable-processing\/\d+)$/;
  walk(root, "");

  it("has a word in both languages for every member of the document form", () => {
    const without = [...keys].filter((name) => name !== "fr" && name !== "en" && keyTerm(name) === undefined);
    expect(keys.size).toBeGreaterThan(300);
    expect(without).toEqual([]);
  });

  it("has a word in both languages for every code of its closed lists", () => {
    expect(values.size).toBeGreaterThan(300);
    expect([...values].filter((code) => valueTerm(code) === undefined)).toEqual([]);
  });
});

describe("codes of the document form", () => {
  /** Codes that are no word of French. */
  const CODES = [
    "access",
    "portability",
    "legal-obligation",
    "public-task",
    "append-only",
    "free-text",
    "closed-list",
    "by-rotation",
    "known-facts",
    "handed-over",
  ];
  it.each(Object.entries(PAPERS))("stay out of the French %s", (_, write) => {
    for (const sample of Object.values(SAMPLES)) {
      const words = wordsOf(write(sample, "fr")).split(/[\s,;:()|]+/);
      expect(words.filter((word) => CODES.includes(word))).toEqual([]);
    }
  });
});
