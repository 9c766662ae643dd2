import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { attachSuite } from "./attach-suite.ts";
import { holdSuite } from "./hold-suite.ts";
import { monthEndSuite } from "./month-end-suite.ts";
import { readingSuite } from "./reading-suite.ts";

const open = async () => {
  const db = await freshPglite();
  return { sql: fromPglite(db), close: () => db.close() };
};

readingSuite("PGlite", open);
holdSuite("PGlite", open);
attachSuite("PGlite", open);
monthEndSuite("PGlite", open);
