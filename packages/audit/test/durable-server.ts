/** A PostgreSQL server of one's own that forces commits to the disk, and can be crashed and started again: for crash tests and benchmarks. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binaries, freePort, unprivilegedAccount } from "../../../testing/postgres-server.ts";

/** A server whose crash is part of the test. */
export interface DurableServer {
  /** Connection string of the maintenance database, as superuser; the same after every start. */
  readonly url: string;
  /** Ends every process at once, without a checkpoint (SIGQUIT: an immediate shutdown), as a crash of the server would. */
  crash(): Promise<void>;
  /** Starts it again; resolves when it has recovered and answers. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Settings as a server has them by default where they matter: fsync, full_page_writes and synchronous_commit are on. */
const SETTINGS = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  max_connections: "100",
  shared_buffers: "128MB",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

/** Makes a cluster in a new folder and starts it. */
export async function durableServer(settings: Readonly<Record<string, string>> = {}): Promise<DurableServer> {
  const account = unprivilegedAccount();
  const folder = mkdtempSync(join(tmpdir(), "fav-durable-"));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const { initdb, postgres } = await binaries(folder, account);
  const data = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o644 });
  const options = { ...account, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" } };
  const cluster = [`--pgdata=${data}`, "--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  execFileSync(initdb, [...cluster, "--locale=C", "--no-instructions"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const port = await freePort();
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn(postgres, ["-D", data, "-p", String(port), ...flags], { ...options, stdio: ["ignore", "ignore", "pipe"] });
    server = child;
    await new Promise<void>((resolve, reject) => {
      let log = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        log = (log + text).slice(-4000);
        if (log.includes("ready to accept connections")) resolve();
      });
      child.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    });
  }
  async function crash(): Promise<void> {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGQUIT");
    await ended;
  }
  await start();
  process.once("exit", () => server?.kill("SIGQUIT"));
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    crash,
    start,
    async remove() {
      await crash();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
