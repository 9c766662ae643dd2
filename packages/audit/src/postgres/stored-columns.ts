/** What the rows of bodies say of themselves, beside what they hold: erasure and the search for a person go by these columns. */
import type { PartDescriptor } from "../leaf.ts";
import type { KeptColumns } from "./stored-bodies.ts";

/** One row of a body. */
interface KeptRow {
  /** Policy, version and start. */
  readonly retention: string;
  /** Blind index of the person, hexadecimal; empty without one, undefined where it may not be read. */
  readonly index: string | undefined;
}

/** By part: its rows, of which there must be one. */
export type Columns = ReadonlyMap<number, readonly KeptRow[]>;

/** Collects the rows of a page. */
export function keptColumns(): { add(row: KeptColumns): void; of(seq: string): Columns | undefined } {
  const byEntry = new Map<string, Map<number, KeptRow[]>>();
  return {
    add({ seq, part, policy, version, start, index }) {
      const own = byEntry.get(seq) ?? new Map<number, KeptRow[]>();
      if (own.size === 0) byEntry.set(seq, own);
      const row = { retention: `${policy} ${version} ${start}`, index };
      const rows = own.get(part);
      if (rows === undefined) own.set(part, [row]);
      else rows.push(row);
    },
    of: (seq) => byEntry.get(seq),
  };
}

/** Policy, version and start as a row should have them. */
export function retentionText({ retention: { policy, version, start } }: PartDescriptor): string {
  return `${policy} ${version} ${start}`;
}
