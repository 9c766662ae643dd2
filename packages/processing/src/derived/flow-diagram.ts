/** The flow of a processing as a Mermaid flowchart: purpose, categories used for it, where they come from, who receives them. */
import type { ProcessingDocument } from "../document/document.ts";
import type { Text } from "../document/text.ts";
import { accessibleText, quotedLabel } from "./mermaid-label.ts";

/** What {@link flowDiagram} may be told. */
export interface FlowOptions {
  /** Language of the labels; where a text has none in it, the other, else the name. Default: `en`. */
  readonly language?: "fr" | "en";
}

const WORDS = {
  purposes: { fr: "Finalités", en: "Purposes" },
  categories: { fr: "Catégories", en: "Categories" },
  origins: { fr: "Origines", en: "Origins" },
  recipients: { fr: "Destinataires", en: "Recipients" },
  title: { fr: "Flux de données de", en: "Data flow of" },
  description: {
    fr: "Chaque finalité mène aux catégories de données qu'elle utilise, chaque catégorie à ses origines et à ses destinataires.",
    en: "Each purpose leads to the categories of data it uses, each category to its origins and recipients.",
  },
} as const;

/** The kinds of nodes in the order they stand, each with the letter of its ids and its shape. */
const KINDS = [
  ["purposes", "p", ["([", "])"]],
  ["categories", "c", ["[", "]"]],
  ["origins", "o", ["[/", "/]"]],
  ["recipients", "r", ["{{", "}}"]],
] as const;

type Kind = (typeof KINDS)[number][0];

/**
 * Draws the flow. The same document gives the same source, whatever the order of its keys; texts of the document are labels and never
 * syntax. A category that no field of a purpose uses, or an origin that nothing comes from, stands alone: so it shows.
 *
 * @returns the source of a Mermaid `flowchart`; special categories have the class `special`
 * @example
 * ```ts
 * import { flowDiagram, readDocument } from "@favorable/processing";
 *
 * const document = readDocument({
 *   format: "favorable-processing/2",
 *   id: "visitors",
 *   stage: "draft",
 *   purposes: { welcome: { statement: { en: "Welcome visitors" } } },
 *   categories: { name: { label: { en: "Name" } } },
 *   origins: { visitor: { label: { en: "The visitor" }, kind: "subject" } },
 *   records: { visit: { subjects: [], fields: { name: { category: "name", origins: ["visitor"], purposes: ["welcome"], kind: "text" } } } },
 * });
 * console.log(flowDiagram(document).includes("p0 --> c0")); // true
 * ```
 */
export function flowDiagram(document: ProcessingDocument, options: FlowOptions = {}): string {
  const language = options.language ?? "en";
  const ids = idsOf(document);
  const lines = [
    "flowchart LR",
    `  accTitle: ${WORDS.title[language]} ${accessibleText(textIn(document.title, language) ?? document.id)}`,
    `  accDescr: ${WORDS.description[language]}`,
  ];
  for (const [kind, , [open, close]] of KINDS) {
    const nodes = namesOf(document, kind);
    if (nodes.length === 0) continue;
    lines.push(`  subgraph ${kind}[${quotedLabel(WORDS[kind][language])}]`);
    for (const name of nodes) {
      const special = kind === "categories" && document.categories?.[name]?.special !== undefined ? ":::special" : "";
      lines.push(`    ${ids(kind, name)}${open}${quotedLabel(labelOf(document, kind, name, language))}${close}${special}`);
    }
    lines.push("  end");
  }
  lines.push(...edgesOf(document, ids).map((edge) => `  ${edge}`), "  classDef special stroke-width:3px,stroke-dasharray:6 3");
  return `${lines.join("\n")}\n`;
}

type Ids = (kind: Kind, name: string) => string;

/** Ids are positions among sorted names: names are declared words, but words such as `end` mean something to Mermaid. */
function idsOf(document: ProcessingDocument): Ids {
  const ids = new Map<string, string>();
  for (const [kind, letter] of KINDS)
    for (const [at, name] of namesOf(document, kind).entries()) ids.set(`${kind} ${name}`, `${letter}${at}`);
  return (kind, name) => ids.get(`${kind} ${name}`) ?? "";
}

function namesOf(document: ProcessingDocument, kind: Kind): readonly string[] {
  return Object.keys(document[kind] ?? {}).sort();
}

function labelOf(document: ProcessingDocument, kind: Kind, name: string, language: "fr" | "en"): string {
  const text = kind === "purposes" ? document.purposes?.[name]?.statement : document[kind]?.[name]?.label;
  return textIn(text, language) ?? name;
}

function textIn(text: Text | undefined, language: "fr" | "en"): string | undefined {
  return [text?.[language], text?.fr, text?.en].find((one) => one !== undefined && one !== "");
}

/** Every edge once, sorted. */
function edgesOf(document: ProcessingDocument, id: Ids): readonly string[] {
  const solid = new Set<string>();
  const dotted = new Set<string>();
  for (const { fields } of Object.values(document.records ?? {}))
    for (const { category, origins, purposes } of Object.values(fields)) {
      for (const purpose of purposes) solid.add(`${id("purposes", purpose)} --> ${id("categories", category)}`);
      for (const origin of origins) solid.add(`${id("categories", category)} --> ${id("origins", origin)}`);
    }
  for (const [name, { categories }] of Object.entries(document.recipients ?? {}))
    for (const category of categories) dotted.add(`${id("categories", category)} -.-> ${id("recipients", name)}`);
  return [...[...solid].sort(), ...[...dotted].sort()];
}
