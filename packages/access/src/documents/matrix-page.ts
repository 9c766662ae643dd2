/** The matrix as a page: a table with scoped headers per purpose, letters for the eye and words for the ear. */
import { html, type Markup } from "../html/html.ts";
import { page } from "../html/page.ts";
import type { MatrixDescription } from "./describe.ts";
import { type MatrixDocumentOptions, matrixView, type TableView } from "./view.ts";
import { WORDS } from "./words.ts";

/**
 * Prints the page: whole, without script or request, for light and dark screens and paper.
 *
 * @throws `PURPOSE_UNKNOWN`, `LANGUAGE_UNKNOWN`
 */
export function matrixPage(description: MatrixDescription, options: MatrixDocumentOptions): string {
  const view = matrixView(description, options);
  const { language } = options;
  const words = WORDS[language];
  const colon = language === "fr" ? "\u00a0: " : ": ";
  const list = (heading: string, items: readonly string[], empty?: string): Markup | undefined => {
    if (items.length === 0 && empty === undefined) return undefined;
    return html`<section><h2>${heading}</h2>${items.length === 0 ? html`<p>${empty}</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`}</section>
`;
  };
  const body = html`<h1>${view.title}</h1>
${view.tables.map((table) => tableMarkup(table, { ...words, colon }))}<section><h2>${words.legend}</h2><dl>${view.legend.map(
    ({ letter, action, meaning }) => html`<dt><code>${letter}</code> ${action}</dt><dd>${meaning}</dd>`,
  )}<dt><code>–</code></dt><dd>${words.none}</dd>${view.locked.length > 0 && html`<dt>${words.immutable}</dt><dd>${words.locked}</dd>`}</dl></section>
${list(words.roles, view.roles)}${list(words.noPurpose, view.purposeless)}${list(words.rows, view.reaches, words.allRows)}${list(words.conflicts, view.conflicts, words.never)}${list(words.emergencies, view.emergencies, words.never)}`;
  return page({ language, title: view.title, body });
}

interface TableWords {
  readonly purposes: string;
  readonly category: string;
  readonly immutable: string;
  readonly colon: string;
}

function tableMarkup({ purpose, roles, rows }: TableView, words: TableWords): Markup {
  const heading = `${words.purposes}${words.colon}${purpose}`;
  return html`<section><h2>${heading}</h2><div class="box" tabindex="0" role="region" aria-label="${heading}"><table>
<thead><tr><th scope="col">${words.category}</th>${roles.map((role) => html`<th scope="col">${role}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ category, immutable, cells }) => html`
<tr><th scope="row">${category}${immutable && html` <span class="muted">(${words.immutable})</span>`}</th>${cells.map(
      ({ letters, words: spoken, count }) =>
        html`<td class="cell l${count}"><span aria-hidden="true">${letters}</span><span class="vh">${spoken}</span></td>`,
    )}</tr>`,
  )}
</tbody></table></div></section>
`;
}
