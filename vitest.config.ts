import { defineConfig } from "vitest/config";
import { writeSnippets } from "./scripts/snippets.ts";

// Vitest globs before its global setup runs, so the documentation's tests are written here.
writeSnippets();

/** Tests run on the sources: every package exports them under this condition. */
const on = (...conditions: string[]) => ({ ssr: { resolve: { conditions: ["@favorable/source", ...conditions] } } });
const tests = (ending: string): string[] => [`packages/*/test/**/*${ending}`, `examples/*/test/**/*${ending}`];
const databases = ["**/*.pg.test.ts", "**/*.lite.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", "./testing/run-reporter.ts"],
    projects: [
      {
        ...on("node"),
        test: {
          name: "unit",
          include: [...tests(".test.ts"), "docs/.snippets/*.test.ts"],
          exclude: ["**/node_modules/**", ...databases],
          globalSetup: "./testing/cli-setup.ts",
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
          include: ["packages/encryption/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...databases],
          setupFiles: ["./testing/fast-check.ts"],
          provide: { implementation: "noble" },
          testTimeout: 30_000,
        },
      },
      {
        ...on("node"),
        test: {
          name: "pglite",
          include: tests(".lite.test.ts"),
          setupFiles: ["./testing/fast-check.ts"],
          globalSetup: "./testing/pglite-setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...on("node"),
        test: {
          name: "postgres",
          include: tests(".pg.test.ts"),
          setupFiles: ["./testing/fast-check.ts"],
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
