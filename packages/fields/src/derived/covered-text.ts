/**
 * Values within a text: what follows a covered name and one of `=`, `:`, `(`, `>` is covered up to where it can end, and to the end of the text
 * where that cannot be told. Each unit is read a bounded number of times.
 */
import { decoded, type IsCovered } from "./covered-name.ts";

/** A stretch of a text, its end not included. */
type Stretch = readonly [start: number, end: number];

const WORD = /[\p{L}\p{M}\p{N}_-]+/gu;
/** What may stand between a name and its sign: quotation marks, escapes, brackets, a cast, the other columns of a key. */
const SIGN =
  /(?:\\{0,16}["'`]|[\])}\s]|\[[^\]\s]{0,20}\]|::[\w ]{1,40}(?=[),])){0,12}(?:,\s?[\w".:()]{1,63}(?=[,)])){0,15}\)*(?:\s{0,8}(?:=>?|:|\()|(?<=<[^<>\s]{1,64})>)\s{0,64}/y;
const QUOTE = /(\\{0,16})"/y;
const BARE = /(?:-?\d[\d.eE+-]{0,40}|true|false|null)(?=\s*[,}\]])/y;
const ROW = "Failing row contains "; // PostgreSQL, which names no column there.
const WORDS_OF_A_NAME = 4;
const LAYERS = 3;

/** The text with the values of covered names replaced. */
export function coverText(text: string, isCovered: IsCovered, censor: string): string {
  const stretches = [...valuesOf(text, isCovered), ...encodedValues(text, isCovered)].sort(([one], [other]) => one - other);
  let made = "";
  let from = 0;
  let open = -1; // Where the last stretch ended; stretches that touch give one sign.
  for (const [start, end] of stretches) {
    if (end <= from && open !== -1) continue;
    if (open === -1 || start > open) made += text.slice(from, start) + censor;
    [from, open] = [Math.max(from, end), Math.max(open, end)];
  }
  return made + text.slice(from);
}

function valuesOf(text: string, isCovered: IsCovered): readonly Stretch[] {
  const found: Stretch[] = [];
  const lastParenthesis = text.lastIndexOf(")");
  const row = text.indexOf(ROW);
  if (row !== -1) found.push([row + ROW.length, text.length]);
  const before: { readonly word: string; readonly end: number }[] = [];
  WORD.lastIndex = 0;
  const words = new RegExp(WORD);
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const [word] = match;
    const end = match.index + word.length;
    if (before.length > 0 && text.slice(before.at(-1)?.end, match.index) !== " ") before.length = 0;
    before.push({ word, end });
    if (before.length > WORDS_OF_A_NAME) before.shift();
    if (
      !before.some((_, at) =>
        isCovered(
          before
            .slice(at)
            .map((part) => part.word)
            .join(""),
        ),
      )
    )
      continue;
    const value = valueBehind(text, match.index, end, lastParenthesis);
    if (value === undefined) continue;
    found.push(value);
    words.lastIndex = Math.max(end, value[1]);
    before.length = 0;
  }
  return found;
}

/** The value behind a name that stands from `start` to `end`. */
function valueBehind(text: string, start: number, end: number, lastParenthesis: number): Stretch | undefined {
  // A part of a form, or an element of a page: `name="phone"`.
  if (/name=\\?["']?$/i.test(text.slice(Math.max(0, start - 8), start)) && /["'\\]/.test(text.charAt(end)))
    return [end + 1, endOf(text, "\n--", end)];
  const sign = matchAt(SIGN, text, end);
  if (sign === undefined) return undefined;
  const from = end + sign.length;
  const trimmed = sign.trimEnd();
  if (trimmed.endsWith(">") && !trimmed.endsWith("=>")) return [from, endOf(text, "</", from)];
  const quote = matchAt(QUOTE, text, from);
  if (quote !== undefined) return [from + quote.length, quotedEnd(text, from + quote.length, quote)];
  const bare = matchAt(BARE, text, from);
  if (bare !== undefined) return [from, from + bare.length];
  if (trimmed.endsWith("(") || text.charAt(from) === "(") return [from, lastParenthesis > from ? lastParenthesis : text.length];
  if ("{[".includes(text.charAt(from)) && from < text.length) return [from, text.length];
  return [from, trimmed.endsWith("=") ? parameterEnd(text, from) : endOf(text, "\n", from)];
}

/** A quotation mark with as many escapes ends the value when something that follows a value follows it. */
function quotedEnd(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + quote.length))
    if (text.charAt(at - 1) !== "\\" && /^(?:\s{0,32}(?:[,}\]&;]|$))/.test(text.slice(at + quote.length, at + quote.length + 40)))
      return at;
  return text.length;
}

/** A parameter ends at the next one, or with the line. */
function parameterEnd(text: string, from: number): number {
  PARAMETER_END.lastIndex = from;
  return PARAMETER_END.exec(text)?.index ?? text.length;
}
const PARAMETER_END = /&|\n|; {0,4}[\w.[\]-]{1,100}=/g;

/** Percent-encoded parameters that, decoded, hold the value of a covered name. */
function encodedValues(text: string, isCovered: IsCovered): readonly Stretch[] {
  if (!/%[0-9a-f]{2}/i.test(text)) return [];
  const found: Stretch[] = [];
  for (const { 0: piece, index } of text.matchAll(/[^&\n]+/g)) {
    let layer = piece;
    for (let depth = 0; depth < LAYERS && layer.includes("%"); depth++) {
      layer = decoded(layer);
      if (valuesOf(layer, isCovered).length === 0) continue;
      found.push([index + piece.indexOf("=") + 1, index + piece.length]);
      break;
    }
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function endOf(text: string, delimiter: string, from: number): number {
  const at = text.indexOf(delimiter, from);
  return at === -1 ? text.length : at;
}
