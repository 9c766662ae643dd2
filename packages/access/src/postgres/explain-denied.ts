/** A refusal of level `columns` in the matrix's words: PostgreSQL names the table of a denied statement, never the column. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import type { Text } from "@favorable/fields";
import { sqlState } from "@favorable/sql";
import type { AccessCode, Action, AnyMatrix } from "../index.ts";
import { columnsOf } from "./column-rights.ts";
import type { Acting } from "./columns-for.ts";
import type { PostgresMapping } from "./mapping.ts";
import { type PlannedRights, type PlannedTable, planOf } from "./plan.ts";

/** What the refused statement asked for, by names of columns; `*` stands for all that the mapping names, and for the key. */
export interface DeniedStatement extends Acting {
  readonly record: string;
  /** Columns that it reads: of `select`, `returning`, `where`, `order by`. An ORM returns all of them unless told. */
  readonly reads?: readonly string[] | "*";
  /** Columns that an `insert` sets. */
  readonly adds?: readonly string[] | "*";
  /** Columns that an `update` sets. */
  readonly modifies?: readonly string[] | "*";
  /** It deletes rows. */
  readonly deletes?: boolean;
}

/** One column that the role does not hold. */
export interface DeniedColumn {
  readonly action: Exclude<Action, "extract">;
  /** The column; `*` where a whole row was to be deleted. */
  readonly column: string;
  /** Absent for columns that no field is mapped to. */
  readonly field?: string;
  readonly category?: string;
  /** The matrix's own answer; `NO_FIELD` for a column without field, `OTHER_PURPOSE` for a field that does not serve the purpose. */
  readonly code: AccessCode | "NO_FIELD" | "OTHER_PURPOSE";
  /** The roles that may, for the same purpose. */
  readonly whoMay: readonly string[];
}

/** The refusal. */
export interface DeniedAnswer {
  /** `COLUMN_DENIED` with the columns; `ROW_DENIED` where the statement's columns are granted and a policy refused the row. */
  readonly code: "COLUMN_DENIED" | "ROW_DENIED";
  readonly record: string;
  readonly columns: readonly DeniedColumn[];
  readonly text: Required<Text>;
}

const PRIVILEGE = { read: "SELECT", add: "INSERT", modify: "UPDATE" } as const;
const STATE = "42501";

/**
 * Explains an error with SQLSTATE 42501 (insufficient privilege), as thrown by a driver, an ORM around it, or the port. Undefined for any
 * other error. Nothing of the error itself is repeated: it may quote a row.
 *
 * @throws `RECORD_UNKNOWN`, `PURPOSE_NOT_HELD`; as `toPostgres`
 */
export function explainDenied(
  error: unknown,
  matrix: AnyMatrix,
  mapping: PostgresMapping,
  asked: DeniedStatement,
): DeniedAnswer | undefined {
  if (sqlState(error) !== STATE) return undefined;
  const table = planOf(matrix, mapping).tables.find(({ name }) => name === asked.record);
  if (table === undefined) throw new PrivacyError("RECORD_UNKNOWN", "the mapping has no such record");
  const rights = table.rights.find(({ role, purpose }) => role === asked.role && purpose === asked.purpose);
  if (rights === undefined) throw new PrivacyError("PURPOSE_NOT_HELD", "no role of the matrix acts for this purpose under that name");
  const wanted = { read: asked.reads, add: asked.adds, modify: asked.modifies } as const;
  const columns = (["read", "add", "modify"] as const).flatMap((action) => {
    const held = columnsOf(table, rights, PRIVILEGE[action]);
    return listed(table, wanted[action])
      .filter((column) => !held.includes(column))
      .map((column) => denied(matrix, table, rights, action, column));
  });
  if (asked.deletes === true && !rights.deletesRows) columns.push(denied(matrix, table, rights, "delete", "*"));
  const code = columns.length === 0 || isOfPolicy(error) ? "ROW_DENIED" : "COLUMN_DENIED";
  return { code, record: asked.record, columns: code === "ROW_DENIED" ? [] : columns, text: said(code, asked, columns) };
}

function listed({ mapping: { columns, key, tenant } }: PlannedTable, asked: readonly string[] | "*" | undefined): readonly string[] {
  if (asked !== "*") return asked ?? [];
  return [...new Set([key, ...(tenant === undefined ? [] : [tenant]), ...Object.values(columns)])];
}

function denied(
  matrix: AnyMatrix,
  table: PlannedTable,
  { role, purpose }: PlannedRights,
  action: DeniedColumn["action"],
  column: string,
): DeniedColumn {
  const { record, columns } = table.mapping;
  const field = Object.keys(columns).find((name) => columns[name] === column);
  const { category, purposes } = field === undefined ? {} : (record.fields[field] ?? {});
  // A column that the mapping does not know is anybody's word: it is not repeated.
  if (field === undefined || category === undefined) {
    const known = column === table.mapping.key || column === table.mapping.tenant || column === "*";
    return {
      action,
      column: known ? column : "?",
      code: action === "delete" ? "NOT_GRANTED" : "NO_FIELD",
      whoMay: wholeRows(table, purpose, action),
    };
  }
  const { code, whoMay } = matrix.explain({ role, purpose, action, category });
  const served = purposes?.includes(purpose) === true;
  return { action, column, field, category, code: served ? code : "OTHER_PURPOSE", whoMay: served ? whoMay : [] };
}

/** Who may delete rows: who holds the deletion on every category of the record. */
function wholeRows({ rights }: PlannedTable, purpose: string, action: string): readonly string[] {
  if (action !== "delete") return [];
  return rights.filter((one) => one.purpose === purpose && one.deletesRows).map(({ role }) => role);
}

/** The server's own routine tells a refused row from a refused column, where the error comes through the port. */
function isOfPolicy(error: unknown): boolean {
  return isPrivacyError(error) && error.details["routine"] === "ExecWithCheckOptions";
}

function said(code: DeniedAnswer["code"], { role, record, purpose }: DeniedStatement, columns: readonly DeniedColumn[]): Required<Text> {
  if (code === "ROW_DENIED")
    return {
      fr: `La ligne de ${record} est hors de portée du rôle ${role} pour la finalité ${purpose}.`,
      en: `The row of ${record} is out of reach of role ${role} for the purpose ${purpose}.`,
    };
  const names = [...new Set(columns.map(({ column, category }) => (category === undefined ? column : `${column} (${category})`)))].join(
    ", ",
  );
  return {
    fr: `Le rôle ${role} ne détient pas, pour la finalité ${purpose}, ces colonnes de ${record} : ${names}. Nommez les colonnes (columnsFor) au lieu de « * ».`,
    en: `Role ${role} does not hold these columns of ${record} for the purpose ${purpose}: ${names}. Name the columns (columnsFor) instead of "*".`,
  };
}
