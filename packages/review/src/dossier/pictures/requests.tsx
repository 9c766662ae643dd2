/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The clock of each request: from its receipt to its last day, and when it was answered. */
import type { CalendarDate } from "@favorable/core";
import { scaleUtc } from "d3-scale";
import type { JSX } from "hono/jsx/jsx-runtime";
import { RIGHTS } from "../exchange-words.ts";
import { type RequestLine, requestLines } from "../facts/requests.ts";
import type { DossierRequest, Lang } from "../input.ts";
import { plural, shortDate } from "../language.ts";
import { kindName, STANDINGS } from "../requests-words.ts";
import { DATA } from "../words.ts";
import { fit, Picture, tenth, WIDTH } from "./picture.tsx";
import { ticksOf } from "./ticks.ts";

const LEFT = 248;
const RIGHT = WIDTH - 14;
const TOP = 46;
const ROW = 30;
const DAY = 86_400_000;
/** Rows drawn; the table beside it has all. */
export const DRAWN = 24;

/** Those that are late or open first: they are what is to be done. */
export function drawn(lines: readonly RequestLine[]): readonly RequestLine[] {
  const urgent = lines.filter(({ standing }) => standing === "overdue" || standing === "open");
  const others = lines.filter((line) => !urgent.includes(line));
  return [...urgent, ...others.slice(Math.max(0, others.length - Math.max(0, DRAWN - urgent.length)))].slice(0, DRAWN);
}

/** Draws the clocks. */
export const RequestPicture = ({
  requests,
  asOf,
  lang,
  id,
}: {
  requests: readonly DossierRequest[];
  asOf: CalendarDate;
  lang: Lang;
  id: string;
}): JSX.Element => {
  const lines = drawn(requestLines(requests, asOf));
  const days = [asOf, ...lines.flatMap(({ on, due, answered }) => [on, due, ...(answered === undefined ? [] : [answered])])].map(instant);
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const air = Math.max(5 * DAY, (high - low) * 0.05);
  const x = scaleUtc([new Date(low - air), new Date(high + air)], [LEFT, RIGHT]);
  const at = (day: CalendarDate): number => tenth(x(instant(day)));
  const height = TOP + lines.length * ROW + 8;
  const today = at(asOf);
  return (
    <Picture id={id} height={height} title={RIGHTS.clock[lang]} desc={describe(lines, lang)}>
      <g class="axis">
        {ticksOf(x, 6, lang).map((tick) => (
          <g>
            <line x1={tenth(tick.x)} x2={tenth(tick.x)} y1={TOP - 10} y2={height} class={tick.year ? "year" : ""} />
            <text x={tenth(tick.x) + 4} y={TOP - 16}>
              {tick.x > RIGHT - 40 ? "" : tick.label}
            </text>
          </g>
        ))}
      </g>
      <line class="today" x1={today} x2={today} y1={12} y2={height} />
      <text
        class="todaylabel halo"
        x={today > WIDTH - 170 ? today - 6 : today + 6}
        y={12}
        text-anchor={today > WIDTH - 170 ? "end" : "start"}
      >
        {`${DATA.today[lang]} ${shortDate(lang, asOf)}`}
      </text>
      {lines.map((line, row) => (
        <Clock line={line} y={TOP + row * ROW + ROW / 2} at={at} asOf={asOf} lang={lang} />
      ))}
    </Picture>
  );
};

const Clock = ({
  line,
  y,
  at,
  asOf,
  lang,
}: {
  line: RequestLine;
  y: number;
  at: (day: CalendarDate) => number;
  asOf: CalendarDate;
  lang: Lang;
}): JSX.Element => {
  const { on, due, answered } = line;
  const late = line.standing === "overdue" || line.standing === "answered-late";
  const end = answered ?? asOf;
  const overran = end > due;
  const inTime = overran ? due : end;
  return (
    <g>
      <text x={0} y={y} dy="0.35em">
        {fit(`${line.number}. ${kindName(lang, line.kind)}`, LEFT - 100)}
      </text>
      <text class={`small ${late ? "state-overdue" : ""}`} x={LEFT - 12} y={y} dy="0.35em" text-anchor="end">
        {STANDINGS[line.standing].short[lang]}
      </text>
      <rect class="span" x={at(on)} y={y - 2} width={tenth(Math.max(1, at(due) - at(on)))} height={4} />
      {inTime > on && <rect class="kept" x={at(on)} y={y - 5} width={tenth(Math.max(1, at(inTime) - at(on)))} height={10} rx={2} />}
      {late && <rect class="late" x={at(due)} y={y - 5} width={tenth(Math.max(2, at(end) - at(due)))} height={10} />}
      <line class={late ? "cap late" : "cap"} x1={at(due)} x2={at(due)} y1={y - 9} y2={y + 9} />
      {answered !== undefined && <circle class={late ? "oldest late" : "oldest"} cx={at(answered)} cy={y} r={5} />}
    </g>
  );
};

function describe(lines: readonly RequestLine[], lang: Lang): string {
  const of = (...standings: readonly RequestLine["standing"][]): number =>
    lines.filter(({ standing }) => standings.includes(standing)).length;
  const all = plural(lang, lines.length, { fr: "demande", en: "request" }, { fr: "demandes", en: "requests" });
  const late = of("overdue", "answered-late");
  return lang === "fr"
    ? `${all} : ${of("answered")} répondues dans le délai, ${of("open")} en cours, ${late} hors délai.`
    : `${all}: ${of("answered")} answered in time, ${of("open")} open, ${late} late.`;
}

function instant(day: CalendarDate): number {
  return Date.parse(`${day}T00:00:00Z`);
}
