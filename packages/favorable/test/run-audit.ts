/** The verbs of `favorable audit` in the process of a test. */
import { Command } from "@commander-js/extra-typings";
import { isPrivacyError } from "@favorable/core";
import { vi } from "vitest";
import { addAuditCommands } from "../src/cli/audit/commands.ts";
import { exitCodeOf } from "../src/cli/exit-code.ts";

/** What a verb said, and how it ended. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the verbs in this process: a process for each would cost seconds. What the program prints of an error is tried with the other verbs. */
export async function audit(...args: readonly string[]): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  const program = new Command();
  addAuditCommands(program);
  process.exitCode = undefined;
  try {
    await program.parseAsync(["audit", ...args], { from: "user" });
    return { ...said, status: Number(process.exitCode ?? 0) };
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return { ...said, stderr: `favorable: ${error.code}: ${error.message}`, status: exitCodeOf("audit", error.code) };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}
