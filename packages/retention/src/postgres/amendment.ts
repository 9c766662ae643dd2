/** Amendments of attached policies, as the database remembers them. */
import { canonicalJson, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type Approval, amend } from "../amend.ts";
import type { RetentionPolicy } from "../policy.ts";
import { recordedEvents } from "./clock.ts";
import type { RetainedTable } from "./table.ts";

/** A change of a policy on a table. */
export interface AmendmentRecord {
  readonly table: string;
  /** The version before. */
  readonly was: number;
  readonly became: number;
  readonly change: "shorter" | "longer";
  /** Where it is longer. */
  readonly places: readonly string[];
  readonly approval?: Approval;
  /** The login of the database. */
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Refuses what `amend` refuses, with the recorded days of events; enters what it accepts. */
export async function recordAmendment(
  tx: Sql,
  now: RetentionPolicy,
  next: RetentionPolicy,
  { table }: Pick<RetainedTable, "table">,
  approval: Approval | undefined,
): Promise<void> {
  if (now.version === next.version) {
    if (textOf(now) === textOf(next)) return;
    throw new PrivacyError("AMENDMENT_INVALID", "another content has another version", { reason: "version", policy: next.id });
  }
  const events = await recordedEvents(tx);
  const { change, places } = amend(now, next, { events, ...(approval === undefined ? {} : { approval }) });
  await tx.query(
    `insert into favorable.amendment (policy, relation, was, became, change, places, authority, reference, decided_on)
      values ($1, $2, $3::int, $4::int, $5, $6::text[], $7::text, $8::text, $9::date)`,
    [
      next.id,
      table,
      now.version,
      next.version,
      change,
      places,
      approval?.authority ?? null,
      approval?.reference ?? null,
      approval?.on ?? null,
    ],
  );
}

interface AmendmentRow {
  readonly table: string;
  readonly was: number;
  readonly became: number;
  readonly change: "shorter" | "longer";
  readonly places: string[];
  readonly authority: string | null;
  readonly reference: string | null;
  readonly on: string | null;
  readonly author: string;
  readonly at: string;
}

/** The amendments of a policy on all tables it was attached to, oldest first. */
export async function amendments(sql: Sql, policy: { readonly id: string }): Promise<AmendmentRecord[]> {
  const { rows } = await sql.query<AmendmentRow>(
    `select relation as "table", was, became, change, places, authority, reference, decided_on::text as "on", author, at
      from favorable.amendment where policy = $1 order by id`,
    [policy.id],
  );
  return rows.map(({ authority, reference, on, ...row }) =>
    authority === null || reference === null || on === null ? row : { ...row, approval: { authority, reference, on } },
  );
}

function textOf(policy: RetentionPolicy): string {
  return canonicalJson(JSON.parse(JSON.stringify(policy)));
}
