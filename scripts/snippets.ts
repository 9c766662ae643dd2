/**
 * Turns every `ts` block of the READMEs, the guides and the `@example` tags into a test.
 *
 * `console.log(value); // text` becomes an assertion that `value` prints as `text`, so a documented result that
 * stops being true fails the build. A block that starts with `// not run` is only shown.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const OUT = "docs/.snippets";
const FILES = ["ls-files", "-co", "--exclude-standard", "*.md", "packages/*/src/*.ts", "packages/*/src/*.tsx"];

/** Writes the documentation's tests afresh. */
export function writeSnippets(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const files = new Set(execFileSync("git", FILES, { encoding: "utf8" }).trim().split("\n"));
  for (const file of files) {
    const text = read(file);
    const body = /\.tsx?$/.test(file) ? text.replace(/^[ \t]*\* ?/gm, "") : text;
    for (const match of body.matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
      const source = match[1] ?? "";
      if (source.startsWith("// not run")) continue;
      const line = body.slice(0, match.index).split("\n").length;
      writeFileSync(`${OUT}/${file.replaceAll("/", "__")}.L${line}.test.ts`, render(`${file}:${line}`, source));
    }
  }
}

/** A file that was deleted but not yet committed is still listed by git. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function render(name: string, source: string): string {
  const code = source.replace(
    /^( *)console\.log\((.*)\);? \/\/ (.*)$/gm,
    (_, indent: string, value: string, text: string) => `${indent}expect(String(${value})).toBe(${JSON.stringify(text.trim())});`,
  );
  const imports = code.match(/^import [\s\S]*?;$/gm) ?? [];
  const rest = code.replace(/^import [\s\S]*?;$/gm, "").trim();
  return `import { expect, it } from "vitest";\n${imports.join("\n")}\n\nit(${JSON.stringify(name)}, async () => {\n${rest}\n});\n`;
}
