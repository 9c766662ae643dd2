import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { MONTHS, ORACLE_QUERY, ours } from "./fixtures/oracle-range.ts";

it("adds months as PGlite does, on every day of 1999 to 2040 for twelve periods", async () => {
  const db = await freshPglite();
  const { rows } = await db.query(ORACLE_QUERY);
  expect(rows).toEqual(MONTHS.map((months) => ({ months, digest: createHash("md5").update(ours(months)).digest("hex") })));
  await db.close();
});
