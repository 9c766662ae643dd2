/** How long each category and field is kept, whatever entry of the document decides it. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { RetentionDocument } from "../../document/retention.ts";
import type { Collector } from "../fact.ts";
import { anchored, cap, limit, mark, normalText, type Stated, same, type Within } from "../order.ts";
import type { Polarity } from "../path-rule.ts";
import { isPeriodWithin } from "../periods.ts";
import { ofUnit, type Unit } from "./units.ts";

/** A bound within another: the same event, and a period that is. A bound that bounds nothing is within nothing. */
function bound(
  periodWithin: (after: string, before: string) => boolean,
  roundingWithin: (after: number, before: number) => boolean,
): Within {
  return (after, before) => {
    if (before === undefined || same(after, before)) return true;
    const [a, b] = [boundOf(after), boundOf(before)];
    return (
      a !== undefined &&
      b !== undefined &&
      a.event === b.event &&
      roundingWithin(a.rounding, b.rounding) &&
      periodWithin(a.period, b.period)
    );
  };
}

/** Roles among those of before, for no longer, in the same place. An archive where none was lets data be kept and read. */
const archive: Within = (after, before) => {
  if (after === undefined || before === undefined) return after === before;
  if (!isRecord(after) || !isRecord(before)) return false;
  const [roles, allowed] = [after["roles"], before["roles"]];
  if (!Array.isArray(roles) || !Array.isArray(allowed)) return false;
  return limit(roles, allowed) && cap(after["period"], before["period"]) && same(after["filingSystem"], before["filingSystem"]);
};

/** Cases in which another bound holds: those of before, or fewer. Without any there are none. */
const exceptions: Within = (after, before) => limit(after ?? [], before ?? []);

const CAP = bound(isPeriodWithin, (after, before) => after <= before);
const FLOOR = bound(
  (after, before) => isPeriodWithin(before, after),
  (after, before) => after >= before,
);

type Part = Exclude<keyof RetentionDocument, "categories" | "former">;

const PARTS: Readonly<Record<Part, readonly [Within, Polarity, ...string[]]>> = {
  start: [same, "invariant", "ret-defined-per-category"],
  minimum: [FLOOR, "contravariant", "ret-log-floor"],
  maximum: [CAP, "covariant", "ret-defined-per-category", "ret-doctrine-cap"],
  purposes: [same, "invariant", "ret-defined-per-category"],
  exceptions: [exceptions, "covariant", "ret-defined-per-category", "ret-doctrine-cap"],
  then: [same, "invariant", "ret-defined-per-category"],
  activeFor: [cap, "covariant", "ret-archive-separated"],
  archive: [archive, "invariant", "ret-archive-separated"],
  reference: [anchored, "invariant", "ret-anchored-justified"],
  justification: [anchored, "invariant", "ret-anchored-justified"],
  immutable: [mark, "contravariant", "ret-log-immutable"],
};

/** Adds the parts of the one entry that decides on a unit; where several do, all of them whole, and any change needs review. */
export function retentionFacts({ retention }: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  const entries = Object.entries(retention ?? {});
  for (const unit of units) {
    const deciding = entries.filter(([, { categories }]) => categories.includes(unit.category));
    const [only] = deciding;
    if (only === undefined) continue;
    const base = { ...ofUnit(unit), relation: "retention" as const };
    if (deciding.length > 1) {
      const whole = deciding.map(([, { categories: _, former: __, ...entry }]) => normalText(entry as unknown as JsonValue));
      into.add({
        ...base,
        key: `retention several ${unit.place}`,
        polarity: "invariant",
        rules: ["ret-defined-per-category"],
        says: { members: whole },
      });
      continue;
    }
    const [id, entry] = only;
    for (const [part, [within, polarity, ...rules]] of Object.entries(PARTS)) {
      const value: Stated = entry[part as Part] as unknown as Stated;
      if (value === undefined) continue;
      into.add({
        ...base,
        ...(unit.via === undefined ? { place: `retention.${id}.${part}` } : {}),
        key: `retention ${part} ${unit.place}`,
        about: unit.via === undefined ? unit.category : part,
        polarity,
        rules,
        says: { value, within },
      });
    }
  }
}

interface Bound {
  readonly event: string;
  readonly period: string;
  readonly rounding: number;
}

const ROUNDINGS: readonly Stated[] = [undefined, "end-of-month", "end-of-year"];

function boundOf(value: Stated): Bound | undefined {
  if (!isRecord(value)) return undefined;
  const { event, period, roundedTo } = value;
  const rounding = ROUNDINGS.indexOf(roundedTo);
  if (rounding === -1 || (typeof event !== "string" && typeof period !== "string")) return undefined;
  return { event: typeof event === "string" ? event : "", period: typeof period === "string" ? period : "P0D", rounding };
}

function isRecord(value: Stated): value is { readonly [key: string]: JsonValue | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
