/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** From an opinion to one offline HTML file. */
import { calendarDate, canonicalBytes, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { clean } from "./clean.ts";
import { assertReadable } from "./facts/opinion.ts";
import { standingOf } from "./facts/standing.ts";
import type { DossierInput, Lang } from "./input.ts";
import { Page } from "./page.tsx";
import { PAGE } from "./style/page.ts";
import { PARTS_STYLE } from "./style/parts.ts";
import { PICTURES } from "./style/pictures.ts";
import { printStyle } from "./style/print.ts";
import { TOKENS } from "./style/tokens.ts";
import type { View } from "./view.ts";

/**
 * Writes the dossier a data-protection officer reads, prints and signs: one HTML file without script, font, image or
 * request (its Content-Security-Policy allows its own style sheet and nothing else), in French, English or both.
 *
 * Verdict first, then the facts it stands on, the remarks with what lifts them, the questions left to a person, the
 * access matrix, the flow of data, the retention timeline and the growth of the log, every rule examined, and a
 * signature block that names the hashes it signs. The same input gives the same bytes; no clock is read.
 *
 * @returns the whole document, to be written as UTF-8
 * @throws `DATE_INVALID` when `generatedOn` or the opinion's `asOf` is no calendar date; `DECLARATION_MISMATCH` when the
 * opinion is about another declaration than `document` (id, or SHA-256 of its canonical JSON);
 * `OPINION_UNREADABLE` for an outcome or state it does not know; `OPINION_INCONSISTENT` for a blocking rule that fired under
 * an outcome other than unfavorable; `NOT_CANONICAL` when the document is not plain JSON
 * @example
 * ```ts
 * import { review } from "@favorable/review";
 * import { renderDossier } from "@favorable/review/dossier";
 *
 * const document = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
 * const opinion = review(document, { profile: "ccin-1165", asOf: "2021-10-20" });
 * const html = renderDossier({ document, opinion, lang: "en", generatedOn: "2021-10-21" });
 * console.log(html.includes("<h2>Unfavourable</h2>")); // true
 * console.log(html.includes("<script")); // false
 * ```
 */
export function renderDossier(input: DossierInput): string {
  const asOf = calendarDate(input.opinion.asOf);
  const generatedOn = calendarDate(input.generatedOn);
  assertReadable(input.opinion);
  assertSameDeclaration(input);
  const document = clean(input.document);
  const opinion = clean(input.opinion);
  const evidence = clean(input.evidence);
  const simulated = opinion.evidence?.simulated === true || evidence?.simulated === true;
  const standing = standingOf(opinion);
  const counted = standing.kind === "used" ? evidence : undefined;
  const langs: readonly Lang[] = input.lang === "fr" || input.lang === "en" ? [input.lang] : ["fr", "en"];
  const views = langs.map((lang): View => ({ lang, document, opinion, standing, evidence, counted, simulated, asOf, generatedOn }));
  const opening = views.find((view) => view.lang === input.opensIn) ?? views[0];
  if (opening === undefined) throw new PrivacyError("OPINION_UNREADABLE", "no language to write in");
  const css = [TOKENS, PAGE, PARTS_STYLE, PICTURES, printStyle(opinion.declaration.sha256)].join("\n");
  const html = (<Page views={views} first={opening} css={css} cssHash={toBase64(sha256(utf8(css)))} />).toString();
  // Every component is synchronous; a promise here would mean that one of them is not.
  if (typeof html !== "string") throw new PrivacyError("OPINION_UNREADABLE", "the page did not render at once");
  return `<!doctype html>\n${html}\n`;
}

function assertSameDeclaration({ document, opinion }: DossierInput): void {
  // As the review hashes it: what JSON cannot hold is dropped first.
  const sha256OfDocument = toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(document)))));
  if (document.id !== opinion.declaration.id || sha256OfDocument !== opinion.declaration.sha256)
    throw new PrivacyError("DECLARATION_MISMATCH", "the opinion is about another declaration than this document");
}
