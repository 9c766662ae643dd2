/** What a stream can show: colours and a width on a terminal, neither elsewhere. */
import { styleText } from "node:util";

/** A colour or weight of `util.styleText`. */
export type Style = Parameters<typeof styleText>[0];

/** How to write for a stream. */
export interface Look {
  /** Colours a text, or gives it back as it is. */
  paint(style: Style, text: string): string;
  /** Columns to break lines at; infinite where nobody watches, so that one thing is one line. */
  readonly width: number;
}

/**
 * Colours are for terminals only, not when `NO_COLOR` is set (no-color.org) and not on one that calls itself `dumb`.
 *
 * @param stream - `process.stdout` is one
 */
export function lookOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): Look {
  const watched = stream.isTTY === true && environment["TERM"] !== "dumb";
  const coloured = watched && (environment["NO_COLOR"] ?? "") === "";
  return {
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    width: watched ? Math.max(40, stream.columns ?? 80) : Number.POSITIVE_INFINITY,
  };
}

/** Breaks a text into lines that hang under its first word; French double punctuation stays with its word. */
export function hanging(first: string, text: string, width: number): string {
  const margin = " ".repeat(first.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ (?![:;!?»])(?<!« )/)) {
    if (line !== "" && first.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, at) => (at === 0 ? first : margin) + one).join("\n");
}
