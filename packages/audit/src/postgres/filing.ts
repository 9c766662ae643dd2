/** Files bodies that waited beside the outbox under the positions of their entries. */
import { type CalendarDate, calendarDate, toHex } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import { lines, type SubjectIndex } from "./append-rows.ts";
import type { Months } from "./months.ts";
import { personIn } from "./subject-check.ts";
import type { UnfiledBody } from "./unfiled-body.ts";

/** What many bodies share (retention, month, key) is sent once, and each body says by its number which of these it has. */
const FILE = `
  insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index, key_id, erase_month)
  select $13::bigint + b.at, b.entry, b.part, decode(b.salt, 'base64'),
         case when g.key = '' then convert_to(b.payload, 'UTF8') else decode(b.payload, 'base64') end,
         g.policy, g.version, g.start_on, decode(b.subject, 'hex'), nullif(g.key, ''), g.month
    from unnest($1::integer[], string_to_array($2, E'\\n'), $3::integer[], string_to_array($4, E'\\n', ''), string_to_array($5, E'\\n'),
                string_to_array($6, E'\\n', ''), $7::integer[]) as b (at, entry, part, salt, payload, subject, shared)
    join unnest($8::text[], $9::integer[], $10::date[], $11::text[], $12::date[]) with ordinality as g (policy, version, start_on, key, month, number)
      on g.number = b.shared`;

/** A body, and which entry of those that are filed with it it belongs to. */
export interface PlacedBody {
  /** Position after the first of these entries. */
  readonly at: number;
  readonly entry: string;
  readonly body: UnfiledBody;
}

/** Bodies as the statement takes them: made outside any lock, since positions are counted from the first entry's. */
export interface PreparedBodies {
  readonly columns: readonly string[];
  readonly shared: readonly Shared[];
}

/** What many bodies have in common. */
interface Shared {
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  readonly key: string;
  readonly at: number;
}

/** Makes the columns of bodies. */
export function prepareBodies(placed: readonly PlacedBody[], subjectIndex: SubjectIndex): PreparedBodies {
  const groups = new Map<string, Shared>();
  const grouped = placed.map(({ body }) => {
    const [, , , , policy, version, start, , key] = body;
    const name = `${policy}\u0000${version}\u0000${start}\u0000${key}`;
    const group = groups.get(name) ?? { policy, version, start, key, at: groups.size + 1 };
    groups.set(name, group);
    return group;
  });
  const columns = [
    numbers(placed, ({ at }) => at),
    lines(placed, ({ entry }) => entry),
    numbers(placed, ({ body }) => body[1]),
    lines(placed, ({ body }) => body[2]),
    lines(placed, ({ body }) => body[3]),
    lines(placed, ({ body }) => indexOf(body, subjectIndex)),
    numbers(grouped, ({ at }) => at),
  ];
  return { columns, shared: [...groups.values()] };
}

/** A list of integers as PostgreSQL reads it: read as one, not number by number. */
function numbers<T>(items: readonly T[], of: (item: T) => number): string {
  return `{${items.map(of).join(",")}}`;
}

/** The month in which each group of bodies ends, by the policies known. */
export function monthsOf({ shared }: PreparedBodies, months: Months, today: CalendarDate): string[] {
  return shared.map(({ policy, version, start }) => months.monthOf({ policy, version, start: calendarDate(start) }, today));
}

/** Bodies as parameters, each group with its month. */
export function bodyParams({ columns, shared }: PreparedBodies, months: readonly string[]): SqlParam[] {
  return [
    ...columns,
    shared.map(({ policy }) => policy),
    shared.map(({ version }) => String(version)),
    shared.map(({ start }) => start),
    shared.map(({ key }) => key),
    months,
  ];
}

/** Files bodies in the transaction of their entries, the first of which has the position `base`. */
export async function fileBodies(tx: Sql, base: number, prepared: PreparedBodies, months: Months, today: CalendarDate): Promise<void> {
  if (prepared.shared.length === 0) return;
  const wanted = monthsOf(prepared, months, today);
  const filed = await months.filed(tx, new Set(wanted), today);
  const params = bodyParams(
    prepared,
    wanted.map((month) => filed.get(month) ?? month),
  );
  await tx.query(FILE, [...params, base]);
}

/** The blind index of a body; made here where the writer had no subject key (entries the database made itself). */
export function indexOf(body: UnfiledBody, subjectIndex: SubjectIndex): string {
  const [, , , payload, , , , subject, key] = body;
  if (subject !== "" || key !== "" || subjectIndex === undefined) return subject;
  const person = personIn(payload);
  return person === undefined ? "" : toHex(subjectIndex(person));
}
