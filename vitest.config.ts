import { defineConfig } from "vitest/config";
import { writeSnippets } from "./scripts/snippets.ts";
import { slowTests } from "./testing/slow-tests.ts";

// Vitest globs before its global setup runs, so the documentation's tests are written here.
writeSnippets();

/** Tests run on the sources: every package exports them under this condition. */
const on = (...conditions: string[]) => ({ ssr: { resolve: { conditions: ["@favorable/source", ...conditions] } } });
const tests = (ending: string): string[] => [`packages/*/test/**/*${ending}`, `examples/*/test/**/*${ending}`];
/** `npm test` is everything but what takes long; `TIER=slow` is that, and `TIER=all` is both. */
const tier = process.env["TIER"];
const left = tier === undefined || tier === "" ? slowTests : [];
const kept = (ending: string): string[] => (tier === "slow" ? slowTests.filter((glob) => glob.endsWith(ending)) : tests(ending));
const databases = ["**/*.pg.test.ts", "**/*.lite.test.ts"];
const mocks = "**/*.mock.test.ts";

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", "./testing/run-reporter.ts"],
    projects: [
      {
        ...on("node"),
        test: {
          name: "unit",
          // Files that come one after the other in a process share their imports, which cost more than most tests.
          isolate: false,
          include: kept(".test.ts"),
          exclude: ["**/node_modules/**", ...databases, mocks, ...left],
          globalSetup: "./testing/cli-setup.ts",
          setupFiles: ["./testing/fast-check.ts", "./testing/left-behind.ts"],
          provide: { implementation: "node" },
          testTimeout: 20_000,
        },
      },
      {
        // A replaced module is replaced for all that a process imports: each of these files has one of its own.
        ...on("node"),
        test: {
          name: "mocks",
          include: kept(".mock.test.ts"),
          exclude: ["**/node_modules/**", ...left],
          setupFiles: ["./testing/fast-check.ts"],
          testTimeout: 20_000,
        },
      },
      {
        ...on("node"),
        test: {
          name: "docs",
          // Many small files that share their imports: each begins with what it declares itself.
          isolate: false,
          include: tier === "slow" ? [] : ["docs/.snippets/*.test.ts"],
          setupFiles: ["./testing/fast-check.ts"],
          provide: { implementation: "node" },
          testTimeout: 20_000,
        },
      },
      {
        // The same tests on the implementation for browsers: the condition maps #crypto to @noble.
        ...on("@favorable/portable"),
        test: {
          name: "noble",
          isolate: false,
          include: tier === "slow" ? ["packages/encryption/test/*browser*.test.ts"] : ["packages/encryption/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...databases, ...left],
          setupFiles: ["./testing/fast-check.ts", "./testing/left-behind.ts"],
          provide: { implementation: "noble" },
          testTimeout: 30_000,
        },
      },
      {
        ...on("node"),
        test: {
          name: "pglite",
          isolate: false,
          include: kept(".lite.test.ts"),
          exclude: ["**/node_modules/**", ...left],
          setupFiles: ["./testing/fast-check.ts", "./testing/left-behind.ts"],
          globalSetup: "./testing/pglite-setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...on("node"),
        test: {
          name: "postgres",
          isolate: false,
          include: kept(".pg.test.ts"),
          exclude: ["**/node_modules/**", ...left],
          setupFiles: ["./testing/fast-check.ts", "./testing/left-behind.ts"],
          globalSetup: "./testing/postgres-server.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

declare module "vitest" {
  interface ProvidedContext {
    /** Which implementation of the primitives the project runs on. */
    implementation: "node" | "noble";
  }
}
