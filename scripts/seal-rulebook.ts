/** Writes the hash of the rules' sources beside their version. After a version was published, a change takes the next number first. */
import { readFileSync, writeFileSync } from "node:fs";
import { rulebookVersion } from "../packages/review/src/edition.ts";
import { rulebookSources } from "../testing/rulebook-sources.ts";

const file = new URL("../packages/review/src/rulebook-code.ts", import.meta.url);
const text = readFileSync(file, "utf8");
const entry = `"${rulebookVersion}": "${rulebookSources()}"`;
const known = new RegExp(`"${rulebookVersion}": "[0-9a-f]*"`);
const sealed = known.test(text) ? text.replace(known, entry) : text.replace(/\n\};\n$/, `\n  ${entry},\n};\n`);
writeFileSync(file, sealed);
process.stdout.write(`Rulebook ${rulebookVersion} is sealed.\n`);
