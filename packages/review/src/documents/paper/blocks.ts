/** Building the parts of a paper. */
import type { Block, Item, Line } from "./paper.ts";

/** A section (2) or a part of one (3). */
export function heading(level: 2 | 3, text: string): Block {
  return { kind: "heading", level, text };
}

/** A paragraph. */
export function paragraph(line: Line): Block {
  return { kind: "paragraph", line };
}

/** A list, with a paragraph that leads to it; nothing when it has no item. */
export function list(lead: Line | undefined, items: readonly Item[]): readonly Block[] {
  if (items.length === 0) return [];
  return [...(lead === undefined ? [] : [paragraph(lead)]), { kind: "list", items }];
}

/** A table; a paragraph that says so when it has no row. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Line[])[], empty: string): Block {
  return rows.length === 0 ? paragraph(empty) : { kind: "table", caption, head, rows };
}
