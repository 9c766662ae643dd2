/** The lines of a JSON file on which the paths of a document stand. */
import { findNodeAtLocation, parseTree } from "jsonc-parser";

/** Tells the line of a path, from 1; of a path that is not there, the line of its nearest parent. */
export function linesOf(text: string): (path: string) => number {
  const tree = parseTree(text);
  return (path) => {
    const parts = path === "" ? [] : path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    for (let depth = parts.length; tree !== undefined && depth > 0; depth -= 1) {
      const node = findNodeAtLocation(tree, parts.slice(0, depth));
      if (node !== undefined) return lineAt(text, node.parent?.type === "property" ? node.parent.offset : node.offset);
    }
    return 1;
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
