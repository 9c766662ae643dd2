/** 100 crashes under load (CRASH_ROUNDS for another number): of the writing process by SIGKILL, of the server by an immediate stop. */
import { report } from "../../../testing/bench.ts";
import { crashRounds } from "../test/crash-rounds.ts";
import { durableServer } from "../test/durable-server.ts";

const server = await durableServer();
try {
  const rounds = Number(process.env["CRASH_ROUNDS"] ?? 100);
  const count = await crashRounds(server, rounds, (line) => process.stderr.write(`${line}\n`));
  const none = { unit: "", atMost: 0 };
  report(import.meta.url, "Crashes under load: what was acknowledged is there", [
    { what: "crashes", figure: count.rounds, unit: "", note: "every other one of the writer (SIGKILL), of the server (immediate stop)" },
    { what: "entries acknowledged", figure: count.acknowledged, unit: "", atLeast: rounds * 20 },
    { what: "acknowledged entries lost", figure: count.lost, ...none },
    { what: "empty or double positions", figure: count.gaps, ...none },
    { what: "checkpoints signed", figure: count.checkpoints, unit: "" },
    { what: "checkpoints ahead of the data", figure: count.ahead, ...none },
    { what: "alarms though nobody meddled", figure: count.alarms, ...none },
  ]);
  if (count.lost + count.gaps + count.ahead + count.alarms > 0) process.exitCode = 1;
} finally {
  await server.remove();
}
