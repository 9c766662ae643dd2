/** A published table in words and as an HTML table: what a screen reader says, and what a chart is beside. */
import { escapeMarkup } from "@favorable/core";
import { cellOf, type PublishedTable } from "../table.ts";

/** The words of a table. */
export interface TableWords {
  readonly lang: "fr" | "en";
  readonly caption: string;
  /** Names of dimensions and of parts, where they differ from those of the table. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Names of parts by dimension, where two dimensions have a part of one name; before `labels`. */
  readonly parts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The few words a table needs. */
const WORDS: Readonly<
  Record<
    "fr" | "en",
    { total: string; withheld: string; note: (threshold: number) => string; rounded: (base: number) => string; over: string }
  >
> = {
  en: {
    total: "Total",
    withheld: "not shown",
    note: (threshold) => `Counts below ${threshold}, and others that would give them away, are not shown.`,
    rounded: (base) => `Counts are rounded to multiples of ${base}; they need not add up.`,
    over: "All together, without distinction of:",
  },
  fr: {
    total: "Total",
    withheld: "non affiché",
    note: (threshold) => `Les effectifs inférieurs à ${threshold}, et ceux qui les trahiraient, ne sont pas affichés.`,
    rounded: (base) => `Les effectifs sont arrondis à des multiples de ${base} ; leur somme peut différer du total.`,
    over: "Tous ensemble, sans distinction de :",
  },
};

/** What a part of a dimension is called. */
export function partLabel(words: TableWords, dimension: string, part: string): string {
  const own = words.parts !== undefined && Object.hasOwn(words.parts, dimension) ? words.parts[dimension] : undefined;
  if (own !== undefined && Object.hasOwn(own, part)) return own[part] ?? part;
  return nameLabel(words, part);
}

function nameLabel({ labels }: TableWords, name: string): string {
  return labels !== undefined && Object.hasOwn(labels, name) ? (labels[name] ?? name) : name;
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
  const lines = first.values.map((value) => {
    const count = table.counts[cellOf(table, { [first.name]: value })] ?? null;
    return `${partLabel(words, first.name, value)}${words.lang === "fr" ? " : " : ": "}${countText(count, words.lang)}`;
  });
  const total = `${WORDS[words.lang].total}${words.lang === "fr" ? " : " : ": "}${countText(table.counts.at(-1) ?? null, words.lang)}`;
  return `${words.caption}. ${[...lines, total].join("; ")}. ${protection(table, words.lang)}`;
}

/**
 * The first one or two dimensions as an HTML table with a caption and scoped headers, the dimensions named; further dimensions are
 * summed over, and the caption says so.
 */
export function tableHtml(table: PublishedTable, words: TableWords): string {
  const [rows, columns, ...others] = table.dimensions;
  if (rows === undefined) return "";
  const { total, over } = WORDS[words.lang];
  const name = (of: string): string => escapeMarkup(nameLabel(words, of));
  const part = (of: string, value: string): string => escapeMarkup(partLabel(words, of, value));
  const across: readonly (string | undefined)[] = columns === undefined ? [undefined] : [...columns.values, undefined];
  const head = across
    .map((value) => `<th scope="col">${value === undefined || columns === undefined ? total : part(columns.name, value)}</th>`)
    .join("");
  const body = [...rows.values, undefined].map((row) => {
    const cells = across.map((column) => {
      const at = {
        ...(row === undefined ? {} : { [rows.name]: row }),
        ...(column === undefined || columns === undefined ? {} : { [columns.name]: column }),
      };
      return `<td>${escapeMarkup(countText(table.counts[cellOf(table, at)] ?? null, words.lang))}</td>`;
    });
    return `<tr><th scope="row">${row === undefined ? total : part(rows.name, row)}</th>${cells.join("")}</tr>`;
  });
  const summed = others.length === 0 ? "" : ` ${over} ${others.map((other) => name(other.name)).join(", ")}.`;
  const corner = `<th scope="col"${columns === undefined ? "" : ' rowspan="2"'}>${name(rows.name)}</th>`;
  const above = columns === undefined ? "" : `<th scope="colgroup" colspan="${across.length}">${name(columns.name)}</th></tr><tr>`;
  return (
    `<table lang="${words.lang}"><caption>${escapeMarkup(words.caption)}. ${escapeMarkup(protection(table, words.lang))}${summed}</caption>` +
    `<thead><tr>${corner}${above}${head}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}
