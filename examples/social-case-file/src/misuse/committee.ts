/** The use that was announced: the files, for a local security and crime-prevention committee. There is no such purpose; it does not compile. */
import type { Account, openFiles } from "../files.ts";

export async function disclose(
  { guard, social }: Awaited<ReturnType<typeof openFiles>>,
  actor: Account<"socialWorker">,
  rows: readonly object[],
) {
  await guard.run({ actor, role: "socialWorker", purpose: "crimePrevention" }, ({ read }) => read(social.records.file, rows));
}
