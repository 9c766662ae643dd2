/** `npm start [-- name]`: runs the scenario of an example; without a name, the main job. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const examples = join(import.meta.dirname, "../examples");
const name = process.argv[2] ?? "vaccination-register";
const known = readdirSync(examples).filter((folder) => existsSync(join(examples, folder, "src/main.ts")));
if (known.includes(name)) {
  process.argv.splice(2, 1);
  await import(join(examples, name, "src/main.ts"));
} else {
  console.error(`There is no such example. Known: ${known.join(", ")}`);
  process.exitCode = 2;
}
