import { afterAll, beforeAll, expect, it } from "vitest";
import { type DurableServer, durableServer } from "../../audit/test/durable-server.ts";
import { sweepCrashRounds } from "./crash-rounds.ts";

/** CRASH_ROUNDS=20 is what continuous integration runs; `npm run proof -- retention crash` runs 100. */
const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? 3);

let server: DurableServer;
beforeAll(async () => {
  server = await durableServer();
}, 60_000);
afterAll(() => server.remove());

it(
  `after ${ROUNDS} kills of the worker, its backend and the server what is gone is evidenced, nothing held is gone, and the sweep goes on exactly where it was`,
  async () => {
    const count = await sweepCrashRounds(server, ROUNDS);
    expect(count).toMatchObject({ rounds: ROUNDS, unaccounted: 0, heldGone: 0, misplaced: 0, unplanned: 0 });
    expect(count.removed).toBeGreaterThan(0);
    expect(count.interrupted).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 20_000,
);
