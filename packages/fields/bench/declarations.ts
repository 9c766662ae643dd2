/** The same fields twice, as source text: declared with everything the library knows of them, and as plain zod objects. */

/** How large a declaration is. */
export interface Size {
  readonly records: number;
  /** Fields of each record. */
  readonly fields: number;
  readonly categories?: number;
  readonly roles?: number;
}

/** Purposes of every declaration; each record is seen for each of them. */
const PURPOSES: readonly string[] = ["p0", "p1", "p2", "p3", "p4"];
const SCHEMAS: readonly string[] = ["z.string()", "z.number().int()", "z.boolean()", "z.iso.date().optional()", `z.enum(["a", "b"])`];
const ORIGINS: readonly string[] = ["o0", "o1", "o2"];

/** Category, origins and purposes of each field and a matrix of roles; each record seen for each purpose, and read by each role. */
export function declared({ records, fields, categories = 6, roles = 4 }: Size): string {
  const words = (names: readonly string[], facts: (at: number) => string): string =>
    `{ ${names.map((name, index) => `${name}: ${facts(index)}`).join(", ")} }`;
  const categoryNames = at(categories).map((index) => `c${index}`);
  const roleNames = at(roles).map((index) => `role${index}`);
  const grants = roleNames.map((_, role) =>
    words(
      categoryNames,
      (category) =>
        (["all", "none", ["read"], ["read", "modify"]] as const).map((cell) => JSON.stringify(cell))[(role + category) % 4] ?? "",
    ),
  );
  const lines = [
    `import { defineVocabulary } from "@favorable/fields"; import { defineMatrix } from "@favorable/access"; import * as z from "zod";`,
    `const vocabulary = defineVocabulary({`,
    `  purposes: ${words(PURPOSES, () => `{ statement: { fr: "a", en: "b" }, bases: [{ kind: "legal-obligation", reference: { text: "t", article: "1" } }] }`)},`,
    `  categories: ${words(categoryNames, (index) => (index === 1 ? `{ label: {}, special: "health", condition: { text: "t" } }` : "{ label: {} }"))},`,
    `  origins: ${words(ORIGINS, (index) => (index === 2 ? "{ label: {}, certifies: true }" : "{ label: {} }"))},`,
    `});`,
    `const { field, record } = vocabulary;`,
    `const access = defineMatrix(vocabulary, { actions: ["read", "add", "modify", "delete", "extract"],`,
    `  roles: ${words(roleNames, () => `{ label: {}, purposes: ["p0", "p1"] }`)},`,
    `  grants: ${words(roleNames, (index) => grants[index] ?? "")} });`,
    ...roleNames.map((role) => `const as_${role} = access.as({ actor: "a", role: "${role}", purpose: "p0" });`),
  ];
  for (const index of at(records)) {
    const tagged = at(fields).map((field) => {
      const served = PURPOSES.filter((_, purpose) => serves(field, purpose));
      const origins = ORIGINS.filter((_, origin) => (field + origin) % 2 === 0);
      const tags = `category: "c${(field + index) % categories}", origins: ${JSON.stringify(origins)}, purposes: ${JSON.stringify(served)}`;
      return `${nameOf(index, field)}: field(${SCHEMAS[field % 5]}, { ${tags}${field % 10 === 9 ? ", proof: true" : ""} })`;
    });
    lines.push(`const r${index} = record("r${index}", { ${tagged.join(", ")} });`);
    for (const [purpose, word] of PURPOSES.entries())
      lines.push(`export const x${index}y${purpose} = r${index}.for("${word}").parse({}).${firstServing(index, purpose, fields)};`);
    for (const role of roleNames) lines.push(`export const z${index}${role}: object = as_${role}.project(r${index}, {});`);
  }
  return lines.join("\n");
}

/** Plain zod objects with the same fields, picked for each purpose. */
export function plain({ records, fields }: Size): string {
  const lines = [`import * as z from "zod";`];
  for (const index of at(records)) {
    const members = at(fields).map((field) => `${nameOf(index, field)}: ${SCHEMAS[field % 5]}`);
    lines.push(`const r${index} = z.object({ ${members.join(", ")} });`);
    for (const purpose of PURPOSES.keys()) {
      const kept = at(fields).filter((field) => serves(field, purpose));
      const picked = kept.map((field) => `${nameOf(index, field)}: true`).join(", ");
      lines.push(`export const x${index}y${purpose} = r${index}.pick({ ${picked} }).parse({}).${firstServing(index, purpose, fields)};`);
    }
  }
  return lines.join("\n");
}

/** What importing costs before anything is declared. */
export const NOTHING_DECLARED: string = [
  `import { defineVocabulary } from "@favorable/fields"; import { defineMatrix } from "@favorable/access"; import * as z from "zod";`,
  `export const nothing: readonly unknown[] = [defineVocabulary, defineMatrix, z.string];`,
].join("\n");

/** What importing zod alone costs. */
export const NOTHING_PLAIN: string = `import * as z from "zod";\nexport const nothing: readonly unknown[] = [z.string];`;

function at(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

function nameOf(record: number, field: number): string {
  return `f${record}x${field}`;
}

function serves(field: number, purpose: number): boolean {
  return (field + purpose) % 3 !== 0 || purpose === field % 5;
}

function firstServing(record: number, purpose: number, fields: number): string {
  return nameOf(record, at(fields).find((field) => serves(field, purpose)) ?? 0);
}
