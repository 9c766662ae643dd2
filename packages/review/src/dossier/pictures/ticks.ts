/** Labels of a time axis, in words that fit how far apart they are. */
import type { Lang } from "../input.ts";
import { monthName } from "../language.ts";
import { textWidth } from "./picture.tsx";

/** One place on the axis. */
export interface Tick {
  readonly x: number;
  /** Empty where it would touch the label before it. */
  readonly label: string;
  /** First tick of a year, drawn stronger. */
  readonly year: boolean;
}

/** The part of a UTC scale the labels need. */
export interface TimeScale {
  (at: Date): number;
  ticks(count: number): Date[];
}

const DAY = 86_400_000;

/** Room between two labels. */
const GAP = 8;

/** Years alone when ticks are a year apart, months with the year where it changes, days when they are closer. */
export function ticksOf(scale: TimeScale, wanted: number, lang: Lang): readonly Tick[] {
  const dates = scale.ticks(wanted);
  const [first, second] = dates;
  const step = first === undefined || second === undefined ? 365 * DAY : second.getTime() - first.getTime();
  let end = Number.NEGATIVE_INFINITY;
  return dates.map((date, at) => {
    const [day, month, year] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
    const before = dates[at - 1];
    const turned = before === undefined || before.getUTCFullYear() !== year;
    const name = monthName(lang, month);
    const short = step >= 27 * DAY ? name : step >= DAY ? `${day} ${name}` : `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
    const label = step >= 360 * DAY ? String(year) : turned && step >= DAY ? `${short} ${year}` : short;
    const x = scale(date);
    const fits = x >= end;
    if (fits) end = x + textWidth(label, true) + GAP;
    return { x, label: fits ? label : "", year: turned && at > 0 };
  });
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
