/** Arguments of any form end in a code: what a getter or an engine says about them may quote them. */
import { isPrivacyError, PrivacyError } from "@favorable/core";

/** Runs a step on an argument that may be anything; whatever it throws, except an error of that very code, becomes one without details. */
export function coded<T>(code: string, message: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw isPrivacyError(error, code) ? error : new PrivacyError(code, message);
  }
}

/** True for bytes, and only for them. */
export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** True for a whole number from 0 that is told from its neighbours. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** What a parser gives, or undefined when it throws: its errors may quote the text, so that none may travel. */
export function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
