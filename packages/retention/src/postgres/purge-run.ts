/** A sweep that came to its end leaves a line, also when it had nothing to take. */
import type { Sql } from "@favorable/sql";
import type { SweepIdentity } from "./lease.ts";

/** Writes it, once for a day and a version. */
export async function recordRun(sql: Sql, { policy, relation, asOf }: SweepIdentity, simulated: boolean): Promise<void> {
  await sql.query(
    `insert into favorable.purge_run (policy, relation, version, as_of, simulated) values ($1, $2, $3::int, $4::date, $5::boolean)
      on conflict do nothing`,
    [policy.id, relation, policy.version, asOf, simulated],
  );
}
