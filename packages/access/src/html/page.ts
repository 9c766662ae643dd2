/** A whole page: no script, no request; a policy says so and holds the browser to it. */
import { toBase64, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { html, type Markup } from "./html.ts";
import { STYLE } from "./style.ts";

/** Languages of the pages. */
export type Language = "fr" | "en";

/** What a page is made of. */
export interface PageParts {
  readonly language: Language;
  readonly title: string;
  readonly body: Markup;
  /** True when a form of the page is sent to the origin that served it. */
  readonly sends?: boolean;
}

/** Prints a page; the same parts give the same text. */
export function page({ language, title, body, sends = false }: PageParts): string {
  const digest = toBase64(sha256(utf8(STYLE)));
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action ${sends ? "'self'" : "'none'"}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title}</title><style>${{ markup: STYLE }}</style></head>
<body><main>
${body}
</main></body></html>
`.markup;
}

/** French no-break spaces before double punctuation and within quotation marks; other languages as they are. */
export function spaced(text: string, language: Language): string {
  return language === "fr" ? text.replace(/ (?=[;:!?»])/g, "\u00a0").replace(/« /g, "«\u00a0") : text;
}
