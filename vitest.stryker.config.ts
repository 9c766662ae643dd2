import { defineConfig } from "vitest/config";

/** One project, no reporter and no server: the mutation run drives it, a package at a time. */
export default defineConfig({
  ssr: { resolve: { conditions: ["@favorable/source", "node"] } },
  test: {
    include: [`${process.env["MUTATE"] ?? "packages/*"}/test/**/*.test.ts`],
    exclude: ["**/node_modules/**", "**/*.pg.test.ts", "**/*.lite.test.ts", "**/*.types.test.ts"],
    globalSetup: "./testing/cli-setup.ts",
    setupFiles: ["./testing/fast-check.ts"],
    provide: { implementation: "node" },
  },
});
