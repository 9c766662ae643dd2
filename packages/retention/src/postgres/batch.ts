/** One batch of a sweep: a window of rows, judged, removed and accounted for in one statement. */
import type { CalendarDate } from "@favorable/core";
import type { SqlParam } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { dependantText, keptDependants, referredColumns, weightText } from "./dependant-text.ts";
import type { DependantStep } from "./dependants.ts";
import { dueText } from "./due-text.ts";
import { heldText } from "./held-text.ts";
import { type HeldWindow, heldWindow } from "./held-window.ts";
import { quoteConstant } from "./literal.ts";
import { type StatementParams, statementParams } from "./statement.ts";
import type { DescribedTable } from "./table.ts";
import { cutoffText, type WindowState, type WindowText, windowText } from "./window.ts";

/** What a batch is made for. */
export interface BatchRequest {
  readonly policy: RetentionPolicy;
  readonly table: DescribedTable;
  readonly dependants: readonly DependantStep[];
  /** The name the table was given by, under which evidence and progress are kept. */
  readonly name: string;
  readonly asOf: CalendarDate;
  readonly simulated: boolean;
  readonly cutoff: CalendarDate | "all";
  readonly window: WindowState;
  readonly range: number;
  /** Rows looked at. */
  readonly size: number;
  /** Most rows removed, dependants counted; one row with its dependants always goes. */
  readonly most: number;
  /** Whether there is any hold in force: else nobody counts what holds keep. Each row is asked about all the same. */
  readonly holding: boolean;
  /** Whether one is on everything under a policy: then what is kept is counted by looking at every row. */
  readonly whole?: boolean;
  /** Rows that somebody is changing are passed over; without it the batch waits for them, which costs a third less. */
  readonly skipping?: boolean;
  readonly worker: string | undefined;
  readonly leaseMs: number;
  /** For measurements only: leaves out the evidence, or the question whether a row is held. */
  readonly without?: "evidence" | "holds";
}

/** What a batch gives back. */
export interface BatchRow {
  readonly removed: number;
  readonly held: number;
  readonly dependants: Readonly<Record<string, number>>;
  /** The earliest start among the rows removed. */
  readonly oldest: string | null;
  /** For `shred`: the data subjects whose rows went. */
  readonly subjects: readonly string[] | null;
  readonly done: boolean;
  /** The evidence. */
  readonly id: string | null;
}

/** A statement and its parameters. */
export interface BatchStatement {
  readonly text: string;
  readonly values: readonly SqlParam[];
}

/** The level of what is done to the rows themselves. */
export function levelOf(table: DescribedTable): "row gone" | "columns emptied" {
  return table.anonymise === undefined ? "row gone" : "columns emptied";
}

/**
 * Writes the statement. Removal, evidence and the sweep's progress are one statement: a client that dies leaves all of it or nothing.
 * A row that somebody has changed meanwhile is judged again before it goes; rows that somebody is changing are left for the next sweep.
 */
export function batchStatement(request: BatchRequest): BatchStatement {
  const { policy, table, dependants, name, asOf, simulated, window, range, size, most, worker, leaseMs } = request;
  const params = statementParams();
  const day = params.add(asOf, "date");
  const relation = params.add(name, "text");
  const cutoff = cutoffText(params, table, request.cutoff, policy.zone);
  const look = windowText(params, table, window, cutoff, params.add(size, "bigint"));
  const marks = request.without === "holds" ? undefined : heldWindow(policy, table, window.mode, look);
  const own = marks?.held ?? heldText(policy, table);
  const held = request.without === "holds" ? "false" : dependants.length === 0 ? own : `(${own} or ${keptDependants(dependants, day)})`;
  const due = dueText(params, request, cutoff, day);
  const { work, counts } = dependantText(dependants);
  const free = `${look.inside} and ${due} and not ${held}`;
  const direct = isDirect(request);
  const keyed = quoteConstant(policy.id);
  const lease =
    worker === undefined
      ? ""
      : `, worker = ${params.add(worker, "text")}, leased_until = now() + make_interval(secs => ${params.add(leaseMs / 1000, "float8")})`;
  const evidence =
    request.without === "evidence"
      ? "evidence as (select null::bigint as id)"
      : `evidence as (
      insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held, dependants)
      select ${keyed}, ${policy.version}, ${relation}, ${quoteConstant(table.action)},
        '${levelOf(table)}', ${day}, ${params.add(simulated, "boolean")}, removed, held, dependants from total where removed > 0
      returning id)`;
  const text = `with edge as materialized (${look.edge}),
    ${marks === undefined ? "" : `${marks.marked},`}
    ${direct ? "" : `${foundText(request, params, look, free, most)},`}
    ${keptText(request, look, `${look.inside} and ${due}`, held, marks)},
    ${work.map((one) => `${one},\n    `).join("")}gone as (${direct ? directText(table, free) : `${workText(table, look, day, due)} returning 1`}),
    total as materialized (${totalText(table, direct)}, (select n from kept) as held, ${counts} as dependants${direct ? " from gone" : ""}),
    step as materialized (select total.*, ${doneText(dependants)} as over, ${positionText(look, dependants)} as upto
      from total left join edge e on true),
    ${evidence},
    progress as (
      update favorable.sweep s set position = case when not step.over then coalesce(step.upto, s.position) end,
        lo = case when not step.over then s.lo end, hi = case when not step.over then s.hi end, done = step.over,
        passed = s.passed + ${direct ? "0" : passedText(request, free)}, removed = s.removed + step.removed,
        held = s.held + step.held, updated_at = now()${lease}
      from step where s.policy = ${keyed} and s.relation = ${relation} and s.range = ${params.add(range, "int")} returning s.done)
    select removed, held, dependants, oldest, subjects, (select done from progress) as done, (select id::text from evidence) as id from total`;
  return { text, values: params.values };
}

/**
 * Whether one scan finds the rows and removes them. Not where others go along, where rows are passed over, where the database may quietly
 * leave one that was found, nor where the row has other contents afterwards: then rows are found first, and what was left is counted.
 */
function isDirect({ table, dependants, skipping }: BatchRequest): boolean {
  return table.direct && table.anonymise === undefined && dependants.length === 0 && skipping !== true;
}

function directText(table: DescribedTable, where: string): string {
  const subject = subjectOf(table);
  return `delete from ${table.relation} t where ${where} returning ${startDay(table)} as day${subject === undefined ? "" : `, ${subject} as subject`}`;
}

/** How many rows went, the earliest start among them, and whose they were. */
function totalText(table: DescribedTable, direct: boolean): string {
  const shred = subjectOf(table) !== undefined;
  const subjects = "array_agg(distinct subject) filter (where subject is not null)";
  if (direct) return `select count(*)::int as removed, min(day)::text as oldest, ${shred ? subjects : "null::text[]"} as subjects`;
  return `select (select count(*) from gone)::int as removed, (select min(day)::text from due) as oldest,
      ${shred ? `(select ${subjects} from due)` : "null::text[]"} as subjects`;
}

/** The start of a row that went: a date as it is, since a due one is a day of the calendar. */
function startDay({ startColumn, start }: DescribedTable): string {
  if (startColumn === undefined) return "null::date";
  return startColumn.type === "date" ? `t.${startColumn.name}` : start;
}

/** The data subject of a row, where its key is to be destroyed. */
function subjectOf({ action, subject }: DescribedTable): string | undefined {
  return action === "shred" && subject !== undefined && subject !== null ? `t.${subject.name}::text` : undefined;
}

/** Locks what is due before the batch looks at what refers to it: from then on nobody can add another reference. */
export function lockStatement(request: BatchRequest): BatchStatement {
  const { policy, table, asOf, window, size } = request;
  const params = statementParams();
  const day = params.add(asOf, "date");
  const cutoff = cutoffText(params, table, request.cutoff, policy.zone);
  const look = windowText(params, table, window, cutoff, params.add(size, "bigint"));
  const due = dueText(params, request, cutoff, day);
  const text = `with edge as materialized (${look.edge}),
    due as materialized (select 1 from ${table.relation} t where ${look.inside} and ${due} for update of t skip locked)
    select count(*)::int as n from due`;
  return { text, values: params.values };
}

/** The rows that go: `at` their address, `k0…` their keys in the order of the window, `day` their start. */
function foundText(
  { table, dependants, skipping }: BatchRequest,
  params: StatementParams,
  look: WindowText,
  where: string,
  most: number,
): string {
  const keys = look.columns.map(({ name }, at) => `t.${name} as k${at}`);
  const own = table.keys.map(({ name }, at) => `t.${name} as p${at}`);
  const referred = referredColumns(dependants).map((name) => `t.${name}`);
  const day = startDay(table);
  const subject = subjectOf(table);
  const list = ["t.ctid as at", `${day} as day`, ...(subject === undefined ? [] : [`${subject} as subject`]), ...(table.plain ? [] : own)];
  const lock = table.plain && skipping !== true ? "" : " for update of t skip locked";
  if (dependants.length === 0) return `due as materialized (select ${list.join(", ")} from ${table.relation} t where ${where}${lock})`;
  const order = keys.map((_, at) => `k${at}`).join(", ");
  return `found as materialized (select ${[...list, ...keys, ...referred].join(", ")}, 1 + ${weightText(dependants)} as weight
      from ${table.relation} t where ${where} for update of t skip locked),
    summed as materialized (select f.*, sum(weight) over (order by ${order}) as upto from found f),
    due as materialized (select * from summed where upto <= ${params.add(most, "bigint")} or upto = weight)`;
}

/** How many of the rows that are due a hold kept, up to where the batch ends. Without any hold nothing is read. */
function keptText(
  { table, dependants, holding, whole }: BatchRequest,
  { columns }: WindowText,
  due: string,
  held: string,
  marks: HeldWindow | undefined,
): string {
  if (!holding || held === "false") return "kept as (select 0 as n)";
  const from = `from ${table.relation} t where ${due} and ${held}`;
  if (dependants.length === 0)
    return `kept as materialized (${marks?.count === undefined || whole !== false ? `select count(*)::int as n ${from}` : marks.count(due)})`;
  const keys = columns.map((_, at) => `k${at}`);
  const last = keys.map((key) => `(select ${key} from due order by ${keys.map((each) => `${each} desc`).join(", ")} limit 1)`);
  return `stay as materialized (select ${columns.map(({ name }, at) => `t.${name} as k${at}`).join(", ")} ${from}),
    kept as materialized (select count(*)::int as n from stay where not (${FULL}) or (${keys.join(", ")}) <= (${last.join(", ")}))`;
}

/** How many rows were due and did not go because somebody else is changing them. */
function passedText({ table, dependants, skipping }: BatchRequest, where: string): string {
  if (table.plain && skipping !== true) return "((select count(*) from due) - (select removed from total))";
  const taken = dependants.length === 0 ? "(select removed from total)" : "(select count(*) from found)";
  return `greatest(0, (select count(*) from ${table.relation} t where ${where}) - ${taken})`;
}

function workText(table: DescribedTable, look: WindowText, day: string, due: string): string {
  const { relation, anonymise, plain, keys } = table;
  const same = keys.map(({ name }, at) => `t.${name} = due.p${at}`).join(" and ");
  const set =
    anonymise === undefined ? "" : [...anonymise.columns.map((name) => `${name} = null`), `${anonymise.mark} = ${day}`].join(", ");
  if (plain) {
    // An address is a row's own while a snapshot sees it. One that was changed meanwhile is judged again before it goes.
    const at = `t.ctid = any (array(select at from due)) and ${due}`;
    return anonymise === undefined ? `delete from ${relation} t where ${at}` : `update ${relation} t set ${set} where ${at}`;
  }
  const inside = `${look.inside} and ${same}`;
  return anonymise === undefined
    ? `delete from ${relation} t using due where ${inside}`
    : `update ${relation} t set ${set} from due where ${inside}`;
}

/** The end of the window `e`, or the last row that went when dependants filled the batch before. */
function positionText({ columns }: WindowText, dependants: readonly DependantStep[]): string {
  const texts = (of: string): string => `array[${columns.map((_, at) => `${of}k${at}::text`).join(", ")}]`;
  const edge = `case when e.last is not null then ${texts("e.")} end`;
  if (dependants.length === 0) return edge;
  const order = columns.map((_, at) => `k${at} desc`).join(", ");
  return `case when ${FULL} then (select ${texts("")} from due order by ${order} limit 1) else ${edge} end`;
}

const FULL = "(select count(*) from due) < (select count(*) from found)";

function doneText(dependants: readonly DependantStep[]): string {
  const last = "e.last is distinct from false";
  return dependants.length === 0 ? `(${last})` : `(${last} and not (${FULL}))`;
}
