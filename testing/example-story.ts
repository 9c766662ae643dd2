/** Tells the story of an example in a process of its own, in a folder of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";

/** What a run printed and how it ended. */
export interface ToldStory {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `examples/<name>/src/main.ts`; it writes to `out` in the folder. `more` is added to its environment. */
export function tellExample(name: string, folder: string, more: Readonly<Record<string, string>> = {}): Promise<ToldStory> {
  const tsx = join(import.meta.dirname, "../node_modules/tsx/dist/cli.mjs");
  const main = join(import.meta.dirname, "../examples", name, "src/main.ts");
  const env = { ...process.env, STORY_FOLDER: folder, ...more };
  const child = spawn(process.execPath, [tsx, "--conditions=@favorable/source", main], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    stdout += piece;
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    stderr += piece;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
