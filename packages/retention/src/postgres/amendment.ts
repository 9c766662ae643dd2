/** Amendments of attached policies, as the database remembers them. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type Approval, amend } from "../amend.ts";
import type { RetentionPolicy } from "../policy.ts";
import { contentOf } from "./attached.ts";
import { recordedEvents } from "./clock.ts";
import type { RetainedTable } from "./retained-table.ts";

/** A change of a policy on a table. */
export interface AmendmentRecord {
  readonly table: string;
  /** The version before. */
  readonly was: number;
  readonly became: number;
  readonly change: "shorter" | "longer";
  /** Where it is longer; begins with `policy` and the id where another policy is the one before. */
  readonly places: readonly string[];
  readonly approval?: Approval;
  /** The login of the database. */
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Refuses what `amend` refuses, with the recorded days of events; enters what it accepts. `moved`: from another start column. */
export async function recordAmendment(
  tx: Sql,
  now: RetentionPolicy,
  next: RetentionPolicy,
  { table }: Pick<RetainedTable, "table">,
  approval: Approval | undefined,
  moved = false,
): Promise<void> {
  if (now.version === next.version) {
    if (contentOf(now) === contentOf(next) && !moved) return;
    throw new PrivacyError("AMENDMENT_INVALID", "another content has another version", { reason: "version", policy: next.id });
  }
  const events = await recordedEvents(tx);
  const amended = amend(now, next, { events, ...(approval === undefined ? {} : { approval }) });
  if (moved && approval === undefined)
    throw new PrivacyError("AMENDMENT_UNAPPROVED", "another start column may keep data longer: it needs an approval", {
      policy: next.id,
      places: ["start"],
    });
  const change = moved ? "longer" : amended.change;
  const places = moved ? [...new Set(["start", ...amended.places])] : amended.places;
  await enterAmendment(tx, now, next, { table }, change, places, approval);
}

/** Enters a change that was accepted. */
export async function enterAmendment(
  tx: Sql,
  now: RetentionPolicy,
  next: RetentionPolicy,
  { table }: Pick<RetainedTable, "table">,
  change: "shorter" | "longer",
  found: readonly string[],
  approval: Approval | undefined,
): Promise<void> {
  const places = now.id === next.id ? found : [`policy ${now.id}`, ...found];
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
