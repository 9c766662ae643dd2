/**
 * When one value says no more than another: a partial order for each kind of fact, in which "not stated" has its own place.
 *
 * Each function is reflexive and transitive. Narrowing steps therefore never add up to a widening, which is tested on random values.
 */
import { canonicalJson, type JsonValue } from "@favorable/core";
import { isPeriodWithin } from "./periods.ts";

/** A value of the document, or nothing where nothing is stated. */
export type Stated = JsonValue | undefined;

/** Tells whether the first value is the second or narrower. */
export type Within = (after: Stated, before: Stated) => boolean;

/** The same value, as {@link normalText} has it. */
export const same: Within = (after, before) => {
  if (after === undefined || before === undefined) return after === before;
  return normalText(after) === normalText(before);
};

/** What may be stated where nothing was, and is neither changed nor dropped afterwards. */
export const anchored: Within = (after, before) => before === undefined || same(after, before);

/** What may be said in other words, and not be dropped. */
export const reworded: Within = (after, before) => before === undefined || after !== undefined;

/** What has no effect. */
export const wording: Within = () => true;

/** `true` protects; `false` states that there is no protection, which silence does not. */
export const safeguard: Within = (after, before) => after === true || same(after, before);

/** `true` exposes; `false` states that nothing does. */
export const risk: Within = (after, before) => after === false || same(after, before);

/** `true` protects, and absence is `false`. */
export const mark: Within = (after, before) => after === true || before !== true;

/** Any change needs review; that it is not so may be stated where nothing was. */
export const invariantMark: Within = (after, before) => (after === false && before === undefined) || same(after, before);

/** A number or date of which more, or later, is narrower. */
export const atLeast: Within = (after, before) => before === undefined || compared(after, before) >= 0;

/** A number or date of which less, or earlier, is narrower. */
export const atMost: Within = (after, before) => before === undefined || compared(after, before) <= 0;

/** How many there are: fewer is narrower, and to state it where nothing was stated needs review, since silence is no number. */
export const count: Within = (after, before) => (before === undefined ? after === undefined : compared(after, before) <= 0);

/** A promise that the law makes where nothing is promised: a shorter one is narrower, and one out of silence needs review. */
export const promise: Within = (after, before) =>
  before === undefined ? after === undefined : typeof before === "number" ? compared(after, before) <= 0 : cap(after, before);

/** What happened: entries come, none goes or is rewritten. */
export const history: Within = (after, before) => {
  if (before === undefined) return true;
  if (!isParts(after) || !isParts(before)) return same(after, before);
  return Object.entries(before).every(([name, entry]) => same(Object.hasOwn(after, name) ? after[name] : undefined, entry));
};

/** A destruction: no later than it was, and its evidence the same. */
export const destruction: Within = (after, before) => {
  if (before === undefined) return !isParts(after) || after["evidence"] !== "none";
  if (!isParts(after) || !isParts(before)) return same(after, before);
  return atMost(after["on"], before["on"]) && noneOr(after["evidence"], before["evidence"]);
};

function isParts(value: Stated): value is { readonly [name: string]: JsonValue | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A period that a shorter one narrows. */
export const cap: Within = (after, before) =>
  before === undefined || (typeof after === "string" && typeof before === "string" && isPeriodWithin(after, before));

/** A protection by its name, where `none` states that there is none. */
export const noneOr: Within = (after, before) =>
  same(after, before) || (after !== undefined && after !== "none" && (before === undefined || before === "none"));

/** A list that limits: its members among those of before; without a list there is no limit. */
export const limit: Within = (after, before) => {
  if (before === undefined) return true;
  if (!Array.isArray(after) || !Array.isArray(before)) return false;
  const allowed = new Set(before.map((member: JsonValue) => normalText(member)));
  return after.every((member: JsonValue) => allowed.has(normalText(member)));
};

/** A list that limits and is never empty: where none is left, nothing says any more who it is. */
export const someOf: Within = (after, before) => limit(after, before) && (!Array.isArray(after) || after.length > 0 || same(after, before));

/** Where a part of a processing stands: what is over is narrower than what is planned or in use, which absence says too. */
export const state: Within = (after, before) => isOver(after) || !isOver(before);

function isOver(value: Stated): boolean {
  return value === "ended" || value === "abandoned";
}

/** Words from the narrowest to the widest; only the narrowest is a gain over silence, which may have meant any of them. */
export function scale(...words: readonly string[]): Within {
  const rank = (value: Stated): number => (typeof value === "string" ? words.indexOf(value) : -1);
  return (after, before) => {
    if (same(after, before)) return true;
    const at = rank(after);
    if (at === -1) return false;
    if (before === undefined) return at === 0;
    return at < rank(before);
  };
}

/** Chains of words from the narrowest to the widest; words of different chains are not comparable, and none is a gain over silence. */
export function chains(...lists: readonly (readonly string[])[]): Within {
  return (after, before) => {
    if (same(after, before)) return true;
    return lists.some((words) => {
      const [a, b] = [words.indexOf(String(after)), words.indexOf(String(before))];
      return a !== -1 && b !== -1 && a < b;
    });
  };
}

/** Not a number where there is nothing to compare, which is neither more nor less. */
function compared(after: Stated, before: Stated): number {
  if (typeof after === "number" && typeof before === "number") return after - before;
  if (typeof after === "string" && typeof before === "string") return after < before ? -1 : after > before ? 1 : 0;
  return Number.NaN;
}

/**
 * One text for one meaning: canonical JSON in which words are composed (NFC) and any run of blanks is one, and in which lists have no order,
 * since in this form no list says anything by its order.
 */
export function normalText(value: JsonValue): string {
  return typeof value === "string" ? JSON.stringify(plain(value)) : canonicalJson(plain(value));
}

function plain(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (Array.isArray(value))
    return value
      .map((item: JsonValue) => canonicalJson(plain(item)))
      .sort()
      .map((item) => JSON.parse(item) as JsonValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]: [string, JsonValue | undefined]) => (member === undefined ? [] : [[key, plain(member)]])),
  );
}
