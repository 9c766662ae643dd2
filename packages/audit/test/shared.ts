/** Files of the workspace beside the repository, where it has them. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Path of a folder in `../shared`, or undefined when this checkout has none. */
export function sharedFolder(name: string): string | undefined {
  const folder = join(import.meta.dirname, "../../../../shared", name);
  return existsSync(folder) ? folder : undefined;
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
