import type { Options } from "tsup";

/** The one build of every package: ESM, CommonJS and types, platform left to the consumer. */
export function library(entry: string[]): Options {
  return {
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
  };
}

/** A program to be run: ESM on Node only, no types. */
export function program(entry: Record<string, string>): Options {
  return {
    entry,
    format: ["esm"],
    target: "es2022",
    platform: "node",
    external: [/^node:/],
    sourcemap: true,
    splitting: false,
    removeNodeProtocol: false,
  };
}
