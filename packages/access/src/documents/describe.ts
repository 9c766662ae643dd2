/** A matrix and the words around it, as plain data: what documents are made from. */
import type { Text } from "@favorable/fields";
import { conditionProse } from "../condition/prose.ts";
import type { RowRule } from "../core/decider.ts";
import type { Emergencies, MatrixDocument, RoleFacts } from "../role.ts";

/** A sentence's part in both languages. */
export interface Said {
  readonly fr: string;
  readonly en: string;
}

/** Which rows are reached; a list that is absent stands for all. */
export interface Reach {
  readonly roles?: readonly string[];
  readonly actions?: readonly string[];
  readonly categories?: readonly string[];
  readonly rows: Said;
}

/** A role that is opened in an emergency. */
export interface EmergencyRole {
  readonly role: string;
  /** Roles whose holders may open it, when stated. */
  readonly for?: readonly string[];
  /** Longest opening, when stated. */
  readonly longest?: Said;
}

/** What documents are made from; `describeMatrix` makes it of a matrix. */
export interface MatrixDescription {
  readonly matrix: MatrixDocument;
  /** Labels of the categories, in declared order. */
  readonly categories: Readonly<Record<string, Text>>;
  /** Statements of the purposes, in declared order. */
  readonly purposes: Readonly<Record<string, Text>>;
  readonly reaches: readonly Reach[];
  readonly conflicts: readonly (readonly string[])[];
  readonly emergencies: readonly EmergencyRole[];
}

/** What `describeMatrix` reads of a matrix. */
export interface DescribedMatrix {
  readonly vocabulary: {
    readonly categories: Readonly<Record<string, { readonly label: Text }>>;
    readonly purposes: Readonly<Record<string, { readonly statement: Text }>>;
  };
  readonly when: readonly RowRule[];
  readonly conflicts: readonly (readonly string[])[];
  readonly breakGlass: Emergencies;
  /** The matrix as plain data. */
  document(): MatrixDocument;
}

/** A matrix of `defineMatrix` as plain data with its words. */
export function describeMatrix(matrix: DescribedMatrix): MatrixDescription {
  const { vocabulary, when, conflicts, breakGlass } = matrix;
  const document = matrix.document();
  return {
    matrix: document,
    categories: words(vocabulary.categories, ({ label }) => label),
    purposes: words(vocabulary.purposes, ({ statement }) => statement),
    reaches: [...when.map((rule) => ({ ...rule, rows: conditionProse(rule.where) })), ...scopes(document.roles)],
    conflicts,
    emergencies: Object.entries(breakGlass).flatMap(([role, rule]) =>
      rule === undefined
        ? []
        : [{ role, for: rule.for, longest: { fr: `${rule.maximumMinutes} minutes`, en: `${rule.maximumMinutes} minutes` } }],
    ),
  };
}

/** Rows of a declared scope, in words; `all` narrows nothing and has none. */
export const SCOPES: Readonly<Record<Exclude<RoleFacts["rowScope"], undefined | "all">, Said>> = {
  "own-record": { fr: "son propre dossier", en: "one's own record" },
  "own-unit": { fr: "son unité", en: "one's own unit" },
  "case-load": { fr: "les dossiers dont il a la charge", en: "the cases in one's charge" },
  tenant: { fr: "son organisme", en: "one's own organisation" },
};

/** The scopes that roles state. */
export function scopes(roles: MatrixDocument["roles"]): readonly Reach[] {
  return Object.entries(roles).flatMap(([role, { rowScope = "all" }]) =>
    rowScope === "all" ? [] : [{ roles: [role], rows: SCOPES[rowScope] }],
  );
}

function words<T>(declared: Readonly<Record<string, T>>, text: (one: T) => Text): Readonly<Record<string, Text>> {
  return Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, text(one)]));
}
