/** Checkpoints from outside: kept elsewhere, or cosigned by witnesses. Only they bind the owner of the log. */
import { addPeriod, type CalendarDate, calendarDate, isPeriod, isPrivacyError, type Period, PrivacyError } from "@favorable/core";
import { isBytes } from "../coded.ts";
import type { NoteVerifier } from "../signed-note.ts";
import type { TlogPolicy } from "../tlog-policy.ts";
import { openWitnessed, type WitnessedCheckpoint } from "../witnessed-checkpoint.ts";
import type { Anchor } from "./clock-watch.ts";
import type { Findings } from "./findings.ts";

/** A checkpoint that was kept elsewhere. */
export interface KeptCheckpoint {
  /** The signed note itself, not a path. */
  readonly note: string | Uint8Array;
  /** When it was received, as who kept it knows: `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly since?: string;
}

/** What a log is held against. */
export interface ExternalOptions {
  /** Checkpoints of this log that were kept elsewhere. */
  readonly against?: string | Uint8Array | KeptCheckpoint | readonly (string | Uint8Array | KeptCheckpoint)[];
  /** Which witnesses are known, and how many must have cosigned (C2SP tlog-policy); their cosignatures say times, too. */
  readonly policy?: TlogPolicy;
  /** How old the newest evidence from outside may be, when entries came after it, before the log is `stale`. Without it age does not count. */
  readonly freshFor?: Period;
}

/** A checkpoint from outside that belongs to this log, as far as its signature tells. */
export interface ExternalCheckpoint extends Anchor {
  /** Its root. */
  readonly root: Uint8Array;
  /** The log's keys that signed it, as `<name>+<key id in hex>`. */
  readonly signedBy: readonly string[];
  /** True when a known witness cosigned it. */
  readonly cosigned?: boolean;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** Refuses options that are none; throws `AGAINST_INVALID`. */
export function checkExternal({ against, freshFor }: ExternalOptions): readonly KeptCheckpoint[] {
  const list = against === undefined ? [] : Array.isArray(against) ? against : [against];
  const kept = list.map(
    (one: string | Uint8Array | KeptCheckpoint): KeptCheckpoint => (typeof one === "string" || isBytes(one) ? { note: one } : one),
  );
  const known = kept.every(
    (one) =>
      typeof one === "object" &&
      one !== null &&
      (typeof one.note === "string" || isBytes(one.note)) &&
      (one.since === undefined || (typeof one.since === "string" && INSTANT.test(one.since) && !Number.isNaN(Date.parse(one.since)))),
  );
  if (!known || (freshFor !== undefined && !isPeriod(freshFor)))
    throw new PrivacyError("AGAINST_INVALID", "a kept checkpoint is a note and maybe an instant, and freshness a period");
  return kept;
}

/** Opens what was kept elsewhere; what is not of this log is a finding. */
export async function openExternal(
  kept: readonly KeptCheckpoint[],
  verifiers: readonly NoteVerifier[],
  policy: TlogPolicy | undefined,
  own: { readonly origin: string } | undefined,
  found: Findings,
): Promise<ExternalCheckpoint[]> {
  const opened: ExternalCheckpoint[] = [];
  for (const { note, since } of kept) {
    const external = await tryOpen(note, verifiers, policy);
    if (typeof external === "string") {
      found.add({ verdict: "tampered", code: external, place: "against" });
      continue;
    }
    if (own !== undefined && external.origin !== own.origin) found.add({ verdict: "tampered", code: "origin-differs", place: "against" });
    const times = [...external.cosignatures.map(({ time }) => time * 1000), ...(since === undefined ? [] : [Date.parse(since)])];
    // The earliest: by then the log had these entries.
    opened.push({
      size: external.size,
      root: external.root,
      signedBy: external.signedBy,
      ...(times.length === 0 ? {} : { time: Math.min(...times) }),
      cosigned: external.cosignatures.length > 0,
    });
  }
  return opened;
}

/** When a known witness first saw a checkpoint, seconds since 1970. */
export function earliest({ cosignatures }: WitnessedCheckpoint): number | undefined {
  return cosignatures.length === 0 ? undefined : Math.min(...cosignatures.map(({ time }) => time));
}

/** What the cosignatures on the log's own checkpoint vouch for; undefined when the policy is not met. */
export function cosignedAnchor({ size, root, signedBy, cosignatures, witnessed }: WitnessedCheckpoint): ExternalCheckpoint | undefined {
  return witnessed ? { size, root, signedBy, time: Math.max(...cosignatures.map(({ time }) => time)) * 1000 } : undefined;
}

/** `witnessed` by evidence that is not empty and not too old. */
export function witnessedBy(
  evidence: readonly ExternalCheckpoint[],
  size: number,
  asOf: CalendarDate,
  freshFor: Period | undefined,
  lastUnder: number | undefined,
): "witnessed" | "unwitnessed" | "stale" {
  const [newest] = [...evidence].sort((left, right) => right.size - left.size);
  if (newest === undefined) return "unwitnessed";
  if (newest.size === 0) return "stale";
  if (freshFor === undefined || newest.size >= size) return "witnessed";
  const time = newest.time ?? lastUnder;
  return time !== undefined && asOf <= addPeriod(dayOf(time), freshFor) ? "witnessed" : "stale";
}

function dayOf(time: number): CalendarDate {
  return calendarDate(new Date(time).toISOString().slice(0, 10));
}

/** Opens a note, or says why not: `note-malformed`, `note-unsigned`, `note-signature-invalid`, `checkpoint-invalid`. */
export async function tryOpen(
  note: string | Uint8Array,
  verifiers: readonly NoteVerifier[],
  policy: TlogPolicy | undefined,
): Promise<WitnessedCheckpoint | string> {
  try {
    return await openWitnessed(note, { logs: verifiers, ...(policy === undefined ? {} : { policy }) });
  } catch (error) {
    if (isPrivacyError(error)) return error.code.toLowerCase().replaceAll("_", "-");
    throw error;
  }
}
