/** The matrix of a processing document, with the words around it. */
import { defineMatrix } from "@favorable/access";
import { type MatrixDescription, type Reach, SCOPES, scopes } from "@favorable/access/documents";
import { PrivacyError } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import type { ProcessingDocument } from "@favorable/processing";
import { ruleReaches } from "./conditions.ts";

/** Section V of a document as plain data; throws `ACCESS_UNDECLARED` when it states no matrix, or nothing the matrix is about. */
export function describeDocument({ access, authorisations, categories, purposes }: ProcessingDocument): MatrixDescription {
  if (access === undefined || categories === undefined || purposes === undefined)
    throw new PrivacyError("ACCESS_UNDECLARED", "the document states no roles, categories or purposes");
  assertDecided({ access, categories, purposes });
  const { breakGlass = "none", separated = [], rowScopes = {} } = authorisations ?? {};
  const opened = access.breakGlass ?? {};
  const stated = breakGlass === "none" ? [] : breakGlass.roles;
  const longest = breakGlass === "none" || breakGlass.longest === undefined ? {} : { longest: both(breakGlass.longest) };
  const { actions, roles, grants, immutable, accounts, procedure } = access;
  return {
    matrix: {
      actions,
      roles,
      grants,
      ...(immutable === undefined ? {} : { immutable }),
      ...(accounts === undefined ? {} : { accounts }),
      ...(procedure === undefined ? {} : { procedure }),
    },
    categories: Object.fromEntries(Object.entries(categories).map(([name, { label }]) => [name, label])),
    purposes: Object.fromEntries(Object.entries(purposes).map(([name, { statement }]) => [name, statement])),
    reaches: [
      ...ruleReaches(access.when ?? []),
      ...scopes(access.roles),
      ...Object.entries(rowScopes).flatMap(([role, of]) => cellScopes(role, of)),
    ],
    conflicts: distinctPairs([...(access.conflicts ?? []), ...separated]),
    emergencies: [
      ...Object.entries(opened).map(([role, rule]) => ({ role, for: rule.for, longest: both(`${rule.maximumMinutes} minutes`) })),
      ...stated.filter((role) => !Object.hasOwn(opened, role)).map((role) => ({ role, ...longest })),
    ],
  };
}

/** A table of what no matrix could be is worse than none: throws what `defineMatrix` throws. */
function assertDecided({ access, categories, purposes }: Pick<ProcessingDocument, "access" | "categories" | "purposes">): void {
  const vocabulary = defineVocabulary({
    purposes: Object.fromEntries(Object.keys(purposes ?? {}).map((name) => [name, { statement: {} }])),
    categories: Object.fromEntries(Object.keys(categories ?? {}).map((name) => [name, { label: {} }])),
    origins: { document: { label: {} } },
  });
  // The one cast: the words of a document are known to no compiler, and checked where the cast goes.
  defineMatrix(vocabulary, access as unknown as Parameters<typeof defineMatrix<typeof vocabulary, never, never, never>>[1]);
}

function both(text: string): { readonly fr: string; readonly en: string } {
  return { fr: text, en: text };
}

/** The matrix and the section on authorisations may state one pair each, in either order. */
function distinctPairs(pairs: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(pairs.map((pair) => [JSON.stringify([...pair].sort()), pair])).values()];
}

const ALL = { fr: "tous les dossiers", en: "all records" };

function cellScopes(role: string, of: Readonly<Record<string, "all" | keyof typeof SCOPES>>): readonly Reach[] {
  return Object.entries(of).map(([category, scope]) => ({
    roles: [role],
    categories: [category],
    rows: scope === "all" ? ALL : SCOPES[scope],
  }));
}
