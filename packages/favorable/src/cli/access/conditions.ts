/** The conditions of a document's matrix, for what says them in words. */
import { anyOf, type Condition, caseLoad, conditionProse, during, lastDays, ownRecord, ownUnit, sameTenant } from "@favorable/access";
import type { Reach } from "@favorable/access/documents";
import { PrivacyError } from "@favorable/core";
import type { AccessDocument } from "@favorable/processing";

type Rules = NonNullable<AccessDocument["when"]>;
type Stated = Extract<Rules[number]["where"], { readonly field?: string }>;

/** The rules on rows, in words; throws `CONDITION_INVALID` for a condition that lacks what its kind asks for. */
export function ruleReaches(rules: Rules): readonly Reach[] {
  return rules.map(({ where, roles, actions }, at) => {
    const rows = conditionProse(where.kind === "any-of" ? anyOf(...where.of.map((one) => conditionOf(one, at))) : conditionOf(where, at));
    return { ...(roles === undefined ? {} : { roles }), ...(actions === undefined ? {} : { actions }), rows };
  });
}

function conditionOf({ kind, field, days, from, until }: Stated, at: number): Condition {
  const invalid = new PrivacyError("CONDITION_INVALID", "a condition lacks what its kind asks for", { place: `access.when.#${at}` });
  if (kind === "during") {
    if (from === undefined && until === undefined) throw invalid;
    return during({ ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) });
  }
  if (field === undefined) throw invalid;
  switch (kind) {
    case "own-record":
      return ownRecord(field);
    case "own-unit":
      return ownUnit(field);
    case "case-load":
      return caseLoad(field);
    case "tenant":
      return sameTenant(field);
    case "last-days":
      if (days === undefined) throw invalid;
      return lastDays(field, days);
    default:
      throw invalid;
  }
}
