/** Row-level security as it stands: on, forced, and with the policies of the plan. */
import type { Sql } from "@favorable/sql";
import { type PlannedPolicy, POLICY_TEXT, policiesOf, policyNote, policyText } from "./column-statements.ts";
import { ident } from "./identifiers.ts";
import type { Plan, PlannedTable } from "./plan.ts";

/** Something about row-level security that is not as planned. */
export interface PolicyFinding {
  readonly relation: string;
  readonly what: "disabled" | "not-forced" | "missing" | "changed" | "foreign";
  readonly policy?: string;
}

interface PolicyRow {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
  readonly note: string | null;
}

/** How a policy reads in the catalogue; `public` for those of the probe, which has the same columns. */
const READ = `select p.polname as name, ${POLICY_TEXT} as text, obj_description(p.oid, 'pg_policy') as note,
  encode(sha256(convert_to(${POLICY_TEXT}, 'UTF8')), 'hex') as hash from pg_policy p where p.polrelid = ` as const;

/**
 * Compares. The catalogue prints conditions its own way, by version: the planned ones are put on a temporary table with the same columns
 * and read from there, in a transaction that is rolled back. A login that may not do that reads the note that was left with each policy when
 * it was made: of what was planned, and of what the catalogue made of it.
 */
export async function policyFindings(
  sql: Sql,
  plan: Plan,
  table: PlannedTable,
  oid: string,
  by: "probe" | "note" = "probe",
): Promise<PolicyFinding[]> {
  const { relation } = table;
  const found = (what: PolicyFinding["what"], policy?: string): PolicyFinding => ({
    relation,
    what,
    ...(policy === undefined ? {} : { policy }),
  });
  const { rows: flags } = await sql.query<{ on: boolean; forced: boolean }>(
    "select relrowsecurity as on, relforcerowsecurity as forced from pg_class where oid = $1::text::oid",
    [oid],
  );
  const { rows: live } = await sql.query<PolicyRow & { to: string[] }>(
    `select q.*, array(select coalesce(r.rolname, 'public')::text from unnest(p.polroles) o left join pg_roles r on r.oid = o) as to
       from (${READ} $1::text::oid) q join pg_policy p on p.polrelid = $1::text::oid and p.polname = q.name where p.polpermissive`,
    [oid],
  );
  const planned = policiesOf(plan, table);
  const texts = by === "note" ? undefined : await plannedTexts(sql, planned, oid);
  const same = (policy: PlannedPolicy, there: PolicyRow): boolean =>
    texts === undefined ? there.note === `${policyNote(policy)} ${there.hash}` : there.text === texts.get(policy.name);
  return [
    ...(flags[0]?.on === true ? [] : [found("disabled")]),
    ...(flags[0]?.forced === true ? [] : [found("not-forced")]),
    ...live.filter(({ name }) => !planned.some((one) => one.name === name)).map(({ name }) => found("foreign", name)),
    ...planned.flatMap((policy) => {
      const { name, to } = policy;
      const there = live.find((one) => one.name === name);
      if (there === undefined) return [found("missing", name)];
      return same(policy, there) && there.to.join() === to ? [] : [found("changed", name)];
    }),
  ];
}

/** Thrown to leave the transaction without a trace. */
const DONE = Symbol("done");

async function plannedTexts(sql: Sql, planned: readonly PlannedPolicy[], oid: string): Promise<ReadonlyMap<string, string>> {
  const { rows: columns } = await sql.query<{ text: string }>(
    `select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum) as text
       from pg_attribute where attrelid = $1::text::oid and attnum > 0 and not attisdropped`,
    [oid],
  );
  let texts: ReadonlyMap<string, string> = new Map();
  try {
    await sql.transaction(async (tx) => {
      await tx.query(`create temporary table favorable_probe (${columns[0]?.text ?? ""})`);
      for (const policy of planned)
        await tx.query(`create policy ${ident(policy.name)} on pg_temp.favorable_probe ${policyText({ ...policy, to: "public" })}`);
      const { rows } = await tx.query<PolicyRow>(`${READ} 'pg_temp.favorable_probe'::regclass`);
      texts = new Map(rows.map(({ name, text }) => [name, text]));
      throw DONE;
    });
  } catch (error) {
    if (error !== DONE) throw error;
  }
  return texts;
}
