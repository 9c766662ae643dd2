/** Letters and digits as they are grouped for reading: `FR76 3000 …`, `1 85 12 …`, `85.07.30-033.28`. */

/** A stretch of ASCII letters and digits with at most two separators between neighbours. */
export interface Run {
  /** The characters without their separators, upper case. */
  readonly characters: string;
  /** Where each character stands in the text. */
  readonly positions: readonly number[];
  /** Indexes at which a group begins: only there a number may begin. */
  readonly starts: readonly number[];
  /** Whether a group ends with the character of an index. */
  endsAt(index: number): boolean;
}

const MOST_SEPARATORS = 2;

/** Cuts a folded text into runs; each character is looked at once. */
export function runsOf(folded: string): readonly Run[] {
  const runs: Run[] = [];
  let positions: number[] = [];
  let starts: number[] = [];
  let characters = "";
  let last = -Infinity;
  const close = (): void => {
    if (characters !== "") runs.push(run(characters, positions, starts));
    [positions, starts, characters] = [[], [], ""];
  };
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charAt(at);
    if (isAlphanumeric(folded.charCodeAt(at))) {
      if (at - last - 1 > MOST_SEPARATORS) close();
      if (at !== last + 1) starts.push(characters.length);
      characters += unit;
      positions.push(at);
      last = at;
    } else if (!" .-/".includes(unit)) {
      close();
      last = -Infinity;
    }
  }
  close();
  return runs;
}

function run(characters: string, positions: readonly number[], starts: readonly number[]): Run {
  const begins = new Set(starts);
  return { characters, positions, starts, endsAt: (index) => index === characters.length - 1 || begins.has(index + 1) };
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
}
