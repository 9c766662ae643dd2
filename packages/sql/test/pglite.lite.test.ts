import { isPrivacyError } from "@favorable/core";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { conformance } from "./conformance.ts";

conformance("PGlite", async () => {
  const db = await freshPglite(["create role clerk"]);
  return { sql: fromPglite(db), role: "clerk", close: () => db.close() };
});

describe("fromPglite", () => {
  let db: Awaited<ReturnType<typeof freshPglite>>;
  beforeAll(async () => {
    db = await freshPglite();
  });
  afterAll(() => db.close());

  it("refuses the outer handle inside a transaction, where it would wait for itself for ever", async () => {
    const sql = fromPglite(db);
    await sql.transaction(async () => {
      await expect(sql.query("select 1")).rejects.toSatisfy((error) => isPrivacyError(error, "TRANSACTION_BUSY"));
      await expect(sql.transaction(async () => 1)).rejects.toSatisfy((error) => isPrivacyError(error, "TRANSACTION_BUSY"));
    });
    expect((await sql.query("select 1 as v")).rows).toEqual([{ v: 1 }]);
  });

  it("lets work that a transaction left behind use the outer handle once it has ended", async () => {
    const sql = fromPglite(db);
    let later: Promise<unknown> = Promise.resolve();
    await sql.transaction(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => sql.query("select 2 as v"));
    });
    expect(await later).toMatchObject({ rows: [{ v: 2 }] });
  });
});
