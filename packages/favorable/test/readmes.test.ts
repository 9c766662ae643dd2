import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const packages = join(import.meta.dirname, "../..");
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

test.each(readdirSync(packages))("the README of %s tells to install every package that its example imports", (name) => {
  const readme = readFileSync(join(packages, name, "README.md"), "utf8");
  const installed = [...readme.matchAll(/^npm (?:install|i) ([^#\n]+)/gm)].flatMap(([, list = ""]) => list.trim().split(/\s+/));
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code);
  const imported = blocks.flatMap((code) => [...code.matchAll(/ from "([^"]+)"/g)].map(([, from = ""]) => packageOf(from)));
  expect(blocks.length).toBeGreaterThan(0);
  expect([...new Set(imported)].filter((wanted) => !wanted.startsWith("node:") && !installed.includes(wanted))).toEqual([]);
});
