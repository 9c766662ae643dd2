/** A log in memory: for tests and demonstrations, gone with the process. */
import { type Clock, PrivacyError } from "@favorable/core";
import { isOrigin } from "./checkpoint.ts";
import { type KeptLog, keptLog } from "./kept-log.ts";
import { checkClock } from "./present.ts";
import { formatVerifierKey, type NoteSigner, parseVerifierKey } from "./signed-note.ts";

/** What a memory log is made of. */
export interface MemoryLogOptions {
  /** Identity of the log, one line without spaces such as `hospital.example/audit`. */
  readonly origin: string;
  /** Signs checkpoints; its name is the origin. */
  readonly signer: NoteSigner;
  /** Gives the time of entries. */
  readonly clock: Clock;
}

/**
 * Opens an empty log in memory.
 *
 * @throws `ORIGIN_INVALID`; `SIGNER_MISMATCH` when the name of the signer or its key is not the origin; `KEY_INVALID` when the signer has no
 *   verifier key; `INSTANT_INVALID` for what is no clock
 */
export function memoryLog(options: MemoryLogOptions): KeptLog {
  const { origin, signer, clock } = options ?? {};
  checkIdentity(origin, signer);
  checkClock(clock);
  return keptLog({ origin, signer, clock, store: "memory", remarks: ["entries are gone with the process"] });
}

/** Refuses an origin that cannot stand in a checkpoint, and a signer of another name; gives the signer's verifier key in its one form. */
export function checkIdentity(origin: string, signer: NoteSigner): string {
  if (!isOrigin(origin)) throw new PrivacyError("ORIGIN_INVALID", "an origin is one line without spaces and plus");
  if (typeof signer?.sign !== "function") throw new PrivacyError("KEY_INVALID", "not a signer of notes");
  const { name, publicKey } = parseVerifierKey(signer.vkey);
  if (signer.name !== origin || name !== origin)
    throw new PrivacyError("SIGNER_MISMATCH", "the name of the signer or of its key is not the origin of the log");
  return formatVerifierKey(name, publicKey);
}
