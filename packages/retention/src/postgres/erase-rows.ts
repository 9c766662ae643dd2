/** The rows of one subject in one table: removed where neither hold nor floor keeps them, with evidence in the same statement. */
import { type CalendarDate, type ErasedPart, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { dependantText, keptDependants, referredColumns } from "./dependant-text.ts";
import type { DependantStep } from "./dependants.ts";
import { type DescribedErasable, ofSubject } from "./erasable.ts";
import type { PurgeLevel } from "./evidence.ts";
import { quoteConstant } from "./literal.ts";

/** What was done in a table, and along with its rows. */
export interface ErasedRows {
  readonly parts: readonly ErasedPart[];
  /** The evidence, where keys are to be destroyed for it. */
  readonly evidence: readonly string[];
}

/** A row that refers to itself, or rows of one table in a chain, go from the end of the chain; longer ones are left for `resume`. */
const ROUNDS = 1000;

/** Removes in one statement; hold and floor are judged in it, those of the rows that refer to it as well. */
export async function eraseRows(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<ErasedRows> {
  const { steps } = table;
  if (steps.length > 0) await lockRows(tx, table, subject, asOf);
  const chained = steps.some(({ then, self }) => then === "stay" && self);
  const totals = new Map<string, ErasedPart>();
  const evidence: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const row = await eraseOnce(tx, table, subject, asOf);
    if (row.removed === 0) break;
    if (row.evidence !== null && table.described.action === "shred") evidence.push(row.evidence);
    for (const part of partsOf(table, row)) {
      const removed = part.removed + (totals.get(`${part.place} ${part.level}`)?.removed ?? 0);
      totals.set(`${part.place} ${part.level}`, { ...part, removed });
    }
    if (!chained) break;
  }
  return { parts: [...totals.values()], evidence };
}

interface ErasedOnce {
  readonly removed: number;
  readonly evidence: string | null;
  readonly dependants: Readonly<Record<string, number>>;
}

async function eraseOnce(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<ErasedOnce> {
  const { policy, place, described, conditions, steps } = table;
  const { relation, anonymise, action } = described;
  const held = steps.length === 0 ? conditions.held : `(${conditions.held} or ${keptDependants(steps, "$1::date")})`;
  const free = `${ofSubject(table)} and ${conditions.present} and ${conditions.allowed} and not ${held}`;
  const along = dependantText(steps);
  const list = ["t.ctid as at", ...referredColumns(steps).map((column) => `t.${column}`)].join(", ");
  const due = along.work.length === 0 ? [] : [`due as materialized (select ${list} from ${relation} t where ${free})`, ...along.work];
  const work =
    anonymise === undefined
      ? `delete from ${relation} t where ${free}`
      : `update ${relation} t set ${[...anonymise.columns.map((name) => `${name} = null`), `${anonymise.mark} = $1::date`].join(", ")} where ${free}`;
  const { rows } = await tx.query<ErasedOnce>(
    `with ${due.map((one) => `${one}, `).join("")}gone as (${work} returning 1),
      total as (select count(*)::int as removed, ${along.counts} as dependants from gone),
      kept as (select count(*)::int as n from ${relation} t where ${ofSubject(table)} and ${conditions.present} and ${conditions.held}),
      evidence as (
        insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held, dependants)
        select ${quoteConstant(policy.id)}, ${policy.version}, $3::text, ${quoteConstant(action)}, '${levelOf(table)}',
          $1::date, exists (select from favorable.clock), removed, (select n from kept), dependants from total where removed > 0
        returning id)
      select removed, dependants, (select id::text from evidence) as evidence from total`,
    [asOf, subject, place],
  );
  const [row] = rows;
  if (row === undefined) throw new PrivacyError("ERASURE_FAILED", "an erasure gave no account of itself");
  return row;
}

function levelOf({ described }: DescribedErasable): PurgeLevel {
  return described.anonymise === undefined ? "row gone" : "columns emptied";
}

function partsOf(table: DescribedErasable, { removed, dependants }: ErasedOnce): ErasedPart[] {
  const along = declaredSteps(table.steps).flatMap(({ name, then }) => {
    const n = dependants[name] ?? 0;
    return n === 0 ? [] : [{ place: name, removed: n, level: then === "cascade" ? "row gone" : "columns emptied" }];
  });
  return [{ place: table.place, removed, level: levelOf(table) }, ...along];
}

function declaredSteps(steps: readonly DependantStep[]): readonly DependantStep[] {
  return steps.flatMap((step) => (step.then === "stay" ? [] : [step, ...declaredSteps(step.children)]));
}

/** Locks what may go, and what would go along: from then on nobody adds another reference to it. */
async function lockRows(tx: Sql, table: DescribedErasable, subject: string, asOf: CalendarDate): Promise<void> {
  const { described, conditions, steps } = table;
  const list = ["t.ctid as at", ...referredColumns(steps).map((column) => `t.${column}`)].join(", ");
  const ctes = [
    `due as materialized (select ${list} from ${described.relation} t
      where $1::date is not null and ${ofSubject(table)} and ${conditions.present} for update of t)`,
    ...lockTexts(steps, "due", "dep"),
  ];
  const counts = ctes.map((_, at) => `(select count(*) from l${at})`);
  const names = ctes.map((text, at) => `l${at} as (select 1 from ${text.slice(0, text.indexOf(" "))})`);
  await tx.query(`with ${[...ctes, ...names].join(", ")} select (${counts.join(" + ")})::int as n`, [asOf, subject]);
}

function lockTexts(steps: readonly DependantStep[], parent: string, prefix: string): string[] {
  return steps.flatMap((step, at) => {
    if (step.then !== "cascade") return [];
    const name = `${prefix}_${at}`;
    const columns = referredColumns(step.children).map((column) => `c.${column}`);
    const any = step.links.map(
      ({ child, parent: to }) => `(${child.map((column) => `c.${column}`).join(", ")}) in (select ${to.join(", ")} from ${parent})`,
    );
    return [
      `${name} as materialized (select ${["c.ctid as at", ...columns].join(", ")} from ${step.relation} c where (${any.join(" or ")}) for update of c)`,
      ...lockTexts(step.children, name, name),
    ];
  });
}
