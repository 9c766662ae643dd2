import { consentMigrations, postgresConsentStore } from "@favorable/fields/postgres";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { consentStoreSuite } from "./consent-store-suite.ts";

consentStoreSuite("on PGlite", async () => {
  const db = await freshPglite();
  const sql = fromPglite(db);
  await migrate(sql, consentMigrations);
  return { store: postgresConsentStore({ sql }), close: () => db.close() };
});
