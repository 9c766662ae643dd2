/** Types of entries as they are declared in the log: facts, parts, and the retention of those parts. */
import type { Sql } from "@favorable/sql";
import type { FoundBypass } from "./bypass.ts";
import { FACTS, PARTS, retentionOf } from "./declared-types.ts";
import type { Plan } from "./plan.ts";
import { SEALED_EVENT_TYPES } from "./sealed-parts.ts";

const TABLE = "favorable.audit_declared_type" as const;

interface DeclaredRow {
  readonly type: string;
  readonly facts: string;
  readonly parts: string;
  readonly policy: string;
  readonly version: number;
}

/** Names what differs. A login that may not read the table is told so, beside what is inherent: the application's may not. */
export async function declaredBypasses(sql: Sql, plan: Plan): Promise<readonly FoundBypass[]> {
  if (plan.mapping.level !== "sealed") return [];
  const found = (name: string, on: string, inherent = false): FoundBypass => ({
    kind: "declared-type",
    name,
    on,
    inherent,
    reached: false,
  });
  const { rows: may } = await sql.query<{ may: boolean | null }>(
    "select has_table_privilege(c.oid, 'SELECT') as may from (select to_regclass($1::text)) c (oid)",
    [TABLE],
  );
  if (may[0]?.may !== true) return [found("unread", TABLE, may[0]?.may === false)];
  const { policy, version } = retentionOf(plan);
  const { rows } = await sql.query<DeclaredRow & Record<string, unknown>>(
    `select type, array_to_string(facts, ' ') as facts, array_to_string(parts, ' ') as parts, policy, version from ${TABLE} where type = any ($1::text[])`,
    [SEALED_EVENT_TYPES],
  );
  return SEALED_EVENT_TYPES.flatMap((type) => {
    const row = rows.find((one) => one.type === type);
    if (row === undefined) return [found(type, "missing")];
    return [
      ...(row.facts === FACTS.join(" ") ? [] : [found(type, "facts")]),
      ...(row.parts === PARTS.join(" ") ? [] : [found(type, "parts")]),
      ...(row.policy === policy ? [] : [found(type, "policy")]),
      ...(row.version === version ? [] : [found(type, "version")]),
    ];
  });
}
