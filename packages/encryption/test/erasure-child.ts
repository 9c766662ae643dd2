/** A process of its own for the tests: opens the cell it is asked for, as often as it is asked, with a warm cache. */
import { createInterface } from "node:readline";
import { createKeyRing, isErased } from "@favorable/encryption";
import { fileFence, fileKeyService } from "@favorable/encryption/node";
import { postgresKeyStore } from "@favorable/encryption/postgres";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";

const [url = "", keys = "", fence = ""] = process.argv.slice(2);
const secret = new Uint8Array(32).fill(0x5a);
const pool = new pg.Pool({ connectionString: url, max: 2 });
const ring = createKeyRing({
  service: fileKeyService(keys),
  store: postgresKeyStore(fromPg(pool)),
  fence: fileFence(fence, secret),
  subjectKey: secret,
  fenceMs: 200,
});
for await (const line of createInterface({ input: process.stdin })) {
  const [subject = "", cell = ""] = line.split(" ");
  const opened = await ring.open({ table: "agent", column: "comment", subject }, cell);
  const said = isErased(opened) ? "erased" : new TextDecoder().decode(opened);
  process.stdout.write(`${said}\n`);
}
await pool.end();
