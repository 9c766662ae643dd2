/** Shows single parts of one entry to somebody else, as a file that is checked offline and tells nothing of the other parts. */
import { PrivacyError, utf8 } from "@favorable/core";
import { frontier } from "../frontier.ts";
import type { AuditLog, LogSnapshot, StoredEntry } from "../log.ts";
import { leafHash } from "../merkle.ts";
import { inclusionRanges } from "../merkle-ranges.ts";
import { type CheckedProof, formatTlogProof, parseTlogProof, verifyTlogProof } from "../tlog-proof.ts";
import type { WitnessedOptions } from "../witnessed-checkpoint.ts";
import { type OpenedEntry, openParts, readOpening } from "./opening.ts";

/** What is disclosed. */
export interface DisclosureRequest {
  /** Position of the entry in the log. */
  readonly entry: number;
  /** Positions of the parts to open; none shows the entry without any. */
  readonly parts: readonly number[];
}

/** A disclosure that was checked. */
export interface CheckedDisclosure extends CheckedProof {
  /** The entry and its opened parts. */
  readonly entry: OpenedEntry;
}

/**
 * Discloses parts of an entry: a C2SP tlog-proof whose `extra` opens them, to be kept with the extension `.tlog-proof`.
 *
 * The log is read once to its end; with a folder at hand, `openParts` and the proof from its tiles do the same without.
 *
 * @returns the text of the file
 * @throws `ENTRY_UNKNOWN` when the log has no such entry; `PART_UNKNOWN`, `PART_ERASED` (details: `part`); errors of `snapshot`
 * @example
 * ```ts
 * import { disclose, memoryLog, verifyDisclosure } from "@favorable/audit";
 * import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
 * import { calendarDate, systemClock } from "@favorable/core";
 *
 * const origin = "hospital.example/audit";
 * const { vkey, privateKey } = generateKey(origin);
 * const log = memoryLog({ origin, signer: createSigner(privateKey), clock: systemClock });
 * const retention = { policy: "access-log", version: 1, start: calendarDate("2021-10-30") };
 * const part = (name: string, value: string) => ({ name, value, retention });
 * await log.append({ type: "access.read", parts: [part("actor", "a-17"), part("row", "p-4711")] });
 *
 * const file = await disclose(log, { entry: 0, parts: [0] }); // the auditor learns who read, not whose data
 * const { entry } = await verifyDisclosure(file, { logs: [createVerifier(vkey)] });
 * console.log(`${entry.type} by ${entry.parts[0]?.value}`); // access.read by a-17
 * ```
 */
export async function disclose(log: AuditLog, request: DisclosureRequest): Promise<string> {
  const { entry, parts } = request ?? {};
  if (!Array.isArray(parts)) throw new PrivacyError("PART_UNKNOWN", "a disclosure lists the parts to open");
  return log.snapshot(async (snapshot) => {
    const { stored, hashes } = await proveIn(snapshot, entry);
    return formatTlogProof({ index: entry, hashes, checkpoint: snapshot.checkpoint, extra: openParts(stored, parts) });
  });
}

/**
 * Checks a disclosure offline: the checkpoint's signatures, the entry's place under it, and every opened part against the entry.
 *
 * @throws `DISCLOSURE_INVALID` (details: `reason`, `part`), `PROOF_MALFORMED`, `PROOF_INVALID`, `NOT_WITNESSED`, and the codes of notes
 */
export async function verifyDisclosure(
  file: string | Uint8Array,
  options: WitnessedOptions & { readonly mustBeWitnessed?: boolean },
): Promise<CheckedDisclosure> {
  const proof = parseTlogProof(file);
  if (proof.extra === undefined) throw disclosureInvalid("nothing-opened");
  const entry = readOpening(proof.extra);
  const checked = await verifyTlogProof(proof, entry.hash, options);
  if (checked.origin !== entry.origin) throw disclosureInvalid("origin");
  return { ...checked, entry };
}

/** One pass over the log: the entry itself, and the roots of the ranges that its proof is made of. */
async function proveIn(snapshot: LogSnapshot, entry: number): Promise<{ stored: StoredEntry; hashes: Uint8Array[] }> {
  const { size } = snapshot;
  if (!Number.isSafeInteger(entry) || entry < 0 || entry >= size) throw new PrivacyError("ENTRY_UNKNOWN", "the log has no such entry");
  const ranges = inclusionRanges(entry, { from: 0, to: size }).map((range) => ({ ...range, tree: frontier() }));
  let stored: StoredEntry | undefined;
  for await (const group of snapshot.groups())
    for (const one of group) {
      if (one.index === entry) stored = one;
      const range = ranges.find(({ from, to }) => from <= one.index && one.index < to);
      range?.tree.append(one.hash ?? leafHash(utf8(one.leaf)));
    }
  if (stored === undefined || stored.leaf === "" || ranges.some(({ from, to, tree }) => tree.size !== to - from))
    throw new PrivacyError("ENTRY_UNKNOWN", "the log has no such entry, only its hash, or gaps");
  return { stored, hashes: ranges.map(({ tree }) => tree.root()) };
}

function disclosureInvalid(reason: string): PrivacyError {
  return new PrivacyError("DISCLOSURE_INVALID", "the disclosure is not what the log committed to", { reason });
}
