/** The matrix as statements for PostgreSQL, and their application in one transaction. */
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { grantStatements, policyStatements } from "./column-statements.ts";
import { ident } from "./identifiers.ts";
import type { PostgresMapping } from "./mapping.ts";
import { type Plan, planOf } from "./plan.ts";
import { clearTable, defaultPrivileges, dropStrangers, grantRole, makeRole } from "./role-statements.ts";
import { sealedStatements, sealerStatements } from "./sealed-statements.ts";

/**
 * Writes the matrix as single statements, to be run in one transaction by the owner of the tables, who needs CREATEROLE and no more
 * ({@link applyPostgres} does it); any number of times. The matrix is the whole truth on its tables: rights of anyone but the owner and
 * the maintainers are taken, and policies that permit are replaced.
 *
 * At level `columns` each role acting for a purpose is a database role of its own ({@link databaseRole}), with rights by column, and
 * row-level security that holds purpose, tenant, end and rows. At level `sealed` nobody has rights on the tables; functions check a signed
 * context, leave the entry and act. Level `sealed` takes the audit package's migrations first.
 *
 * @throws `MAPPING_INVALID` with the `reason`, `ROLE_UNKNOWN`, `RECORD_FOREIGN`
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { toPostgres } from "@favorable/access/postgres";
 * import { defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up" } } },
 *   categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } } },
 *   origins: { hrFile: { label: { en: "HR file" } } },
 * });
 * const agent = vocabulary.record("agent", {
 *   name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 *   status: vocabulary.field(z.string(), { category: "status", origins: ["hrFile"], purposes: ["followUp"] }),
 * });
 * const matrix = defineMatrix(vocabulary, {
 *   actions: ["read", "modify"],
 *   roles: { manager: { label: { en: "Case manager" }, purposes: ["followUp"] } },
 *   grants: { manager: { identity: ["read"], status: "all" } },
 * });
 * const statements = toPostgres(matrix, {
 *   level: "columns",
 *   prefix: "register",
 *   tables: [{ record: agent, schema: "public", table: "agent", key: "id", columns: { name: "last_name", status: "status" } }],
 *   logins: { register_app: ["manager"] },
 * });
 * console.log(statements.find((text) => text.startsWith("grant UPDATE")));
 * // grant UPDATE ("status") on "public"."agent" to "register_manager__follow_up"
 * ```
 */
export function toPostgres(matrix: AnyMatrix, mapping: PostgresMapping): string[] {
  const plan = planOf(matrix, mapping);
  return plan.mapping.level === "columns" ? columnsLevel(plan) : sealedLevel(plan);
}

/**
 * Applies {@link toPostgres} in one transaction; appliers that start together wait for each other. `sql` is the owner of the tables.
 *
 * @throws as `toPostgres`; `SQL_FAILED`
 */
export async function applyPostgres(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<void> {
  const statements = toPostgres(matrix, mapping);
  await sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('favorable.access', 0))::text");
    for (const statement of statements) await tx.query(statement);
  });
}

function columnsLevel(plan: Plan): string[] {
  return [
    ...plan.acting.map(({ databaseRole }) => makeRole(databaseRole)),
    ...dropStrangers(plan),
    ...plan.tables.flatMap((table) => clearTable(table, plan.maintainers)),
    ...plan.tables.flatMap((table) => [...grantStatements(table), ...policyStatements(plan, table)]),
    ...plan.logins.flatMap(({ login, databaseRoles }) => databaseRoles.map((role) => grantRole(role, ident(login)))),
    ...defaultPrivileges(plan),
  ];
}

function sealedLevel(plan: Plan): string[] {
  return [
    ...sealerStatements(plan),
    ...dropStrangers(plan),
    ...plan.tables.flatMap((table) => [...clearTable(table, plan.maintainers), ...policyStatements(plan, table)]),
    ...sealedStatements(plan),
    ...defaultPrivileges(plan),
  ];
}
