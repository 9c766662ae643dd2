import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { readersSuite } from "./readers-suite.ts";

readersSuite("PGlite", async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
});
