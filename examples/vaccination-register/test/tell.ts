/** Tells the story in a process of its own, in a folder of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";

/** What a run printed and how it ended. */
export interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function tell(folder: string, databaseUrl = ""): Promise<Told> {
  const tsx = join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
  const main = join(import.meta.dirname, "../src/main.ts");
  const env = { ...process.env, STORY_FOLDER: folder, DATABASE_URL: databaseUrl };
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
