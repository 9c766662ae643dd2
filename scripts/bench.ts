/** `npm run bench -- [package [name]]`, `npm run proof -- [package [name]]`: the measurements of a package, one after the other. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [kind = "bench", only, name] = process.argv.slice(2);
const packages = join(import.meta.dirname, "../packages");
const files = readdirSync(packages)
  .filter((found) => only === undefined || found === only)
  .filter((found) => existsSync(join(packages, found, kind)))
  .flatMap((found) => readdirSync(join(packages, found, kind)).map((file) => join(packages, found, kind, file)))
  .filter((file) => file.endsWith(name === undefined ? `.${kind}.ts` : `${name}.${kind}.ts`));
if (files.length === 0) {
  console.error(`No ${kind} is known by that name. Packages that have some: look for packages/*/${kind}/*.${kind}.ts`);
  process.exitCode = 2;
}
for (const file of files) {
  const { status } = spawnSync(process.execPath, [...process.execArgv, file], { stdio: "inherit" });
  if (status !== 0) process.exitCode = status ?? 1;
}
