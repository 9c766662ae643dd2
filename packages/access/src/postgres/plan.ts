/** What the database is to look like: computed from the matrix alone, read by every part that writes or verifies it. */
import { PrivacyError } from "@favorable/core";
import { opensOwnRecord } from "../condition/conjuncts.ts";
import type { AccessQuestion, Action, AnyMatrix, Condition, Conflicts, RowRule } from "../index.ts";
import { constant, ident, snake } from "./identifiers.ts";
import type { PostgresMapping, RowCondition, TableMapping } from "./mapping.ts";

/** A matrix role acting for one purpose, and its database role. */
export interface ActingRole {
  readonly role: string;
  readonly purpose: string;
  readonly databaseRole: string;
  readonly until?: string;
}

/** A field and its column. */
export interface PlannedField {
  readonly field: string;
  readonly column: string;
  readonly boundTo?: string;
}

/** What an acting role may do with a table. */
export interface PlannedRights extends ActingRole {
  readonly fields: Readonly<Record<Action, readonly PlannedField[]>>;
  /** The role holds `delete` on every category of the record: a row goes as a whole. */
  readonly deletesRows: boolean;
  /** Of the mapping. */
  readonly conditions: readonly RowCondition[];
  /** Of the matrix. */
  readonly rules: Readonly<Record<Action, readonly Condition[]>>;
  /** The fields that say whose a row is, where one's own is closed. */
  readonly closed: Readonly<Record<Action, readonly string[]>>;
  /** Columns of all fields, also of those that the role does not hold. */
  readonly columns: Readonly<Record<string, string>>;
  /** The time zone of calendar dates. */
  readonly zone: string;
}

/** A matrix, with the rules on rows that it may have. */
export type RuledMatrix = AnyMatrix & { readonly when?: readonly RowRule[] };

/** A table and everybody's rights on it. */
export interface PlannedTable {
  readonly name: string;
  readonly relation: string;
  readonly mapping: TableMapping;
  /** No field is mapped to the key. */
  readonly surrogate: boolean;
  /** The fields that say whose a row is. */
  readonly subjects: readonly { readonly field: string; readonly column: string }[];
  readonly rights: readonly PlannedRights[];
}

/** Everything. */
export interface Plan {
  readonly mapping: PostgresMapping;
  readonly acting: readonly ActingRole[];
  readonly tables: readonly PlannedTable[];
  /** Owner of functions and keys at level `sealed`. */
  readonly sealer: string;
  readonly logins: readonly { readonly login: string; readonly databaseRoles: readonly string[] }[];
  readonly maintainers: readonly string[];
  /** Pairs of matrix roles that one person may not hold together. */
  readonly conflicts: Conflicts;
}

const PREFIX = /^[a-z][a-z0-9_]{0,19}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/**
 * Plans.
 *
 * @throws `MAPPING_INVALID` with a `reason` and the words concerned, `RECORD_FOREIGN`, `ROLE_UNKNOWN`
 */
export function planOf(matrix: RuledMatrix, mapping: PostgresMapping): Plan {
  const { prefix, level, roles = {}, logins, until = {}, maintainers = [] } = mapping;
  if (typeof prefix !== "string" || !PREFIX.test(prefix)) throw invalid("prefix");
  if (level !== "columns" && level !== "sealed") throw invalid("level");
  const document = matrix.document();
  for (const named of [roles, until, ...mapping.tables.map(({ rows = {} }) => rows)]) assertRoles(document.roles, Object.keys(named));
  // No database can tell an emergency that was opened from one that was not: such a role has no rights there.
  const opened = Object.keys(document.breakGlass ?? {});
  if ([...Object.values(logins).flat(), ...Object.keys(roles)].some((role) => opened.includes(role)))
    throw invalid("emergency roles are opened at level process only");
  for (const instant of Object.values(until)) if (!INSTANT.test(instant) || Number.isNaN(Date.parse(instant))) throw invalid("until");
  const acting = Object.entries(document.roles).flatMap(([role, { purposes }]) =>
    purposes.map((purpose): ActingRole => {
      const own = Object.hasOwn(roles, role) ? roles[role] : undefined;
      const databaseRole = `${own ?? `${prefix}_${snake(role)}`}__${snake(purpose)}`;
      ident(databaseRole);
      const bound = Object.hasOwn(until, role) ? until[role] : undefined;
      return { role, purpose, databaseRole, ...(bound === undefined ? {} : { until: bound }) };
    }),
  );
  const sealer = `${prefix}_sealer`;
  const names = [...acting.map(({ databaseRole }) => databaseRole), sealer, ...Object.keys(logins), ...maintainers];
  if (new Set(names).size !== names.length) throw invalid("database roles are not distinct");
  // Functions are named after records: names that differ in capitals only would share them.
  if (new Set(mapping.tables.map(({ record }) => snake(record.name))).size !== mapping.tables.length)
    throw invalid("records are not distinct, or their names fold alike in the database");
  return {
    mapping,
    acting,
    sealer,
    maintainers,
    conflicts: document.conflicts ?? [],
    tables: mapping.tables.map((table) => planTable(matrix, mapping, table, acting)),
    logins: Object.entries(logins).map(([login, theirs]) => {
      ident(login);
      assertRoles(document.roles, theirs);
      return { login, databaseRoles: acting.filter(({ role }) => theirs.includes(role)).map(({ databaseRole }) => databaseRole) };
    }),
  };
}

function planTable(
  matrix: RuledMatrix,
  { level, prefix, zone = "UTC" }: PostgresMapping,
  table: TableMapping,
  acting: readonly ActingRole[],
): PlannedTable {
  const { record, schema, columns, key, tenant, rows = {} } = table;
  if (!matrix.vocabulary.owns(record)) throw new PrivacyError("RECORD_FOREIGN", "the record was not made by the vocabulary of the matrix");
  const strange = Object.keys(columns).filter((field) => !Object.hasOwn(record.fields, field));
  if (strange.length > 0) throw invalid("columns of fields that the record does not have", record.name);
  const used = Object.values(columns);
  if (new Set(used).size !== used.length) throw invalid("two fields in one column", record.name);
  for (const name of [...used, key, ...(tenant === undefined ? [] : [tenant])]) ident(name);
  const conditions = Object.values(rows).flat();
  for (const condition of conditions) {
    ident(condition.column);
    if ("equals" in condition) constant(condition.equals);
    else if (!["actor", "unit", "tenant", "subject"].includes(condition.is))
      throw invalid("a condition is held against actor, unit, tenant or subject", record.name);
  }
  if (tenant !== undefined && used.includes(tenant)) throw invalid("the tenant is no field", record.name);
  // Facts in clear of the audit log are letters, digits and . : / + = -
  const said = [record.name, ...acting.flatMap(({ role, purpose }) => [role, purpose])];
  if (level === "sealed" && said.some((name) => name.includes("_"))) throw invalid("names that entries hold in clear have no underscore");
  constant(zone);
  const subjects = Object.entries(columns).flatMap(([field, column]) =>
    record.fields[field]?.subject === true ? [{ field, column }] : [],
  );
  ident(`access_${prefix}_extract_${snake(record.name)}`);
  const categories = [...new Set(Object.values(record.fields).map(({ category }) => category))];
  return {
    name: record.name,
    relation: `${ident(schema)}.${ident(table.table)}`,
    mapping: table,
    surrogate: !used.includes(key),
    subjects,
    rights: acting.map((who) => {
      const fieldsOf = (action: Action): PlannedField[] =>
        Object.entries(columns).flatMap(([field, column]) => {
          const { category, purposes, boundTo } = record.fields[field] ?? {};
          if (category === undefined || !granted(matrix, { role: who.role, purpose: who.purpose, action, category })) return [];
          // What is deleted is used for nothing: a deletion is not held to the purpose.
          if (action !== "delete" && purposes?.includes(who.purpose) !== true) return [];
          return [{ field, column, ...(boundTo === undefined ? {} : { boundTo }) }];
        });
      return {
        ...who,
        fields: byAction(fieldsOf),
        deletesRows: categories.every((category) => granted(matrix, { role: who.role, purpose: who.purpose, action: "delete", category })),
        rules: byAction((action) => rulesOf(matrix, who.role, action)),
        closed: byAction((action) => (rulesOf(matrix, who.role, action).some(opensOwnRecord) ? [] : subjects.map(({ field }) => field))),
        columns,
        zone,
        conditions: [
          ...(tenant === undefined ? [] : [{ column: tenant, is: "tenant" } as const]),
          ...(Object.hasOwn(rows, who.role) ? (rows[who.role] ?? []) : []),
        ],
      };
    }),
  };
}

/** Whether the cell is granted, for the rows that the conditions let through: those stand in policies and functions. */
function granted(matrix: RuledMatrix, question: AccessQuestion): boolean {
  const { code } = matrix.explain(question);
  return code === "GRANTED" || code === "CONDITION_NOT_MET";
}

function byAction<T>(of: (action: Action) => T): Readonly<Record<Action, T>> {
  return { read: of("read"), add: of("add"), modify: of("modify"), delete: of("delete"), extract: of("extract") };
}

function rulesOf({ when = [] }: RuledMatrix, role: string, action: Action): Condition[] {
  return when
    .filter(({ roles, actions }) => roles?.includes(role) !== false && actions?.includes(action) !== false)
    .map(({ where }) => where);
}

function assertRoles(known: Readonly<Record<string, unknown>>, named: readonly string[]): void {
  const strange = named.filter((role) => !Object.hasOwn(known, role));
  if (strange.length > 0)
    throw new PrivacyError("ROLE_UNKNOWN", "the mapping names roles that the matrix does not have", { unknown: strange.length });
}

function invalid(reason: string, record?: string): PrivacyError {
  return new PrivacyError("MAPPING_INVALID", `the mapping of the matrix to the database is refused: ${reason}`, {
    reason,
    ...(record === undefined ? {} : { record }),
  });
}
