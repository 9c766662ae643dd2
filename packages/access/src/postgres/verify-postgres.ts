/** The live catalogue held against the matrix. */
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import type { Bypass } from "./bypass.ts";
import { bypasses, oidsOf } from "./catalogue-bypasses.ts";
import { type FunctionFinding, functionFindings } from "./catalogue-functions.ts";
import { type PolicyFinding, policyFindings } from "./catalogue-policies.ts";
import { type DriftedCell, driftedCells } from "./catalogue-rights.ts";
import type { PostgresMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";

/** What {@link verifyPostgres} found. */
export interface PostgresReport {
  /** Nothing drifted, and no way past the matrix but the inherent ones. */
  readonly holds: boolean;
  readonly cells: readonly DriftedCell[];
  readonly policies: readonly PolicyFinding[];
  readonly functions: readonly FunctionFinding[];
  /** The inherent ones among them: superusers and owners are in every database, and only a witnessed log tells on them. */
  readonly bypasses: readonly Bypass[];
}

/**
 * Reads the live catalogue and says what is not as the matrix has it: each cell (role × column × privilege), each policy and function, and
 * everything that could go past them. Changes nothing; needs the right to make temporary tables. Rows are not read.
 *
 * @throws `SQL_FAILED`, also for a mapped table that is not there; as `toPostgres`
 */
export async function verifyPostgres(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): Promise<PostgresReport> {
  const plan = planOf(matrix, mapping);
  const oids = await oidsOf(sql, plan);
  const cells: DriftedCell[] = [];
  const policies: PolicyFinding[] = [];
  for (const [at, table] of plan.tables.entries()) {
    cells.push(...(await driftedCells(sql, plan, table, oids[at] ?? "")));
    policies.push(...(await policyFindings(sql, plan, table, oids[at] ?? "")));
  }
  const functions = await functionFindings(sql, plan);
  const ways = (await bypasses(sql, plan, oids)).map(({ reached: _, ...way }): Bypass => way);
  const holds = cells.length + policies.length + functions.length === 0 && ways.every(({ inherent }) => inherent);
  return { holds, cells, policies, functions, bypasses: ways };
}
