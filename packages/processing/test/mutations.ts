/** Mistakes, one at every place of a document. */

/** The name of a mistake, the document with it, and the mistake made again in another document, with a value of its own. */
export type Mutation = readonly [place: string, document: unknown, again: (document: unknown, value: unknown) => unknown];

type Path = readonly string[];

/** Every mistake of every kind at every place; a zone, which a pattern alone does not settle, is left as it is. */
export function mutations(document: unknown): readonly Mutation[] {
  return placesIn(document)
    .filter((path) => path.join() !== "zone")
    .flatMap((path): readonly Mutation[] => [
      made(document, path, "absent", (parent, key) => Reflect.deleteProperty(parent, key), undefined),
      made(document, path, "other", (parent, key, value) => Reflect.set(parent, key, value), 17.5),
      made(document, path, "text", (parent, key, value) => Reflect.set(parent, key, value), "no such word"),
      made(document, path, "object", (parent, key, value) => Reflect.set(parent, key, { label: value }), {}),
      made(document, path, "beside", (parent, _, value) => Array.isArray(parent) || Reflect.set(parent, "unknownKey", value), true),
    ]);
}

function made(
  document: unknown,
  path: Path,
  kind: string,
  change: (parent: object, key: string, value: unknown) => void,
  value: unknown,
): Mutation {
  const again = (other: unknown, given: unknown): unknown => {
    const copy: unknown = structuredClone(other);
    const parent = path.slice(0, -1).reduce<unknown>((part, key) => (isObject(part) ? Reflect.get(part, key) : undefined), copy);
    if (isObject(parent)) change(parent, path.at(-1) ?? "", given);
    return copy;
  };
  return [`${path.join(".")} ${kind}`, again(document, value), again];
}

function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...path, key], ...placesIn(part, [...path, key])]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
