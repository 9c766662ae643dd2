import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { retentionSuite } from "./postgres-suite.ts";

retentionSuite("PGlite", async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
});
