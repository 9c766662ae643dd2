/** Merging a fix into a declaration. */
import type { ProcessingDocument } from "@favorable/processing";
import { DAY } from "./examples.ts";
import type { Fix } from "./fix.ts";

type Plain = Readonly<Record<string, unknown>>;

/** Members of a declaration whose names the file itself chooses. */
const NAMED =
  /^(events|subjects|purposes|functions|categories|origins|records|records\.[^.]+\.fields|notices|access\.roles|access\.grants|access\.grants\.[^.]+|links|recipients|processors|transfers|retention|automatedDecisions|filingSystems)$/;

/** What the names in a list are names of, by the list's own name. */
const NAMES: Readonly<Record<string, (document: ProcessingDocument) => object | undefined>> = {
  population: ({ subjects }) => subjects,
  subjects: ({ subjects }) => subjects,
  reaches: ({ subjects }) => subjects,
  purposes: ({ purposes }) => purposes,
  categories: ({ categories }) => categories,
  origins: ({ origins }) => origins,
  actors: ({ access }) => access?.roles,
};

/**
 * States in a copy of a declaration what a fix states. What the fix states replaces what the file states; a name of the fix's own is
 * an example, taken only where the file declares nothing of the kind. Evidence is not made up: a fix by evidence leaves the file as it is.
 *
 * Placeholders stay as they are: the result is to be read, completed and checked with `readDocument`.
 *
 * @param on - the day on which the fix is made, `YYYY-MM-DD`
 * @example
 * ```ts
 * import { fixOf, mergeFix } from "@favorable/review";
 *
 * const file = { format: "favorable-processing/2", id: "badge-log", stage: "draft" } as const;
 * const fixed = mergeFix(file, fixOf("rig-access-one-month") ?? {}, "2026-01-15");
 * console.log(fixed.rights?.answerWithin); // P1M
 * ```
 */
export function mergeFix(document: ProcessingDocument, fix: Fix, on: string): ProcessingDocument {
  if (fix.adapt !== undefined) return dated(fix.adapt(document, on), on);
  if (fix.declaration === undefined) return document;
  const merged = merge(document, fix.declaration, "");
  // The one cast: a snippet has the form of a document, and so has what it is merged into.
  return dated(named(merged, merged as ProcessingDocument, ""), on) as ProcessingDocument;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(value: unknown, fix: unknown, path: string): unknown {
  if (!isPlain(fix)) return fix;
  const { "*": each, ...own } = fix;
  if (Array.isArray(value)) return each === undefined ? fix : value.map((one) => merge(one, each, `${path}.*`));
  const stated: Plain = isPlain(value) ? value : {};
  const examples = NAMED.test(path) && Object.keys(stated).length > 0 ? {} : own;
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const swept =
    each === undefined ? stated : Object.fromEntries(Object.entries(stated).map(([key, one]) => [key, merge(one, each, at(key))]));
  return { ...swept, ...Object.fromEntries(Object.entries(examples).map(([key, one]) => [key, merge(swept[key], one, at(key))])) };
}

/** `["*"]` as the names of all that are declared. */
function named(value: unknown, document: ProcessingDocument, key: string): unknown {
  if (Array.isArray(value))
    return value.length === 1 && value[0] === "*"
      ? Object.keys(NAMES[key]?.(document) ?? {})
      : value.map((one) => named(one, document, key));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one, document, name)]));
}

function dated<T>(value: T, on: string): T;
function dated(value: unknown, on: string): unknown {
  if (value === DAY) return on;
  if (Array.isArray(value)) return value.map((one) => dated(one, on));
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, dated(one, on)])) : value;
}
