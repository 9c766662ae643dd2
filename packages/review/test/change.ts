/** Changing a file at a path, for tests. */
import type { ProcessingDocument } from "@favorable/processing";

/** A path in a document: `security.exports.encrypted`, `purposes.followUp.bases.0.until`. */
export type Path = string;

type Container = Record<string, unknown>;

function container(root: unknown, path: readonly string[]): Container {
  let at = root as Container;
  for (const part of path) {
    at[part] ??= {};
    at = at[part] as Container;
  }
  return at;
}

/** A copy in which the value at the path is another. */
export function set(file: ProcessingDocument, path: Path, value: unknown): ProcessingDocument {
  const copy = structuredClone(file);
  const parts = path.split(".");
  container(copy, parts.slice(0, -1))[parts.at(-1) ?? ""] = value;
  return copy;
}

/** A copy in which nothing is stated at the path. */
export function drop(file: ProcessingDocument, path: Path): ProcessingDocument {
  const copy = structuredClone(file);
  const parts = path.split(".");
  delete container(copy, parts.slice(0, -1))[parts.at(-1) ?? ""];
  return copy;
}

/** Every path that ends in a key of an object, deepest included; elements of lists are passed through, not removed. */
export function paths(value: unknown, prefix: readonly string[] = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...prefix, key];
    return [...(Array.isArray(value) ? [] : [here.join(".")]), ...paths(inner, here)];
  });
}

/** Facts that the form itself requires where their part is stated: a document without them is not one. */
export const REQUIRED: ReadonlySet<string> = new Set(
  "format id stage name kind statement label relation category origins purposes subjects fields attached title channels reaches actions roles grants processing status direction carries categories text reference on to contact how perPurpose proof withdrawal asEasyAsGiving controllers rotation used production data procedure devices last every grant leavers sha256 origin keeps included".split(
    " ",
  ),
);

/** The places that a path with `*` names in a file. */
export function places(value: unknown, path: Path): readonly Path[] {
  const [head = "", ...rest] = path.split(".");
  if (typeof value !== "object" || value === null) return [];
  const keys = head === "*" ? Object.keys(value) : Object.hasOwn(value, head) ? [head] : [];
  return keys.flatMap((key) =>
    rest.length === 0 ? [key] : places((value as Container)[key], rest.join(".")).map((deeper) => `${key}.${deeper}`),
  );
}
