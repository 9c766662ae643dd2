/** Sentences that the verbs of `favorable audit` share: plain, and whole when read aloud. */

import { isPrivacyError } from "@favorable/core";
import { exitCodeOf } from "../exit-code.ts";

/** Exit codes of `favorable audit`: what is worst decides. */
export const EXIT = { intact: 0, tampered: 1, lost: 2, overdue: 3, unwitnessed: 4 } as const;

/** `1 entry`, `2 entries`. */
export function entries(count: number): string {
  return `${count} ${count === 1 ? "entry" : "entries"}`;
}

/** A time of a cosignature as a sentence has it: to the second, in UTC. */
export function instant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Writes lines to the standard output. */
export function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

/** Writes a value as JSON. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Options of a verb that answers as JSON where that is asked for. */
export interface JsonOption {
  readonly json?: true | undefined;
}

/** Answers: with `--json` one JSON value that ends in the exit code, else what `sentences` prints. Returns the exit code. */
export function answer({ json }: JsonOption, code: number, value: object, sentences: () => void): number {
  if (json === true) sayJson({ ...value, exitCode: code });
  else sentences();
  return code;
}

/** With `--json` what goes wrong is JSON, too: `error`, `message`, `details`, `exitCode`. */
export async function orJsonError({ json }: JsonOption, step: () => Promise<number>): Promise<number> {
  try {
    return await step();
  } catch (error) {
    if (json !== true || !isPrivacyError(error)) throw error;
    const code = exitCodeOf("audit", error.code);
    sayJson({ error: error.code, message: error.message, details: error.details, exitCode: code });
    return code;
  }
}

/** Help that every verb with a verdict ends with. */
export const CODES: string =
  "\nExit codes: 0 intact and witnessed · 1 tampered · 2 lost · 3 kept too long · 4 unwitnessed or stale · 64 usage · 69 the database failed";
