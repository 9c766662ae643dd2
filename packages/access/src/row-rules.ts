/** Which rows an actor reaches: the conditions of the role, and one's own record, which no role opens. */
import type { AnyRecord } from "@favorable/fields";
import type { ActorFacts, Condition } from "./condition/condition.ts";
import { opensOwnRecord } from "./condition/conjuncts.ts";
import { type ConditionFacts, conditionHolds, wordAt } from "./condition/holds.ts";
import { type ConditionSql, type ConditionSqlOptions, conditionSql } from "./condition/sql.ts";
import type { AccessCode } from "./core/explain.ts";

type RecordFields = Pick<AnyRecord, "fields">;

/** The row rules of one session. */
export interface RowRules {
  /** Whether rows matter for the action. */
  narrows(action: string): boolean;
  /** What stands against a row; `GRANTED` when nothing does. */
  verdict(action: string, record: RecordFields, row: object): AccessCode;
  conditions(action: string): readonly Condition[];
  /** The fields that say whom a row is about, and the actor, where their own record is closed to them. */
  ownRecord(action: string, record: RecordFields): { readonly fields: readonly string[]; readonly subject: string } | undefined;
  facts(): ConditionFacts;
}

/**
 * Makes the row rules of an actor in a role.
 *
 * What somebody who works here is told of themselves, they are told as a data subject (GDPR article 15), by the rights desk and with its
 * proofs: a role is given for others' records. Only a role whose rows are declared as one's own, by `ownRecord`, opens one's own.
 *
 * @param conditionsOf - the role's conditions by action
 * @param today - the calendar date in the zone of the processing
 */
export function rowRules(actor: ActorFacts, conditionsOf: (action: string) => readonly Condition[], today: () => string): RowRules {
  const facts = (): ConditionFacts => ({ ...actor, today: today() });
  const ownRecord: RowRules["ownRecord"] = (action, { fields }) => {
    if (actor.subject === undefined) return undefined;
    const whose = Object.keys(fields).filter((name) => fields[name]?.subject === true);
    if (whose.length === 0 || conditionsOf(action).some(opensOwnRecord)) return undefined;
    return { fields: whose, subject: actor.subject };
  };
  return {
    conditions: conditionsOf,
    ownRecord,
    facts,
    narrows: (action) => conditionsOf(action).length > 0,
    verdict(action, record, row) {
      const own = ownRecord(action, record);
      if (own !== undefined) {
        // A row that does not say whom it is about may be one's own.
        const whom = own.fields.map((field) => wordAt(row, field));
        if (whom.some((word) => word === undefined || word === own.subject)) return "OWN_RECORD";
      }
      const conditions = conditionsOf(action);
      if (conditions.length === 0) return "GRANTED";
      const held = facts();
      const has = (field: string): boolean => Object.hasOwn(record.fields, field);
      return conditions.every((condition) => conditionHolds(condition, row, held, has)) ? "GRANTED" : "CONDITION_NOT_MET";
    },
  };
}

/** The rules as a statement's text: the rows whose verdict is `GRANTED`. */
export function whereOf(rules: RowRules, record: RecordFields, action: string, options: ConditionSqlOptions = {}): ConditionSql {
  const { column = (field) => `"${field.replaceAll('"', '""')}"`, startAt = 1 } = options;
  const conditions = rules.conditions(action);
  const narrowed =
    conditions.length === 0
      ? { text: "true", params: [] }
      : conditionSql({ kind: "all-of", of: conditions }, rules.facts(), {
          ...options,
          has: (field) => Object.hasOwn(record.fields, field),
        });
  const own = rules.ownRecord(action, record);
  if (own === undefined) return narrowed;
  const at = startAt + narrowed.params.length;
  const others = own.fields.map((field) => `${column(field)}::text <> $${at}::text`);
  return {
    text: `(${narrowed.text} and ${others.join(" and ")})`,
    params: [...narrowed.params, own.subject],
  };
}
