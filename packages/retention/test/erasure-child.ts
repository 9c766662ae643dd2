/** A process that erases until it is killed: prints each subject that is done. Arguments: connection string, ledger file, number of subjects. */
import { writeSync } from "node:fs";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { fileErasureStore } from "../src/node/index.ts";
import { eraser } from "../src/postgres/index.ts";
import { KEY, ledgerOf, optionsOf, orderOf } from "./erasure-tables.ts";

const [url = "", file = "", count = "0"] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 3 });
const { erase } = eraser(optionsOf(fromPg(pool), ledgerOf(fileErasureStore(file, KEY, { create: true }))));
for (let n = 1; n <= Number(count); n++) {
  await erase(orderOf(`agent-${n}`));
  writeSync(1, `agent-${n}\n`);
}
await pool.end();
