/** Verifies an exported log, trusting nothing in it but the verifier key. */
import { type CalendarDate, calendarDate, equalBytes, isCalendarDate, PrivacyError } from "@favorable/core";
import { checkVerifiers, type NoteVerifier, parseNote } from "../signed-note.ts";
import { bundlePath, bundlesOf, TILE_WIDTH, tilePath, tilesOf } from "../tiles.ts";
import type { TlogPolicy } from "../tlog-policy.ts";
import type { WitnessedCheckpoint } from "../witnessed-checkpoint.ts";
import { bodyPath, partsPath } from "./body-files.ts";
import { boundedFiles } from "./bounded-files.ts";
import { clockWatch } from "./clock-watch.ts";
import { noParts } from "./entry-judge.ts";
import { entryReader, readRetention } from "./entry-pass.ts";
import {
  checkExternal,
  cosignedAnchor,
  type ExternalCheckpoint,
  type ExternalOptions,
  openExternal,
  tryOpen,
  witnessedBy,
} from "./external.ts";
import type { LogFiles } from "./files.ts";
import { type Findings, findings, type LogVerification } from "./findings.ts";
import { judgeExternalKeys, judgeOwnKey } from "./key-standing.ts";
import type { RetentionPass } from "./retention-pass.ts";
import { type OpenBodies, sealedPath, unsealed } from "./sealed-bodies.ts";
import { accuseTree, buildTree } from "./tree-check.ts";

/** Bundles that may be missing and are still named one by one. */
const MISSING_BUNDLES = 10_000;

/** What a log is verified with. */
export interface VerifyOptions extends ExternalOptions {
  /** The key that signs the log's checkpoints, from somewhere else than the log. */
  readonly verifier: NoteVerifier;
  /** Other keys the log had or has, from somewhere else too: what it says of its keys decides which counts when. */
  readonly otherVerifiers?: readonly NoteVerifier[];
  /** Opens bodies that were exported sealed; without it only their commitments are verified. */
  readonly openBodies?: OpenBodies;
  /** The date the periods are judged at; by default today in UTC, or the day of the last entry of a log that is wholly under a simulated clock. */
  readonly asOf?: CalendarDate;
  /** Told after each bundle how many entries were verified, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Verifies every byte of the files; whatever is in them, this answers with findings and does not throw. Files are read twice, one bundle
 * at a time: memory does not grow with the log.
 *
 * @throws `KEY_INVALID` for what is no verifier, `DATE_INVALID` for an `asOf` that is none, `AGAINST_INVALID` for kept checkpoints or a
 *   freshness that are none, `FOLDER_UNREADABLE` for what are no files, and what their reader throws
 */
export async function verifyLog(source: LogFiles, options: VerifyOptions): Promise<LogVerification> {
  const { verifier, otherVerifiers = [], policy, freshFor, asOf, onProgress } = options ?? {};
  const verifiers = [verifier, ...otherVerifiers];
  checkVerifiers(verifiers);
  if (asOf !== undefined) checkDate(asOf);
  const kept = checkExternal(options);
  const found = findings();
  const bodies = await unsealed(source, options.openBodies);
  const files = await boundedFiles(bodies.files, found);
  const checkpoint = await ownCheckpoint(files, verifiers, policy, found);
  const size = checkpoint?.size ?? 0;
  const external = await openExternal(kept, verifiers, policy, checkpoint, found);
  const own = checkpoint && cosignedAnchor(checkpoint);
  const listable = checkpoint !== undefined && (await isListable(files, size, found));
  await checkPaths(files, size, listable, found);
  const origin = checkpoint === undefined ? {} : { origin: checkpoint.origin };
  if (checkpoint === undefined || !listable) {
    if (checkpoint !== undefined) newerThan(external, size, found);
    const evidence = own === undefined ? external : [...external, own];
    const date = asOf ?? today();
    const witnessed = witnessedBy(evidence, size, date, freshFor, undefined);
    return {
      size,
      ...newestOf(evidence),
      ...origin,
      witnessed,
      ...summary(found),
      asOf: date,
      simulated: false,
      dated: asOf === undefined ? "today" : "given",
      parts: noParts(),
      notExported: 0,
      notVerified: ["bodies"],
      pruned: 0,
    };
  }
  const first = await readRetention(files, size, checkpoint.origin);
  judgeOwnKey(checkpoint, first.keys, found);
  const { witnessing, binding } = judgeExternalKeys(external, first.keys, found);
  newerThan(binding, size, found);
  const evidence = own === undefined ? witnessing : [...witnessing, own];
  unexpectedSeals(bodies.sealed, first.retention.exported()?.bodies === "sealed", size, found);
  const until = first.simulatedUntil;
  const date = asOf ?? (until === undefined ? today() : calendarDate(until.slice(0, 10)));
  const inEntries = findings();
  const clock = clockWatch(evidence);
  const reader = entryReader(files, checkpoint, first, date, clock, inEntries, bodies);
  const built = await buildTree(
    files,
    size,
    async (bundle) => {
      const hashes = await reader.hashesOf(bundle);
      onProgress?.(bundle.index * TILE_WIDTH + bundle.width, size);
      return hashes;
    },
    binding.map((one) => Math.min(one.size, size)),
  );
  await accuseTree(files, size, checkpoint.root, built, inEntries.has("lost"), found);
  for (const one of binding)
    if (one.size <= size && !equalBytes(built.roots.get(one.size) ?? new Uint8Array(), one.root))
      found.add({ verdict: "tampered", code: "not-the-witnessed-log", place: "against" });
  const counted = reader.done();
  found.absorb(inEntries);
  const witnessed = witnessedBy(evidence, size, date, freshFor, clock.anchored());
  const notVerified = counted.notExported > 0 ? (["bodies"] as const) : [];
  const said = { ...counted, notVerified };
  return { size, ...newestOf(evidence), ...origin, witnessed, ...summary(found), asOf: date, ...judgedBy(first, asOf), ...said };
}

async function ownCheckpoint(
  files: LogFiles,
  verifiers: readonly NoteVerifier[],
  policy: TlogPolicy | undefined,
  found: Findings,
): Promise<WitnessedCheckpoint | undefined> {
  const note = await files.read("checkpoint");
  if (note === undefined) {
    found.add({ verdict: "lost", code: "checkpoint-missing", place: "checkpoint" });
    return undefined;
  }
  const opened = await tryOpen(note, verifiers, policy);
  if (typeof opened === "string") {
    found.add({ verdict: "tampered", code: opened, place: "checkpoint" });
    return undefined;
  }
  // Signatures of unknown keys, such as of witnesses that are not ours, are ignored (C2SP signed-note, Signatures).
  if (parseNote(note).signatures.length > opened.signedBy.length + opened.cosignatures.length)
    found.add({ verdict: "notice", code: "signature-unknown", place: "checkpoint" });
  return opened;
}

/** A checkpoint from outside of more entries than the log has: it was cut, or set back. */
function newerThan(external: readonly ExternalCheckpoint[], size: number, found: Findings): void {
  for (const one of external) if (one.size > size) found.add({ verdict: "tampered", code: "older-than-witnessed", place: "against" });
}

/** Sealed bodies stand where an export that says so put them, and nowhere else. */
function unexpectedSeals(sealed: readonly string[], said: boolean, size: number, found: Findings): void {
  const expected = new Set(said ? bundlesOf(size).map(({ index }) => sealedPath(bodyPath(index))) : []);
  for (const path of sealed) if (!expected.has(path)) found.add({ verdict: "tampered", code: "file-unexpected", place: path });
}

/** What is missing is named file by file, but not by the billion: a size that was only signed must not exhaust who verifies. */
async function isListable(files: LogFiles, size: number, found: Findings): Promise<boolean> {
  if (Math.ceil(size / TILE_WIDTH) <= (await files.paths()).length + MISSING_BUNDLES) return true;
  found.add({ verdict: "lost", code: "entries-missing", place: "tile/entries/" });
  return false;
}

/** Without a readable checkpoint nothing says which files there should be; but what is no plain file is never one of them. */
async function checkPaths(files: LogFiles, size: number, known: boolean, found: Findings): Promise<void> {
  if (!known) {
    for (const path of [...(await files.paths())].sort())
      if (path.endsWith("/")) found.add({ verdict: "tampered", code: "file-unexpected", place: path });
    return;
  }
  const expected = new Set(["checkpoint", ...tilesOf(size).map(tilePath)]);
  for (const { index, width } of bundlesOf(size))
    for (const path of [bundlePath(index, width), bodyPath(index), partsPath(index)]) expected.add(path);
  for (const path of [...(await files.paths())].sort())
    if (!expected.has(path)) found.add({ verdict: "tampered", code: "file-unexpected", place: path });
}

/** Size and time of the newest evidence from outside. */
export function newestOf(evidence: readonly ExternalCheckpoint[]): Pick<LogVerification, "witnessedSize" | "witnessedAt"> {
  const [newest] = [...evidence].sort((left, right) => right.size - left.size);
  if (newest === undefined) return {};
  const { size, time } = newest;
  return { witnessedSize: size, ...(time === undefined ? {} : { witnessedAt: new Date(time).toISOString() }) };
}

/** The verdict that findings add up to. */
export function summary(found: Findings): Pick<LogVerification, "verdict" | "findings" | "omitted"> {
  const verdict = found.has("tampered") ? "tampered" : found.has("lost") ? "lost" : "intact";
  return { verdict, findings: found.list, omitted: found.omitted };
}

/** Refuses what is no date; throws `DATE_INVALID`. */
export function checkDate(date: unknown): void {
  if (!isCalendarDate(date)) throw new PrivacyError("DATE_INVALID", "asOf is not a calendar date (YYYY-MM-DD)");
}

/** Whether times are made up, and where the judging date comes from. */
export function judgedBy(
  { simulated, simulatedUntil }: RetentionPass,
  asOf: CalendarDate | undefined,
): Pick<LogVerification, "simulated" | "dated"> {
  return { simulated, dated: asOf !== undefined ? "given" : simulatedUntil === undefined ? "today" : "last-entry" };
}

/** The day in UTC. */
export function today(): CalendarDate {
  return calendarDate(new Date().toISOString().slice(0, 10));
}
