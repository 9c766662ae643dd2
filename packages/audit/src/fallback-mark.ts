/** What says of an entry that a fallback kept it while its log was away. */
import type { ClearFact } from "./event.ts";
import type { Leaf } from "./leaf-form.ts";

/** The facts of such an entry: that it is one, and when it was written. Its `at` is when the log got it. */
export function fallbackFacts(occurredAt: string): Readonly<Record<string, ClearFact>> {
  return { fallback: true, occurredAt };
}

/** The facts in clear without those that a fallback adds: they change nothing of what an entry says. */
export function ownFacts({ clear = {} }: Pick<Leaf, "clear">): Readonly<Record<string, ClearFact>> {
  const { fallback, occurredAt, ...own } = clear;
  return fallback === true && (occurredAt === undefined || isInstant(occurredAt)) ? own : clear;
}

function isInstant(fact: ClearFact): boolean {
  return typeof fact === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(fact) && !Number.isNaN(Date.parse(fact));
}
