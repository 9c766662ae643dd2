/** Bank, card and national numbers in the runs of a text. */
import type { Hit } from "../free-text/hit.ts";
import { nationalNumbers } from "./national/all.ts";
import type { NationalNumber } from "./national/number.ts";
import { cardLengths, ibanLength, isCard, isIban } from "./payment.ts";
import { type Run, runsOf } from "./runs.ts";

/** How far before a number a word may announce it, in code units. */
const CUE_REACH = 40;

/** Fewest digits of a number; the Italian tax code, whose digits letters may replace, is told by its length. */
const DIGITS = /^(?:[^0-9]*[0-9]){6}/;
const LETTERED = 16;

interface Found extends Hit {
  /** Lower proves more. */
  readonly rank: number;
}

/** Hits, those that prove most first; they may overlap. */
export function numberHits(folded: string, kinds: ReadonlySet<string>, countries: ReadonlySet<string>): readonly Hit[] {
  const byLength = new Map<number, (readonly [number, NationalNumber])[]>();
  for (const [at, number] of nationalNumbers.entries())
    for (const length of kinds.has(number.kind) ? number.lengths : [])
      byLength.set(length, [...(byLength.get(length) ?? []), [at, number]]);
  const found: Found[] = [];
  for (const run of runsOf(folded))
    for (const start of run.starts) {
      const hit = (kind: string, length: number, rank: number): void => {
        const end = (run.positions[start + length - 1] ?? 0) + 1;
        found.push({ kind, start: run.positions[start] ?? 0, end, rank });
      };
      if (kinds.has("iban")) bank(run, start, (length) => hit("iban", length, 0));
      if (kinds.has("card")) card(run, start, (length) => hit("card", length, 200));
      for (const [length, sharing] of byLength) {
        if (!reaches(run, start, length)) continue;
        const characters = run.characters.slice(start, start + length);
        if (length !== LETTERED && !DIGITS.test(characters)) continue;
        for (const [at, number] of sharing)
          if (number.form.test(characters) && number.check(characters) && isTold(number, folded, run.positions[start] ?? 0, countries))
            hit(number.kind, length, rankOf(number, at, countries));
      }
    }
  return found.sort((one, other) => one.rank - other.rank || one.start - other.start).map(({ kind, start, end }) => ({ kind, start, end }));
}

/** Numbers of the countries asked for first, then those of good checks, then cards, then the others. */
function rankOf({ country, strength }: NationalNumber, at: number, countries: ReadonlySet<string>): number {
  if (countries.has(country)) return 1 + at;
  return strength === "strong" ? 100 + at : 300 + at;
}

function bank(run: Run, start: number, found: (length: number) => void): void {
  const head = run.characters.slice(start, start + 4);
  const length = ibanLength(head);
  if (length !== undefined && reaches(run, start, length) && isIban(run.characters.slice(start, start + length))) found(length);
}

function card(run: Run, start: number, found: (length: number) => void): void {
  const head = run.characters.slice(start, start + 6);
  if (!/^\d{4}/.test(head)) return;
  // Longest first: the shorter would be its beginning.
  for (const length of [...new Set(cardLengths(head))].sort((one, other) => other - one))
    if (reaches(run, start, length) && isCard(run.characters.slice(start, start + length))) {
      found(length);
      return;
    }
}

/** Whether the run has that many characters from there, ending where a group ends. */
function reaches(run: Run, start: number, length: number): boolean {
  return start + length <= run.characters.length && run.endsAt(start + length - 1);
}

function isTold(number: NationalNumber, folded: string, position: number, countries: ReadonlySet<string>): boolean {
  if (number.strength === "strong" || (number.strength === "weak" && countries.has(number.country))) return true;
  const before = folded
    .slice(Math.max(0, position - CUE_REACH), position)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase();
  return number.cues.some((cue) => new RegExp(`(?<![A-Z0-9])${cue}(?![A-Z0-9])`).test(before));
}
