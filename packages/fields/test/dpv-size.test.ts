/** A bundler keeps the terms that are used and no other: bundled and minified by esbuild. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

interface Esbuild {
  build(options: object): Promise<{ readonly outputFiles: readonly { readonly text: string }[] }>;
}

const { build } = createRequire(createRequire(import.meta.url).resolve("tsup"))("esbuild") as Esbuild;

/** What a program of one line becomes. */
async function bundled(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: join(import.meta.dirname, "../src"), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    conditions: ["@favorable/source"],
  });
  return outputFiles[0]?.text ?? "";
}

describe("a program that uses a term", () => {
  it("ships that term and no other", async () => {
    const text = await bundled('import { VaccinationManagement } from "./dpv/index.ts"; console.log(VaccinationManagement);');
    expect(text).toContain("https://w3id.org/dpv/sector/health#VaccinationManagement");
    expect(text.length).toBeLessThan(200);
  });

  it("ships its kind and no other when it is named by kind", async () => {
    const text = await bundled('import { legalBases } from "./dpv/index.ts"; console.log(legalBases.A6_1_c);');
    expect(text).toContain("https://w3id.org/dpv/legal/eu/gdpr#A9-2-i");
    expect(text).not.toContain("VaccinationManagement");
  });

  it("ships the labels only where it asks for labels", async () => {
    const iris = await bundled('import { compactIri, legalBases } from "./dpv/index.ts"; console.log(compactIri(legalBases.A6_1_c));');
    expect(iris).not.toContain("Gestion");
    const labels = await bundled('import { dpvLabel } from "./dpv/index.ts"; console.log(dpvLabel("https://w3id.org/dpv#Consent"));');
    expect(labels).toContain("Gestion");
    expect(labels.length).toBeLessThan(60_000);
  });
});
