/** The matrix as a Markdown document: same declaration, same text, so that a difference in version control is a review. */
import type { MatrixDescription } from "./describe.ts";
import { type MatrixDocumentOptions, matrixView } from "./view.ts";
import { WORDS } from "./words.ts";

/**
 * Prints a table per purpose with the effective rights of the roles that act for it, then legend, roles, rows in reach, roles held apart and roles
 * for emergencies.
 *
 * @throws `PURPOSE_UNKNOWN`, `LANGUAGE_UNKNOWN`
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { describeMatrix, matrixMarkdown } from "@favorable/access/documents";
 * import { defineVocabulary } from "@favorable/fields";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { care: { statement: { en: "Care" } } },
 *   categories: { file: { label: { en: "Medical file" } } },
 *   origins: { subject: { label: { en: "The person" } } },
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read", "extract"],
 *   roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
 *   grants: { nurse: { file: ["read"] } },
 * });
 * console.log(matrixMarkdown(describeMatrix(access), { language: "en" }).split("\n")[6]); // | Medical file | R |
 * ```
 */
export function matrixMarkdown(description: MatrixDescription, options: MatrixDocumentOptions): string {
  const view = matrixView(description, options);
  const words = WORDS[options.language];
  const colon = options.language === "fr" ? "\u00a0: " : ": ";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const list = (heading: string, items: readonly string[], empty?: string): readonly string[] =>
    items.length === 0 && empty === undefined
      ? []
      : [`## ${heading}`, "", ...(items.length === 0 ? [empty ?? ""] : items.map((item) => `- ${plain(item)}`)), ""];
  const tables = view.tables.flatMap(({ purpose, roles, rows }) => [
    `## ${words.purposes}${colon}${plain(purpose)}`,
    "",
    line([words.category, ...roles.map(plain)]),
    line(["---", ...roles.map(() => "---")]),
    ...rows.map(({ category, immutable, cells }) =>
      line([plain(category) + (immutable ? ` (${words.immutable})` : ""), ...cells.map(({ letters }) => letters)]),
    ),
    "",
  ]);
  const legend = [
    ...view.legend.map(({ letter, action, meaning }) => `${letter} ${action}${colon}${meaning}`),
    `– ${words.none}`,
    ...(view.locked.length === 0 ? [] : [`${words.immutable}${colon}${words.locked}`]),
  ];
  return [
    `# ${plain(view.title)}`,
    "",
    ...tables,
    ...list(words.legend, legend),
    ...list(words.roles, view.roles),
    ...list(words.noPurpose, view.purposeless),
    ...list(words.rows, view.reaches, words.allRows),
    ...list(words.conflicts, view.conflicts, words.never),
    ...list(words.emergencies, view.emergencies, words.never),
  ].join("\n");
}

/** A declared text as Markdown that means nothing but itself, on one line. */
export function plain(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}
