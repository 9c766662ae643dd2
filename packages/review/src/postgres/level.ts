/** A declared level of PostgreSQL, held against the live catalogue. */
import type { AnyMatrix } from "@favorable/access";
import { type PostgresMapping, type PostgresReport, verifyPostgres } from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { nameOf } from "./schema.ts";

/** A matrix, and how it lies in the database. */
export interface DeclaredLevel {
  readonly matrix: AnyMatrix;
  readonly mapping: PostgresMapping;
}

/**
 * Names everything that is wider than the matrix: cells, policies, functions, and ways past it that are not inherent. Needs an outer handle: it
 * makes temporary tables, which a read-only transaction refuses.
 *
 * @throws those of `verifyPostgres`
 */
export async function grantsBeyondMatrix(sql: Sql, { matrix, mapping }: DeclaredLevel): Promise<readonly string[]> {
  return grantsOf(await verifyPostgres(sql, matrix, mapping));
}

/** The same, of a report that was made before. What the matrix grants and the database does not is no wider: it is left out. */
export function grantsOf({ cells, policies, functions, bypasses }: PostgresReport): readonly string[] {
  const wider = cells.filter(({ missing }) => !missing);
  const said = (finding: object): string =>
    Object.values(finding)
      .filter((value): value is string => typeof value === "string")
      .map(nameOf)
      .join(":");
  return [
    ...wider.map(
      ({ role, relation, column, privilege }) =>
        `${nameOf(role)}:${nameOf(relation.replaceAll('"', ""))}${column === undefined ? "" : `.${nameOf(column)}`}:${privilege.toLowerCase()}`,
    ),
    ...policies.map((finding) => `policy:${said(finding)}`),
    ...functions.map((finding) => `function:${said(finding)}`),
    ...bypasses.filter(({ inherent }) => !inherent).map((finding) => `bypass:${said(finding)}`),
  ].sort();
}
