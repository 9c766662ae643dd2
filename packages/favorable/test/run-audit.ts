/** The verbs of `favorable audit` in the process of a test. What the program prints of an error is tried with the other verbs. */
import { addAuditCommands } from "../src/cli/audit/commands.ts";
import { exitCodeOf } from "../src/cli/exit-code.ts";
import { inProcess, type Ran } from "./in-process.ts";

/** Runs a verb of `audit`. */
export function audit(...args: readonly string[]): Promise<Ran> {
  return inProcess(addAuditCommands, ["audit", ...args], ({ code, message }) => ({
    stderr: `favorable: ${code}: ${message}`,
    status: exitCodeOf("audit", code),
  }));
}
