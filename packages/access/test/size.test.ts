/** What an interface loads: the compiled matrix and the projector, bundled and minified by esbuild, gzipped. */
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

/** The bundler that tsup brings along. */
interface Esbuild {
  build(options: object): Promise<{
    readonly outputFiles: readonly { readonly contents: Uint8Array }[];
    readonly metafile: {
      readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
    };
  }>;
}
const { build } = createRequire(createRequire(import.meta.url).resolve("tsup"))("esbuild") as Esbuild;

async function bundled(contents: string): Promise<{ readonly size: number; readonly modules: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["zod"],
    conditions: ["@favorable/source"],
  });
  const inputs = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { size: gzipSync(outputFiles[0]?.contents ?? new Uint8Array(0), { level: 9 }).length, modules: inputs.map(([path]) => path) };
}

it("can and explain, in two languages, are at most 3 kB and load no dependency", async () => {
  const { size, modules } = await bundled('export { decider } from "@favorable/access";');
  expect(size).toBeLessThanOrEqual(3000);
  expect(size).toBeGreaterThan(1500); // Else something was not bundled.
  expect(modules.filter((path) => path.includes("node_modules") || !path.startsWith("packages/access/"))).toEqual([]);
});

it("the projector adds at most 1.6 kB to what a page that declares records has loaded: zod", async () => {
  const core = await bundled('export { decider } from "@favorable/access";');
  const both = await bundled('export { decider } from "@favorable/access"; export { makeProjector } from "@favorable/fields";');
  expect(both.size - core.size).toBeLessThanOrEqual(1600);
});
