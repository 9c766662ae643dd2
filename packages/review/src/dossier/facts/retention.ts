/** How long each thing is kept, as days on a line: floor, cap, oldest record, and what that makes of today. */
import { addPeriod, type CalendarDate, daysBetween, isCalendarDate, isPeriod, type Period } from "@favorable/core";
import type { ProcessingDocument, RetentionBound, RetentionDocument, Text } from "@favorable/processing";
import { member } from "../clean.ts";
import type { DossierEvidence, DossierOldest } from "../input.ts";

/**
 * Where a line stands today. `unstated`: no period declared; `unseen`: nobody looked; `empty`: nothing is there; `clear`: counted, and
 * nothing is too old; `onHold`: what is too old is kept back by a hold.
 */
export type KeepingState = "within" | "overdue" | "unseen" | "unstated" | "empty" | "clear" | "onHold";

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
  /** Days past the cap; 0 unless overdue and dated. */
  readonly late: number;
  /** How many were counted past their last day; undefined when nobody counted. */
  readonly overdue: number | undefined;
}

/** Reads the schedule, in one line the categories that have no period at all, and the channels, in the order of the declaration. */
export function keepings(document: ProcessingDocument, evidence: DossierEvidence | undefined, asOf: CalendarDate): readonly Keeping[] {
  const named = (id: string): { id: string; label: Text | undefined } => ({ id, label: member(document.categories, id)?.label });
  const lines: Keeping[] = [];
  for (const rule of Object.values(document.retention ?? {})) {
    const oldest = together(rule.categories.map((id) => member(evidence?.oldest, id)));
    lines.push(keeping({ names: rule.categories.map(named), kind: "data", rule, period: undefined }, document, oldest, asOf));
  }
  const covered = new Set(Object.values(document.retention ?? {}).flatMap((rule) => rule.categories));
  const left = Object.keys(document.categories ?? {}).filter((id) => !covered.has(id));
  if (left.length > 0) {
    const oldest = together(left.map((id) => member(evidence?.oldest, id)));
    lines.push(keeping({ names: left.map(named), kind: "data", rule: undefined, period: undefined }, document, oldest, asOf));
  }
  for (const [id, link] of Object.entries(document.links ?? {})) {
    if (link.channel === undefined) continue;
    const names = [{ id, label: link.processing }];
    const channel = member(evidence?.channels, id);
    const backup = channel?.inBackups === undefined ? undefined : { overdue: channel.inBackups };
    lines.push(keeping({ names, kind: "channel", rule: undefined, period: link.channel.maximumAge }, document, channel, asOf));
    lines.push(keeping({ names, kind: "channel-backup", rule: undefined, period: link.channel.backupRotation }, document, backup, asOf));
  }
  return lines;
}

type Start = Pick<Keeping, "names" | "kind" | "rule" | "period">;

function keeping(start: Start, document: ProcessingDocument, oldest: DossierOldest | undefined, asOf: CalendarDate): Keeping {
  const on = isCalendarDate(oldest?.on) ? oldest.on : undefined;
  const from = start.rule === undefined ? on : startOf(start.rule, document, on);
  const maximum: RetentionBound | undefined = start.rule?.maximum ?? (start.period === undefined ? undefined : { period: start.period });
  const floor = endOf(start.rule?.minimum, document, from);
  const cap = endOf(maximum, document, from);
  const stated = start.rule?.minimum !== undefined || maximum !== undefined;
  const state = stateOf(stated, on, oldest, cap.day !== undefined && cap.day < asOf);
  return {
    ...start,
    oldest: on,
    held: oldest?.count,
    floor: floor.day,
    openFloor: floor.open,
    cap: cap.day,
    openCap: cap.open,
    state,
    late: state === "overdue" && on !== undefined && cap.day !== undefined && cap.day < asOf ? daysBetween(cap.day, asOf) : 0,
    overdue: oldest?.overdue,
  };
}

/** What was counted goes first; the days speak where nobody counted, and against a count that they contradict. */
function stateOf(stated: boolean, on: CalendarDate | undefined, oldest: DossierOldest | undefined, past: boolean): KeepingState {
  if ((oldest?.overdue ?? 0) > 0) return "overdue";
  if (!stated) return "unstated";
  if (oldest?.count === 0) return "empty";
  if (on !== undefined && past) return oldest?.overdue === 0 && (oldest.held ?? 0) > 0 ? "onHold" : "overdue";
  if (on !== undefined) return "within";
  return oldest?.overdue === 0 ? "clear" : "unseen";
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

/**
 * Several categories of one rule as one: the earliest day with its own count, and the highest count of what is too old. Nothing is added up,
 * since categories may share rows. Where one of them was not counted, none was.
 */
function together(found: readonly (DossierOldest | undefined)[]): DossierOldest | undefined {
  const known = found.filter((one) => one !== undefined);
  const dated = known.filter((one) => isCalendarDate(one.on)).sort((left, right) => ((left.on ?? "") < (right.on ?? "") ? -1 : 1));
  const { on, count } = dated[0] ?? known[0] ?? {};
  const overdue = Math.max(0, ...known.map((one) => one.overdue ?? 0));
  const held = Math.max(0, ...known.map((one) => one.held ?? 0));
  const whole = found.length > 0 && found.every((one) => one?.overdue !== undefined);
  if (known.length === 0) return undefined;
  return {
    ...(on === undefined ? {} : { on }),
    ...(count === undefined ? {} : { count }),
    ...(whole || overdue > 0 ? { overdue } : {}),
    ...(held > 0 ? { held } : {}),
  };
}
