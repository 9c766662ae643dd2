/** The counts that erasure finds what is due by, against the bodies that are there. */
import type { Sql } from "@favorable/sql";
import type { Findings } from "../verify/findings.ts";

/** Both are summed up by the database: one reading of the bodies' columns, and as many groups as there are months and days. */
const DIFFERENCE = `
  select exists (
    select from (
      select erase_month as month, policy, version, start_on, coalesce(key_id, '') as key_id, count(*) as bodies
        from favorable.audit_body b
       where key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id)
       group by 1, 2, 3, 4, 5
      union all
      select month, policy, version, start_on, key_id, - sum(bodies) from favorable.audit_month group by 1, 2, 3, 4, 5) sides
     group by month, policy, version, start_on, key_id having sum(bodies) <> 0) as differs`;

/**
 * Reports counts that are not those of the bodies (`counts-differ`): somebody changed them, or what they count. They are no evidence, and change
 * no verdict, but the next erasure goes by them. What a destroyed key sealed is no body any more, and is not counted.
 */
export async function storeCounts(tx: Sql, found: Findings): Promise<void> {
  const { rows } = await tx.query<{ differs: boolean }>(DIFFERENCE);
  if (rows[0]?.differs !== false) found.add({ verdict: "notice", code: "counts-differ", place: "audit_month" });
}
