/** A process that sweeps until it is killed: prints a line when its first batch is done. Arguments: connection string, named or plain. */
import { writeSync } from "node:fs";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { sweep } from "../src/postgres/index.ts";
import { CRASH_TABLE } from "./crash-table.ts";
import { footage } from "./policies.ts";

const [url = "", how = "plain"] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 6 });
pool.on("error", () => undefined);
const sql = fromPg(pool);
let begun = false;
const onProgress = (): void => {
  if (!begun) writeSync(1, "begun\n");
  begun = true;
};
const common = { sql, policy: footage, table: CRASH_TABLE, batch: 20, duty: 1, onProgress };
const workers = how === "named" ? ["w-1", "w-2"].map((worker) => ({ worker, ranges: 4, leaseMs: 1000 })) : [{}, {}];
const ends = await Promise.allSettled(workers.map((worker) => sweep({ ...common, ...worker })));
for (const end of ends) if (end.status === "rejected" && !begun) process.stderr.write(`${String(end.reason)}\n`);
await pool.end().catch(() => undefined);
