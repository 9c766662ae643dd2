/**
 * Mutation of what changed: `BASE=<commit> npm run mutate:changed`. Takes the pure files of packages that changed since the base
 * (without one: since the branch left `origin/HEAD`, or else in the last 20 commits), the latest first, up to a number of lines.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const LINES = Number(process.env["LINES_TO_MUTATE"] ?? 400);
/** Files whose tests need a server, a browser or a process of their own are not run under mutation. */
const PURE = /^packages\/([^/]+)\/src\/(?!.*(?:index\.ts$|\/(?:node|postgres|drivers|cli|dossier|minter)\/)).*\.ts$/;

const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
const attempt = (...args: string[]): string | undefined => {
  try {
    return git(...args);
  } catch {
    return undefined;
  }
};
const head = git("rev-parse", "HEAD");
const left = attempt("merge-base", "HEAD", "origin/HEAD");
const base = process.env["BASE"] ?? (left === undefined || left === head ? undefined : left) ?? attempt("rev-parse", "HEAD~20");
const range = base === undefined ? [] : [`${base}..HEAD`];
const changed = [...new Set(git("log", "--name-only", "--pretty=format:", ...range, "--", "packages").split("\n"))];

const chosen = new Map<string, string[]>();
let lines = 0;
for (const file of changed) {
  const [, name] = PURE.exec(file) ?? [];
  if (name === undefined || !existsSync(file)) continue;
  const length = readFileSync(file, "utf8").split("\n").length;
  if (lines + length > LINES) continue;
  lines += length;
  chosen.set(name, [...(chosen.get(name) ?? []), file]);
}
if (chosen.size === 0) console.log("Nothing that changed can be mutated.");
for (const [name, files] of chosen) {
  console.log(`\n${name}: ${files.join(", ")}`);
  const env = { ...process.env, MUTATE: `packages/${name}`, FILES: files.join(",") };
  const { status } = spawnSync("npx", ["stryker", "run"], { stdio: "inherit", env });
  if (status !== 0) process.exitCode = 1;
}
