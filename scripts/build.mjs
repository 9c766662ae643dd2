/** Builds every package, floor by floor: a package's types need those of the floors below. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const floors = [
  ["core"],
  ["sql"],
  ["fields", "audit", "encryption"],
  ["access", "retention", "exports", "rights", "statistics"],
  ["processing"],
  ["guard", "review"],
  ["favorable"],
];
for (const name of floors.flat()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js")], {
    cwd: join(root, "packages", name),
    encoding: "utf8",
  });
  if (status !== 0) {
    process.stderr.write(stdout + stderr);
    process.stderr.write(`The build of ${name} failed.\n`);
    process.exit(1);
  }
  process.stdout.write(`built ${name}\n`);
}
