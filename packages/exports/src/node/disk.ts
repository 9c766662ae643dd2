/** Steps on the disk. */
import { isPrivacyError } from "@favorable/core";
import { exportError } from "../export-error.ts";

/** Runs a step on the disk; its error says which step and the system's code, never a path. */
export async function disk<T>(step: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw exportError("EXPORT_DISK", "the disk refused", { step, system: typeof code === "string" ? code : "unknown" });
  }
}
