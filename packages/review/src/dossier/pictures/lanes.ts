/** Keeps the labels of one row apart when the server cannot measure them. */
import { textWidth } from "./picture.tsx";

/** A label with the point it belongs to. */
export interface Note {
  readonly text: string;
  readonly x: number;
  readonly anchor: "start" | "end";
  readonly name?: string;
}

/** A label with its place. */
export interface PlacedNote extends Note {
  /** 0 below the bar, 1 above it, 2 further below. */
  readonly lane: 0 | 1 | 2;
}

/** Room between a label and the line it must not cross. */
const GAP = 7;

/**
 * Puts each note in the first of three lanes where it overlaps none, moved inside `from`..`to` if it would stick out, and to one side of
 * the line at `line` if that would cross it.
 */
export function place(notes: readonly Note[], from: number, to: number, line?: number): readonly PlacedNote[] {
  const beside = (left: number, width: number): number => {
    if (line === undefined || left >= line || left + width <= line) return left;
    return line - GAP - width >= from ? line - GAP - width : Math.max(from, Math.min(line + GAP, to - width));
  };
  const taken: { readonly lane: number; readonly left: number; readonly right: number }[] = [];
  return notes.map((note) => {
    const width = textWidth(note.text, true);
    const wanted = note.anchor === "start" ? note.x : note.x - width;
    const left = beside(Math.max(from, Math.min(wanted, to - width)), width);
    const free = ([0, 1, 2] as const).find(
      (lane) => !taken.some((other) => other.lane === lane && left < other.right + 8 && other.left - 8 < left + width),
    );
    const lane = free ?? 2;
    taken.push({ lane, left, right: left + width });
    return { ...note, x: note.anchor === "start" ? left : left + width, lane };
  });
}
