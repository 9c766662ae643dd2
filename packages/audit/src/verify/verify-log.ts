/** Verifies an exported log, trusting nothing in it but the verifier key. */
import { type CalendarDate, calendarDate, equalBytes, isCalendarDate, isPrivacyError, PrivacyError } from "@favorable/core";
import { type OpenedCheckpoint, openCheckpoint } from "../checkpoint.ts";
import { checkVerifier, type NoteVerifier } from "../signed-note.ts";
import { bundlePath, bundlesOf, TILE_WIDTH, tilePath, tilesOf } from "../tiles.ts";
import { bodyPass, bodyPath, partsPath } from "./body-pass.ts";
import { boundedFiles } from "./bounded-files.ts";
import type { LogFiles } from "./files.ts";
import { type Findings, findings, type LogVerification } from "./findings.ts";
import { treePass } from "./tree-pass.ts";

/** Bundles that may be missing and are still named one by one. */
const MISSING_BUNDLES = 10_000;

/** What a log is verified with. */
export interface VerifyOptions {
  /** The key that signs the log's checkpoints, from somewhere else than the log. */
  readonly verifier: NoteVerifier;
  /** A checkpoint of this log that was kept elsewhere: the signed note itself. */
  readonly against?: string | Uint8Array;
  /** The date the periods are judged at; by default today in UTC, or the day of the last entry under a simulated clock. */
  readonly asOf?: CalendarDate;
}

/**
 * Verifies every byte of the files; whatever is in them, this answers with findings and does not throw.
 *
 * @throws `KEY_INVALID` for what is no verifier, `DATE_INVALID` for an `asOf` that is none, `FOLDER_UNREADABLE` for what are no files, and
 *   what their reader throws
 */
export async function verifyLog(source: LogFiles, options: VerifyOptions): Promise<LogVerification> {
  const { verifier, against, asOf } = options ?? {};
  checkVerifier(verifier);
  if (asOf !== undefined) checkDate(asOf);
  const found = findings();
  const files = await boundedFiles(source, found);
  const checkpoint = await ownCheckpoint(files, verifier, found);
  const size = checkpoint?.size ?? 0;
  const external = against === undefined ? undefined : await externalCheckpoint(against, verifier, checkpoint, found);
  const listable = checkpoint !== undefined && (await isListable(files, size, found));
  await checkPaths(files, size, listable, found);
  const base = {
    size,
    witnessed: external === undefined ? ("unwitnessed" as const) : external.size === 0 ? ("stale" as const) : ("witnessed" as const),
    ...(checkpoint === undefined ? {} : { origin: checkpoint.origin }),
    ...(external === undefined ? {} : { witnessedSize: external.size }),
  };
  if (checkpoint === undefined || !listable) {
    const parts = { ok: 0, tampered: 0, lost: 0, erased: 0, expired: 0, held: 0, overdue: 0 };
    return { ...base, ...summary(found), asOf: asOf ?? today(), simulated: false, parts, notExported: 0 };
  }
  const tree = await treePass(files, checkpoint, found, external && Math.min(external.size, size));
  if (external !== undefined && external.size <= size && !(tree.witnessedRoot && equalBytes(tree.witnessedRoot, external.root)))
    found.add({ verdict: "tampered", code: "not-the-witnessed-log", place: "against" });
  const date = asOf ?? (tree.simulated && tree.lastAt !== undefined ? calendarDate(tree.lastAt.slice(0, 10)) : today());
  const bodies = await bodyPass(files, size, tree, found, date);
  return { ...base, ...summary(found), asOf: date, simulated: tree.simulated, ...bodies };
}

async function ownCheckpoint(files: LogFiles, verifier: NoteVerifier, found: Findings): Promise<OpenedCheckpoint | undefined> {
  const note = await files.read("checkpoint");
  if (note === undefined) {
    found.add({ verdict: "lost", code: "checkpoint-missing", place: "checkpoint" });
    return undefined;
  }
  const opened = await opening(note, verifier);
  if (typeof opened === "string") {
    found.add({ verdict: "tampered", code: opened, place: "checkpoint" });
    return undefined;
  }
  // Strangers' signatures are not verified here: in a folder that must be exact to the byte, they are refused.
  if (opened.unknownSignatures > 0) found.add({ verdict: "tampered", code: "signature-unknown", place: "checkpoint" });
  if (opened.origin !== verifier.name) found.add({ verdict: "tampered", code: "origin-differs", place: "checkpoint" });
  return opened;
}

async function externalCheckpoint(
  note: string | Uint8Array,
  verifier: NoteVerifier,
  own: OpenedCheckpoint | undefined,
  found: Findings,
): Promise<OpenedCheckpoint | undefined> {
  const opened = await opening(note, verifier);
  if (typeof opened === "string") {
    found.add({ verdict: "tampered", code: opened, place: "against" });
    return undefined;
  }
  if (own !== undefined && opened.origin !== own.origin) found.add({ verdict: "tampered", code: "origin-differs", place: "against" });
  if (own !== undefined && opened.size > own.size) found.add({ verdict: "tampered", code: "older-than-witnessed", place: "against" });
  return opened;
}

/** Opens a checkpoint, or says why not: `note-malformed`, `note-unsigned`, `note-signature-invalid`, `checkpoint-invalid`. */
async function opening(note: string | Uint8Array, verifier: NoteVerifier): Promise<OpenedCheckpoint | string> {
  try {
    return await openCheckpoint(note, verifier);
  } catch (error) {
    if (isPrivacyError(error)) return error.code.toLowerCase().replaceAll("_", "-");
    throw error;
  }
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

function summary(found: Findings): Pick<LogVerification, "verdict" | "findings" | "omitted"> {
  const verdict = found.has("tampered") ? "tampered" : found.has("lost") ? "lost" : "intact";
  return { verdict, findings: found.list, omitted: found.omitted };
}

function checkDate(date: unknown): void {
  if (!isCalendarDate(date)) throw new PrivacyError("DATE_INVALID", "asOf is not a calendar date (YYYY-MM-DD)");
}

function today(): CalendarDate {
  return calendarDate(new Date().toISOString().slice(0, 10));
}
