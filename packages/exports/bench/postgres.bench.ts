/** An encrypted export of 400,000 rows from PostgreSQL, beside the same rows as plain NDJSON: processor time of this process. */
import { createHash } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { calendarDate } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { snapshotRows } from "@favorable/exports";
import { exportRecords } from "@favorable/exports/node";
import { cursorRows, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import { Encrypter } from "age-encryption";
import pg from "pg";
import { compare, report } from "../../../testing/bench.ts";
import { startServer } from "../../../testing/postgres-server.ts";

const ROWS = Number(process.env["ROWS"] ?? 400_000);
const TEXT = 'select staff_number as "staffNumber", unit, status, doses, comment from agent order by id';
const folder = mkdtempSync(join(tmpdir(), "favorable-bench-"));
const server = await startServer();
const pool = new pg.Pool({ connectionString: server.url, max: 2 });
try {
  const sql: Sql = fromPg(pool);
  await sql.query(`create table agent (id int primary key, staff_number text, unit text, status text, doses int, comment text)`);
  await sql.query(
    `insert into agent select i, 'S' || i, 'unit ' || (i % 40), 'complete', i % 4, repeat(md5(i::text), 4) from generate_series(1, $1::int) i`,
    [ROWS],
  );
  const keys = await generateIdentity();
  const fields = {
    staffNumber: { category: "identity" },
    unit: { category: "job" },
    status: { category: "status" },
    doses: { category: "status" },
    comment: { category: "comments" },
  };
  let next = 0;
  const fresh = (): string => join(folder, `${next++}`);
  const drop = (file: string): void => rmSync(file);

  /** The rows as lines, in the same snapshot, by the same cursor, with the same projection. */
  async function* lines(tx: Sql): AsyncGenerator<Uint8Array> {
    let text = "";
    for await (const batch of cursorRows<Record<string, unknown>>(tx, TEXT, [])) {
      for (const row of batch)
        text += `${JSON.stringify({ staffNumber: row["staffNumber"], unit: row["unit"], status: row["status"], doses: row["doses"], comment: row["comment"] })}\n`;
      if (text.length >= 256 * 1024) {
        yield Buffer.from(text);
        text = "";
      }
    }
    yield Buffer.from(text);
  }
  const snapshot = { isolation: "repeatable read", readOnly: true } as const;
  const plain = async (): Promise<void> => {
    const file = fresh();
    await sql.transaction((tx) => pipeline(Readable.from(lines(tx)), createWriteStream(file, { mode: 0o600 })), snapshot);
    drop(file);
  };
  const typage = async (): Promise<void> => {
    const file = fresh();
    const encrypter = new Encrypter();
    encrypter.addRecipient(keys.recipient);
    const hash = createHash("sha256");
    await sql.transaction(async (tx) => {
      const hashed = async function* () {
        for await (const block of lines(tx)) {
          hash.update(block);
          yield block;
        }
      };
      const stream = await encrypter.encrypt(Readable.toWeb(Readable.from(hashed())) as ReadableStream<Uint8Array>);
      await pipeline(Readable.fromWeb(stream as never), createWriteStream(file, { mode: 0o600 }));
    }, snapshot);
    drop(file);
  };
  const ours = (format: "ndjson" | "csv") => async (): Promise<void> => {
    const file = fresh();
    await exportRecords({
      permit: () => ({ allowed: true, fields: Object.keys(fields) }),
      ...{ actor: "a-17", role: "director", purpose: "followUp", format },
      record: { name: "agent", fields },
      recipients: [keys.recipient],
      rows: snapshotRows(sql, TEXT),
      file,
      ledger: async () => {},
      ledgerRetention: { policy: "logs", version: 1, start: calendarDate("2021-11-02") },
    });
    drop(file);
  };
  const options = { rounds: Number(process.env["ROUNDS"] ?? 7), floorMs: 0, clock: "cpu" } as const;
  await plain();
  const rows = ROWS.toLocaleString("en");
  report(import.meta.url, "Exports from PostgreSQL", [
    {
      what: `${rows} rows, encrypted NDJSON ÷ plain NDJSON, processor time`,
      figure: await compare(ours("ndjson"), plain, options),
      atMost: 1.25,
      note: "projection, manifest, seal, SHA-256 of content and of file, fsync included",
    },
    { what: `${rows} rows, encrypted CSV in a tar ÷ plain NDJSON`, figure: await compare(ours("csv"), plain, options), note: "no bound" },
    {
      what: `${rows} rows, NDJSON + SHA-256 with age-encryption ÷ plain NDJSON`,
      figure: await compare(typage, plain, { ...options, rounds: 3 }),
      note: "the peer",
    },
  ]);
} finally {
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
