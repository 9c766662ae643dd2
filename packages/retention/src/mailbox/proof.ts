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
}

/** Marks a message. */
export function markOf(source: Uint8Array, messageId: string | undefined): MessageMark {
  const id = messageId === undefined || messageId === "" || messageId.length > 998 ? {} : { messageId };
  return { ...id, bytes: source.length, digest: toHex(sha256(source)) };
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
  const [messageId, bytes, digest]: unknown[] = ["messageId", "bytes", "digest"].map((name) => Reflect.get(value, name));
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || typeof digest !== "string" || !/^[0-9a-f]{64}$/.test(digest))
    return undefined;
  return { ...(typeof messageId === "string" ? { messageId } : {}), bytes, digest };
}
