/** Settings of the property tests (setupFiles); FC_SEED repeats a run, FC_RUNS lengthens it. */
import fc from "fast-check";

const seed = process.env["FC_SEED"];

fc.configureGlobal({
  numRuns: Number(process.env["FC_RUNS"] ?? (process.env["STRYKER_MUTATOR_WORKER"] === undefined ? 100 : 30)),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  // A stuck shrink must not eat the test's time-out: stop and report what was found. A slow machine takes three times as long.
  interruptAfterTimeLimit: 12_000,
  markInterruptAsFailure: true,
  endOnFailure: false,
});
