/** Row-level security as it stands: on, forced, and with the policies of the plan. */
import type { Sql } from "@favorable/sql";
import { policiesOf, policyText } from "./column-statements.ts";
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
}

/** How a policy reads in the catalogue; `public` for those of the probe, which has the same columns. */
const READ = `select p.polname as name, concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), '/',
  pg_get_expr(p.polwithcheck, p.polrelid)) as text from pg_policy p where p.polrelid = ` as const;

/**
 * Compares. The catalogue prints conditions its own way, by version: the planned ones are put on a temporary table with the same columns
 * and read from there, in a transaction that is rolled back.
 */
export async function policyFindings(sql: Sql, plan: Plan, table: PlannedTable): Promise<PolicyFinding[]> {
  const { relation } = table;
  const found = (what: PolicyFinding["what"], policy?: string): PolicyFinding => ({
    relation,
    what,
    ...(policy === undefined ? {} : { policy }),
  });
  const { rows: flags } = await sql.query<{ on: boolean; forced: boolean }>(
    "select relrowsecurity as on, relforcerowsecurity as forced from pg_class where oid = $1::text::regclass",
    [relation],
  );
  const { rows: live } = await sql.query<PolicyRow & { to: string[] }>(
    `select q.*, array(select coalesce(r.rolname, 'public')::text from unnest(p.polroles) o left join pg_roles r on r.oid = o) as to
       from (${READ} $1::text::regclass) q join pg_policy p on p.polrelid = $1::text::regclass and p.polname = q.name where p.polpermissive`,
    [relation],
  );
  const planned = policiesOf(plan, table);
  const texts = await plannedTexts(sql, table, planned);
  return [
    ...(flags[0]?.on === true ? [] : [found("disabled")]),
    ...(flags[0]?.forced === true ? [] : [found("not-forced")]),
    ...live.filter(({ name }) => !planned.some((one) => one.name === name)).map(({ name }) => found("foreign", name)),
    ...planned.flatMap(({ name, to }) => {
      const there = live.find((one) => one.name === name);
      if (there === undefined) return [found("missing", name)];
      return there.text === texts.get(name) && there.to.join() === to ? [] : [found("changed", name)];
    }),
  ];
}

/** Thrown to leave the transaction without a trace. */
const DONE = Symbol("done");

async function plannedTexts(
  sql: Sql,
  { relation }: PlannedTable,
  planned: ReturnType<typeof policiesOf>,
): Promise<ReadonlyMap<string, string>> {
  const { rows: columns } = await sql.query<{ text: string }>(
    `select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum) as text
       from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped`,
    [relation],
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
