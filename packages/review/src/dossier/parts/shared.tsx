/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The small pieces every part is made of. */

import type { Text } from "@favorable/processing";
import { type Child, Fragment } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { DossierFinding, Lang, Sentence } from "../input.ts";
import { find, typeset, type Words } from "../language.ts";
import { idOf, type View } from "../view.ts";

/** A text of the file or of the rulebook, marked when it is in the other language (WCAG 2.2, 3.1.2); where there is none, its id as code. */
export const Says = ({ text, lang, name = "" }: { text: Sentence | undefined; lang: Lang; name?: string }): JSX.Element => {
  const found = find(text, lang);
  if (found === undefined) return name === "" ? <Fragment /> : <code>{name}</code>;
  const words = typeset(found.lang, found.text);
  return found.lang === lang ? <Fragment>{words}</Fragment> : <span lang={found.lang}>{words}</span>;
};

/** Several names, joined. */
export const Names = ({
  names,
  lang,
}: {
  names: readonly { readonly id: string; readonly label: Text | undefined }[];
  lang: Lang;
}): JSX.Element => (
  <>
    {names.map((name, at) => (
      <>
        {at > 0 && ", "}
        <Says text={name.label} lang={lang} name={name.id} />
      </>
    ))}
  </>
);

/** The swatch of a key. */
export const Swatch = ({ name, shape = "box" }: { name: string; shape?: "box" | "ring" | "thin" }): JSX.Element => (
  <svg viewBox="0 0 18 12" aria-hidden="true">
    {shape === "ring" ? (
      <circle class={name} cx="9" cy="6" r="5" />
    ) : (
      <rect class={name} x="0" y={shape === "thin" ? 4 : 1} width="18" height={shape === "thin" ? 4 : 10} rx="1.5" />
    )}
  </svg>
);

/** A box that scrolls sideways by itself, reachable with the keyboard. */
export const Wide = ({ label, children }: { label: string; children?: Child }): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would claim that the box holds controls
  <div class="wide" tabindex={0} role="group" aria-label={label}>
    {children}
  </div>
);

/** One numbered part of the page. */
export const Part = ({
  view,
  name,
  at,
  title,
  lead,
  children,
}: {
  view: View;
  name: string;
  at: number;
  title: Words;
  lead?: Words;
  children?: Child;
}): JSX.Element => (
  <section id={idOf(view, name)} class={name} aria-labelledby={idOf(view, `${name}-h`)}>
    <h2 id={idOf(view, `${name}-h`)}>
      {at}. {title[view.lang]}
    </h2>
    {lead !== undefined && <p class="lead">{lead[view.lang]}</p>}
    {children}
  </section>
);

/** Ruled space to answer in, on screen or on paper. What is typed stays in the page: nothing listens to it. */
export const Lines = ({ labelledBy, size }: { labelledBy: string; size: "one" | "short" }): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a text area prints only what it has room for; this grows with what is typed
  // biome-ignore lint/a11y/useFocusableInteractive: it has a tabindex, in the spelling of HTML
  <div
    class={`lines ${size}`}
    contenteditable="plaintext-only"
    role="textbox"
    aria-multiline={size === "one" ? "false" : "true"}
    aria-labelledby={labelledBy}
    spellcheck={false}
    tabindex={0}
  />
);

/** One choice out of a few. */
export const Choices = ({
  group,
  legend,
  options,
  about,
}: {
  group: string;
  legend: string;
  options: readonly string[];
  about?: string;
}): JSX.Element => (
  <fieldset class="choices" aria-describedby={about}>
    <legend>{legend}</legend>
    {options.map((option) => (
      <label>
        <input type="radio" name={group} />
        {option}
      </label>
    ))}
  </fieldset>
);

/** A declared value as it stands: texts and numbers bare, lists in order, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null)) return value.map(String).join(", ");
  return JSON.stringify(value) ?? "";
}

/** The source of a finding as a sentence begins, set as its language is printed. */
export function sourceWords({ source }: DossierFinding, lang: Lang): string {
  const found = find(source, lang);
  if (found === undefined) return "";
  return typeset(found.lang, found.text.slice(0, 1).toUpperCase() + found.text.slice(1));
}

/** The first and last digits of a hash; the whole stands in the signature. */
export function shortHash(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash;
}
