/** Which rights stand on the log in a database, held against what its roles are given: rights beyond them can change what is logged. */
import type { Sql } from "@favorable/sql";
import { RIGHTS } from "./roles.ts";

/** What is granted beyond the roles, and which roles are not there as a whole. */
interface GrantedRights {
  /** Tables and functions with the right that is too much, such as `audit_body (delete granted)`; nobody is named. */
  readonly beyond: readonly string[];
  /** True when this login holds one of them. */
  readonly own: boolean;
  /** True when some role of the log has all its rights nowhere. */
  readonly incomplete: boolean;
}

interface Grant {
  readonly grantee: string;
  readonly mine: boolean;
  readonly object: string;
  readonly right: string;
  readonly part: string;
}

/** Rights that change something. A function that roles go through to append is none: what it appends is checked. */
const CHANGING: ReadonlySet<string> = new Set(["insert", "update", "delete", "truncate", "trigger", "execute"]);

/** Grants on tables and columns of the log, months included, and on its functions; what the owner has is no grant. */
const GRANTS = `
  with tables as (
    select c.oid, c.relname, c.relowner, c.relacl from pg_catalog.pg_class c
     where c.relnamespace = 'favorable'::regnamespace and c.relname like 'audit\\_%' and c.relkind in ('r', 'p')),
  granted as (
    select a.grantee, t.relowner as owner, t.relname as object, a.privilege_type as right, '' as part from tables t, aclexplode(t.relacl) a
    union all
    select a.grantee, t.relowner, t.relname, a.privilege_type, c.attname
      from tables t join pg_catalog.pg_attribute c on c.attrelid = t.oid and c.attacl is not null, aclexplode(c.attacl) a
    union all
    select a.grantee, p.proowner, p.proname, a.privilege_type, '' from pg_catalog.pg_proc p, aclexplode(p.proacl) a
     where p.pronamespace = 'favorable'::regnamespace and p.proname = any ($1::text[]))
  select grantee::text as grantee, grantee = 0 or pg_has_role(grantee, 'member') as mine, object::text as object, lower(g.right) as right, part::text as part
    from granted g where grantee <> owner`;

/** Rights of a role as grants name them: `select audit_leaf`, `update audit_leaf leaf`, `execute audit_append`. */
const WORKS: readonly ReadonlySet<string>[] = Object.values(RIGHTS).map((rights) => new Set(rights.flatMap(rightsIn)));

/** Functions of more than writers. */
const GUARDED: readonly string[] = [...new Set(WORKS.flatMap((rights) => [...rights]))]
  .filter((right) => right.startsWith("execute ") && !RIGHTS.writer.concat(RIGHTS.declarer).flatMap(rightsIn).includes(right))
  .map((right) => right.slice("execute ".length));

/** Asks the catalogue, which every login may read. */
export async function grantedRights(sql: Sql): Promise<GrantedRights> {
  const functions = [...new Set(WORKS.flatMap((rights) => [...rights].flatMap((right) => /^execute (.*)$/.exec(right)?.[1] ?? [])))];
  const { rows } = await sql.query<Grant>(GRANTS, [functions]);
  const byGrantee = new Map<string, Grant[]>();
  for (const grant of rows) byGrantee.set(grant.grantee, [...(byGrantee.get(grant.grantee) ?? []), grant]);
  const beyond = new Map<string, boolean>();
  const whole = new Set<ReadonlySet<string>>();
  for (const grants of byGrantee.values()) {
    const held = new Set(grants.map(nameOf));
    for (const work of WORKS) if ([...work].every((right) => held.has(right))) whole.add(work);
    // What changes something is explained only by a role whose changes are all allowed.
    const explained = WORKS.filter((work) => [...work].every((right) => !changes(right) || held.has(right)));
    for (const grant of grants) {
      const right = nameOf(grant);
      if (!changes(right) || explained.some((work) => work.has(right))) continue;
      const told = `${grant.object} (${grant.right} granted)`;
      beyond.set(told, beyond.get(told) === true || grant.mine);
    }
  }
  return {
    beyond: [...beyond.keys()].sort(),
    own: [...beyond.values()].includes(true),
    incomplete: whole.size < WORKS.length,
  };
}

function nameOf({ right, object, part }: Pick<Grant, "right" | "object" | "part">): string {
  return part === "" ? `${right} ${object}` : `${right} ${object} ${part}`;
}

function changes(right: string): boolean {
  const [verb = "", object = ""] = right.split(" ");
  return CHANGING.has(verb) && (verb !== "execute" || GUARDED.includes(object));
}

/** The rights of a statement: `select, insert on favorable.a, favorable.b`, `select (x, y) on …`, `execute on function favorable.f(text), …`. */
function rightsIn(text: string): string[] {
  const [, verbs = "", objects = ""] = /^(.*?) on (?:function )?(.*)$/s.exec(text) ?? [];
  const names = [...objects.matchAll(/favorable\.(\w+)/g)].map(([, name = ""]) => name);
  return [...verbs.matchAll(/(\w+)(?: \(([^)]*)\))?/g)].flatMap(([, verb = "", columns]) =>
    names.flatMap((object) => (columns?.split(", ") ?? [""]).map((part) => nameOf({ right: verb, object, part }))),
  );
}
