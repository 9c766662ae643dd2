/** Bodies and descriptors that stand apart, as one bundle's files in a folder hold them. */
import type { PartOpening } from "../commitment.ts";
import type { PartDescriptor } from "../leaf.ts";
import { type BodyLine, type DescriptorLine, parseBodies, parseDescriptors } from "../lines.ts";
import { indexPath } from "../tiles.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";

/** Path of the bodies of a bundle's entries. */
export function bodyPath(index: number): string {
  return `body/${indexPath(index)}`;
}

/** Path of the part descriptors that a bundle's entries do not hold themselves. */
export function partsPath(index: number): string {
  return `parts/${indexPath(index)}`;
}

/** Lines of one bundle, taken one by one: what nobody took should not be there. */
export interface BundleLines {
  /** Takes the body of a part; undefined when it is not there, `"unknown"` when the file could not be read. */
  body(entry: number, part: number): PartOpening | undefined | "unknown";
  /** Takes the descriptors of an entry; undefined when the file could not be read. */
  descriptors(entry: number, count: number): readonly (PartDescriptor | undefined)[] | undefined;
  /** Reports the lines that were not taken. */
  finish(): void;
}

/** Lines are in order, and so are those who ask for them: one look at the next line is enough. */
interface Cursor<T> {
  take(entry: number, part: number): T | undefined;
  readonly left: readonly T[];
}

/** Reads the lines of a bundle. */
export async function bundleLines(files: LogFiles, index: number, found: Findings): Promise<BundleLines> {
  const bodies = await lines(bodyPath(index), parseBodies);
  const apart = await lines(partsPath(index), parseDescriptors);
  return {
    body: (entry, part) => (bodies === undefined ? "unknown" : bodies.take(entry, part)),
    descriptors: (entry, count) => apart && Array.from({ length: count }, (_, part) => apart.take(entry, part)?.descriptor),
    finish() {
      report(bodies, "body-unexpected", bodyPath(index));
      report(apart, "part-unexpected", partsPath(index));
    },
  };

  function report(cursor: Cursor<BodyLine | DescriptorLine> | undefined, code: string, place: string): void {
    for (const { entry, part } of cursor?.left ?? []) found.add({ verdict: "tampered", code, place, entry, part });
  }

  async function lines<T extends BodyLine | DescriptorLine>(
    place: string,
    parse: (bytes: Uint8Array) => T[],
  ): Promise<Cursor<T> | undefined> {
    const bytes = await files.read(place);
    if (bytes === undefined) return cursorOf<T>([]);
    try {
      return cursorOf(parse(bytes));
    } catch {
      found.add({ verdict: "tampered", code: "lines-unreadable", place });
      return undefined;
    }
  }
}

function cursorOf<T extends { readonly entry: number; readonly part: number }>(all: readonly T[]): Cursor<T> {
  const skipped: T[] = [];
  let next = 0;
  return {
    take(entry, part) {
      for (let line = all[next]; line !== undefined; line = all[next]) {
        if (line.entry > entry || (line.entry === entry && line.part > part)) return undefined;
        next++;
        if (line.entry === entry && line.part === part) return line;
        skipped.push(line);
      }
      return undefined;
    },
    get left() {
      return [...skipped, ...all.slice(next)];
    },
  };
}
