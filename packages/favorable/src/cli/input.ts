/** Reads what the command line names, with errors that say the file's role and nothing of its content. */
import { readFileSync } from "node:fs";
import { PrivacyError } from "@favorable/core";

/** Reads a text file; throws `FILE_UNREADABLE`, naming what the file was meant to be. */
export function readText(path: string, role: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new PrivacyError("FILE_UNREADABLE", `the ${role} cannot be read`, { file: path });
  }
}

/** Reads a JSON file; throws `FILE_UNREADABLE` or `JSON_INVALID` without quoting the text. */
export function readJson(path: string, role: string): unknown {
  const text = readText(path, role);
  try {
    return JSON.parse(text);
  } catch {
    throw new PrivacyError("JSON_INVALID", `the ${role} is not JSON`, { file: path });
  }
}
