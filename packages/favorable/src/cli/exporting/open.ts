/** `favorable export open`: the rows, once the whole is verified. */
import { open } from "node:fs/promises";
import { PrivacyError } from "@favorable/core";
import { brokenSentence, opened, type ReceivedOptions } from "./received.ts";

/** Writes the rows; returns the exit code. */
export async function openReceived(file: string, options: ReceivedOptions & { readonly out?: string | undefined }): Promise<number> {
  const result = await opened(file, options);
  if (result instanceof PrivacyError) {
    process.stderr.write(brokenSentence(result));
    return 1;
  }
  if (options.out === undefined) {
    for await (const row of result.rows()) await written(`${JSON.stringify(row)}\n`);
    return 0;
  }
  const target = await open(options.out, "wx", 0o600).catch(() => {
    throw new PrivacyError("FILE_UNWRITABLE", "the rows need a new file that can be written", { file: String(options.out) });
  });
  try {
    for await (const row of result.rows()) await target.write(`${JSON.stringify(row)}\n`);
    await target.sync();
  } finally {
    await target.close();
  }
  process.stderr.write(
    `${result.seal.rows} ${result.seal.rows === 1 ? "row" : "rows"} written, no longer encrypted.${keepUntil(result.manifest.keepUntil)}\n`,
  );
  return 0;
}

function keepUntil(day: string | undefined): string {
  return day === undefined ? "" : ` Delete the file and this copy after ${day}.`;
}

function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(new PrivacyError("OUTPUT_CLOSED", "the output was closed")) : resolve()));
  });
}
