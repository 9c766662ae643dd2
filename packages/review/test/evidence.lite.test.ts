import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { evidenceSuite } from "./evidence-suite.ts";

evidenceSuite("PGlite", async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
});
