/** Days in the wrong order. */
import { type Path, placesOf, type Report } from "./place.ts";

/** Where a first and a last day stand side by side. */
const SPANS: readonly (readonly [string, string, string])[] = [
  ["purposes.*.bases.[]", "from", "until"],
  ["logs.reviews.[].done", "from", "until"],
  ["filingSystems.*", "since", "until"],
  ["proceedings.*.remarks.*.observed.[]", "from", "until"],
  ["governance.register", "createdOn", "modifiedOn"],
];

/** Reports each last day that comes before its first. */
export function days(document: object, report: Report): void {
  const ordered = (part: object, path: Path, first: string, last: string): void => {
    const from: unknown = Reflect.get(part, first);
    const until: unknown = Reflect.get(part, last);
    if (typeof from === "string" && typeof until === "string" && isAfter(from, until)) report([...path, last], "reversed");
  };
  ordered(document, [], "startsOn", "endsOn");
  for (const [pattern, first, last] of SPANS)
    for (const { path, value } of placesOf(document, pattern))
      if (typeof value === "object" && value !== null) ordered(value, path, first, last);
}

/** ISO dates compare as texts; a month or a year is compared with the part of the other that is as long. */
function isAfter(from: string, until: string): boolean {
  const length = Math.min(from.length, until.length);
  return from.slice(0, length) > until.slice(0, length);
}
