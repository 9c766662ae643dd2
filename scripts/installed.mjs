/**
 * Runs a command of the workspace, after installing what the lock file asks for when it is not there yet.
 * Needs Node and npm only: pnpm is fetched by npx at the version the repository names.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const shell = process.platform === "win32";

/** pnpm keeps a copy of the lock file it installed from. */
function isInstalled() {
  const installed = join(root, "node_modules/.pnpm/lock.yaml");
  const same = (path) => readFileSync(path, "utf8").replace(/\r/g, "");
  return existsSync(installed) && same(installed) === same(join(root, "pnpm-lock.yaml"));
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Favorable needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!isInstalled()) {
  console.error("Installing what is missing (once) …");
  const args = ["-y", packageManager, "install", "--frozen-lockfile", "--reporter=silent"];
  const { status } = spawnSync("npx", args, { cwd: root, stdio: ["ignore", 2, 2], shell });
  if (status !== 0) {
    console.error("The installation failed. Try: npm run setup");
    process.exit(status ?? 1);
  }
}
const [command, ...args] = process.argv.slice(2);
const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}` };
const { status, signal } = spawnSync(command, args, { cwd: root, stdio: "inherit", env, shell });
process.exit(signal === null ? (status ?? 1) : 1);
