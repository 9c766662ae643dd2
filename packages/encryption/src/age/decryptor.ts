/** Decrypts bytes that arrive in pieces: the engine under the function and the stream. */
import { ageError } from "./age-error.ts";
import { Unarmor } from "./armor.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import { HEADER_STEP, type Header, HeaderReader } from "./header.ts";
import { type Emit, NONCE, PayloadOpener, payloadKey } from "./payload.ts";
import type { Identity } from "./ports.ts";
import { readIdentities, unwrapFileKey } from "./recipients.ts";

/** Who opens, and what is accepted. */
export interface AgeDecryptOptions {
  /** Identities as text (`AGE-SECRET-KEY-1…`, also as bytes) or objects such as {@link passphraseIdentity}; at least one. */
  readonly identities: readonly (string | Uint8Array | Identity)[];
  /** True accepts only armor, false only binary; unless told, the first byte decides. */
  readonly armor?: boolean;
}

/** Takes an age file, emits plaintext that is already authenticated. */
export interface AgeDecryptor {
  /** Adds bytes of the file; the array may be reused after the promise. */
  push(bytes: Uint8Array, emit: Emit): Promise<void>;
  /** Ends the file; until it resolves, what was emitted may be a beginning only. */
  end(emit: Emit): Promise<void>;
}

/** What the bytes go through after the armor is off. */
type Stage =
  | { readonly name: "header"; readonly reader: HeaderReader }
  | { readonly name: "nonce"; readonly fileKey: Uint8Array; readonly held: ByteBuffer }
  | { readonly name: "payload"; readonly opener: PayloadOpener };

/**
 * Starts to open an age file, for callers that drive the bytes themselves. `push` and `end` must not overlap.
 *
 * @throws `AGE_IDENTITY` for no or malformed identities. `push` and `end` reject with `AGE_ARMOR`, `AGE_HEADER`,
 *   `AGE_NO_MATCH`, `AGE_HMAC`, `AGE_PAYLOAD`, `AGE_TRUNCATED`; with `AGE_ENDED` after an error or the end
 */
export function ageDecryptor(options: AgeDecryptOptions): AgeDecryptor {
  const identities = readIdentities(options?.identities);
  const armor = new Unarmor(options.armor);
  let stage: Stage = { name: "header", reader: new HeaderReader() };
  let open = true;

  const read = async (bytes: Uint8Array, emit: Emit): Promise<void> => {
    let rest = bytes;
    while (rest.length > 0) {
      if (stage.name === "payload") {
        stage.opener.push(rest, emit);
        return;
      }
      if (stage.name === "header") {
        const found: { header: Header; rest: Uint8Array } | undefined = stage.reader.push(rest.subarray(0, HEADER_STEP));
        const used = Math.min(rest.length, HEADER_STEP) - (found?.rest.length ?? 0);
        rest = rest.subarray(used);
        if (found !== undefined) stage = { name: "nonce", fileKey: await unwrapFileKey(found.header, identities), held: new ByteBuffer() };
      } else {
        const used = Math.min(rest.length, NONCE - stage.held.length);
        stage.held.push(rest.subarray(0, used));
        rest = rest.subarray(used);
        if (stage.held.length === NONCE) {
          const key = payloadKey(stage.fileKey, stage.held.take());
          stage.fileKey.fill(0);
          stage = { name: "payload", opener: new PayloadOpener(key) };
        }
      }
    }
  };

  const step = async (work: () => Promise<void>): Promise<void> => {
    if (!open) throw ageError("AGE_ENDED", "the file has ended or was refused");
    open = false; // Stays so when the work throws: nothing after an error is believed.
    await work();
    open = true;
  };

  return {
    push: (bytes, emit) => step(() => read(armor.push(bytes), emit)),
    end: (emit) =>
      step(async () => {
        await read(armor.end(), emit);
        if (stage.name === "header") throw stage.reader.ended();
        if (stage.name === "nonce") throw ageError("AGE_HEADER", "the file ends before its payload");
        stage.opener.end(emit);
      }).then(() => {
        open = false;
      }),
  };
}
