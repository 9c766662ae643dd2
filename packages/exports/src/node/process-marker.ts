/** Which process writes a file, as part of the file's name: whoever cleans up must not take it from a process that lives. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Process id, host and start of the process: the two last as hashes, for a host may be named after a person. */
const MARKER = /^(\d{1,10})-([0-9a-f]{12})-([0-9a-f]{12})$/;

/** The form of a {@link processMarker}, for file names. */
export const PROCESS_MARKER = "\\d{1,10}-[0-9a-f]{12}-[0-9a-f]{12}";

/** What a marker tells of its process: `ours` is this one, and `elsewhere` is a host that cannot be asked. */
export type Owner = "ours" | "running" | "elsewhere" | "ended";

/** The marker of this process. */
export function processMarker(): string {
  return `${process.pid}-${short(hostname())}-${short(processStart(process.pid) ?? "")}`;
}

/** Tells whose a marker is; a living process of the same id counts as the owner where its start is not known. */
export function ownerOf(marker: string): Owner {
  const [, id = "", host = "", start = ""] = MARKER.exec(marker) ?? [];
  const pid = Number(id);
  if (host !== short(hostname())) return "elsewhere";
  if (marker === processMarker()) return "ours";
  if (pid === 0) return "ended";
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, "code") === "EPERM")) return "ended";
  }
  const now = processStart(pid);
  return now === undefined || start === short("") || start === short(now) ? "running" : "ended";
}

/** Boot and start of a process, from /proc on Linux; elsewhere unknown. A process id that is used again has another start. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // The command's name may hold spaces and parentheses.
    if (fields[0] === "Z") return "ended";
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`; // Field 22 of proc(5): starttime.
  } catch {
    return undefined;
  }
}

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
