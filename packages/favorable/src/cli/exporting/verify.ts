/** `favorable export verify`: is it whole, and is it theirs? */
import { PrivacyError } from "@favorable/core";
import type { SignatureState } from "@favorable/exports";
import { brokenSentence, opened, type ReceivedOptions } from "./received.ts";

const SENDER: Readonly<Record<SignatureState, string>> = {
  verified: "Signed by a key you gave.",
  unverified: "Signed, but you gave no key of the sender to hold it against (--signed-by).",
  unsigned: "Not signed: anyone who knows the recipient could have made it.",
};

/** Prints the verdict; returns the exit code. */
export async function verifyReceived(file: string, options: ReceivedOptions & { readonly json?: true | undefined }): Promise<number> {
  const result = await opened(file, options);
  if (result instanceof PrivacyError) {
    const { code, message, details } = result;
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ whole: false, code, message, details }, undefined, 2)}\n` : brokenSentence(result),
    );
    return 1;
  }
  const { manifest, seal, signature } = result;
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ whole: true, signature, manifest, seal }, undefined, 2)}\n`
      : `Whole: ${seal.rows} ${seal.rows === 1 ? "row" : "rows"} of ${manifest.record}, as sealed on ${manifest.createdAt.slice(0, 10)}.\n${SENDER[signature]}\n`,
  );
  return 0;
}
