/** The comparison as a person reads it in a terminal; the same text, uncoloured and unbroken, when piped. */
import type { Difference, Direction, Drift, Lock } from "@favorable/processing";
import { printable } from "../printable.ts";
import { hanging, type Look } from "../terminal.ts";
import { CHANGE, COPY, DIRECTION, type Language, outcome, RELATION } from "./drift-words.ts";

const ORDER: readonly Direction[] = ["widening", "neutral", "narrowing"];
const MARKS: Readonly<Record<Direction, string>> = { widening: "+", neutral: "=", narrowing: "-" };
const TONES = { widening: "red", neutral: "gray", narrowing: "green" } as const;
/** A value longer than this is cut: the place says where to read it whole. */
const LONGEST = 160;

/** Prints the comparison: the outcome, what was approved, then each difference with its place and its rules. */
export function driftText({ direction, differences }: Drift, { approval, sha256 }: Lock, language: Language, look: Look): string {
  const { paint, width } = look;
  const of = (one: Direction): readonly Difference[] => differences.filter((difference) => difference.direction === one);
  const { authority, number, role, on } = approval;
  const lines = [
    paint(["bold", TONES[direction === "widening" ? "widening" : "narrowing"]], outcome(direction, of("widening").length, language)),
    hanging(
      "",
      `${COPY.approved[language]} ${COPY.on[language]} ${on} ${COPY.by[language]} ${printable(role)} (${printable(authority)} ${printable(number)}), sha256 ${sha256}`,
      width,
    ),
  ];
  if (differences.length === 0) lines.push(COPY.none[language]);
  for (const one of ORDER) {
    const found = of(one);
    if (found.length === 0) continue;
    lines.push("", paint("bold", DIRECTION[one][language]));
    for (const [difference, ...others] of folded(found))
      if (difference !== undefined) lines.push(...differenceLines(difference, others, language, look));
  }
  return `${lines.join("\n")}\n`;
}

/** Differences that say the same of places beside each other, together: a role that may extract from ten categories is one thing. */
function folded(differences: readonly Difference[]): Iterable<readonly Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { change, place, relation, about, before, after } = difference;
    const key = JSON.stringify([change, parentOf(place), relation, about, before, after]);
    const group = groups.get(key);
    // Without a relation two places never say the same thing, whatever their values.
    if (group === undefined || relation === "document") groups.set(group === undefined ? key : `${key} ${place}`, [difference]);
    else group.push(difference);
  }
  return groups.values();
}

function parentOf(place: string): string {
  return place.slice(0, place.lastIndexOf(".") + 1);
}

function placesOf({ place }: Difference, others: readonly Difference[]): string {
  if (others.length === 0) return place;
  const parent = parentOf(place);
  return `${parent}(${[place, ...others.map((other) => other.place)].map((one) => one.slice(parent.length)).join(", ")})`;
}

function differenceLines(
  difference: Difference,
  others: readonly Difference[],
  language: Language,
  { paint, width }: Look,
): readonly string[] {
  const { direction, relation, about, change, rules, polarity } = difference;
  const colon = language === "fr" ? " : " : ": ";
  const relates = relation === "document" ? "" : RELATION[relation][language];
  const subject = [relates, about.map(printable).join(", ")].filter((part) => part !== "").join(" ");
  const said = [CHANGE[change][language], valuesOf(difference)].filter((part) => part !== "").join(colon);
  const note = polarity === "undeclared" ? ` (${COPY.undeclared[language]})` : "";
  return [
    hanging(`  ${MARKS[direction]} `, printable(placesOf(difference, others)), width).replace(MARKS[direction], (mark) =>
      paint(TONES[direction], mark),
    ),
    hanging("    ", `${subject === "" ? "" : `${subject}${colon}`}${said}${note}`, width),
    ...(rules.length === 0 || direction === "neutral" ? [] : [hanging("    ", paint("dim", `[${rules.join(", ")}]`), width)]),
  ];
}

function valuesOf({ before, after }: Difference): string {
  if (before !== undefined && after !== undefined) return `${short(before)} → ${short(after)}`;
  return before === undefined && after === undefined ? "" : short(before ?? after);
}

/** A value in words: the members of a list, and the parts of an entry each after its name. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => words(one)).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${words(part)}`)
    .join(", ");
}

function short(value: unknown): string {
  const text = printable(words(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
