/** The matrix of a processing document, with the words around it. */
import { type MatrixDescription, type Reach, SCOPES, scopes } from "@favorable/access/documents";
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";

/** Section V of a document as plain data; throws `ACCESS_UNDECLARED` when it states no matrix, or nothing the matrix is about. */
export function describeDocument({ access, authorisations, categories, purposes }: ProcessingDocument): MatrixDescription {
  if (access === undefined || categories === undefined || purposes === undefined)
    throw new PrivacyError("ACCESS_UNDECLARED", "the document states no roles, categories or purposes");
  const { breakGlass = "none", separated = [], rowScopes = {} } = authorisations ?? {};
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
    reaches: [...scopes(access.roles), ...Object.entries(rowScopes).flatMap(([role, of]) => cellScopes(role, of))],
    conflicts: separated,
    emergencies:
      breakGlass === "none"
        ? []
        : breakGlass.roles.map((role) => ({
            role,
            ...(breakGlass.longest === undefined ? {} : { longest: { fr: breakGlass.longest, en: breakGlass.longest } }),
          })),
  };
}

const ALL = { fr: "tous les dossiers", en: "all records" };

function cellScopes(role: string, of: Readonly<Record<string, "all" | keyof typeof SCOPES>>): readonly Reach[] {
  return Object.entries(of).map(([category, scope]) => ({
    roles: [role],
    categories: [category],
    rows: scope === "all" ? ALL : SCOPES[scope],
  }));
}
