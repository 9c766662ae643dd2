/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** A paper as one offline page: no script, no request; light, dark and print. */
import { PrivacyError, toBase64, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { raw } from "hono/html";
import type { JSX } from "hono/jsx/jsx-runtime";
import { clean } from "../../dossier/clean.ts";
import { typeset } from "../../dossier/language.ts";
import type { Block, Item, Language, Line, Paper } from "./paper.ts";
import { footOf, spansOf } from "./spans.ts";
import { PAPER_STYLE } from "./style.ts";

/**
 * Writes a paper as an HTML page of its own. The same paper gives the same bytes.
 *
 * @throws `PAPER_UNREADABLE` for a paper of another form than its type says
 * @example
 * ```ts
 * import { paperHtml } from "@favorable/review/documents";
 *
 * const page = paperHtml({ language: "en", title: "A < B", declaration: { id: "visits", sha256: "0".repeat(64) }, blocks: [] });
 * console.log(page.includes("<h1>A &lt; B</h1>")); // true
 * ```
 */
export function paperHtml(paper: Paper): string {
  const { language, title, blocks, declaration } = clean(paper);
  const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(utf8(PAPER_STYLE)))}'; base-uri 'none'; form-action 'none'`;
  const html = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="color-scheme" content="light dark" />
        <title>{typeset(language, title)}</title>
        <style>{raw(PAPER_STYLE)}</style>
      </head>
      <body>
        <main class="sheet">
          <h1>{typeset(language, title)}</h1>
          {blocks.map((block) => (
            <Part block={block} language={language} />
          ))}
        </main>
        <footer class="sheet">
          <p>
            <Words line={footOf(language, declaration)} language={language} />
          </p>
        </footer>
      </body>
    </html>
  ).toString();
  // Every component is synchronous; a promise here would mean that one of them is not.
  if (typeof html !== "string") throw new PrivacyError("PAPER_UNREADABLE", "the page did not render at once");
  return `<!doctype html>\n${html}\n`;
}

const Part = ({ block, language }: { block: Block; language: Language }): JSX.Element => {
  switch (block.kind) {
    case "heading":
      return block.level === 2 ? <h2>{typeset(language, block.text)}</h2> : <h3>{typeset(language, block.text)}</h3>;
    case "paragraph":
      return (
        <p>
          <Words line={block.line} language={language} />
        </p>
      );
    case "notice":
      return (
        <p class="notice">
          <Words line={block.line} language={language} />
        </p>
      );
    case "list":
      return <Items items={block.items} language={language} />;
    case "table":
      return <Table table={block} language={language} />;
  }
};

const Items = ({ items, language }: { items: readonly Item[]; language: Language }): JSX.Element => (
  <ul>
    {items.map(({ line, items: below = [] }) => (
      <li>
        <Words line={line} language={language} />
        {below.length > 0 && <Items items={below} language={language} />}
      </li>
    ))}
  </ul>
);

const Table = ({ table, language }: { table: Extract<Block, { kind: "table" }>; language: Language }): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would claim that the box holds controls, a section would be a landmark
  <div class="wide" tabindex={0} role="group" aria-label={typeset(language, table.caption)}>
    <table>
      <caption>{typeset(language, table.caption)}</caption>
      <thead>
        <tr>
          {table.head.map((name) => (
            <th scope="col">{typeset(language, name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([first = "", ...cells]) => (
          <tr>
            <th scope="row">
              <Words line={first} language={language} />
            </th>
            {cells.map((cell) => (
              <td>
                <Words line={cell} language={language} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Words = ({ line, language }: { line: Line; language: Language }): JSX.Element => (
  <>
    {spansOf(line).map(({ text, code, strong, lang }) => {
      if (code === true) return <code>{text}</code>;
      const said = typeset(lang ?? language, text);
      const own = strong === true ? <strong>{said}</strong> : said;
      return lang === undefined || lang === language ? own : <span lang={lang}>{own}</span>;
    })}
  </>
);
