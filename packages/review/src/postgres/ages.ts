/** The oldest record and the overdue ones, by declared category. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { retentionAge } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import type { AgeEvidence } from "../evidence/bundle.ts";
import type { PartNote } from "../evidence/report.ts";
import type { MappedRetention } from "./mapping.ts";
import { reasonOf } from "./reason.ts";

/** What was found, and what could not be looked at. */
export interface CollectedAges {
  readonly ages: Readonly<Record<string, AgeEvidence>>;
  readonly notCollected: readonly PartNote[];
  readonly limited: readonly PartNote[];
}

interface Sum {
  oldest?: CalendarDate;
  overdue: number;
  held: number;
}

/**
 * Looks at every table that a policy is attached to, by the index on its start (`retentionAge`): rows that are not due are not read. A category
 * in several tables has the sum of them; one of whose tables cannot be looked at is not collected, whatever the others say.
 *
 * @param day - the day to judge by
 */
export async function ageEvidence(
  sql: Sql,
  document: ProcessingDocument,
  mapped: readonly MappedRetention[],
  day: CalendarDate,
): Promise<CollectedAges> {
  const sums = new Map<string, Sum>();
  const failed = new Map<string, string>();
  const limited: PartNote[] = [];
  for (const one of mapped) {
    const categories = categoriesOf(document, one);
    try {
      const { policy, table } = one;
      const age = await sql.transaction((inner) => retentionAge({ sql: inner, policy, table, asOf: day }));
      for (const category of categories) {
        add(sums, category, age);
        if (!age.exact) limited.push({ part: `ages.${category}`, reason: "at-least" });
      }
    } catch (error) {
      for (const category of categories) failed.set(category, reasonOf(error));
    }
  }
  for (const category of failed.keys()) sums.delete(category);
  const ages = [...sums].map(([category, { oldest, overdue, held }]): [string, AgeEvidence] => [
    category,
    { overdue: overdue - held, ...(oldest === undefined ? {} : { oldest }), ...(held === 0 ? {} : { held }) },
  ]);
  const missing = Object.keys(document.categories ?? {}).filter((id) => !sums.has(id) && !failed.has(id) && id !== document.logs?.category);
  return {
    ages: Object.fromEntries(ages),
    notCollected: [
      ...[...failed].map(([category, reason]) => ({ part: `ages.${category}`, reason })),
      ...missing.map((category) => ({ part: `ages.${category}`, reason: "not-given: mapping.retention" })),
    ],
    limited,
  };
}

/** The id of the declared retention that a mapped policy carries out. */
export function retentionIdOf({ policy, retention }: MappedRetention): string {
  return retention ?? policy.id;
}

/** Throws `MAPPING_INVALID` for a retention or category that is not declared. */
function categoriesOf(document: ProcessingDocument, mapped: MappedRetention): readonly string[] {
  const id = retentionIdOf(mapped);
  const declared = Object.hasOwn(document.retention ?? {}, id) ? document.retention?.[id]?.categories : undefined;
  const categories = mapped.categories ?? declared;
  if (declared === undefined || categories === undefined || categories.some((category) => !declared.includes(category)))
    throw new PrivacyError("MAPPING_INVALID", "the mapping names a retention or category that is not declared", { paths: ["retention"] });
  return categories;
}

function add(
  sums: Map<string, Sum>,
  category: string,
  age: { readonly oldest?: CalendarDate; readonly overdue: number; readonly held: number },
): void {
  const sum = sums.get(category) ?? { overdue: 0, held: 0 };
  sum.overdue += age.overdue;
  sum.held += age.held;
  if (age.oldest !== undefined && (sum.oldest === undefined || age.oldest < sum.oldest)) sum.oldest = age.oldest;
  sums.set(category, sum);
}
