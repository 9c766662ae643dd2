/** Verbs in the process of a test: a process for each would cost seconds. */
import { Command } from "@commander-js/extra-typings";
import { isPrivacyError, type PrivacyError } from "@favorable/core";
import { vi } from "vitest";

/** What a verb said, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a verb with its arguments; what is no coded error is thrown on. */
export async function inProcess(
  add: (program: Command) => void,
  args: readonly string[],
  refused: (error: PrivacyError) => Pick<Ran, "status" | "stderr">,
): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  const program = new Command();
  add(program);
  process.exitCode = undefined;
  try {
    await program.parseAsync(args, { from: "user" });
    return { ...said, status: Number(process.exitCode ?? 0) };
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return { ...said, ...refused(error) };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}
