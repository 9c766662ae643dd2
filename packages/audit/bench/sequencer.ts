/** A process that gives positions all the time, as a deployment has one beside its writers. Arguments: connection string, private key. */

import { createSigner } from "@favorable/audit/node";
import { openAuditLog } from "@favorable/audit/postgres";
import { systemClock } from "@favorable/core";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";

const [url = "", privateKey = "", origin = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 2 });
pool.on("error", () => undefined);
const subjectKey = new Uint8Array(32).fill(7);
const log = await openAuditLog({ sql: fromPg(pool), origin, signer: createSigner(privateKey), clock: systemClock, subjectKey });
process.stdout.write("ready\n");
for (;;) {
  await log.sequence();
  await new Promise((resolve) => setTimeout(resolve, 250));
}
