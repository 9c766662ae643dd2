/** A message as a proof: its facts, its attachments, and how it is known again. */
import { PrivacyError, toHex } from "@favorable/core";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Mailbox } from "./mailbox.ts";

/** A file that came with a message. */
export interface ProofAttachment {
  /** The name the sender gave it: never to be used as a path. */
  readonly name?: string;
  /** The media type the sender claims. */
  readonly type: string;
  readonly content: Uint8Array;
}

/**
 * A message. The sender of a mail is a claim: who it is from has to be checked by other means (CCIN deliberation 2021-206, section VI).
 */
export interface MailProof {
  /** A code of the message's bytes under the mailbox's key: the same message has the same, wherever it is moved. For `raiseCopies`. */
  readonly reference: string;
  /** Where to look for the message, for the task on the mailbox; it holds the Message-ID. */
  readonly locator: string;
  /** Address in the From field. */
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  /** When the server got it. */
  readonly receivedAt: Date;
  readonly attachments: readonly ProofAttachment[];
}

/** How a message is found again. */
export interface MessageMark {
  /** The Message-ID with its brackets; a message may have none. */
  readonly messageId?: string;
  readonly bytes: number;
  /** SHA-256 of all its bytes, hexadecimal. */
  readonly digest: string;
  /** SHA-256 of what follows its header: a program that saves a message again may add to the header. */
  readonly body?: string;
  /** Its Date field as it stands, by which such a copy is looked for. */
  readonly date?: string;
}

/** Marks a message. */
function markOf(source: Uint8Array, messageId: string | undefined): MessageMark {
  // A server refuses a search for what is no text of a header (RFC 2047 can make any bytes of it); the digest finds the message then.
  const id = messageId === undefined || !/^[!-~]{1,998}$/.test(messageId) ? {} : { messageId };
  const end = endOfHeader(source);
  const header = new TextDecoder("latin1").decode(source.subarray(0, end));
  const date = /^date:[ \t]*([ -~]{1,100}?)[ \t]*\r?$/im.exec(header)?.[1];
  const body = toHex(sha256(source.subarray(end)));
  return { ...id, bytes: source.length, digest: toHex(sha256(source)), body, ...(date === undefined ? {} : { date }) };
}

/** Where the empty line after the header ends. */
export function endOfHeader(source: Uint8Array): number {
  for (let at = 0; at < source.length; at++) {
    if (source[at] !== 0x0a) continue;
    const next = source[at + 1] === 0x0d ? at + 2 : at + 1;
    if (source[next] === 0x0a) return next + 1;
  }
  return source.length;
}

/** Reads a message; throws `MAILBOX_MISSING` without `postal-mime`, `MESSAGE_INVALID` for what it cannot read. */
export async function readProof(mailbox: Mailbox, source: Uint8Array, receivedAt: Date): Promise<MailProof & { mark: MessageMark }> {
  const { default: PostalMime } = await import("postal-mime").catch(() => {
    throw new PrivacyError("MAILBOX_MISSING", "install postal-mime to read messages");
  });
  const mail = await PostalMime.parse(source).catch(() => {
    throw new PrivacyError("MESSAGE_INVALID", "a message cannot be read");
  });
  const mark = markOf(source, mail.messageId);
  const reference = toHex(hmac(sha256, mailbox.key, new TextEncoder().encode(`favorable mail v1\n${mark.digest}`)));
  const from = mail.from?.address;
  return {
    reference,
    locator: JSON.stringify(mark),
    mark,
    ...(from === undefined ? {} : { from }),
    ...(mail.subject === undefined ? {} : { subject: mail.subject }),
    ...(mail.text === undefined ? {} : { text: mail.text }),
    receivedAt,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      ...(filename === null ? {} : { name: filename }),
      type: mimeType,
      content: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  };
}

/** Reads a locator; `undefined` for what is none. */
export function readMark(locator: string | undefined): MessageMark | undefined {
  let value: unknown;
  try {
    value = JSON.parse(locator ?? "");
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const [messageId, bytes, digest, body, date]: unknown[] = ["messageId", "bytes", "digest", "body", "date"].map((name) =>
    Reflect.get(value, name),
  );
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || typeof digest !== "string" || !/^[0-9a-f]{64}$/.test(digest))
    return undefined;
  const copy = typeof body === "string" && typeof date === "string" ? { body, date } : {};
  return { ...(typeof messageId === "string" ? { messageId } : {}), bytes, digest, ...copy };
}
