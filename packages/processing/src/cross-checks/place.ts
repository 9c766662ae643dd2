/** Places of a document by pattern. */
import type { ProblemKind } from "../problem.ts";

/** A path into a document. */
export type Path = readonly PropertyKey[];

/** Tells of a place that makes no sense. */
export type Report = (path: Path, problem: ProblemKind) => void;

/** A place and what stands there. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** The places a pattern leads to: `*` is any name of a map, `[]` any item of a list, all else a key. */
export function placesOf(document: unknown, pattern: string): readonly Place[] {
  let places: readonly Place[] = [{ path: [], value: document }];
  for (const step of pattern.split(".")) places = places.flatMap((place) => inside(place, step));
  return places;
}

function inside({ path, value }: Place, step: string): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "[]") return Array.isArray(value) ? value.map((item: unknown, at) => ({ path: [...path, at], value: item })) : [];
  if (Array.isArray(value)) return [];
  if (step === "*") return Object.entries(value).map(([name, member]) => ({ path: [...path, name], value: member as unknown }));
  return Object.hasOwn(value, step) ? [{ path: [...path, step], value: Reflect.get(value, step) }] : [];
}
