/** The port that is tried, with the words of the tests: it is there once their file has opened it. */
import { type Sql, sqlState } from "@favorable/sql";
import fc from "fast-check";

export interface Port {
  readonly sql: Sql;
  /** A role that exists and that the session may take. */
  readonly role: string;
  /** The column `v` of the first row. */
  one<T>(statement: string, params?: Parameters<Sql["query"]>[1]): Promise<T | undefined>;
  /** How many persons there are. */
  count(): Promise<number | undefined>;
}

/** The SQLSTATE of what was refused. */
export const stateOf = (run: Promise<unknown>): Promise<string | undefined> => run.then(() => "no error", sqlState);

/** A text of any code point a PostgreSQL text can hold. */
export const text: fc.Arbitrary<string> = fc.string({ unit: "binary", maxLength: 20 }).map((value) => value.replaceAll("\0", ""));
