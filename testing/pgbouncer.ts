/** Starts PgBouncer in transaction mode before a database, for tests that have to work behind it. */
import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, unprivilegedAccount } from "./postgres-server.ts";

/** A pooler before one database. */
export interface Pooler {
  /** The connection string of a login through the pooler. */
  url(login: string): string;
  stop(): Promise<void>;
}

/** Ends the pooler and removes its folder once the pipe on its input closes: `kill -9` of the test run closes it too. */
const SUPERVISOR = 'folder=$1; shift; "$@" & pooler=$!; read -r _; kill -TERM "$pooler"; wait "$pooler"; rm -rf "$folder"';

/** Why PgBouncer cannot be started here; undefined when it can. */
export function whyNoPgBouncer(): string | undefined {
  return program() === undefined ? "pgbouncer is not installed: apt-get install pgbouncer" : undefined;
}

/** Debian puts it where not every PATH looks. */
function program(): string | undefined {
  return ["pgbouncer", "/usr/sbin/pgbouncer"].find((path) => spawnSync(path, ["--version"]).status === 0);
}

/**
 * Starts it with one server connection for each login unless told, so that whatever a transaction leaves behind meets the next one.
 *
 * @param databaseUrl - the database, as anybody
 * @param passwords - by login
 */
export async function startPgBouncer(databaseUrl: string, passwords: Readonly<Record<string, string>>, poolSize = 1): Promise<Pooler> {
  const path = program();
  if (path === undefined) throw new Error(whyNoPgBouncer());
  const { hostname, port: serverPort, pathname } = new URL(databaseUrl);
  const name = pathname.slice(1);
  const account = unprivilegedAccount(); // PgBouncer, too, refuses to run as root.
  const folder = mkdtempSync(join(tmpdir(), "fav-pgbouncer-"));
  const port = await freePort();
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "scram-sha-256",
    auth_file: join(folder, "users.txt"),
    pool_mode: "transaction",
    default_pool_size: poolSize,
    max_client_conn: 100,
  };
  const ini = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  const database = `${name} = host=${hostname} port=${serverPort} dbname=${name}`;
  writeFileSync(
    settings.auth_file,
    Object.entries(passwords)
      .map(([login, password]) => `"${login}" "${password}"\n`)
      .join(""),
  );
  writeFileSync(join(folder, "pgbouncer.ini"), ["[databases]", database, "[pgbouncer]", ...ini, ""].join("\n"));
  if (account.uid !== undefined && account.gid !== undefined)
    for (const path of [folder, settings.auth_file, join(folder, "pgbouncer.ini")]) chownSync(path, account.uid, account.gid);
  const child = spawn("/bin/sh", ["-c", SUPERVISOR, "sh", folder, path, join(folder, "pgbouncer.ini")], {
    ...account,
    cwd: folder,
    detached: true, // Ctrl-C must not reach the supervisor before the pipe closes.
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let log = "";
    const failed = (): void => reject(new Error(`PgBouncer did not start:\n${log}`));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes("process up")) resolve();
      else if (log.includes("FATAL")) failed();
    });
    child.once("exit", failed);
  });
  return {
    url: (login) => `postgres://${login}:${passwords[login] ?? ""}@127.0.0.1:${port}/${name}`,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
