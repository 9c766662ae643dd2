/** A document of headed parts, as plain text and as a page: notices and breach notifications are made of it. */
import { escapeMarkup } from "@favorable/core";

/** The languages documents are made in. */
export type Language = "fr" | "en";

/** A label and what it says, as the language sets a colon: French puts a space before it that does not break. */
export function labelled(language: Language, label: string, text: string): string {
  return `${label}${language === "fr" ? "\u00a0" : ""}: ${text}`;
}

/** A part: a heading and its lines. */
export interface SheetPart {
  readonly heading: string;
  readonly lines: readonly string[];
  /** The lines say what is not stated. */
  readonly missing?: boolean;
}

/** A document. */
export interface Sheet {
  readonly language: Language;
  readonly title: string;
  /** Lines under the title. */
  readonly lead: readonly string[];
  readonly parts: readonly SheetPart[];
  /** Lines at the end, such as the version. */
  readonly foot: readonly string[];
}

/** Prints a document as plain text, lines as long as they come, ending with a line break. */
export function sheetText({ title, lead, parts, foot }: Sheet): string {
  const block = ({ heading, lines }: SheetPart): string =>
    [heading, ...lines.map((line) => (lines.length > 1 ? `- ${line}` : line))].join("\n");
  return `${[[title, ...lead].join("\n"), ...parts.map(block), foot.join("\n")].filter((text) => text !== "").join("\n\n")}\n`;
}

/**
 * Prints a document as one page that asks the network for nothing: no script, its own style, light and dark, made for paper too.
 *
 * Every text is escaped; headings are in order, so that a screen reader may go from one to the next.
 */
export function sheetHtml({ language, title, lead, parts, foot }: Sheet): string {
  const paragraph = (line: string): string => `<p>${escapeMarkup(line)}</p>`;
  const body = parts.map(({ heading, lines, missing }, at) => {
    const text =
      lines.length === 1 ? paragraph(lines[0] ?? "") : `<ul>${lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join("")}</ul>`;
    return `<section aria-labelledby="part-${at + 1}"${missing === true ? ' class="missing"' : ""}><h2 id="part-${at + 1}">${escapeMarkup(heading)}</h2>${text}</section>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>${escapeMarkup(title)}</h1>${lead.map(paragraph).join("")}</header>
${body.join("\n")}
</main>
<footer>${foot.map(paragraph).join("")}</footer>
</body>
</html>
`;
}

/** Colours are pairs of contrast 7:1 and more (WCAG 2.2, 1.4.6). */
const STYLE = `:root{color-scheme:light dark;--paper:#fff;--ink:#1a2421;--muted:#47534e;--rule:#c3ccc8;--alarm:#8a2414}
@media (prefers-color-scheme:dark){:root{--paper:#151a18;--ink:#e6ebe8;--muted:#b3bfb9;--rule:#3d4945;--alarm:#f5a497}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:2rem 1.25rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.05rem;line-height:1.4;margin:1.5rem 0 .25rem}
p,ul{margin:.25rem 0}
ul{padding-left:1.25rem}
header p,footer{color:var(--muted)}
footer{margin-top:2rem;padding-top:.75rem;border-top:1px solid var(--rule);font-size:.875rem}
.missing{border-left:4px solid var(--alarm);padding-left:.75rem}
.missing h2{color:var(--alarm)}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--muted:#333;--alarm:#000}body{max-width:none;padding:0;font-size:10.5pt}section{break-inside:avoid}h2{break-after:avoid}}`;
