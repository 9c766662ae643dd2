/** Texts that are kept with a decision. */

/** Tells whether it is a text with something in it that PostgreSQL can hold, of no more than so many characters. */
export function isText(value: unknown, most: number = Number.POSITIVE_INFINITY): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= most && value.isWellFormed() && !value.includes("\0");
}
