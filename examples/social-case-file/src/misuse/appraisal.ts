/** An appreciation, written where the kind of help is chosen of a list. It does not compile. */
import type { Account, openFiles } from "../files.ts";

export async function appreciate({ follow }: Awaited<ReturnType<typeof openFiles>>, worker: Account<"socialWorker">) {
  await follow(worker, "Usager-0001", "peu mobilisé, conflits conjugaux");
}
