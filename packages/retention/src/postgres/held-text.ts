/** Whether something keeps a row from being removed, as a condition over a row `t`. */
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant, quoteText } from "./literal.ts";
import type { DescribedTable, KeyedTable } from "./table.ts";

/** The smallest and the largest of each type of whole numbers. */
const WHOLE: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ["-32768", "32767"],
  integer: ["-2147483648", "2147483647"],
  bigint: ["-9223372036854775808", "9223372036854775807"],
};

/** What is asked about instead of all holds. */
export interface HeldScope {
  /** A further condition on a hold `h`; what keeps a row without a hold is left out then. */
  readonly only?: string;
  /** A query of the keys on hold among the rows that are asked about. */
  readonly marked?: string;
}

/**
 * A record's hold keeps its row from every policy. One on a subject or on everything under a policy counts for all policies of the table.
 * Questions of their own, because one with `or` could not use an index. The keys do not depend on the row: they are read once.
 */
export function heldText(policy: RetentionPolicy, table: DescribedTable, { only, marked }: HeldScope = {}): string {
  const { keys, key, root, subject } = table;
  const active = activeHolds(only);
  const scoped = inScope(policy.id, `${root}::oid`);
  const names = keys.map(({ name }) => `t.${name}`).join(", ");
  const questions = [wholeHeld(policy, table, only)];
  const [first] = keys;
  const byText = keys.length === 1 && first !== undefined && plainOf(first.type) !== undefined;
  if (marked !== undefined) questions.push(`${key} in (${marked})`);
  else if (byText)
    questions.push(
      `exists (select 1 ${active} and h.parts is not null and h.key = t.${first.name}::text and ${onTable(root)} and ${keyedBy(keys)})`,
    );
  else if (keys.length > 0) questions.push(`(${names}) in (${placed(active, table)})`);
  if (keys.length === 1 && marked === undefined) questions.push(`${key} in (${unreadKeys(policy, table, only)})`);
  if (subject !== undefined && subject !== null) {
    const from = `${active} and h.subject is not null`;
    const plain = plainOf(subject.type);
    const odd = plain === undefined ? "" : ` and not favorable.plain_text(h.subject, '${plain}')`;
    if (plain !== undefined) questions.push(`exists (select 1 ${from} and h.subject = t.${subject.name}::text and ${scoped})`);
    if (plain !== "text")
      questions.push(`coalesce(t.${subject.name} in (${readable("h.subject", subject.type, `${from}${odd} and ${scoped}`)}), false)`);
  }
  if (table.restricted !== undefined && only === undefined) questions.push(restrictedText(table));
  return `(${questions.join(" or ")})`;
}

function activeHolds(only: string | undefined): string {
  return `from favorable.hold h where h.released_at is null${only === undefined ? "" : ` and ${only}`}`;
}

/** Whether everything under a policy of the table is on hold. */
function wholeHeld(policy: RetentionPolicy, { root }: DescribedTable, only?: string): string {
  return `exists (select 1 ${activeHolds(only)} and h.key is null and h.subject is null and ${inScope(policy.id, `${root}::oid`)})`;
}

/** The keys of holds that were placed by hand, or by an early version: read in the type of the key. */
export function unreadKeys(policy: RetentionPolicy, { root, keyType }: DescribedTable, only?: string): string {
  return readable("h.key", keyType, `${activeHolds(only)} and ${unread(root, inScope(policy.id, `${root}::oid`))}`);
}

/** Whether a type is one of whole numbers. */
export function isWhole(type: string): boolean {
  return WHOLE[type] !== undefined;
}

/** Whether the subject of a row `t` is restricted. */
export function restrictedText({ restricted, subject }: DescribedTable): string {
  if (restricted === undefined || subject === undefined || subject === null) return "false";
  const subjects = readable("r.who", subject.type, `from (${restricted}) r where r.who is not null`);
  return `coalesce(t.${subject.name} in (${subjects}), false)`;
}

/** Types of which every value has one text, told by `favorable.plain_text`: a hold that is written so is found by an index. */
function plainOf(type: string): "uuid" | "number" | "text" | undefined {
  if (type === "uuid") return "uuid";
  if (type === "text" || type === "character varying") return "text";
  return isWhole(type) ? "number" : undefined;
}

/** Holds whose policy is this one, all of them, or another that is attached to the table. */
export function inScope(policy: string, root: string): string {
  return `(h.policy in (${quoteConstant(policy)}, '*') or h.policy in (select a.policy from favorable.attachment a
    where a.detached_at is null and coalesce(pg_partition_root(a.target), a.target) = ${root}))`;
}

/** Holds on rows of the table. A partition that has been taken in, or off, since is told apart where the sweep begins. */
export function onTable(root: string): string {
  return `(coalesce(pg_partition_root(h.target), h.target) = ${root}::oid)`;
}

function unread(root: string, scoped: string): string {
  return `h.key is not null and h.parts is null and ((h.target is null and ${scoped}) or ${onTable(root)})`;
}

/** The keys of the holds on the table. */
function placed(active: string, { keys, root }: KeyedTable): string {
  const values = keys.map(({ type }, at) => `h.parts[${at + 1}]::${type}`).join(", ");
  return `select ${values} ${active} and h.key is not null and h.parts is not null and ${onTable(root)} and ${keyedBy(keys)}`;
}

/** A hold that was placed on a row with the same columns as primary key. */
export function keyedBy(keys: KeyedTable["keys"]): string {
  return `h.keyed_by = array[${keys.map(({ name }) => quoteText(name)).join(", ")}]::text[]`;
}

/** Text against text would miss the same key written otherwise: capitals of a uuid, the padding of a char(6), 007. */
function readable(column: string, type: string, from: string): string {
  const reads = readsText(column, type);
  return reads === "true"
    ? `select ${column}::${type} ${from}`
    : `select case when ${reads} then ${column}::${type} end ${from} and ${reads}`;
}

/** Whether a text is a value of a type. What is plainly one is told without a subtransaction, which costs fifty times as much. */
export function readsText(column: string, type: string): string {
  const asked = `favorable.key_reads(${column}, null::${type})`;
  if (["text", "character varying", "bpchar"].includes(type)) return "true";
  if (type === "uuid") return `(case when ${column} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then true else ${asked} end)`;
  const [least, most] = WHOLE[type] ?? [];
  if (least === undefined || most === undefined) return asked;
  return `(case when ${column} ~ '^[+-]?[0-9]{1,19}$' then ${column}::numeric between ${least} and ${most} else ${asked} end)`;
}
