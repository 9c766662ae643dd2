import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withFallback } from "../src/index.ts";
import { openJournal } from "../src/node/index.ts";
import { auditMigrations, openAuditLog } from "../src/postgres/index.ts";
import { crashRounds } from "./crash-rounds.ts";
import { type DurableServer, durableServer } from "./durable-server.ts";
import { ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

/** CRASH_ROUNDS=20 is what continuous integration runs; `npm run proof -- audit crash` runs 100. */
const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? 4);

let server: DurableServer;
beforeAll(async () => {
  server = await durableServer();
});
afterAll(() => server.remove());

it(
  `after ${ROUNDS} crashes of the writer and of the server under load no acknowledged entry is lost, no position is empty, and no checkpoint is ahead`,
  async () => {
    const count = await crashRounds(server, ROUNDS);
    expect(count).toMatchObject({ rounds: ROUNDS, lost: 0, gaps: 0, ahead: 0, alarms: 0 });
    expect(count.acknowledged).toBeGreaterThan(ROUNDS * 20);
    expect(count.checkpoints).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 20_000,
);

it("what is appended while the server is down waits in the file, and is in the log once it is up, each once and in order", async () => {
  const folder = mkdtempSync(join(tmpdir(), "audit-down-"));
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  pool.on("error", () => undefined);
  const sql = fromPg(pool);
  await migrate(sql, auditMigrations);
  const subjectKey = new Uint8Array(32).fill(7);
  const open = () => openAuditLog({ sql, origin: ORIGIN, signer, clock: systemClock, subjectKey, patience: 300 });
  const file = await openJournal(join(folder, "fallback.log"));
  const log = await withFallback({ log: open, file, origin: ORIGIN, clock: systemClock, retryAfter: 50 });
  try {
    const { size: from } = await log.sequence();
    await log.append(readEvent("before", ["p-1"]));
    await server.crash();
    for (let at = 0; at < 5; at++) await log.append(readEvent(`meanwhile ${at}`, ["p-1"]));
    await server.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await log.append(readEvent("after", ["p-1"]));
    const entries = await all(log.entries({ from }));
    expect(entries.map(({ parts, clear }) => [parts[0]?.value, clear["fallback"] ?? false])).toEqual([
      ["before", false],
      ...Array.from({ length: 5 }, (_, at) => [`meanwhile ${at}`, true]),
      ["after", false],
    ]);
    expect(await log.health()).toMatchObject({ fallback: 0, pending: 0, quarantined: 0 });
  } finally {
    await log.close();
    await pool.end();
    rmSync(folder, { recursive: true });
  }
});
