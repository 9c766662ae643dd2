/** How long each thing is kept, as days on a line: floor, cap, oldest record, and what that makes of today. */
import { addPeriod, type CalendarDate, daysBetween, isCalendarDate, isPeriod, type Period } from "@favorable/core";
import type { ProcessingDocument, RetentionBound, RetentionDocument, Text } from "@favorable/processing";
import { member } from "../clean.ts";
import type { DossierEvidence, DossierOldest } from "../input.ts";

/** Where a line stands today. `unstated`: no period declared; `unseen`: nobody looked; `empty`: nothing is held. */
export type KeepingState = "within" | "overdue" | "unseen" | "unstated" | "empty";

/** One line of the timeline. */
export interface Keeping {
  /** What is kept: labels of categories, or of a channel. */
  readonly names: readonly { readonly id: string; readonly label: Text | undefined }[];
  readonly kind: "data" | "channel" | "channel-backup";
  /** The declared rule; undefined when none is declared. */
  readonly rule: RetentionDocument | undefined;
  /** For a channel: the declared longest stay or rotation. */
  readonly period: string | undefined;
  readonly oldest: CalendarDate | undefined;
  readonly held: number | undefined;
  /** Last day of the floor, when it can be dated. */
  readonly floor: CalendarDate | undefined;
  /** The floor ends with an event that has not happened. */
  readonly openFloor: boolean;
  /** Last day the oldest, or all, may be kept. */
  readonly cap: CalendarDate | undefined;
  /** The cap ends with an event that has not happened. */
  readonly openCap: boolean;
  readonly state: KeepingState;
  /** Days past the cap; 0 unless overdue. */
  readonly late: number;
}

/** Reads the schedule, in one line the categories that have no period at all, and the channels, in the order of the declaration. */
export function keepings(document: ProcessingDocument, evidence: DossierEvidence | undefined, asOf: CalendarDate): readonly Keeping[] {
  const named = (id: string): { id: string; label: Text | undefined } => ({ id, label: member(document.categories, id)?.label });
  const lines: Keeping[] = [];
  for (const rule of Object.values(document.retention ?? {})) {
    const oldest = earliest(rule.categories.map((id) => member(evidence?.oldest, id)));
    lines.push(keeping({ names: rule.categories.map(named), kind: "data", rule, period: undefined }, document, oldest, asOf));
  }
  const covered = new Set(Object.values(document.retention ?? {}).flatMap((rule) => rule.categories));
  const left = Object.keys(document.categories ?? {}).filter((id) => !covered.has(id));
  if (left.length > 0) {
    const oldest = earliest(left.map((id) => member(evidence?.oldest, id)));
    lines.push(keeping({ names: left.map(named), kind: "data", rule: undefined, period: undefined }, document, oldest, asOf));
  }
  for (const [id, link] of Object.entries(document.links ?? {})) {
    if (link.channel === undefined) continue;
    const names = [{ id, label: link.processing }];
    lines.push(
      keeping(
        { names, kind: "channel", rule: undefined, period: link.channel.maximumAge },
        document,
        earliest([member(evidence?.channels, id)]),
        asOf,
      ),
    );
    lines.push(keeping({ names, kind: "channel-backup", rule: undefined, period: link.channel.backupRotation }, document, undefined, asOf));
  }
  return lines;
}

type Start = Pick<Keeping, "names" | "kind" | "rule" | "period">;

function keeping(start: Start, document: ProcessingDocument, oldest: DossierOldest | undefined, asOf: CalendarDate): Keeping {
  const on = oldest !== undefined && isCalendarDate(oldest.on) ? oldest.on : undefined;
  const from = start.rule === undefined ? on : startOf(start.rule, document, on);
  const maximum: RetentionBound | undefined = start.rule?.maximum ?? (start.period === undefined ? undefined : { period: start.period });
  const floor = endOf(start.rule?.minimum, document, from);
  const cap = endOf(maximum, document, from);
  const stated = start.rule?.minimum !== undefined || maximum !== undefined;
  const overdue = cap.day !== undefined && cap.day < asOf && on !== undefined && oldest?.count !== 0;
  const state: KeepingState = !stated
    ? "unstated"
    : overdue
      ? "overdue"
      : oldest?.count === 0
        ? "empty"
        : on === undefined
          ? "unseen"
          : "within";
  return {
    ...start,
    oldest: on,
    held: oldest?.count,
    floor: floor.day,
    openFloor: floor.open,
    cap: cap.day,
    openCap: cap.open,
    state,
    late: overdue && cap.day !== undefined ? daysBetween(cap.day, asOf) : 0,
  };
}

function startOf(rule: RetentionDocument, document: ProcessingDocument, oldest: CalendarDate | undefined): CalendarDate | undefined {
  const start = rule.start;
  if (start?.kind === "fixed-date") return isCalendarDate(start.on) ? start.on : undefined;
  if (start?.kind === "event") {
    const on = member(document.events, start.event)?.on;
    return isCalendarDate(on) ? on : undefined;
  }
  return oldest;
}

/** The last day of a bound: start plus period, or an event, or an event plus a period. */
function endOf(
  bound: RetentionBound | undefined,
  document: ProcessingDocument,
  from: CalendarDate | undefined,
): { readonly day?: CalendarDate; readonly open: boolean } {
  if (bound === undefined) return { open: false };
  const on = bound.event === undefined ? undefined : member(document.events, bound.event)?.on;
  const base = bound.event === undefined ? from : isCalendarDate(on) ? on : undefined;
  const open = bound.event !== undefined && base === undefined;
  if (base === undefined) return { open };
  if (bound.period === undefined) return bound.event === undefined ? { open } : { day: base, open };
  const day = isPeriod(bound.period) ? plus(base, bound.period) : undefined;
  return day === undefined ? { open } : { day, open };
}

/** A period may be so long that its end has no date; the line then has none either. */
function plus(base: CalendarDate, length: Period): CalendarDate | undefined {
  try {
    return addPeriod(base, length);
  } catch {
    return undefined;
  }
}

/** The earliest of several; its count stays its own, since categories may share rows. */
function earliest(found: readonly (DossierOldest | undefined)[]): DossierOldest | undefined {
  const known = found
    .filter((one) => one !== undefined && isCalendarDate(one.on))
    .sort((left, right) => ((left?.on ?? "") < (right?.on ?? "") ? -1 : 1));
  return known[0];
}
