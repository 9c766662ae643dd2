import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { dependantsSuite } from "./dependants-suite.ts";

dependantsSuite("PGlite", async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
});
