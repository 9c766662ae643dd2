/** The social security number, which stood on every file: the record has no such field, for any purpose. This does not compile. */
import type { openFiles } from "../files.ts";

type Files = Awaited<ReturnType<typeof openFiles>>;

export function numbers(cases: Awaited<ReturnType<Files["readCases"]>>): unknown[] {
  return cases.map(({ nir }) => nir);
}
