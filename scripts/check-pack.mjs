/** Packs every package, lints the tarballs, and loads each one in an empty folder, as ESM and as CommonJS. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { packageManager } = JSON.parse(readFileSync("package.json", "utf8"));
const bin = (name) => join(process.cwd(), "node_modules/.bin", name);
const run = (command, args, cwd = process.cwd()) =>
  execFileSync(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: 1e8 });
const folder = mkdtempSync(join(tmpdir(), "favorable-pack-"));
try {
  const entries = [];
  for (const name of readdirSync("packages")) {
    run("npx", ["-y", packageManager, "pack", "--pack-destination", folder], `packages/${name}`);
    const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));
    for (const path of Object.keys(manifest.exports)) if (!path.endsWith(".json")) entries.push(manifest.name + path.slice(1));
  }
  const tarballs = readdirSync(folder)
    .filter((file) => file.endsWith(".tgz"))
    .map((file) => join(folder, file));
  for (const tarball of tarballs) {
    run(bin("publint"), ["run", tarball, "--strict"]);
    run(bin("attw"), [tarball, "--profile", "node16"]);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", "--omit=optional", ...tarballs], folder);
  for (const entry of entries) {
    const name = JSON.stringify(entry);
    const print =
      "console.log(Object.keys(m).filter((key) => key !== 'default' && key !== 'module.exports' && m[key] !== undefined).sort().join())";
    const esm = run(process.execPath, ["--input-type=module", "-e", `const m = await import(${name}); ${print}`], folder).trim();
    const cjs = run(process.execPath, ["-e", `const m = require(${name}); ${print}`], folder).trim();
    if (esm === "" || esm !== cjs) throw new Error(`${entry} exports other names as CommonJS than as ESM, or none`);
  }
  const help = run(join(folder, "node_modules/.bin/favorable"), ["--help"], folder);
  if (!help.includes("favorable")) throw new Error("the packed command line prints no help");
  process.stdout.write(`${tarballs.length} packages packed and linted, ${entries.length} entries loaded as ESM and CommonJS\n`);
} catch (error) {
  process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
