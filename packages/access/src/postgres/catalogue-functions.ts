/** The functions of level `sealed` as they stand: body, owner, mode, settings, callers. */
import type { Sql } from "@favorable/sql";
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
}

/** Compares; bodies by their SHA-256. */
export async function functionFindings(sql: Sql, plan: Plan): Promise<FunctionFinding[]> {
  if (plan.mapping.level !== "sealed") return [];
  const planned = functionsOf(plan);
  const { rows } = await sql.query<FunctionRow>(
    `select p.proname as name, sha256(convert_to(p.prosrc, 'UTF8')) = sha256(convert_to(w.body, 'UTF8')) as same,
       pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer, coalesce(p.proconfig, '{}') as config,
       array(select coalesce(r.rolname, 'public')::text from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
         left join pg_roles r on r.oid = a.grantee where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner order by 1) as callers
     from unnest($1::text[], $2::text[]) as w (name, body) join pg_proc p on p.proname = w.name and p.pronamespace = to_regnamespace('favorable')`,
    [planned.map(({ name }) => name), planned.map(({ body }) => body)],
  );
  const logins = plan.logins.map(({ login }) => login).sort();
  return planned.flatMap(({ name, open, procedure }): FunctionFinding[] => {
    const there = rows.filter((row) => row.name === name);
    const [row] = there;
    if (row === undefined) return [{ name, what: "missing" }];
    return [
      ...(there.length > 1 ? [{ name, what: "overloaded" } as const] : []),
      ...(row.same ? [] : [{ name, what: "body" } as const]),
      ...(row.owner === plan.sealer ? [] : [{ name, what: "owner" } as const]),
      ...(modeAs(row, open, procedure === true) ? [] : [{ name, what: "mode" } as const]),
      ...([...row.callers].sort().join() === (open ? logins.join() : "") ? [] : [{ name, what: "callers" } as const]),
    ];
  });
}

/** A procedure that commits has its caller's rights and no settings. */
function modeAs({ definer, config }: FunctionRow, open: boolean, procedure: boolean): boolean {
  return procedure ? !definer && config.length === 0 : definer && pinnedAs(config, open);
}
