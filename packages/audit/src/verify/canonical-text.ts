/** Is a text the canonical JSON of what it says? Asked of every line of an export, and answered without printing most of them by hand. */
import { canonicalJson, type JsonValue } from "@favorable/core";

/** Reads a text; undefined unless it is the RFC 8785 text of its value. */
export function canonicalValue(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isPrintedSorted(value, text) || canonicalJson(value) === text ? value : undefined;
  } catch {
    // Parsers quote the text.
    return undefined;
  }
}

/**
 * True when the engine prints the same text, and everything it does otherwise than RFC 8785 is absent: members out of order, lone
 * surrogates. False says nothing.
 */
function isPrintedSorted(value: JsonValue, text: string): boolean {
  return JSON.stringify(value) === text && !text.includes("\\ud") && isSorted(value, 0);
}

/** Beyond this depth canonicalJson itself decides. */
const DEPTH = 64;

function isSorted(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth > DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSorted(item, depth + 1));
  let last = "";
  for (const [key, member] of Object.entries(value)) {
    if (key < last || !isSorted(member, depth + 1)) return false;
    last = key;
  }
  return true;
}
