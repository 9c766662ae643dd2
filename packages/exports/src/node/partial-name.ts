/** The names of partial files: `<target>.<id>.<process>.partial`. */
import { EXPORT_ID } from "../export-id.ts";
import { type Owner, ownerOf, PROCESS_MARKER, processMarker } from "./process-marker.ts";

/** The id of a key file's partial file: it holds a secret, and no export is recorded for it. */
export const KEY = "key";

const PARTIAL: RegExp = new RegExp(`^(.+)\\.(${EXPORT_ID.source}|${KEY})\\.(${PROCESS_MARKER})\\.partial$`, "s");

/**
 * Partial files that this process has open, by path, and how often: two may try for the same. One for the process, whichever copies of this
 * module it has loaded (two versions, ESM beside CommonJS): each sees what the others write.
 */
const open: Map<string, number> = openOfProcess();

function openOfProcess(): Map<string, number> {
  const key = Symbol.for("favorable.exports.open-partial-files/1");
  const known: unknown = Reflect.get(globalThis, key);
  if (known instanceof Map) return known;
  const made = new Map<string, number>();
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}

/** The path of a target's partial file of this process. */
export function partialPath(target: string, id: string): string {
  return `${target}.${id}.${processMarker()}.partial`;
}

/** Says that this process writes a partial file, until the given function is called. */
export function hold(path: string): () => void {
  open.set(path, (open.get(path) ?? 0) + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (open.get(path) ?? 1) - 1;
    if (left > 0) open.set(path, left);
    else open.delete(path);
  };
}

/** What the name of a partial file tells; undefined for any other file. */
export interface PartialName {
  /** The name of the file that was to be. */
  readonly target: string;
  /** The export's id, or {@link KEY}. */
  readonly id: string;
  /** Nobody writes it any more. */
  readonly interrupted: boolean;
  readonly owner: Owner;
}

/** Reads the name of a file at a path. */
export function readPartialName(name: string, path: string): PartialName | undefined {
  const [, target, id, marker] = PARTIAL.exec(name) ?? [];
  if (target === undefined || id === undefined || marker === undefined) return undefined;
  const owner = ownerOf(marker);
  return { target, id, owner, interrupted: owner === "ended" || (owner === "ours" && !open.has(path)) };
}
