/** Encrypts bytes that arrive in pieces: the engine under the function and the stream. */
import { ageError } from "./age-error.ts";
import { Armorer } from "./armor.ts";
import { type Emit, NONCE, PayloadSealer, payloadKey } from "./payload.ts";
import type { Recipient } from "./ports.ts";
import { newFileKey, readRecipients, wrapFileKey } from "./recipients.ts";

/** Whom to encrypt to, and how. */
export interface AgeEncryptOptions {
  /** Recipients as text (`age1…`) or objects such as {@link passphraseRecipient}; at least one, none twice. */
  readonly recipients: readonly (string | Recipient)[];
  /** Writes ASCII armor, a third larger, for media that carry text only. */
  readonly armor?: boolean;
}

/** Takes plaintext, emits an age file. */
export interface AgeEncryptor {
  /** Adds plaintext; the array may be reused afterwards. Throws `AGE_ENDED` after `end`. */
  push(bytes: Uint8Array, emit: Emit): void;
  /** Writes the last chunk; without it the file does not open. Throws `AGE_ENDED` the second time. */
  end(emit: Emit): void;
}

/**
 * Starts an age file, for callers that drive the bytes themselves.
 *
 * @throws `AGE_RECIPIENT` for no, malformed, repeated or incompatible recipients
 */
export async function ageEncryptor(options: AgeEncryptOptions): Promise<AgeEncryptor> {
  const recipients = readRecipients(options?.recipients);
  const fileKey = newFileKey();
  const header = await wrapFileKey(recipients, fileKey);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealer = new PayloadSealer(payloadKey(fileKey, nonce));
  fileKey.fill(0);
  const armorer = options.armor === true ? new Armorer() : undefined;
  let state: "new" | "open" | "ended" = "new";

  const begin = (emit: Emit): Emit => {
    if (state === "ended") throw ageError("AGE_ENDED", "the file has ended");
    const out: Emit = armorer === undefined ? emit : (bytes) => armorer.push(bytes, emit);
    if (state === "new") {
      out(header);
      out(nonce);
    }
    state = "open";
    return out;
  };
  return {
    push: (bytes, emit) => sealer.push(bytes, begin(emit)),
    end: (emit) => {
      sealer.end(begin(emit));
      armorer?.end(emit);
      state = "ended";
    },
  };
}
