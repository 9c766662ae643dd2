/** Rows of other tables that refer to what goes: what becomes of them is declared, and checked against the catalogue's foreign keys. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { attachedTo } from "./attached.ts";
import { quoteName, quoteRelation } from "./literal.ts";
import type { Dependant } from "./retained-table.ts";
import { describeHolds, describeTable, type Neighbour, UNDER_NONE } from "./table.ts";

/** A foreign key: columns of the dependant, and the columns they refer to, quoted. */
export interface DependantLink {
  readonly child: readonly string[];
  readonly parent: readonly string[];
}

/** A dependant as the catalogue knows it. */
export interface DependantStep {
  /** The name it is declared and counted by. */
  readonly name: string;
  /** Quoted. */
  readonly relation: string;
  /** `stay`: for an order only. Its rows are erased by a declaration of their own; each that is left keeps the row it refers to. */
  readonly then: Dependant["then"] | "stay";
  /** The foreign keys, by name. */
  readonly constraints: readonly string[];
  /** Quoted columns to empty, those of the references not among them. */
  readonly columns: readonly string[];
  readonly links: readonly DependantLink[];
  /** What may keep its rows: the policies they are under, each as it stands on the table. None where they are only detached. */
  readonly guards: readonly Neighbour[];
  /** The oid of the table, of the partitioned one where it is a partition. */
  readonly root: string;
  /** It is the table itself, referring to its own rows. */
  readonly self: boolean;
  /** What refers to its rows, for a cascade. */
  readonly children: readonly DependantStep[];
}

/** A table that an order erases as well: what keeps its rows, and what refers to them. */
export interface Standing {
  readonly name: string;
  readonly guard: Neighbour;
  readonly steps: readonly DependantStep[];
}

interface Reference {
  readonly oid: string;
  /** Of the partitioned table where it is a partition. */
  readonly root: string;
  /** What the database does by itself: `a` and `r` refuse, `c`, `n` and `d` change the row. */
  readonly onDelete: string;
  readonly schema: string;
  readonly name: string;
  readonly constraint: string;
  readonly child: readonly string[];
  readonly parent: readonly string[];
  /** Every referring column may be null. */
  readonly nullable: boolean;
  readonly self: boolean;
}

/** A cascade of cascades ends here. */
const MAX_DEPTH = 8;

/**
 * Reads what refers to a table, and pairs it with what is declared, in the declared order.
 *
 * @param standing - for an order: the other tables it erases, by their oid. What is not declared then keeps the row it refers to: by a step in
 *   these tables, by the database itself where it refuses; where the database would delete or empty rows by itself, a declaration is needed
 * @throws `DEPENDANT_UNDECLARED` (details: `tables`, `constraints`) while a foreign key has no declaration; `DEPENDANT_INVALID` (details:
 *   `table`, `reason`): `unknown-table`, `no-reference`, `not-nullable`, `columns`, `cycle`, `repeated`
 */
export async function resolveDependants(
  sql: Sql,
  table: { readonly table: string; readonly dependants?: readonly Dependant[] },
  standing?: ReadonlyMap<string, Standing>,
): Promise<readonly DependantStep[]> {
  const declared = table.dependants ?? [];
  const oids = new Map<string, Dependant>();
  for (const dependant of declared) {
    const { rows } = await sql.query<{ oid: string | null }>("select to_regclass($1)::oid::text as oid", [quoteRelation(dependant.table)]);
    const oid = rows[0]?.oid;
    if (oid === undefined || oid === null) throw invalid(dependant.table, "unknown-table");
    if (oids.has(oid)) throw invalid(dependant.table, "repeated");
    oids.set(oid, dependant);
  }
  const used = new Set<string>();
  const steps = await stepsOf(sql, quoteRelation(table.table), { oids, used, standing }, []);
  const idle = declared.find(({ table: name }) => !used.has(name));
  if (idle !== undefined) throw invalid(idle.table, "no-reference");
  return steps;
}

async function stepsOf(sql: Sql, relation: string, given: Declared, path: readonly string[]): Promise<readonly DependantStep[]> {
  const { oids: declared, used, standing } = given;
  const references = await referencesTo(sql, relation);
  const open = references.filter(({ oid }) => !declared.has(oid));
  const missing = open.filter(({ root, onDelete }) => standing === undefined || !(standing.has(root) || REFUSES.includes(onDelete)));
  if (missing.length > 0)
    throw new PrivacyError("DEPENDANT_UNDECLARED", "say what becomes of the rows that refer to what goes", {
      tables: [...new Set(missing.map(({ schema, name }) => `${schema}.${name}`))],
      constraints: missing.map(({ constraint }) => constraint),
    });
  const steps: DependantStep[] = standing === undefined ? [] : stayingOf(open, standing);
  for (const [oid, dependant] of declared) {
    const links = references.filter((reference) => reference.oid === oid);
    const [first] = links;
    if (first === undefined) continue;
    used.add(dependant.table);
    const cascades = dependant.then === "cascade";
    if ((first.self && cascades) || path.includes(oid) || path.length >= MAX_DEPTH) throw invalid(dependant.table, "cycle");
    if (!cascades && links.some(({ nullable }) => !nullable)) throw invalid(dependant.table, "not-nullable");
    const child = `${quoteName(first.schema)}.${quoteName(first.name)}`;
    steps.push({
      name: dependant.table,
      relation: child,
      then: dependant.then,
      columns: await columnsToEmpty(sql, child, dependant, links),
      links: links.map((link) => ({ child: link.child.map(quoteName), parent: link.parent.map(quoteName) })),
      constraints: links.map(({ constraint }) => constraint),
      guards: dependant.then === "detach" ? [] : [...(await guardsOf(sql, dependant, `${first.schema}.${first.name}`)), ...own(first)],
      root: first.root,
      self: first.self,
      children: cascades ? await stepsOf(sql, child, given, [...path, oid]) : [],
    });
  }
  return steps;

  /** What an order keeps in a table, it keeps also where it would go along. */
  function own({ root }: Reference): readonly Neighbour[] {
    const guard = standing?.get(root)?.guard;
    return guard === undefined ? [] : [guard];
  }
}

interface Declared {
  readonly oids: ReadonlyMap<string, Dependant>;
  readonly used: Set<string>;
  readonly standing: ReadonlyMap<string, Standing> | undefined;
}

/** NO ACTION and RESTRICT: the database keeps the row by itself. */
const REFUSES: readonly string[] = ["a", "r"];

function stayingOf(references: readonly Reference[], standing: ReadonlyMap<string, Standing>): DependantStep[] {
  return references.flatMap(({ root, schema, name, constraint, child, parent, self }) => {
    const known = standing.get(root);
    if (known === undefined) return [];
    return {
      name: known.name,
      relation: `${quoteName(schema)}.${quoteName(name)}`,
      then: "stay" as const,
      columns: [],
      constraints: [constraint],
      links: [{ child: child.map(quoteName), parent: parent.map(quoteName) }],
      guards: [known.guard],
      root,
      self,
      children: known.steps,
    };
  });
}

async function referencesTo(sql: Sql, relation: string): Promise<readonly Reference[]> {
  const columns = (relid: string, key: string): string =>
    `(select array_agg(a.attname::text order by k.at) from unnest(${key}) with ordinality k (n, at)
      join pg_attribute a on a.attrelid = ${relid} and a.attnum = k.n)`;
  const root = (oid: string): string => `coalesce(pg_partition_root(${oid}), ${oid})`;
  const { rows } = await sql.query<Reference>(
    `with recursive below as (
        select to_regclass($1)::oid as oid
        union select i.inhrelid from pg_inherits i join below b on b.oid = i.inhparent),
      family as (select oid from below union select relid::oid from pg_partition_ancestors(to_regclass($1)) a (relid))
      select r.oid::text as oid, (${root("r.oid")})::oid::text as root, f.confdeltype::text as "onDelete", n.nspname::text as schema, r.relname::text as name, f.conname::text as constraint,
        ${columns("f.conrelid", "f.conkey")} as child, ${columns("f.confrelid", "f.confkey")} as parent,
        not exists (select from pg_attribute a where a.attrelid = r.oid and a.attnum = any (f.conkey) and a.attnotnull) as nullable,
        ${root("f.conrelid")} = ${root("f.confrelid")} as self
      from pg_constraint f join pg_class r on r.oid = f.conrelid join pg_namespace n on n.oid = r.relnamespace
      where f.contype = 'f' and f.confrelid in (select oid from family) and f.conparentid = 0
      order by n.nspname, r.relname, f.conname`,
    [relation],
  );
  return rows;
}

/** Without any policy the rows are still kept by holds on them, on their subjects, and on everything. */
async function guardsOf(sql: Sql, { table: _, policy, subject, start }: Dependant, name: string): Promise<readonly Neighbour[]> {
  const given = { table: name, ...(subject === undefined ? {} : { subject }), ...(start === undefined ? {} : { start }) };
  if (policy !== undefined) return [{ policy, table: await describeTable(sql, policy, given, { shred: true }) }];
  const keyed = await describeHolds(sql, given);
  const here = await attachedTo(sql, keyed.root, keyed.places);
  const [first] = here; // The others are its neighbours.
  if (first === undefined) return [{ policy: UNDER_NONE, table: keyed }];
  const table = subject === undefined ? first.table : { ...first.table, subject };
  return [{ policy: first.policy, table: await describeTable(sql, first.policy, table, { shred: true }) }];
}

/** The columns must be there, be nullable, and be none of a key or a reference. */
async function columnsToEmpty(sql: Sql, relation: string, dependant: Dependant, links: readonly Reference[]): Promise<readonly string[]> {
  if (dependant.then !== "keep-anonymous") return [];
  const { columns } = dependant;
  const { rows } = await sql.query<{ n: number }>(
    `select count(*)::int as n from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
      and not a.attnotnull and a.attname = any ($2::text[])`,
    [relation, columns],
  );
  const references = new Set(links.flatMap(({ child }) => child));
  if (
    columns.length === 0 ||
    new Set(columns).size !== columns.length ||
    rows[0]?.n !== columns.length ||
    columns.some((name) => references.has(name))
  )
    throw invalid(dependant.table, "columns");
  return columns.map(quoteName);
}

function invalid(table: string, reason: string): PrivacyError {
  return new PrivacyError("DEPENDANT_INVALID", `what is declared of a dependant does not fit: ${reason}`, { table, reason });
}
