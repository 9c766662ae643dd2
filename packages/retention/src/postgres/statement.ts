/** Collects the parameters of a generated statement. */
import type { SqlParam } from "@favorable/sql";

/** A statement in the making. */
export interface StatementParams {
  /** Adds a parameter, and gives its text with the cast. */
  add(value: SqlParam, type: string): string;
  /** The values so far, in order. */
  readonly values: readonly SqlParam[];
}

/** Starts without parameters. */
export function statementParams(): StatementParams {
  const values: SqlParam[] = [];
  return {
    values,
    add(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
  };
}
