/** What is wrong with a declaration, all of it at once: places and a word, never a text of the declaration. */
import { PrivacyError } from "@favorable/core";
import type * as z from "zod";

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
  /** `retention.vaccination.categories.0` */
  readonly path: string;
  readonly problem: ProblemKind;
}

/** Prints a path; a key that is no plain word is a star, for keys of hand-written files are anybody's text. */
export function printPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) =>
      typeof part === "number" || (typeof part === "string" && /^[A-Za-z$][A-Za-z0-9_-]{0,62}$/.test(part)) ? String(part) : "*",
    )
    .join(".");
}

/** Throws, with `paths` and `problems` side by side, when there is any problem. */
export function throwProblems(code: string, message: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new PrivacyError(code, `${message}: ${problems.length} place(s)`, {
    paths: problems.map(({ path }) => path),
    problems: problems.map(({ problem }) => problem),
  });
}

/** Turns the issues of the schema into problems. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], before: readonly PropertyKey[] = []): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    const path = [...before, ...issue.path];
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: printPath([...path, key]), problem: "unknown-key" }));
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const closest = issue.errors.reduce((best, branch) => (reach(branch) > reach(best) ? branch : best));
      if (reach(closest) > 0) return schemaProblems(closest, path);
    }
    return [{ path: printPath(path), problem: isMissing(issue) ? "missing" : "wrong-value" }];
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
