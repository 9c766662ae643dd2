import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { keyStoreSuite } from "./key-store-suite.ts";

keyStoreSuite("PGlite", async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
});
