/** Mutates one package: `MUTATE=packages/core npm run mutate`. */
const target = process.env.MUTATE ?? "packages/*";

export default {
  packageManager: "pnpm",
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  mutate: (process.env.FILES ?? `${target}/src/**/*.ts,!**/index.ts`).split(","),
  ignorePatterns: ["dist", ".tsc", "coverage", "reports", "docs", "examples", "/node_modules/.cache"],
  timeoutMS: 4000,
  timeoutFactor: 2,
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: "node_modules/.cache/stryker.json",
  tempDirName: ".stryker-tmp",
  thresholds: { high: 90, low: 80, break: 70 },
  vitest: { configFile: "vitest.stryker.config.ts", related: true },
};
