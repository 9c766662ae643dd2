/** 100 kills of a process that erases (ERASURE_ROUNDS for another number), on a server that syncs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { report } from "../../../testing/bench.ts";
import { durableServer } from "../../audit/test/durable-server.ts";
import { erasureRound } from "../test/erasure-rounds.ts";
import { prepare } from "../test/erasure-tables.ts";

const rounds = Number(process.env["ERASURE_ROUNDS"] ?? 100);
const server = await durableServer();
const folder = mkdtempSync(join(tmpdir(), "fav-erasure-"));
const count = { gone: 0, unaccounted: 0, lost: 0, untold: 0, left: 0, closed: 0, unfinished: 0 };
try {
  const pool = new pg.Pool({ connectionString: server.url, max: 1 });
  await prepare(fromPg(pool));
  await pool.end();
  for (let round = 0; round < rounds; round++) {
    const shown = await erasureRound(server.url, join(folder, `ledger-${round}`), 1 + (round % 30), (round * 7) % 23);
    count.gone += shown.gone;
    count.unaccounted += Math.abs(shown.gone - shown.evidenced);
    count.lost += shown.lost;
    count.untold += shown.untold;
    count.left += shown.left;
    count.closed += shown.before === undefined ? 0 : 1;
    count.unfinished += shown.after === undefined ? 0 : 1;
  }
  const none = { unit: "", atMost: 0 };
  report(import.meta.url, "Kills during erasures: the start finishes what was ordered", [
    { what: "kills (SIGKILL)", figure: rounds, unit: "" },
    { what: "rows gone at the time", figure: count.gone, unit: "", atLeast: rounds },
    { what: "kills between tombstone and commit, found closed at the start", figure: count.closed, unit: "" },
    { what: "rows gone without evidence, or evidenced and there", figure: count.unaccounted, ...none },
    { what: "subjects acknowledged and still there", figure: count.lost, ...none },
    { what: "subjects gone without a tombstone outside", figure: count.untold, ...none },
    { what: "subjects with a tombstone still there after the replay", figure: count.left, ...none },
    { what: "starts still closed after the replay", figure: count.unfinished, ...none },
  ]);
  if (count.unaccounted + count.lost + count.untold + count.left + count.unfinished > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.remove();
}
