/** Files bodies that waited beside the outbox under the positions of their entries. */
import { type CalendarDate, calendarDate, PrivacyError, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { SubjectIndex, UnfiledBody } from "./append-rows.ts";
import type { Months } from "./months.ts";

const FILE = `
  insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index, key_id, erase_month)
  select b.seq::bigint, b.entry, b.part::integer, decode(nullif(b.salt, ''), 'base64'),
         case when b.key = '' then convert_to(b.payload, 'UTF8') else decode(b.payload, 'base64') end,
         b.policy, b.version::integer, b.start_on::date, decode(nullif(b.subject, ''), 'hex'), nullif(b.key, ''), b.month::date
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
      as b (seq, entry, part, salt, payload, policy, version, start_on, subject, key, month)
  on conflict do nothing`;

/** A body with the position of its entry. */
export interface PlacedBody {
  readonly seq: number;
  readonly entry: string;
  readonly body: UnfiledBody;
}

/** What bodies are filed with. */
export interface FilingContext {
  readonly months: Months;
  readonly subjectIndex: SubjectIndex;
  readonly today: CalendarDate;
}

/** Files bodies in the transaction of their entries; a body that is there already is the same one. */
export async function fileBodies(tx: Sql, placed: readonly PlacedBody[], { months, subjectIndex, today }: FilingContext): Promise<void> {
  if (placed.length === 0) return;
  const hints = new Map<string, string>();
  const hintOf = ([, , , , policy, version, start]: UnfiledBody): string => {
    const group = `${policy}\u0000${version}\u0000${start}`;
    const known = hints.get(group);
    if (known !== undefined) return known;
    const month = months.monthOf({ policy, version, start: calendarDate(start) }, today);
    hints.set(group, month);
    return month;
  };
  const wanted = placed.map(({ body }) => hintOf(body));
  const filed = await months.filed(tx, new Set(wanted), today);
  const column = (of: (one: PlacedBody) => string | number): string[] => placed.map((one) => String(of(one)));
  await tx.query(FILE, [
    column(({ seq }) => seq),
    column(({ entry }) => entry),
    column(({ body }) => body[1]),
    column(({ body }) => body[2]),
    column(({ body }) => body[3]),
    column(({ body }) => body[4]),
    column(({ body }) => body[5]),
    column(({ body }) => body[6]),
    column(({ body }) => indexOf(body, subjectIndex)),
    column(({ body }) => body[8]),
    wanted.map((month) => filed.get(month) ?? month),
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
