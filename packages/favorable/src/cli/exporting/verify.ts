/** `favorable export verify`: is it whole, and is it theirs? */
import { PrivacyError } from "@favorable/core";
import { printable } from "../printable.ts";
import { brokenSentence, opened, type ReceivedOptions, senderSentences } from "./received.ts";

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
  const { manifest, seal, signature, addressed } = result;
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ whole: true, signature, addressed: addressed ?? "unknown", manifest, seal }, undefined, 2)}\n`
      : `Whole: ${seal.rows} ${seal.rows === 1 ? "row" : "rows"} of ${printable(manifest.record)}, as sealed on ${printable(manifest.createdAt.slice(0, 10))}.\n${senderSentences(result)}`,
  );
  return 0;
}
