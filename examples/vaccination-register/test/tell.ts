/** Tells the story in a process of its own, in a folder of its own: on PGlite unless a server is named. */
import { type ToldStory, tellExample } from "../../../testing/example-story.ts";

export function tell(folder: string, databaseUrl = ""): Promise<ToldStory> {
  return tellExample("vaccination-register", folder, { DATABASE_URL: databaseUrl });
}
