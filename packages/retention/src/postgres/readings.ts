/** Views and row security that were made for a policy: what a shorter version hides, they hide from the moment it is attached. */
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteRelation } from "./literal.ts";
import { type Readers, readableText } from "./readers.ts";
import { writeSecurity, writeView } from "./reading-text.ts";
import type { RetainedTable } from "./retained-table.ts";
import { describeTable } from "./table.ts";

/** How something was made. */
export interface Reading extends Readers {
  readonly exempt?: readonly string[];
}

/** Remembers it. */
export async function rememberReading(
  tx: Sql,
  policy: RetentionPolicy,
  table: Pick<RetainedTable, "table">,
  kind: "view" | "security",
  name: string,
  readers: Reading,
): Promise<void> {
  await tx.query(
    `insert into favorable.reading (target, policy, kind, name, readers) values (to_regclass($1), $2, $3, $4, $5::jsonb)
      on conflict (target, policy, kind, name) do update set readers = excluded.readers`,
    [quoteRelation(table.table), policy.id, kind, name, JSON.stringify(readers)],
  );
}

/** Makes all of them anew that are still there, by the policy that is attached now. */
export async function renewReadings(tx: Sql, policy: RetentionPolicy, table: RetainedTable): Promise<void> {
  const { rows } = await tx.query<{ kind: "view" | "security"; name: string; readers: Reading }>(
    "select kind, name, readers from favorable.reading where target = to_regclass($1) and policy = $2 order by kind, name",
    [quoteRelation(table.table), policy.id],
  );
  for (const { kind, name, readers } of rows) {
    const { exempt = [], ...named } = readers;
    const described = await describeTable(tx, policy, table, { shred: true, prefix: kind === "view" ? "t." : "" });
    const there = await tx.query(
      kind === "view"
        ? "select 1 from pg_class where oid = to_regclass($2) and relkind = 'v' and $1::text is not null"
        : "select 1 from pg_policy where polrelid = to_regclass($1) and polname = $2",
      [quoteRelation(table.table), kind === "view" ? quoteRelation(name) : name],
    );
    if (there.rows.length === 0) continue; // Somebody has dropped it.
    const condition = await readableText(tx, policy, described, named, exempt);
    if (kind === "view") await writeView(tx, name, table, condition);
    else await writeSecurity(tx, name, table, condition);
  }
}
