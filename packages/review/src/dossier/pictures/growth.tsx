/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** How the audit log grew, with its checkpoints. */
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { DossierLog, Lang } from "../input.ts";
import { count, longDate, plural, readMoment } from "../language.ts";
import { EVIDENCE } from "../words.ts";
import { fit, Picture, tenth, WIDTH } from "./picture.tsx";
import { ticksOf } from "./ticks.ts";

interface Point {
  readonly at: number;
  readonly size: number;
}

/** A named day of the declaration, drawn where the log passes it. */
export interface Mark {
  readonly on: string;
  readonly label: string;
}

const HEIGHT = 250;
const LEFT = 56;
const RIGHT = WIDTH - 100;
const TOP = 28;
const BOTTOM = HEIGHT - 30;

/** The measured points that have a readable date, in order of time. */
function points(log: DossierLog): readonly Point[] {
  return placed(log.growth);
}

function placed<T extends { readonly on: string; readonly size: number }>(from: readonly T[]): readonly (T & Point)[] {
  return from
    .flatMap((one) => {
      const at = readMoment(one.on)?.at;
      return at === undefined ? [] : [{ ...one, at }];
    })
    .sort((left, right) => left.at - right.at);
}

/** True when a later measurement is smaller than an earlier one: an append-only log never is. */
export function shrank(log: DossierLog): boolean {
  const sizes = points(log).map((point) => point.size);
  return sizes.some((size, at) => at > 0 && size < (sizes[at - 1] ?? 0));
}

/** Draws the growth; nothing for fewer than two moments. */
export const GrowthPicture = ({
  log,
  marks,
  lang,
  id,
}: {
  log: DossierLog;
  marks: readonly Mark[];
  lang: Lang;
  id: string;
}): JSX.Element | null => {
  const grown = points(log);
  const [first, last] = [grown[0], grown.at(-1)];
  if (first === undefined || last === undefined || first.at === last.at) return null;
  const x = scaleUtc([new Date(first.at), new Date(last.at)], [LEFT, RIGHT]);
  const y = scaleLinear([0, Math.max(1, ...grown.map((point) => point.size))], [BOTTOM, TOP]).nice(4);
  const across = (point: Point): number => x(point.at);
  const up = (point: Point): number => y(point.size);
  const curve = line<Point>(across, up).curve(curveMonotoneX).digits(1)([...grown]);
  const under = area<Point>(across, () => y(0), up)
    .curve(curveMonotoneX)
    .digits(1)([...grown]);
  const checkpoints = placed(log.checkpoints).filter((point) => point.at >= first.at && point.at <= last.at);
  return (
    <Picture id={id} height={HEIGHT} title={EVIDENCE.growth[lang]} desc={describe(log, lang)}>
      <g class="axis">
        {y.ticks(4).map((value) => (
          <g>
            <line x1={LEFT} x2={RIGHT} y1={tenth(y(value))} y2={tenth(y(value))} class={value === 0 ? "base" : ""} />
            <text x={LEFT - 10} y={tenth(y(value))} dy="0.35em" text-anchor="end">
              {count(lang, value)}
            </text>
          </g>
        ))}
        {ticksOf(x, 6, lang).map((tick) => (
          <text x={tenth(tick.x)} y={HEIGHT - 8} text-anchor="middle">
            {tick.label}
          </text>
        ))}
      </g>
      <path class="fill" d={under ?? ""} />
      {eventMarks(marks, x, first.at, last.at).map((mark, at) => (
        <g>
          <line class="event" x1={mark.x} x2={mark.x} y1={TOP - 8} y2={BOTTOM} />
          <text class="small halo" x={mark.flip ? mark.x - 6 : mark.x + 6} y={TOP + 2 + at * 16} text-anchor={mark.flip ? "end" : "start"}>
            {mark.label}
          </text>
        </g>
      ))}
      <path class="line" d={curve ?? ""} />
      {checkpoints.map((point) =>
        point.witnessed ? (
          <circle class="witness" cx={tenth(x(point.at))} cy={tenth(y(point.size))} r={6} />
        ) : (
          <circle class="point" cx={tenth(x(point.at))} cy={tenth(y(point.size))} r={4.5} />
        ),
      )}
      <text class="strong" x={RIGHT + 12} y={tenth(y(last.size))} dy="0.1em">
        {count(lang, last.size)}
      </text>
      <text class="small" x={RIGHT + 12} y={tenth(y(last.size)) + 17}>
        {EVIDENCE.entries[lang]}
      </text>
    </Picture>
  );
};

function eventMarks(
  marks: readonly Mark[],
  x: (at: number) => number,
  from: number,
  to: number,
): readonly { x: number; label: string; flip: boolean }[] {
  return marks
    .flatMap((mark) => {
      const at = readMoment(mark.on)?.at;
      return at === undefined || at < from || at > to
        ? []
        : [{ x: tenth(x(at)), label: fit(mark.label, 330, true), flip: x(at) > WIDTH / 2 }];
    })
    .slice(0, 3);
}

function describe(log: DossierLog, lang: Lang): string {
  const grown = log.growth.filter((point) => readMoment(point.on) !== undefined);
  const [first, last] = [grown[0], grown.at(-1)];
  if (first === undefined || last === undefined) return "";
  const entries = (size: number): string => plural(lang, size, { fr: "entrée", en: "entry" }, { fr: "entrées", en: "entries" });
  const kept = log.checkpoints.filter((point) => point.witnessed).length;
  const checks = plural(
    lang,
    log.checkpoints.length,
    { fr: "point de contrôle", en: "checkpoint" },
    { fr: "points de contrôle", en: "checkpoints" },
  );
  const steady = shrank(log) ? EVIDENCE.shrank[lang] : lang === "fr" ? "Aucun recul." : "It never shrinks.";
  return lang === "fr"
    ? `De ${entries(first.size)} le ${longDate(lang, first.on)} à ${entries(last.size)} le ${longDate(lang, last.on)}, ${checks} dont ${count(lang, kept)} hors du système. ${steady}`
    : `From ${entries(first.size)} on ${longDate(lang, first.on)} to ${entries(last.size)} on ${longDate(lang, last.on)}, ${checks}, ${count(lang, kept)} of them kept outside the system. ${steady}`;
}
