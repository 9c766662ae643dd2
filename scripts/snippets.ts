/**
 * Turns every `ts` block of the READMEs, the guides and the `@example` tags into a test.
 *
 * `console.log(value); // text` becomes an assertion that `value` prints as `text`, so a documented result that
 * stops being true fails the build. A block that starts with `// not run` is only shown.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const OUT = "docs/.snippets";
const FILES = ["ls-files", "-co", "--exclude-standard", "*.md", "packages/*/src/*.ts", "packages/*/src/*.tsx"];

/** Writes the documentation's tests; leaves those that have not changed alone, so that two runs side by side do not disturb each other. */
export function writeSnippets(): void {
  mkdirSync(OUT, { recursive: true });
  const wanted = new Map<string, string>();
  for (const file of new Set(execFileSync("git", FILES, { encoding: "utf8" }).trim().split("\n"))) {
    const text = read(file);
    const body = /\.tsx?$/.test(file) ? text.replace(/^[ \t]*\* ?/gm, "") : text;
    for (const match of body.matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
      const source = match[1] ?? "";
      if (source.startsWith("// not run")) continue;
      const line = body.slice(0, match.index).split("\n").length;
      wanted.set(`${file.replaceAll("/", "__")}.L${line}.test.ts`, render(`${file}:${line}`, source));
    }
  }
  for (const old of readdirSync(OUT)) if (!wanted.has(old)) rmSync(`${OUT}/${old}`, { force: true });
  for (const [name, text] of wanted) if (read(`${OUT}/${name}`) !== text) writeFileSync(`${OUT}/${name}`, text);
}

/** A file that was deleted but not yet committed is still listed by git; a test may not be written yet. */
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
