/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The HTML document around the articles. */
import { raw } from "hono/html";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Lang } from "./input.ts";
import { Article } from "./parts/article.tsx";
import { windowTitle } from "./parts/head.tsx";
import type { View } from "./view.ts";
import { HEAD } from "./words.ts";

const NAMES: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

/** @param css - the whole style sheet; `cssHash` is its SHA-256 in base64, the only style the page allows */
export const Page = ({
  views,
  first,
  css,
  cssHash,
}: {
  views: readonly View[];
  first: View;
  css: string;
  cssHash: string;
}): JSX.Element => (
  <html lang={first.lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta
        http-equiv="Content-Security-Policy"
        content={`default-src 'none'; style-src 'sha256-${cssHash}'; base-uri 'none'; form-action 'none'`}
      />
      <meta name="referrer" content="no-referrer" />
      <meta name="color-scheme" content="light dark" />
      <title>{windowTitle(first)}</title>
      <style>{raw(css)}</style>
    </head>
    <body>
      <a class="skip" href="#main">
        {HEAD.skip[first.lang]}
      </a>
      <div class="sheet">
        <header class="bar">
          <p>
            <strong>Favorable</strong>
            {views.map((view, at) => (
              <>
                {at > 0 && " / "}
                <span lang={view.lang}>{HEAD.file[view.lang]}</span>
              </>
            ))}
          </p>
          {views.length > 1 && (
            <fieldset class="switch">
              <legend class="vh">{views.map((view) => HEAD.language[view.lang]).join(" / ")}</legend>
              {views.map((view) => (
                <label lang={view.lang}>
                  <input type="radio" name="lang" id={`lang-${view.lang}`} checked={view === first} />
                  {NAMES[view.lang]}
                </label>
              ))}
            </fieldset>
          )}
        </header>
        <main id="main" tabindex={-1}>
          {views.map((view) => (
            <Article view={view} />
          ))}
        </main>
      </div>
    </body>
  </html>
);
