/** `favorable export open`: the rows, once the whole is verified. */
import { PrivacyError } from "@favorable/core";
import { printable } from "../printable.ts";
import { brokenSentence, opened, type ReceivedOptions, senderSentences } from "./received.ts";
import { writeRows } from "./write-rows.ts";

/** Writes the rows; returns the exit code. Whoever did not name a sender is told that it is unknown. */
export async function openReceived(file: string, options: ReceivedOptions & { readonly out?: string | undefined }): Promise<number> {
  const result = await opened(file, options);
  if (result instanceof PrivacyError) {
    process.stderr.write(brokenSentence(result));
    return 1;
  }
  if (result.signature !== "verified" || result.addressed === false) process.stderr.write(senderSentences(result));
  if (options.out === undefined) {
    for await (const row of result.rows()) await written(`${JSON.stringify(row)}\n`);
    return 0;
  }
  await writeRows(options.out, result.rows());
  process.stderr.write(
    `${result.seal.rows} ${result.seal.rows === 1 ? "row" : "rows"} written, no longer encrypted.${keepUntil(result.manifest.keepUntil)}\n`,
  );
  return 0;
}

function keepUntil(day: string | undefined): string {
  return day === undefined ? "" : ` Delete the file and this copy after ${printable(day)}.`;
}

function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(new PrivacyError("OUTPUT_CLOSED", "the output was closed")) : resolve()));
  });
}
