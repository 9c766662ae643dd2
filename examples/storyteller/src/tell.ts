/** The frame of a story: where it writes, and what is said when it breaks off. */
import { isPrivacyError } from "@favorable/core";

/** Runs a story. Only coded errors speak for themselves: another message may quote a row. Its frames say where. */
export async function tell(story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    const said = isPrivacyError(error) ? `${error.code}: ${error.message}` : `UNEXPECTED (${nameOf(error)})\n${framesOf(error)}`;
    process.stderr.write(`\n${said}\n`);
    process.exitCode = 1;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function framesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line)).join("\n");
}
