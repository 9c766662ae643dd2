/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Floors, caps, today and the oldest record, one row per period. */
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { scaleUtc } from "d3-scale";
import type { JSX } from "hono/jsx/jsx-runtime";
import { findingWords, namesOf, ruleWords, shortFinding, shortNames } from "../facts/keeping-words.ts";
import type { Keeping } from "../facts/retention.ts";
import type { Lang } from "../input.ts";
import { shortDate, type Words } from "../language.ts";
import { DATA } from "../words.ts";
import { type Note, place } from "./lanes.ts";
import { fit, Label, Picture, tenth, textWidth, WIDTH, wrap } from "./picture.tsx";
import { type Tick, ticksOf } from "./ticks.ts";

const LEFT = 248;
const RIGHT = WIDTH - 14;
const TOP = 52;
const ROW = 66;
const DAY = 86_400_000;
const TITLE: Words = { fr: "Frise des durées de conservation", en: "Retention timeline" };

interface Frame {
  readonly lang: Lang;
  readonly id: string;
  readonly document: ProcessingDocument;
  readonly at: (date: CalendarDate) => number;
  readonly today: number;
}

/** Draws the schedule as it stands on `asOf`. */
export const TimelinePicture = ({
  lines,
  document,
  asOf,
  lang,
  id,
}: {
  lines: readonly Keeping[];
  document: ProcessingDocument;
  asOf: CalendarDate;
  lang: Lang;
  id: string;
}): JSX.Element => {
  const [from, to] = extent(lines, asOf);
  const x = scaleUtc([from, to], [LEFT, RIGHT]);
  const at = (date: CalendarDate): number => tenth(x(instant(date)));
  const height = TOP + lines.length * ROW + 4;
  const today = at(asOf);
  const flip = today > WIDTH - 170;
  return (
    <Picture
      id={id}
      height={height}
      title={TITLE[lang]}
      desc={`${lines.map((line) => `${namesOf(lang, line)} (${ruleWords(lang, line, document)})${lang === "fr" ? "\u00A0" : ""}: ${findingWords(lang, line)}`).join("; ")}.`}
    >
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch" width="1.5" height="6" />
        </pattern>
      </defs>
      <g class="axis">
        {ticksOf(x, 7, lang).map((tick) => (
          <g>
            <line x1={tenth(tick.x)} x2={tenth(tick.x)} y1={TOP - 12} y2={height} class={tick.year ? "year" : ""} />
            <text x={tenth(tick.x) + 4} y={TOP - 18}>
              {tick.x > RIGHT - 30 || crosses(tick, today) ? "" : tick.label}
            </text>
          </g>
        ))}
      </g>
      <line class="today" x1={today} x2={today} y1={14} y2={height} />
      <text class="todaylabel halo" x={flip ? today - 6 : today + 6} y={14} text-anchor={flip ? "end" : "start"}>
        {`${DATA.today[lang]} ${shortDate(lang, asOf)}`}
      </text>
      {lines.map((line, row) => (
        <Row frame={{ lang, id, document, at, today }} line={line} row={row} asOf={asOf} />
      ))}
    </Picture>
  );
};

const Row = ({ frame, line, row, asOf }: { frame: Frame; line: Keeping; row: number; asOf: CalendarDate }): JSX.Element => {
  const { lang, at, today } = frame;
  const y = TOP + row * ROW + 26;
  const oldest = line.oldest === undefined ? undefined : at(line.oldest);
  const cap = line.cap === undefined ? undefined : at(line.cap);
  const floor = line.floor === undefined ? undefined : at(line.floor);
  const late = line.state === "overdue";
  const undated = cap === undefined && floor === undefined && oldest === undefined;
  // What has no date stands on the wider side of the day.
  const room = today - LEFT > RIGHT - today ? { x: LEFT + 12, width: today - LEFT - 20 } : { x: today + 8, width: RIGHT - today - 20 };
  const name = wrap(shortNames(lang, line), LEFT - 18, 2);
  const shift = [22, -13, 35];
  return (
    <g>
      {row > 0 && <line class="sep" x1={0} x2={WIDTH} y1={y - 26} y2={y - 26} />}
      <Label name="strong" lines={name} x={0} y={y - 8} anchor="start" />
      <text class={`small state-${line.state}`} x={0} y={y + (name.length > 1 ? 21 : 14)}>
        {shortFinding(lang, line)}
      </text>
      {line.state === "unstated" && (
        <rect class="unknown" x={LEFT} y={y - 7} width={RIGHT - LEFT} height={14} rx={3} fill={`url(#${frame.id}-hatch)`} />
      )}
      {undated && (
        <text class="small halo" x={room.x} y={line.state === "unstated" || !line.openFloor ? y + 4 : y - 11}>
          {fit(ruleWords(lang, line, frame.document), room.width, true)}
        </text>
      )}
      {cap !== undefined && cap > today && <rect class="span" x={today} y={y - 2} width={tenth(cap - today)} height={4} />}
      {floor !== undefined && floor > today && <rect class="floor" x={today} y={y - 5} width={tenth(floor - today)} height={10} />}
      {line.openFloor && (
        <rect
          class="floor"
          x={Math.max(today, floor ?? today)}
          y={y - 5}
          width={tenth(RIGHT - Math.max(today, floor ?? today))}
          height={10}
        />
      )}
      {line.openFloor && <path class="open" d={`M${Math.max(today, floor ?? today)} ${y}H${RIGHT}m-6 -4 6 4-6 4`} />}
      {oldest !== undefined && (
        <rect
          class="kept"
          x={oldest}
          y={y - 5}
          width={tenth(Math.max(0, (late && cap !== undefined ? Math.max(cap, oldest) : today) - oldest))}
          height={10}
          rx={2}
        />
      )}
      {late && cap !== undefined && <rect class="late" x={cap} y={y - 5} width={tenth(Math.max(2, today - cap))} height={10} />}
      {cap !== undefined && <line class={late ? "cap late" : "cap"} x1={cap} x2={cap} y1={y - 11} y2={y + 11} />}
      {floor !== undefined && <path class="floorend" d={`M${floor - 5} ${y - 10}h5v20h-5`} />}
      {oldest !== undefined && <circle class={late ? "oldest late" : "oldest"} cx={oldest} cy={y} r={5} />}
      {place(notesOf(lang, line, at, asOf), LEFT, RIGHT, today).map((note) => (
        <text class="small halo" x={tenth(note.x)} y={y + (shift[note.lane] ?? 22)} text-anchor={note.anchor}>
          {note.text}
        </text>
      ))}
    </g>
  );
};

function notesOf(lang: Lang, line: Keeping, at: (date: CalendarDate) => number, asOf: CalendarDate): readonly Note[] {
  const notes: Note[] = [];
  if (line.oldest !== undefined)
    notes.push({ text: `${DATA.oldestShort[lang]} ${shortDate(lang, line.oldest)}`, x: at(line.oldest) - 5, anchor: "start" });
  if (line.cap !== undefined)
    notes.push({
      text: `${DATA.deleteAfter[lang]} ${shortDate(lang, line.cap)}`,
      x: line.cap < asOf ? at(asOf) + 8 : at(line.cap) + 4,
      anchor: line.cap < asOf ? "start" : "end",
    });
  if (line.floor !== undefined)
    notes.push({ text: `${DATA.keepUntil[lang]} ${shortDate(lang, line.floor)}`, x: at(line.floor), anchor: "end" });
  return notes;
}

/** A tick whose label the line of today would cut. */
function crosses(tick: Tick, today: number): boolean {
  return today > tick.x && today < tick.x + 8 + textWidth(tick.label, true);
}

/** From the first thing seen to the last bound, with a little air; at least four months. */
function extent(lines: readonly Keeping[], asOf: CalendarDate): readonly [Date, Date] {
  const days = [asOf, ...lines.flatMap((line) => [line.oldest, line.cap, line.floor].filter((day) => day !== undefined))].map((day) =>
    instant(day).getTime(),
  );
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const air = Math.max((high - low) * 0.07, Math.max(0, 120 * DAY - (high - low)) / 2, 10 * DAY);
  return [new Date(low - air * 0.5), new Date(high + air)];
}

function instant(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
