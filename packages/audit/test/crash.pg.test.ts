import { afterAll, beforeAll, expect, it } from "vitest";
import { crashRounds } from "./crash-rounds.ts";
import { type DurableServer, durableServer } from "./durable-server.ts";

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
