/** The code of what was thrown, for assertions that read `expect(codeOf(() => …)).toBe("DATE_INVALID")`. */

/** Code of the error a function throws; `"nothing thrown"`, or the name of an error that has no code. */
export function codeOf(run: () => unknown): string {
  try {
    run();
    return "nothing thrown";
  } catch (error) {
    return nameOf(error);
  }
}

/** Code of the error a promise is rejected with, or of what a function throws or rejects with. */
export async function rejectionCode(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === "function" ? work() : work);
    return "nothing thrown";
  } catch (error) {
    return nameOf(error);
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an error";
  return error.name === "PrivacyError" && "code" in error ? String(error.code) : `${error.name}: ${error.message}`;
}
