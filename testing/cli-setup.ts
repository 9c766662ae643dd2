/** The command line as one file, made once before the workers start: each test then starts it in a third of a second. */
import { fileURLToPath } from "node:url";
import { build } from "tsup";

/** Bundles it from the sources (globalSetup). */
export default async function setup(): Promise<void> {
  const folder = fileURLToPath(new URL("../packages/favorable", import.meta.url));
  await build({
    config: false,
    silent: true,
    entry: { main: `${folder}/src/cli/main.ts` },
    outDir: `${folder}/.cli/test`,
    format: ["esm"],
    outExtension: () => ({ js: ".mjs" }),
    platform: "node",
    target: "node20",
    splitting: false,
    // Some of what it is made of asks for its parts by `require`.
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    clean: false,
    noExternal: [/^@favorable\//, /^@noble\//],
    removeNodeProtocol: false,
    external: ["pg", "@electric-sql/pglite", "imapflow", "postal-mime"],
    esbuildOptions: (options) => {
      options.conditions = ["@favorable/source", "node", "import"];
    },
  });
}
