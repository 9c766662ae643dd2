import { defineConfig } from "tsup";

/** The one build of every package: ESM, CommonJS and types, platform left to the consumer. */
export function library(entry: string[]): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: ["esm", "cjs"],
    target: "es2022",
    platform: "neutral",
    external: ["#crypto", /^node:/],
    dts: { compilerOptions: { ignoreDeprecations: "6.0", composite: false } },
    sourcemap: true,
    clean: true,
    splitting: true,
    removeNodeProtocol: false,
  });
}
