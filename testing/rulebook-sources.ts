/** The sources that a rule's answer may depend on, as one hash. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = new URL("../packages/review/src", import.meta.url).pathname;
/** What is drawn from an opinion decides nothing in it. */
const AFTER = /^(clauses|dossier|documents|fixes|postgres|rulebook-code\.ts|index\.ts|replay\.ts)/;

/** SHA-256 of every such file, in the order of their names. */
export function rulebookSources(): string {
  const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !AFTER.test(name));
  const texts = names.sort().map((name) => `${name}\n${readFileSync(join(SOURCES, name), "utf8")}`);
  return createHash("sha256").update(texts.join("\0")).digest("hex");
}
