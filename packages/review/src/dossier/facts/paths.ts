/** Walls of similar paths, folded: `records.agent.fields.*.legalRef` stands for as many fields as it counts. */

/** One line of a folded list. */
export interface FoldedPath {
  /** The path as it stands, or with `*` in the place where several differ. */
  readonly path: string;
  /** How many paths the line stands for. */
  readonly count: number;
  /** What the `*` stands for, in the order given; empty for a path that stands alone. */
  readonly names: readonly string[];
}

/** Fewer are read faster than counted. */
const WALL = 3;

/** Where a declared name stands in a path of the document form: the longest of these that fits. */
const NAMED: readonly RegExp[] = [
  /^(records\.[^.]+\.fields\.)([^.]+)(\..+)$/,
  /^(access\.(?:roles|grants)\.)([^.]+)(\..+)$/,
  /^((?:records|subjects|categories|purposes|origins|links|retention|events|recipients|processors)\.)([^.]+)(\..+)$/,
];

/**
 * Folds paths that differ only in a declared name into one line with a count, record by record.
 *
 * @param paths - paths of the document form; a line that is no path is kept as it stands
 * @example
 * ```ts
 * import { foldPaths } from "@favorable/review/dossier";
 *
 * const fields = ["surname", "grade", "unit"].map((field) => `records.agent.fields.${field}.legalRef`);
 * console.log(foldPaths([...fields, "access.units"]).map(({ path, count }) => `${path} ${count}`).join(", "));
 * // records.agent.fields.*.legalRef 3, access.units 1
 * ```
 */
export function foldPaths(paths: readonly string[]): readonly FoldedPath[] {
  const groups = new Map<string, { readonly before: string; readonly after: string; readonly names: string[] }>();
  for (const path of paths) {
    const found = NAMED.map((pattern) => pattern.exec(path)).find((match) => match !== null);
    const [before = path, name, after = ""] = found?.slice(1) ?? [];
    const key = JSON.stringify([before, name === undefined, after]);
    const group = groups.get(key) ?? { before, after, names: [] };
    if (name !== undefined) group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ before, after, names }): readonly FoldedPath[] => {
    if (names.length === 0) return [{ path: before, count: 1, names: [] }];
    if (names.length >= WALL) return [{ path: `${before}*${after}`, count: names.length, names }];
    return names.map((name) => ({ path: `${before}${name}${after}`, count: 1, names: [] }));
  });
}
