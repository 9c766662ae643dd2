/** What a browser loads of this package: bundled and minified by esbuild for the portable condition, gzipped. */
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

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

/** Bytes after minification and gzip, and the modules that are in. */
async function bundled(
  names: string,
  entry = "@favorable/encryption",
): Promise<{ readonly size: number; readonly modules: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { ${names} } from ${JSON.stringify(entry)};`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@favorable/source", "@favorable/portable"],
  });
  const modules = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { size: gzipSync(outputFiles[0]?.contents ?? new Uint8Array(0), { level: 9 }).length, modules: modules.map(([path]) => path) };
}

const CORE = "encryptAge, decryptAge, AgeEncryptStream, AgeDecryptStream, generateIdentity, identityToRecipient, inspectAge";

describe("the build for browsers", () => {
  it("of the age core is at most 13 kB: keys, encryption and decryption of bytes and streams, armor, inspection", async () => {
    const { size, modules } = await bundled(CORE);
    expect(size).toBeLessThanOrEqual(13_000);
    expect(size).toBeGreaterThan(8000); // Else something was not bundled.
    expect(modules.filter((path) => /post-quantum|zod|curves|scrypt|crypto\/node|src\/(node|postgres|fields|keys)\//.test(path))).toEqual(
      [],
    );
  });

  it("adds scrypt when passphrases are used, and the curves and ML-KEM only behind their own entry", async () => {
    const [core, passphrase, hybrid] = [
      await bundled(CORE),
      await bundled(`${CORE}, passphraseRecipient, passphraseIdentity`),
      await bundled("postQuantumRecipient", "@favorable/encryption/post-quantum"),
    ];
    expect(passphrase.size - core.size).toBeLessThan(3000);
    expect(hybrid.modules.some((path) => path.includes("ml-kem"))).toBe(true);
  });
});
