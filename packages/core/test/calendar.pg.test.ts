import { createHash } from "node:crypto";
import pg from "pg";
import { expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { MONTHS, ORACLE_QUERY, ours } from "./fixtures/oracle-range.ts";

it("adds months as PostgreSQL does, on every day of 1999 to 2040 for twelve periods", async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(ORACLE_QUERY);
  expect(rows).toEqual(MONTHS.map((months) => ({ months, digest: createHash("md5").update(ours(months)).digest("hex") })));
  await client.end();
  await database.drop();
});
