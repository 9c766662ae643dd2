/** A process that loads a log until it is killed: prints what it is told, a line each. Arguments: connection string, private key. */
import { writeSync } from "node:fs";
import { systemClock } from "@favorable/core";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { createSigner } from "../src/node/index.ts";
import { openAuditLog } from "../src/postgres/index.ts";
import { load } from "./crash-load.ts";
import { ORIGIN } from "./fixtures.ts";

const [url = "", privateKey = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 12 });
pool.on("error", () => undefined);
const sql = fromPg(pool);
const subjectKey = new Uint8Array(32).fill(7);
const log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(privateKey), clock: systemClock, subjectKey, patience: 2000 });
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`);
await load(log, sql, { entry: (id) => say({ id }), checkpoint: (note) => say({ note }) }, () => false);
