/** The ledger of exports against the copies that exist. */
import { type CalendarDate, period } from "@favorable/core";
import { exportStandings, type LedgerEvent } from "@favorable/exports";
import type { ExportEvidence } from "../evidence/bundle.ts";

/** A copy that was found. Its name is nobody's business here. */
export interface FoundCopy {
  /** The first bytes of the file, 40 or more where it has them. */
  readonly head: Uint8Array;
  /** SHA-256 of the whole file, hexadecimal; without it nobody knows which export it is. */
  readonly sha256?: string;
}

/**
 * Counts copies, sealed exports and copies that are not age files. With hashes of the files, counts also those whose last day has passed.
 *
 * @param events - the entries `export.*` of the log, in order
 */
export async function exportEvidence(
  events: Iterable<LedgerEvent>,
  files: Iterable<FoundCopy> | AsyncIterable<FoundCopy>,
  asOf: CalendarDate,
): Promise<ExportEvidence> {
  const standings = exportStandings(events, { asOf, notice: period("P1D") });
  const over = new Set(
    standings.flatMap(({ fileSha256, keepUntil }) =>
      fileSha256 !== undefined && keepUntil !== undefined && keepUntil < asOf ? [fileSha256] : [],
    ),
  );
  let copies = 0;
  let plain = 0;
  let hashed = 0;
  let expired = 0;
  for await (const { head, sha256 } of files) {
    copies += 1;
    if (!isAge(head)) plain += 1;
    if (sha256 === undefined) continue;
    hashed += 1;
    if (over.has(sha256)) expired += 1;
  }
  const entries = standings.filter(({ state }) => state === "sealed").length;
  return { copies, entries, plain, ...(hashed === copies ? { expired } : {}) };
}

/** The first line of an age file, binary or armoured (age-encryption.org/v1). */
function isAge(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 40));
  return text.startsWith("age-encryption.org/v1\n") || text.startsWith("-----BEGIN AGE ENCRYPTED FILE-----");
}
