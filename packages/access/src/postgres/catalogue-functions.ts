/** The functions of level `sealed` as they stand, those of the log that they call among them: body, owner, mode, settings, callers. */
import type { Sql } from "@favorable/sql";
import { appendingFunctions } from "./migrated-functions.ts";
import type { Plan } from "./plan.ts";
import { pinnedAs } from "./sealed-settings.ts";
import { functionsOf } from "./sealed-statements.ts";

/** A function that is not as planned. */
export interface FunctionFinding {
  readonly name: string;
  readonly what: "missing" | "body" | "owner" | "mode" | "callers" | "overloaded";
}

interface FunctionRow {
  readonly name: string;
  readonly same: boolean;
  readonly owner: string;
  readonly definer: boolean;
  readonly config: string[];
  readonly callers: string[];
  /** Language, kind, volatility, and whether an argument that is null leaves it uncalled. */
  readonly made: string;
  /** Whose the log is. */
  readonly keeper: string | null;
}

/** Compares; bodies by their SHA-256. */
export async function functionFindings(sql: Sql, plan: Plan): Promise<FunctionFinding[]> {
  if (plan.mapping.level !== "sealed") return [];
  const planned = functionsOf(plan);
  const logs = appendingFunctions();
  const wanted = [...planned, ...logs];
  const { rows } = await sql.query<FunctionRow>(
    `select p.proname as name, sha256(convert_to(p.prosrc, 'UTF8')) = sha256(convert_to(w.body, 'UTF8')) as same,
       pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer, coalesce(p.proconfig, '{}') as config,
       array(select coalesce(r.rolname, 'public')::text || case when a.is_grantable then ' *' else '' end
         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
         left join pg_roles r on r.oid = a.grantee where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner order by 1) as callers,
       concat_ws(' ', l.lanname, p.prokind, p.provolatile, case when p.proisstrict then 'strict' end, case when p.prosupport <> 0 then 'supported' end) as made,
       (select pg_get_userbyid(c.relowner)::text from pg_class c where c.oid = to_regclass('favorable.audit_pending')) as keeper
     from unnest($1::text[], $2::text[]) as w (name, body) join pg_proc p on p.proname = w.name and p.pronamespace = to_regnamespace('favorable')
     join pg_language l on l.oid = p.prolang`,
    [wanted.map(({ name }) => name), wanted.map(({ body }) => body)],
  );
  const logins = plan.logins.map(({ login }) => login).sort();
  const findings = (name: string, sound: (row: FunctionRow) => Partial<Record<FunctionFinding["what"], boolean>>): FunctionFinding[] => {
    const there = rows.filter((row) => row.name === name);
    const row = there.find(({ same }) => same) ?? there[0];
    if (row === undefined) return [{ name, what: "missing" }];
    const told = { overloaded: there.length === 1, body: row.same, ...sound(row) };
    return Object.entries(told).flatMap(([what, good]) => (good ? [] : [{ name, what: what as FunctionFinding["what"] }]));
  };
  return [
    ...planned.flatMap(({ name, open, procedure }) =>
      findings(name, (row) => ({
        owner: row.owner === plan.sealer,
        mode: modeAs(row, open, procedure === true),
        callers: [...row.callers].sort().join() === (open ? logins.join() : ""),
      })),
    ),
    // Who may append is told elsewhere.
    ...logs.flatMap(({ name, definer, made, settings }) =>
      findings(name, (row) => ({
        owner: row.owner === row.keeper,
        mode: row.definer === definer && row.made === made && [...row.config].sort().join() === [...settings].sort().join(),
      })),
    ),
  ];
}

/** A procedure that commits has its caller's rights and no settings. */
function modeAs({ definer, config, made }: FunctionRow, open: boolean, procedure: boolean): boolean {
  if (made !== `plpgsql ${procedure ? "p" : "f"} v`) return false;
  return procedure ? !definer && config.length === 0 : definer && pinnedAs(config, open);
}
