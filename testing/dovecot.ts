/**
 * Starts a real IMAP server, Debian's `dovecot-imapd`, with one account whose mail is in a throw-away folder.
 *
 * Debian's build drops its rights to accounts of its own, so it needs root.
 */
import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./postgres-server.ts";

const PROGRAM = "/usr/sbin/dovecot";
/** Who owns the mail: `nobody` on Debian. */
const MAIL_USER = 65_534;

/** What a test has to do to see these tests run; `undefined` where they can. */
export function dovecotMissing(): string | undefined {
  if (!existsSync(PROGRAM)) return "no IMAP server: apt-get install --no-install-recommends dovecot-imapd";
  return process.getuid?.() === 0 ? undefined : "dovecot needs root to run as its own accounts";
}

/** An IMAP server of a test file's own. */
export interface MailServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts a message into a folder, as a delivery does. */
  readonly deliver: (message: string, folder?: string) => void;
  /** Contents of every message file, in whatever folder. */
  readonly messages: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts the server on a free port of the loopback; `settings` are added to its configuration. */
export async function startDovecot(settings = ""): Promise<MailServer> {
  const home = mkdtempSync(join(tmpdir(), "fav-dovecot-"));
  chmodSync(home, 0o755); // The mail user has to pass through it.
  const mail = join(home, "mail");
  for (const folder of ["", "cur", "new", "tmp"]) own(join(mail, folder));
  const [port, user, password] = [await freePort(), "records", "correct-horse"]; // A blank would end a field of the password file.
  writeFileSync(join(home, "users"), `${user}:{PLAIN}${password}:${MAIL_USER}:${MAIL_USER}::${home}\n`);
  writeFileSync(join(home, "dovecot.conf"), `${configuration(home, mail, port)}\n${settings}\n`);
  const child = spawn(PROGRAM, ["-F", "-c", join(home, "dovecot.conf")], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let tries = 0; !(await greets(port)); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`dovecot did not start:\n${logOf(home)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  let delivered = 0;
  return {
    port,
    user,
    password,
    deliver(message, folder = "") {
      const into = folder === "" ? mail : join(mail, `.${folder}`);
      for (const part of ["", "cur", "new", "tmp"]) own(join(into, part));
      const name = `${Math.floor(Date.now() / 1000)}.M${delivered++}P${process.pid}.test`;
      const draft = join(into, "tmp", name);
      writeFileSync(draft, message.replaceAll(/\r?\n/g, "\r\n"));
      chownSync(draft, MAIL_USER, MAIL_USER);
      renameSync(draft, join(into, "new", name));
    },
    messages: () =>
      readdirSync(mail, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\/(cur|new)$/.test(entry.parentPath))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function own(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, MAIL_USER, MAIL_USER);
}

function configuration(home: string, mail: string, port: number): string {
  // Without `auth_failure_delay` and the penalty of `anvil`, a refused log-in slows the good ones after it.
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${home}/run
state_dir = ${home}/state
instance_name = ${home.split("/").at(-1)}
log_path = ${home}/dovecot.log
mail_location = maildir:${mail}
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0 secs
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = passwd-file
  args = ${home}/users
}
userdb {
  driver = passwd-file
  args = ${home}/users
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
  mailbox Archive {
    auto = create
    special_use = \\Archive
  }
}`;
}

function logOf(home: string): string {
  const file = join(home, "dovecot.log");
  return existsSync(file) ? readFileSync(file, "utf8").slice(-2000) : "no log";
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
      .once("error", () => resolve(false))
      .once("data", () => {
        socket.destroy();
        resolve(true);
      });
  });
}
