/** Rights as they stand in the catalogue, cell by cell: role × column × privilege. */
import type { Sql } from "@favorable/sql";
import { COLUMN_PRIVILEGES, columnsOf } from "./column-rights.ts";
import type { Plan, PlannedTable } from "./plan.ts";

/** A cell that is not as the matrix has it. */
export interface DriftedCell {
  readonly role: string;
  readonly relation: string;
  /** Absent for what PostgreSQL knows by table only. */
  readonly column?: string;
  readonly privilege: "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "TRUNCATE" | "REFERENCES" | "TRIGGER" | "MAINTAIN";
  /** `true`: the matrix grants it and the database does not; `false`: the other way round. */
  readonly missing: boolean;
}

/** Privileges that PostgreSQL knows by table only; the matrix grants the first. */
const BY_TABLE = ["DELETE", "TRUNCATE", "TRIGGER"] as const;
/** The matrix grants the last to nobody: a constraint on somebody's own table tells which keys are there. */
const BY_COLUMN = [...COLUMN_PRIVILEGES, "REFERENCES"] as const;

interface CellRow {
  readonly role: string;
  readonly column: string | null;
  readonly privilege: DriftedCell["privilege"];
}

/**
 * Compares what every role of the server can do, by rights of its own, of roles it inherits, of PUBLIC and of predefined roles. Superusers,
 * the owner of the table and maintainers are not compared: {@link bypasses} names them.
 */
export async function driftedCells(sql: Sql, plan: Plan, table: PlannedTable, oid: string): Promise<DriftedCell[]> {
  const exempt = [...plan.maintainers, ...(plan.mapping.level === "sealed" ? [plan.sealer] : [])];
  // Predefined roles are looked at through whoever is their member: nobody logs in as one.
  const { rows } = await sql.query<CellRow>(
    `with roles as (
       select r.oid, r.rolname from pg_roles r join pg_class c on c.oid = $1::text::oid
        where not r.rolsuper and not pg_has_role(r.oid, c.relowner, 'USAGE') and r.rolname !~ '^pg_'
          and not exists (select from unnest($2::text[]) e where to_regrole(e) is not null and pg_has_role(r.oid, to_regrole(e), 'USAGE')))
     select r.rolname as role, a.attname as column, p.privilege from roles r
       join pg_attribute a on a.attrelid = $1::text::oid and a.attnum > 0 and not a.attisdropped
       cross join unnest($3::text[]) as p (privilege)
      where has_column_privilege(r.oid, a.attrelid, a.attnum, p.privilege)
     union all
     select r.rolname, null, p.privilege from roles r cross join unnest($4::text[] || case when current_setting('server_version_num')::int >= 170000 then array['MAINTAIN'] else '{}'::text[] end) as p (privilege)
      where has_table_privilege(r.oid, $1::text::oid, p.privilege)`,
    [oid, exempt.map((name) => `"${name}"`), BY_COLUMN, BY_TABLE],
  );
  const found = new Map(rows.map((row) => [cellKey(row), row]));
  const expected = new Map(expectedCells(plan, table).map((row) => [cellKey(row), row]));
  const cell = ({ role, column, privilege }: CellRow, missing: boolean): DriftedCell => ({
    role,
    relation: table.relation,
    ...(column === null ? {} : { column }),
    privilege,
    missing,
  });
  return [
    ...[...found].filter(([key]) => !expected.has(key)).map(([, row]) => cell(row, false)),
    ...[...expected].filter(([key]) => !found.has(key)).map(([, row]) => cell(row, true)),
  ].sort((a, b) => (cellKey(asRow(a)) < cellKey(asRow(b)) ? -1 : 1));
}

/** Every cell that the plan grants. */
function expectedCells(plan: Plan, table: PlannedTable): CellRow[] {
  if (plan.mapping.level === "sealed") return [];
  return table.rights.flatMap((rights) => {
    const role = rights.databaseRole;
    const byColumn = COLUMN_PRIVILEGES.flatMap((privilege) =>
      columnsOf(table, rights, privilege).map((column): CellRow => ({ role, column, privilege })),
    );
    const whole: readonly CellRow[] = rights.deletesRows ? [{ role, column: null, privilege: "DELETE" }] : [];
    return [...byColumn, ...whole];
  });
}

function asRow({ role, column, privilege }: DriftedCell): CellRow {
  return { role, column: column ?? null, privilege };
}

function cellKey({ role, column, privilege }: CellRow): string {
  return `${role}\n${column ?? ""}\n${privilege}`;
}
