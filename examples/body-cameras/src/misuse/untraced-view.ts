/** Watching what lies in the store without asking: rows that nobody was permitted to read are no clips for the player. */
import type { openCameras } from "../cameras.ts";
import type { Clip } from "../store.ts";

export async function watch({ play }: Awaited<ReturnType<typeof openCameras>>, stored: readonly Clip[]) {
  await play(stored);
}
