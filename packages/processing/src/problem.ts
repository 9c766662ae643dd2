/** What is wrong with a declaration, all of it at once: places and a word, never a text of the declaration. */
import { PrivacyError } from "@favorable/core";
import type * as z from "zod";
import { isWord } from "./schema/words.ts";

/** Why a place is refused. */
export type ProblemKind =
  /** A key that the form does not have. */
  | "unknown-key"
  /** A value of another type, or not one of the words it may be. */
  | "wrong-value"
  /** A mandatory key that is not there. */
  | "missing"
  /** A name that is declared nowhere. */
  | "dangling"
  /** A role that is not decided on a category. */
  | "undecided"
  /** A first day after the last. */
  | "reversed"
  /** A record or matrix of another vocabulary. */
  | "foreign"
  /** A record under another name than its own. */
  | "renamed";

/** One place that is wrong. */
export interface Problem {
  /** `["retention", "vaccination", "categories", 0]` */
  readonly path: readonly PropertyKey[];
  /** After it, a key that the form does not have. */
  readonly unknown?: string;
  readonly problem: ProblemKind;
}

/** Places that are wrong, and how many more there are that nobody listed. */
export interface Problems {
  readonly places: readonly Problem[];
  readonly more?: number;
}

/** Prints a path, and after it a key that the form does not have. */
export type PathPrinter = (path: readonly PropertyKey[], unknown?: string) => string;

/** Prints a path of a declaration written in code, where names are declared words; a key that is no plain word is a star. */
export const printPath: PathPrinter = (path, unknown) =>
  [...path, ...(unknown === undefined ? [] : [unknown])]
    .map((part) =>
      typeof part === "number" || (typeof part === "string" && /^[A-Za-z$][A-Za-z0-9_-]{0,62}$/.test(part)) ? String(part) : "*",
    )
    .join(".");

/**
 * Makes the printer for a document from elsewhere, whose names and keys are anybody's text. Of a place only the form's own words and
 * positions are told: a name is its position among the names beside it, from `#0`; a key of another kind, or one that is not there, a star.
 */
export function documentPrinter(document: unknown): PathPrinter {
  return (path, unknown) => {
    let inside = document;
    const places = path.map((part) => {
      const shown = typeof part === "number" || (typeof part === "string" && isWord(part)) ? String(part) : position(inside, part);
      const isThere = typeof inside === "object" && inside !== null && Object.hasOwn(inside, part);
      inside = isThere ? Reflect.get(Object(inside), part) : undefined;
      return shown;
    });
    return [...places, ...(unknown === undefined ? [] : [isWord(unknown) ? unknown : "*"])].join(".");
  };
}

function position(map: unknown, name: PropertyKey): string {
  const at = typeof map === "object" && map !== null && typeof name === "string" ? Object.keys(map).indexOf(name) : -1;
  return at === -1 ? "*" : `#${at}`;
}

/** How the places of one kind of declaration are told. */
export interface Telling {
  readonly code: string;
  readonly message: string;
  readonly print: PathPrinter;
  /** How many places are told at most: of a declaration in code all, of a document from elsewhere what one reads. */
  readonly most: number;
}

/**
 * Throws, with `paths` and `problems` side by side and the count of `more`, when there is any problem. Only what is told is printed:
 * a hostile document may have as many wrong places as it has values.
 */
export function throwProblems({ code, message, print, most }: Telling, { places, more = 0 }: Problems): void {
  if (places.length === 0) return;
  const shown = places.slice(0, most);
  const rest = places.length - shown.length + more;
  throw new PrivacyError(code, `${message}: ${places.length + more} place(s)`, {
    paths: shown.map(({ path, unknown }) => print(path, unknown)),
    problems: shown.map(({ problem }) => problem),
    ...(rest === 0 ? {} : { more: rest }),
  });
}

/** Turns the issues of the schema into problems. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], before: readonly PropertyKey[] = []): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    const path = [...before, ...issue.path];
    if (issue.code === "unrecognized_keys") return issue.keys.map((unknown) => ({ path, unknown, problem: "unknown-key" }));
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const closest = issue.errors.reduce((best, branch) => (reach(branch) > reach(best) ? branch : best));
      if (reach(closest) > 0) return schemaProblems(closest, path);
    }
    return [{ path, problem: isMissing(issue) ? "missing" : "wrong-value" }];
  });
}

/** How far into the value a branch of a union came before it failed. */
function reach(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)));
}

/** Zod tells of a missing key as of an undefined value; plain data hold no undefined, so the key is missing. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
}
