/** The page that a reviewer signs: on paper, or sent as a form to the application that served it. */
import { PrivacyError } from "@favorable/core";
import type { Text } from "@favorable/fields";
import { ACTIONS } from "../../core/action.ts";
import { LETTERS } from "../../documents/effective.ts";
import { assertLanguage } from "../../documents/view.ts";
import { said } from "../../documents/words.ts";
import { html, type Markup } from "../../html/html.ts";
import { type Language, page, spaced } from "../../html/page.ts";
import {
  type AnsweredAttestation,
  type Attestation,
  type AttestedRow,
  attestationHash,
  changesSince,
  type RowChange,
} from "./attestation.ts";
import { PAGE_WORDS } from "./page-words.ts";

/** How the page is printed. */
export interface AttestationPageOptions {
  readonly language: Language;
  /** Labels of roles and categories, by name. */
  readonly roles?: Readonly<Record<string, Text>>;
  readonly categories?: Readonly<Record<string, Text>>;
  /** The attestation before, with its decisions: what is new, changed, gone, or still there although revoked. */
  readonly previous?: AnsweredAttestation;
  /** Path on the application's own origin that the form is sent to; without it the page is for paper and has no button. */
  readonly action?: string;
}

/** What stands against a row is a warning; that a right was revoked and is there is more. */
const GRAVE: ReadonlySet<string> = new Set([
  "leaver",
  "used-after-leaving",
  "conflicting-roles",
  "shared-account",
  "ended",
  "unknown-role",
]);

/**
 * Prints the page: the same attestation gives the same text. No decision is ticked beforehand: a box that is ticked for a reviewer is not read.
 *
 * @throws `ATTESTATION_INVALID`, `LANGUAGE_UNKNOWN`, and for the one before `ATTESTATION_MISMATCH`, `DECISION_MISSING`
 */
export function attestationPage(attestation: Attestation, options: AttestationPageOptions): string {
  const { language, previous, action } = options;
  assertLanguage(language);
  // A path, and not an address elsewhere or a scheme that runs. Browsers leave tabs and line ends out of an address (WHATWG URL, basic URL parser).
  if (action !== undefined && !/^\/(?![/\\])\P{Cc}*$/u.test(action))
    throw new PrivacyError("ATTESTATION_INVALID", "the form goes to a path of its own origin");
  const words = PAGE_WORDS[language];
  const hash = attestationHash(attestation);
  const changes = changesSince(attestation, previous);
  const role = (name: string): string => spaced(said(own(options.roles, name), name, language), language);
  const fact = (term: string, value: string): Markup => html`<dt>${term}</dt><dd>${value}</dd>`;
  const rows = attestation.rows.map((row, at) => rowMarkup(row, at, { options, role, change: changes.rows[at] ?? "first" }));
  const head = [words.person, words.role, words.rights, words.ends, words.used, words.remarks, words.decision];
  const table = html`<div class="box" tabindex="0" role="region" aria-label="${words.table}"><table><caption>${spaced(words.legend, language)}</caption>
<thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows}
</tbody></table></div>`;
  const gone = html`<section><h2>${words.gone}</h2><ul>${changes.gone.map((row) => html`<li>${personOf(row)}, ${role(row.role)}</li>`)}</ul></section>
`;
  const target = action === undefined ? html`<form>` : html`<form method="post" action="${action}">`;
  const body = html`<h1>${words.title}</h1>
<p>${words.asks}</p>
<dl>${fact(words.reviewer, attestation.reviewer)}${fact(words.asOf, attestation.asOf)}${fact(words.log, words.entries(attestation.from, attestation.below))}${fact(words.rows, String(attestation.rows.length))}</dl>
${target}<input type="hidden" name="attestation" value="${hash}">
<section><h2>${words.table}</h2>${attestation.rows.length === 0 ? html`<p>${words.nothing}</p>` : table}</section>
${changes.gone.length > 0 && gone}<section><h2>${words.sign}</h2><p>${words.declare}</p>
<div class="sign"><div class="small">${words.name}</div><div class="small">${words.date}</div><div class="small wide">${words.signature}</div></div>
<p class="small">${words.hash}<br><code>${hash}</code></p>${action !== undefined && html`<button type="submit">${words.send}</button>`}</section>
</form>`;
  return page({ language, title: words.title, body, sends: action !== undefined });
}

interface RowContext {
  readonly options: AttestationPageOptions;
  readonly role: (name: string) => string;
  readonly change: RowChange;
}

function rowMarkup(row: AttestedRow, at: number, { options, role, change }: RowContext): Markup {
  const { language, categories } = options;
  const words = PAGE_WORDS[language];
  const person = personOf(row);
  const rights = Object.entries(row.cells).filter(([, actions]) => actions.length > 0);
  const letters = (actions: readonly string[]): string =>
    ACTIONS.filter((action) => actions.includes(action))
      .map((one) => LETTERS[one])
      .join("");
  const remarks = [
    ...(change === "first"
      ? []
      : [html`<li class="${change === "still-there" ? "flag" : change === "unchanged" ? "calm" : "warn"}">${words.change[change]}</li>`]),
    ...row.checks.map((check) => html`<li class="${GRAVE.has(check) ? "flag" : "warn"}">${words.checks[check]}</li>`),
  ];
  const box = (value: "keep" | "revoke"): Markup =>
    html`<label><input type="radio" name="row-${at}" value="${value}"${options.action !== undefined && html` required`}>${words[value]}</label>`;
  return html`
<tr><th scope="row">${person}${row.name !== undefined && html`<br><span class="muted">${row.actor}</span>`}</th><td>${role(row.role)}</td><td>${rights.map(
    ([category, actions], n) =>
      html`${n > 0 && html`<br>`}${spaced(said(own(categories, category), category, language), language)} <code>${letters(actions)}</code>`,
  )}</td><td>${row.until === undefined ? words.noEnd : html`<time>${row.until}</time>`}</td><td>${row.lastUsed === undefined ? words.never : html`<time>${row.lastUsed}</time><br><span class="muted">${words.times(row.uses)}</span>`}</td><td>${remarks.length > 0 && html`<ul>${remarks}</ul>`}</td><td><fieldset><legend class="vh">${words.decide(person, role(row.role))}</legend>${box("keep")}${box("revoke")}</fieldset></td></tr>`;
}

function personOf({ actor, name }: AttestedRow): string {
  return name ?? actor;
}

function own<T>(labels: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
}
