/** The bounds of a policy's phases as lines that can be compared. */
import { addPeriod, period, periodParts } from "@favorable/core";
import type { RetentionArchive } from "./archive.ts";
import type { RetentionBound } from "./bound.ts";
import { type Line, lineOf } from "./compare.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { ArchiveStart } from "./start.ts";
import type { RetentionEvents } from "./start-of.ts";

/** Floors and caps of a phase. */
export interface PhaseLines {
  readonly floors: readonly Line[];
  readonly caps: readonly Line[];
}

/** Which side to be on where a sum of months is not exact: 31 January plus a month, twice, is not 31 January plus two months. */
export type Edge = "latest" | "earliest";

/**
 * A sum of months counted at once reaches at most so many days later than counted in two steps, never earlier; with days in between the
 * lengths of the months differ once more, either way.
 */
const CLAMPED = 3;

/** The lines of one phase, counted from a start. */
export function activeLines(
  { minimum, maximum }: Pick<RetentionArchive, "minimum" | "maximum">,
  start: ArchiveStart,
  events: RetentionEvents,
): PhaseLines {
  return {
    floors: minimum.map((bound) => lineOf(bound, start, events)),
    caps: maximum.map((bound) => lineOf(bound, start, events)),
  };
}

/** The lines of an archive; those counted from the end of the active phase are counted from the policy's own start. */
export function archiveLines(
  policy: RetentionPolicy,
  archive: RetentionArchive,
  start: ArchiveStart,
  events: RetentionEvents,
  edge: Edge = "latest",
): PhaseLines {
  if (archive.start.kind !== "end-of-active") return activeLines(archive, archive.start, events);
  const { floors, caps } = activeLines(policy, start, events);
  const ends = caps.length > 0 ? caps : floors;
  const after = (bound: RetentionBound): Line[] =>
    bound.event === undefined && bound.period !== undefined
      ? ends.map((end) => later(end, bound.period ?? "P0D", edge))
      : [lineOf(bound, archive.start, events)];
  return { floors: archive.minimum.flatMap(after), caps: archive.maximum.flatMap(after) };
}

/** The lines by which the data of a policy are there at all: those of the last phase, and all floors. */
export function lastingLines(policy: RetentionPolicy, start: ArchiveStart, events: RetentionEvents, edge: Edge): PhaseLines {
  const active = activeLines(policy, start, events);
  if (policy.archive === undefined) return active;
  const second = archiveLines(policy, policy.archive, start, events, edge);
  return { floors: [...active.floors, ...second.floors], caps: second.caps };
}

function later(line: Line, length: string, edge: Edge): Line {
  if ("on" in line) return { on: addPeriod(line.on, period(length)) };
  const { months, days } = periodParts(length);
  const between = line.days > 0 ? CLAMPED : 0;
  const slack = edge === "earliest" ? -CLAMPED - between : 2 * between;
  return { source: line.source, months: line.months + months, days: line.days + days + slack };
}
