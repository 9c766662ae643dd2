/** 100 kills during sweeps (CRASH_ROUNDS for another number): of the worker, of its backend by SIGKILL, of the server by an immediate stop. */
import { report } from "../../../testing/bench.ts";
import { durableServer } from "../../audit/test/durable-server.ts";
import { sweepCrashRounds } from "../test/crash-rounds.ts";

const server = await durableServer();
try {
  const rounds = Number(process.env["CRASH_ROUNDS"] ?? 100);
  const count = await sweepCrashRounds(server, rounds, (line) => process.stderr.write(`${line}\n`));
  const none = { unit: "", atMost: 0 };
  report(import.meta.url, "Kills during sweeps: what is gone is evidenced", [
    {
      what: "kills",
      figure: count.rounds,
      unit: "",
      note: "in turn of the worker, its backend (both SIGKILL) and the server (immediate stop)",
    },
    { what: "kills before the end of the sweep", figure: count.interrupted, unit: "", atLeast: Math.floor(rounds / 2) },
    { what: "rows gone at the time", figure: count.removed, unit: "", atLeast: rounds },
    { what: "rows gone without evidence, or evidenced and there", figure: count.unaccounted, ...none },
    { what: "held rows gone", figure: count.heldGone, ...none },
    { what: "rows on the wrong side of a stored position", figure: count.misplaced, ...none },
    { what: "rows that plan and sweep counted differently", figure: count.unplanned, ...none },
  ]);
  if (count.unaccounted + count.heldGone + count.misplaced + count.unplanned > 0) process.exitCode = 1;
} finally {
  await server.remove();
}
