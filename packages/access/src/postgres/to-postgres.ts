/** The matrix as statements for PostgreSQL, and their application in one transaction. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { grantStatements, policyStatements } from "./column-statements.ts";
import { RETENTION_DIFFERS } from "./declared-types.ts";
import { ident } from "./identifiers.ts";
import { actAsFormerSealer, clearFormerTables, dropLeftovers, leaveFormerSealer, NAMES_TAKEN } from "./leftovers.ts";
import type { PostgresMapping } from "./mapping.ts";
import { type Plan, planOf } from "./plan.ts";
import { clearRights, defaultPrivileges, dropStrangers, grantRole, makeRole } from "./role-statements.ts";
import { sealedStatements, sealerStatements } from "./sealed-statements.ts";

/**
 * Writes the matrix as single statements, to be run in one transaction by the owner of the tables, who needs CREATEROLE and no more
 * ({@link applyPostgres} does it); any number of times. The matrix is the whole truth on its tables: rights of anyone but the owner and
 * the maintainers are taken, policies that permit and are not as planned are replaced, and what an earlier matrix of the same prefix left is
 * taken away. Row-level security stays on a table that is no longer mapped. Policies are compared on a temporary table.
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

/** Times that an application is tried when others hold what it has to change. */
const TRIES = 30;
/** Milliseconds that it waits for a lock, with everybody who comes after waiting behind it. */
const LOCK_MS = 1000;
/** A deadlock, and a lock that did not come: everything was undone. */
const AGAIN: readonly (string | undefined)[] = ["40P01", "55P03"];
/** What the statements refuse themselves. */
const REFUSALS: Readonly<Record<string, string>> = {
  [RETENTION_DIFFERS]: "another plan of this database declares the entries with another retention",
  [NAMES_TAKEN]: "the functions of the plan have the names of another plan's",
};

/**
 * Applies {@link toPostgres} in one transaction; appliers that start together wait for each other. `sql` is the owner of the tables. What stands
 * as planned is not locked; where something has to be changed, a lock is waited for no longer than a second and the whole is tried again, up
 * to 30 times, as after a deadlock.
 *
 * @throws as `toPostgres`; `MAPPING_INVALID` when another plan of the database has the names of functions or another retention of the entries;
 *   `SQL_FAILED`
 */
export async function applyPostgres(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<void> {
  const statements = toPostgres(matrix, mapping);
  for (let attempt = 1; ; attempt++) {
    try {
      return await sql.transaction((tx) => applyOnce(tx, statements));
    } catch (error) {
      const state = sqlState(error);
      const reason = state !== undefined && Object.hasOwn(REFUSALS, state) ? REFUSALS[state] : undefined;
      if (reason !== undefined)
        throw new PrivacyError("MAPPING_INVALID", `the mapping of the matrix to the database is refused: ${reason}`, { reason });
      if (attempt >= TRIES || !AGAIN.includes(state)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200));
    }
  }
}

async function applyOnce(tx: Sql, statements: readonly string[]): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('favorable.access', 0))::text");
  const { rows } = await tx.query<{ was: string }>("select current_setting('lock_timeout') as was");
  await tx.query(`set local lock_timeout = ${LOCK_MS}`);
  for (const statement of statements) await tx.query(statement);
  // A caller's own transaction may go on.
  await tx.query("select set_config('lock_timeout', $1::text, true)", [rows[0]?.was ?? "0"]);
}

function columnsLevel(plan: Plan): string[] {
  return [
    actAsFormerSealer(plan),
    dropLeftovers(plan, []),
    clearFormerTables(plan),
    leaveFormerSealer(plan),
    ...plan.acting.map(({ databaseRole }) => makeRole(databaseRole)),
    ...dropStrangers(plan),
    ...plan.tables.map(({ relation }) => clearRights(relation, plan.maintainers)),
    ...plan.tables.flatMap((table) => [...policyStatements(plan, table), ...grantStatements(table)]),
    ...plan.logins.flatMap(({ login, databaseRoles }) => databaseRoles.map((role) => grantRole(role, ident(login)))),
    ...defaultPrivileges(plan),
  ];
}

function sealedLevel(plan: Plan): string[] {
  return [
    ...sealerStatements(plan),
    ...dropStrangers(plan),
    ...plan.tables.flatMap((table) => [clearRights(table.relation, plan.maintainers), ...policyStatements(plan, table)]),
    ...sealedStatements(plan),
    ...defaultPrivileges(plan),
  ];
}
