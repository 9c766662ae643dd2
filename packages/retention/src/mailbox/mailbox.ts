/** A connection to the account that proofs are sent to. */
import { PrivacyError } from "@favorable/core";
import type { ImapFlow } from "imapflow";
import { coded } from "./mail-error.ts";

/** How to reach the account. */
export interface MailboxOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 993); otherwise it is switched on by STARTTLS before the log-in. Default true. */
  readonly secure?: boolean;
  /** No encryption at all: refused unless the host is this machine. */
  readonly plain?: boolean;
  /** Certificate of the authority that signed the server's, in PEM, where it is not a public one. */
  readonly ca?: string;
  readonly user: string;
  /** A password, or a token of OAuth 2. */
  readonly auth: { readonly password: string } | { readonly accessToken: string };
  /** 32 random bytes: what is kept of a message for good is a code under this key. */
  readonly key: Uint8Array;
}

/** A connection. Steps on it run one after the other. */
export interface Mailbox {
  /** The protocol's client, logged in, silent. */
  readonly client: ImapFlow;
  readonly key: Uint8Array;
  /**
   * The server can remove exactly the named messages (UIDPLUS, RFC 4315). Without it an EXPUNGE removes every message that anybody has
   * flagged, so nothing is removed at all: `MAILBOX_UNSUPPORTED`.
   */
  readonly uidplus: boolean;
  /** Leaves the server. */
  close(): Promise<void>;
}

const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/**
 * Connects and logs in. Nothing of the conversation is logged.
 *
 * @throws `MAILBOX_INVALID` for a key that is none, or an unencrypted connection to another machine; `MAILBOX_MISSING` when `imapflow` is
 *   not installed; `MAILBOX_UNREACHABLE`, `MAILBOX_AUTHENTICATION`
 */
export async function openMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { host, port, secure = true, plain = false, ca, user, auth, key } = options;
  if (!(key instanceof Uint8Array) || key.length !== 32) throw invalid("key");
  if (plain && !LOOPBACK.includes(host)) throw invalid("plain");
  const { ImapFlow: Client } = await import("imapflow").catch(() => {
    throw new PrivacyError("MAILBOX_MISSING", "install imapflow to read mailboxes");
  });
  const client = new Client({
    host,
    port,
    secure: secure && !plain,
    doSTARTTLS: !plain && !secure,
    ...(ca === undefined ? {} : { tls: { ca } }),
    auth: "password" in auth ? { user, pass: auth.password } : { user, accessToken: auth.accessToken },
    logger: false,
    disableAutoIdle: true,
  });
  client.on("error", () => undefined); // Whoever waits for a step gets the error; without a listener it would end the process.
  await coded("connect", () => client.connect()).catch((error: unknown) => {
    client.close();
    throw error;
  });
  return {
    client,
    key: key.slice(),
    uidplus: client.capabilities.has("UIDPLUS"),
    close: () => client.logout().catch(() => client.close()),
  };
}

/** Refuses to remove where the server cannot remove by identifier. */
export function assertRemovable({ uidplus }: Mailbox): void {
  if (!uidplus)
    throw new PrivacyError("MAILBOX_UNSUPPORTED", "without UIDPLUS other messages would be removed too", { capability: "UIDPLUS" });
}

function invalid(path: string): PrivacyError {
  return new PrivacyError("MAILBOX_INVALID", `the mailbox makes no sense at: ${path}`, { path });
}
