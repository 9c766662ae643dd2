/** `favorable audit verify`: the whole of an exported log, offline, against what somebody else kept. */
import { existsSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { calendarDate } from "@favorable/core";
import { readText } from "../input.ts";

/** Exit codes of the verb. */
const EXIT = { intact: 0, tampered: 1, lost: 2, overdue: 3, unwitnessed: 4 } as const;

interface VerifyOptions {
  readonly key: string;
  readonly against?: string | undefined;
  readonly asOf?: string | undefined;
  readonly json?: true | undefined;
}

/** Verifies a folder and prints the verdict; returns the exit code. */
export async function auditVerify(folder: string, options: VerifyOptions): Promise<number> {
  const vkey = existsSync(options.key) ? readText(options.key, "verifier key") : options.key;
  // A checkpoint out of the log's own folder was not kept elsewhere: it confirms nothing.
  const own = options.against !== undefined && isInside(options.against, folder);
  const against = options.against === undefined || own ? undefined : readText(options.against, "external checkpoint");
  const result = await verifyFolder(folder, {
    vkey,
    ...(against === undefined ? {} : { against }),
    ...(options.asOf === undefined ? {} : { asOf: calendarDate(options.asOf) }),
  });
  const code = exitCode(result);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ ...result, exitCode: code }, undefined, 2)}\n`);
    return code;
  }
  process.stdout.write(`${sentence(code, result.size)}\n`);
  for (const { code: finding, place, entry } of result.findings)
    process.stdout.write(`  ${finding}: ${place}${entry === undefined ? "" : `, entry ${entry}`}\n`);
  return code;
}

function isInside(path: string, folder: string): boolean {
  try {
    return realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    return false; // What is not there is reported by whoever reads it.
  }
}

function exitCode(result: Awaited<ReturnType<typeof verifyFolder>>): number {
  if (result.verdict === "tampered") return EXIT.tampered;
  if (result.verdict === "lost") return EXIT.lost;
  if (result.parts.overdue > 0) return EXIT.overdue;
  return result.witnessed === "witnessed" ? EXIT.intact : EXIT.unwitnessed;
}

function sentence(code: number, size: number): string {
  const entries = `${size} ${size === 1 ? "entry" : "entries"}`;
  switch (code) {
    case EXIT.intact:
      return `Intact: ${entries}, consistent with the external checkpoint.`;
    case EXIT.tampered:
      return "TAMPERED: the log is not what was signed.";
    case EXIT.lost:
      return "LOST: entries or payloads are gone, and no entry accounts for it.";
    case EXIT.overdue:
      return `Intact, but personal data in it were kept longer than they may be (${entries}).`;
    default:
      return `Intact, but unwitnessed: ${entries}. A key beside its own log proves nothing alone; give a checkpoint kept elsewhere with --against.`;
  }
}
