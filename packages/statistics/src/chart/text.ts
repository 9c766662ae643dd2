/** A published table in words and as an HTML table: what a screen reader says, and what a chart is beside. */
import { cellOf, type PublishedTable } from "../table.ts";

/** The words of a table. */
export interface TableWords {
  readonly lang: "fr" | "en";
  readonly caption: string;
  /** Names of dimensions and of parts, where they differ from those of the table. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The few words a table needs. */
const WORDS: Readonly<
  Record<"fr" | "en", { total: string; withheld: string; note: (threshold: number) => string; rounded: (base: number) => string }>
> = {
  en: {
    total: "Total",
    withheld: "not shown",
    note: (threshold) => `Counts below ${threshold}, and others that would give them away, are not shown.`,
    rounded: (base) => `Counts are rounded to multiples of ${base}; they need not add up.`,
  },
  fr: {
    total: "Total",
    withheld: "non affiché",
    note: (threshold) => `Les effectifs inférieurs à ${threshold}, et ceux qui les trahiraient, ne sont pas affichés.`,
    rounded: (base) => `Les effectifs sont arrondis à des multiples de ${base} ; leur somme peut différer du total.`,
  },
};

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Makes any text safe in HTML and SVG, as content and within quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}

/** What a count is called. */
export function countText(count: number | null, lang: "fr" | "en"): string {
  return count === null ? WORDS[lang].withheld : count.toLocaleString(lang === "fr" ? "fr-FR" : "en-GB");
}

/** The sentence that says how the table was protected. */
function protection(table: PublishedTable, lang: "fr" | "en"): string {
  return table.rounding > 1 ? WORDS[lang].rounded(table.rounding) : WORDS[lang].note(table.threshold);
}

/** The table as one sentence per part of its first dimension, with the total of all others. */
export function describeTable(table: PublishedTable, words: TableWords): string {
  const [first] = table.dimensions;
  if (first === undefined) return words.caption;
  const label = (name: string): string => words.labels?.[name] ?? name;
  const lines = first.values.map((value) => {
    const count = table.counts[cellOf(table, { [first.name]: value })] ?? null;
    return `${label(value)}${words.lang === "fr" ? " : " : ": "}${countText(count, words.lang)}`;
  });
  const total = `${WORDS[words.lang].total}${words.lang === "fr" ? " : " : ": "}${countText(table.counts.at(-1) ?? null, words.lang)}`;
  return `${words.caption}. ${[...lines, total].join("; ")}. ${protection(table, words.lang)}`;
}

/** The first one or two dimensions as an HTML table with a caption and scoped headers; further dimensions are summed over. */
export function tableHtml(table: PublishedTable, words: TableWords): string {
  const [rows, columns] = table.dimensions;
  if (rows === undefined) return "";
  const { total } = WORDS[words.lang];
  const label = (name: string): string => escaped(words.labels?.[name] ?? name);
  const across: readonly (string | undefined)[] = columns === undefined ? [undefined] : [...columns.values, undefined];
  const head = across.map((part) => `<th scope="col">${part === undefined ? total : label(part)}</th>`).join("");
  const body = [...rows.values, undefined].map((row) => {
    const cells = across.map((column) => {
      const at = {
        ...(row === undefined ? {} : { [rows.name]: row }),
        ...(column === undefined || columns === undefined ? {} : { [columns.name]: column }),
      };
      return `<td>${escaped(countText(table.counts[cellOf(table, at)] ?? null, words.lang))}</td>`;
    });
    return `<tr><th scope="row">${row === undefined ? total : label(row)}</th>${cells.join("")}</tr>`;
  });
  return (
    `<table lang="${words.lang}"><caption>${escaped(words.caption)}. ${escaped(protection(table, words.lang))}</caption>` +
    `<thead><tr><th scope="col">${label(rows.name)}</th>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}
