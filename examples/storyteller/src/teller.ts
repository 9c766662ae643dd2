/** Tells a story on a terminal: coloured and moving where somebody watches, plain lines where it is piped. */
import { styleText } from "node:util";

/** Where the story goes; `process.stdout` is one. */
export interface StoryStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A long step under way. */
export interface Progress {
  /** Tells how far the step is; numbers above the total are shown as they are. */
  advance(done: number): void;
  /** Ends it with a sentence; without one, with the last number. */
  end(sentence?: string): void;
}

/** The voices of the story. */
export interface Teller {
  /** Opens a chapter. */
  heading(text: string): void;
  /** Something that was done, and what came of it. */
  step(text: string, detail?: string): void;
  /** A refusal that is meant to be. */
  refused(text: string, detail?: string): void;
  /** Something to know, set back. */
  note(text: string): void;
  /** A line to be copied as it stands. */
  line(text: string): void;
  /** Two or more columns, the first as a name. */
  table(rows: readonly (readonly string[])[]): void;
  /** Starts a long step of a known size. */
  progress(label: string, total: number): Progress;
}

type Style = Parameters<typeof styleText>[0];

const FRAME_MS = 80;
const BAR = 24;

/**
 * Makes a teller. Colours and moving lines are for terminals only, colours not when `NO_COLOR` is set (no-color.org); a terminal
 * that calls itself `dumb` gets plain lines.
 *
 * @param stream - `process.stdout` when left out
 * @param environment - `process.env` when left out
 */
export function createTeller(
  stream: StoryStream = process.stdout,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Teller {
  const watched = stream.isTTY === true && environment["TERM"] !== "dumb";
  const coloured = watched && (environment["NO_COLOR"] ?? "") === "";
  const paint = (style: Style, text: string): string => (coloured ? styleText(style, text, { validateStream: false }) : text);
  const line = (text: string): void => void stream.write(`${text}\n`);
  const told = (mark: string, text: string, detail: string | undefined): void =>
    line(`  ${mark} ${text}${detail === undefined ? "" : paint("dim", ` — ${detail}`)}`);
  return {
    heading: (text) => line(`\n${paint("bold", text)}`),
    step: (text, detail) => told(paint("green", "✓"), text, detail),
    refused: (text, detail) => told(paint("yellow", "✗"), text, detail),
    note: (text) => line(paint("dim", `    ${text}`)),
    line: (text) => line(`  ${text}`),
    table(rows) {
      const widths = columnWidths(rows);
      for (const row of rows) {
        const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)));
        line(`    ${cells.map((cell, column) => (column === 0 ? paint("cyan", cell) : cell)).join("  ")}`);
      }
    },
    progress: (label, total) => (watched ? moving(stream, paint, label, total) : plain(line, label, total)),
  };
}

/** Redraws one line, at most every 80 ms. */
function moving(stream: StoryStream, paint: (style: Style, text: string) => string, label: string, total: number): Progress {
  let drawnAt = 0;
  let last = 0;
  const clear = "\r\u001b[2K";
  return {
    advance(done) {
      last = done;
      const now = Date.now();
      if (now - drawnAt < FRAME_MS) return;
      drawnAt = now;
      const full = Math.round(BAR * Math.min(1, total > 0 ? done / total : 1));
      const bar = paint("green", "━".repeat(full)) + paint("dim", "━".repeat(BAR - full));
      // A line that wraps could not be cleared again.
      const room = Math.max(0, (stream.columns ?? 80) - BAR - 30);
      stream.write(`${clear}  ${bar} ${label.slice(0, room)} ${counted(done, total)}`);
    },
    end(sentence) {
      stream.write(`${clear}  ${paint("green", "✓")} ${sentence ?? `${label}: ${counted(last, total)}`}\n`);
    },
  };
}

/** One line at the end: a log needs no frames. */
function plain(line: (text: string) => void, label: string, total: number): Progress {
  let last = 0;
  return {
    advance(done) {
      last = done;
    },
    end(sentence) {
      line(`  ✓ ${sentence ?? `${label}: ${counted(last, total)}`}`);
    },
  };
}

function counted(done: number, total: number): string {
  return `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return widths;
}
