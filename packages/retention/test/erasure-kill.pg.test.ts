/** A process that really dies in the middle of erasures. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { erasureRound } from "./erasure-rounds.ts";
import { prepare } from "./erasure-tables.ts";

it("killed at any moment, what is gone is evidenced and told outside, and the start finishes what was ordered", async () => {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), "fav-kill-"));
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    await prepare(fromPg(pool));
    for (const [round, delay] of [0, 3, 7].entries()) {
      const shown = await erasureRound(database.url, join(folder, `ledger-${round}`), 3 + round, delay);
      expect(shown.acknowledged).toBeGreaterThanOrEqual(3 + round);
      expect(shown).toMatchObject({ evidenced: shown.gone, lost: 0, untold: 0, left: 0, after: undefined });
    }
  } finally {
    await pool.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
