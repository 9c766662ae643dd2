/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What the pictures share: a frame that reads as one image, and labels placed without measuring. */
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";

/** The width of every picture, in its own units; shown one to one on a wide screen. */
export const WIDTH = 880;

/** Above this height a picture takes a page of its own on paper. */
const TALL = 640;

/** To a tenth of a unit: finer is not seen and costs bytes. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** An inline SVG read as one image: title and description carry what the eye would get. */
export const Picture = ({
  id,
  title,
  desc,
  height,
  children,
}: {
  id: string;
  title: string;
  desc: string;
  height: number;
  children?: Child;
}): JSX.Element => (
  <svg
    class={height > TALL ? "picture tall" : "picture"}
    viewBox={`0 0 ${WIDTH} ${height}`}
    role="img"
    aria-labelledby={`${id}-title ${id}-desc`}
  >
    <title id={`${id}-title`}>{title}</title>
    <desc id={`${id}-desc`}>{desc}</desc>
    {children}
  </svg>
);

/** The mean width of a character, generous enough for the widest system face: 7.4 units at 13.5 px, 6.6 at 12 px. */
export function textWidth(text: string, small = false): number {
  return [...text].length * (small ? 6.6 : 7.4);
}

/** A text cut to what fits, with an ellipsis; the whole stands in the table beside the picture. */
export function fit(text: string, width: number, small = false): string {
  const room = Math.max(2, Math.floor(width / (small ? 6.6 : 7.4)));
  const letters = [...text];
  return letters.length <= room
    ? text
    : `${letters
        .slice(0, room - 1)
        .join("")
        .trimEnd()}…`;
}

/** A text in at most `most` lines, broken between words; the last one is cut when more is left. */
export function wrap(text: string, width: number, most: number): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const lines: string[] = [];
  while (words.length > 0 && lines.length < most - 1) {
    let line = words.shift() ?? "";
    while (words[0] !== undefined && textWidth(`${line} ${words[0]}`) <= width) line = `${line} ${words.shift()}`;
    lines.push(fit(line, width));
  }
  return words.length === 0 ? lines : [...lines, fit(words.join(" "), width)];
}

/** Moves centres apart so that blocks of these heights do not touch, staying above `bottom` where there is room. */
export function spread(blocks: readonly { readonly y: number; readonly height: number }[], bottom: number): readonly number[] {
  const centres: number[] = [];
  let edge = Number.NEGATIVE_INFINITY;
  for (const { y, height } of blocks) {
    const centre = Math.max(y, edge + height / 2);
    centres.push(centre);
    edge = centre + height / 2;
  }
  edge = bottom;
  for (const [at, { height }] of [...blocks.entries()].reverse()) {
    const centre = Math.min(centres[at] ?? 0, edge - height / 2);
    centres[at] = centre;
    edge = centre - height / 2;
  }
  return centres;
}

/** The height of a line of a label. */
export const LINE = 16;

/** The lines of a label, centred on `y`. */
export const Label = ({
  lines,
  x,
  y,
  anchor,
  name = "",
}: {
  lines: readonly string[];
  x: number;
  y: number;
  anchor: "start" | "end";
  name?: string;
}): JSX.Element => {
  return (
    <text class={name} y={tenth(y - ((lines.length - 1) * LINE) / 2)} text-anchor={anchor}>
      {lines.map((line, at) => (
        <tspan x={tenth(x)} dy={at === 0 ? "0.35em" : LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
};
