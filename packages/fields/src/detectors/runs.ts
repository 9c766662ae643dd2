/** Letters and digits as they are grouped for reading: `FR76 3000 …`, `1 85 12 …`, `85.07.30-033.28`. */

/** A stretch of ASCII letters and digits with at most two separators between neighbours. */
export interface Run {
  /** The characters without their separators, upper case. */
  readonly characters: string;
  /** Where each character stands in the text. */
  readonly positions: readonly number[];
  /** Indexes at which a group begins, or the digits of one behind its letters: only there a number may begin. */
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
  let begins = new Set<number>();
  let lettersOnly = false;
  const close = (): void => {
    if (characters !== "") runs.push(run(characters, positions, starts, begins));
    [positions, starts, characters, begins] = [[], [], "", new Set()];
  };
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charAt(at);
    if (isAlphanumeric(folded.charCodeAt(at))) {
      if (at - last - 1 > MOST_SEPARATORS) close();
      if (at !== last + 1) {
        starts.push(characters.length);
        begins.add(characters.length);
        lettersOnly = true;
      } else if (lettersOnly && isDigit(folded.charCodeAt(at)) && !isDigit(folded.charCodeAt(last))) {
        // A word that is glued to its number: `NIR185…`, `IBANFR14…`.
        const word = characters.length - (starts.at(-1) ?? 0);
        if (word > 2) starts.push(characters.length - 2);
        starts.push(characters.length);
      }
      if (isDigit(folded.charCodeAt(at))) lettersOnly = false;
      characters += unit;
      positions.push(at);
      last = at;
    } else if (!" .-/_\n\r()".includes(unit)) {
      close();
      last = -Infinity;
    }
  }
  close();
  return runs;
}

function run(characters: string, positions: readonly number[], starts: readonly number[], begins: ReadonlySet<number>): Run {
  return { characters, positions, starts, endsAt: (index) => index === characters.length - 1 || begins.has(index + 1) };
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
