/** Files bodies that waited beside the outbox under the positions of their entries. */
import { type CalendarDate, calendarDate, PrivacyError, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { lines, type SubjectIndex, type UnfiledBody } from "./append-rows.ts";
import type { Months } from "./months.ts";

/** What many bodies share (retention, month, key) is sent once, and each body says by its number which of these it has. */
const FILE = `
  with counted as (
    insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
    select g.month::date, g.policy, g.version::integer, g.start_on::date, g.key, g.bodies::bigint
      from unnest($12::text[], $8::text[], $9::text[], $10::text[], $11::text[], $14::text[]) as g (month, policy, version, start_on, key, bodies))
  insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index, key_id, erase_month)
  select $13::bigint + b.at::bigint, b.entry, b.part::integer, decode(nullif(b.salt, ''), 'base64'),
         case when g.key = '' then convert_to(b.payload, 'UTF8') else decode(b.payload, 'base64') end,
         g.policy, g.version::integer, g.start_on::date, decode(nullif(b.subject, ''), 'hex'), nullif(g.key, ''), g.month::date
    from unnest(string_to_array($1, E'\\n'), string_to_array($2, E'\\n'), string_to_array($3, E'\\n'), string_to_array($4, E'\\n'),
                string_to_array($5, E'\\n'), string_to_array($6, E'\\n'), string_to_array($7, E'\\n'))
           as b (at, entry, part, salt, payload, subject, shared)
    join unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[]) with ordinality as g (policy, version, start_on, key, month, number)
      on g.number = b.shared::bigint`;

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
  /** Bodies that have it. */
  count: number;
}

/** Makes the columns of bodies. */
export function prepareBodies(placed: readonly PlacedBody[], subjectIndex: SubjectIndex): PreparedBodies {
  const groups = new Map<string, Shared>();
  const grouped = placed.map(({ body }) => {
    const [, , , , policy, version, start, , key] = body;
    const name = `${policy}\u0000${version}\u0000${start}\u0000${key}`;
    const group = groups.get(name) ?? { policy, version, start, key, at: groups.size + 1, count: 0 };
    groups.set(name, group);
    group.count++;
    return group;
  });
  const columns = [
    lines(placed, ({ at }) => String(at)),
    lines(placed, ({ entry }) => entry),
    lines(placed, ({ body }) => String(body[1])),
    lines(placed, ({ body }) => body[2]),
    lines(placed, ({ body }) => body[3]),
    lines(placed, ({ body }) => indexOf(body, subjectIndex)),
    lines(grouped, ({ at }) => String(at)),
  ];
  return { columns, shared: [...groups.values()] };
}

/** Files bodies in the transaction of their entries, the first of which has the position `base`. */
export async function fileBodies(
  tx: Sql,
  base: number,
  { columns, shared }: PreparedBodies,
  months: Months,
  today: CalendarDate,
): Promise<void> {
  if (shared.length === 0) return;
  const wanted = shared.map(({ policy, version, start }) => months.monthOf({ policy, version, start: calendarDate(start) }, today));
  const filed = await months.filed(tx, new Set(wanted), today);
  await tx.query(FILE, [
    ...columns,
    shared.map(({ policy }) => policy),
    shared.map(({ version }) => String(version)),
    shared.map(({ start }) => start),
    shared.map(({ key }) => key),
    wanted.map((month) => filed.get(month) ?? month),
    base,
    shared.map(({ count }) => String(count)),
  ]);
}

/** The blind index of a body; made here where the writer had no subject key (entries the database made itself). */
function indexOf(body: UnfiledBody, subjectIndex: SubjectIndex): string {
  const [, , , payload, , , , subject, key] = body;
  if (subject !== "" || key !== "" || subjectIndex === undefined) return subject;
  const { name, subject: about, value }: { name?: unknown; subject?: unknown; value?: unknown } = JSON.parse(payload);
  const person = about ?? (name === "actor" ? value : undefined);
  return typeof person === "string" && person !== "" ? toHex(subjectIndex(person)) : "";
}

/** Reads the bodies of one row; throws `LOG_CORRUPT` for what no writer put there. */
export function parseUnfiled(text: string | null): UnfiledBody[] {
  if (text === null) return [];
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows) || !rows.every(isBody)) throw new PrivacyError("LOG_CORRUPT", "bodies that wait have another form");
  return rows;
}

function isBody(row: unknown): row is UnfiledBody {
  return (
    Array.isArray(row) &&
    row.length === 9 &&
    row.every((value, at) => (at === 0 || at === 1 || at === 5 ? Number.isSafeInteger(value) : typeof value === "string"))
  );
}
