/** The parts of a batch's statement that concern dependants. */
import type { DependantLink, DependantStep } from "./dependants.ts";
import { conditionsOf } from "./predicate.ts";
import { UNDER_NONE } from "./table.ts";

/** Parts of a statement. */
export interface DependantText {
  /** Common table expressions in the declared order, children before parents. */
  readonly work: readonly string[];
  /** A JSON object of counts by table. */
  readonly counts: string;
}

/** Columns of the table that its dependants refer to. */
export function referredColumns(steps: readonly DependantStep[]): readonly string[] {
  return [...new Set(steps.flatMap(({ links }) => links.flatMap(({ parent }) => parent)))];
}

/** How many rows refer to a row `t`, those that refer to these included, as far as a cascade reaches. */
export function weightText(steps: readonly DependantStep[], parent = "t", depth = 0): string {
  if (steps.length === 0) return "0";
  return steps
    .map((step) => {
      const alias = `w${depth}`;
      const inner = step.children.length === 0 ? "count(*)" : `coalesce(sum(1 + ${weightText(step.children, alias, depth + 1)}), 0)`;
      return `(select ${inner} from ${step.relation} ${alias} where ${refers(step, alias, parent)})`;
    })
    .join(" + ");
}

/**
 * Whether something keeps a dependant of a row `t` that would go or be emptied: a hold of any kind, or a floor. Inside each question `t` is the
 * dependant; the row it refers to is the `t` outside of it.
 *
 * @param asOf - an expression of type date
 */
export function keptDependants(steps: readonly DependantStep[], asOf: string): string {
  const parts = steps
    .filter(({ then }) => then !== "detach")
    .map((step) => {
      if (step.then === "stay") return `exists (select from ${step.relation} h where ${staying(step, "h", "t")})`;
      const own = step.guards.flatMap(({ policy, table }) => {
        const { held, allowed } = conditionsOf(policy, table, asOf);
        return [held, ...(policy === UNDER_NONE ? [] : [`not ${allowed}`])];
      });
      const any = [...own, keptDependants(step.children, asOf)].filter((text) => text !== "false").join(" or ");
      return `exists (select from (select h.* from ${step.relation} h where ${refers(step, "h", "t")}) t where ${any})`;
    });
  return parts.length === 0 ? "false" : `(${parts.join(" or ")})`;
}

/** Writes what is done to dependants of the rows that the expression `parent` holds. */
export function dependantText(steps: readonly DependantStep[], parent = "due", prefix = "dep"): DependantText {
  const work: string[] = [];
  const counts: string[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.then === "stay") continue;
    const name = `${prefix}_${at}`;
    const found = where(step, parent);
    if (step.then === "cascade") {
      const list = ["c.ctid as at", ...referredColumns(step.children).map((column) => `c.${column}`)].join(", ");
      if (step.children.length > 0) {
        work.push(`${name}_rows as materialized (select ${list} from ${step.relation} c where ${found})`);
        const below = dependantText(step.children, `${name}_rows`, name);
        work.push(...below.work);
        counts.push(below.counts);
      }
      work.push(`${name} as (delete from ${step.relation} c where ${found} returning 1)`);
    } else {
      const emptied = step.columns.map((column) => `${column} = null`);
      work.push(
        `${name} as (update ${step.relation} c set ${[...references(step, parent), ...emptied].join(", ")} where ${found} returning 1)`,
      );
    }
    counts.push(`jsonb_build_object('${step.name.replaceAll("'", "''")}', (select count(*) from ${name}))`);
  }
  return { work, counts: counts.length === 0 ? "'{}'::jsonb" : counts.join(" || ") };
}

/** With one foreign key its columns are emptied; with several, each only where it refers to what goes. */
function references({ links }: DependantStep, parent: string): string[] {
  return links.flatMap((link) =>
    link.child.map((column) =>
      links.length === 1 ? `${column} = null` : `${column} = case when ${member(link, "c", parent)} then null else c.${column} end`,
    ),
  );
}

function where(step: DependantStep, parent: string): string {
  const any = step.links.map((link) => member(link, "c", parent)).join(" or ");
  // A row that goes itself is not to be changed by the same statement.
  return step.self ? `(${any}) and not (c.ctid = any (array(select at from ${parent})))` : `(${any})`;
}

function member({ child, parent }: DependantLink, alias: string, source: string): string {
  return `(${child.map((column) => `${alias}.${column}`).join(", ")}) in (select ${parent.join(", ")} from ${source})`;
}

/** Whether a row of a step refers to a row; one that refers to itself does not keep itself. */
export function staying(step: DependantStep, alias: string, parent: string): string {
  return `(${refers(step, alias, parent)})${step.self ? ` and (${alias}.tableoid, ${alias}.ctid) <> (${parent}.tableoid, ${parent}.ctid)` : ""}`;
}

function refers({ links }: DependantStep, alias: string, parent: string): string {
  const any = links.map(({ child, parent: to }) => child.map((column, at) => `${alias}.${column} = ${parent}.${to[at]}`).join(" and "));
  return any.length === 1 ? (any[0] ?? "false") : `(${any.map((one) => `(${one})`).join(" or ")})`;
}
