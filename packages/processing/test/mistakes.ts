/** Documents with one place changed, and what is said of them. */
import { type ErrorDetails, isPrivacyError } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { isWord } from "../src/schema/words.ts";
import { whole } from "./whole-document.ts";

export type Path = readonly (string | number)[];

export function details(value: unknown): ErrorDetails | undefined {
  try {
    readDocument(value);
  } catch (error) {
    if (isPrivacyError(error)) return { code: error.code, ...error.details };
    throw error;
  }
  return undefined;
}

/** Wrong places as `path: problem`. */
export function problems(value: unknown): readonly string[] {
  const { paths = [], problems: words = [] } = details(value) ?? {};
  return Array.isArray(paths) && Array.isArray(words) ? paths.map((path, at) => `${path}: ${words[at]}`) : [];
}

/** The document with one place changed; `undefined` takes the key away. */
export function changed(path: Path, value: unknown, of: unknown = whole): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(of));
  const inside = path.slice(0, -1).reduce<unknown>((part, key) => Reflect.get(Object(part), key), copy);
  const last = path.at(-1) ?? "";
  if (value === undefined) Reflect.deleteProperty(Object(inside), last);
  else Reflect.set(Object(inside), last, value);
  return copy;
}

/** As {@link changed}, in a document of that part alone: small, so that every place can be tried. */
export function changedAlone(path: Path, value: unknown): unknown {
  const part = path[0] ?? "";
  return changed(path, value, { format: whole.format, id: whole.id, stage: whole.stage, [part]: Reflect.get(whole, part) });
}

/** A path as errors tell it: words of the form, positions of items and of names; a name that is not there is a star. */
export function told(path: Path | string, document: unknown = whole): string {
  let inside: unknown = document;
  return (typeof path === "string" ? path.split(".") : path)
    .map((part) => {
      const isItem = Array.isArray(inside);
      const at = Object.keys(Object(inside)).indexOf(String(part));
      inside = Object.hasOwn(Object(inside), part) ? Reflect.get(Object(inside), part) : undefined;
      return isItem || isWord(String(part)) ? String(part) : at === -1 ? "*" : `#${at}`;
    })
    .join(".");
}

/** Every place of a value that is an object, lists and their objects included. */
export function objects(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, part]) => objects(part, [...path, Array.isArray(value) ? Number(key) : key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

/** Maps whose keys are names of the author: a new key there is a new thing, not an unknown key. */
export const named =
  /^(events|subjects|purposes|functions|categories|origins|records|timers|automatedDecisions|notices|links|recipients|processors|transfers|filingSystems|hosting|retention|risks|proceedings)$|\.(fields|systems|subProcessors|remarks)$|^access\.(roles|grants(\.director)?|breakGlass)$|^authorisations\.(justifications|rowScopes)(\.director)?$|^authorisations\.(limitedTo|holders)$/;
