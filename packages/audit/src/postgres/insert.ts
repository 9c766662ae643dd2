/** Writes encoded entries into the outbox and their bodies beside, many in one statement. */
import { toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { descriptorsText, type EncodedEntry, type EncodedPart } from "../encode.ts";

/** Entries a statement takes, so that its text and memory stay bounded. */
const BATCH = 1000;

const ENTRY = `
  insert into favorable.audit_pending (entry, type, leaf)
  select e.entry, e.type, e.leaf from unnest($1::text[], $2::text[], $3::text[]) with ordinality as e (entry, type, leaf, at) order by e.at`;

const BODY = `
  insert into favorable.audit_body (entry, part, salt, payload, policy, version, start_on, subject_index)
  select b.entry, b.part::integer, decode(b.salt, 'hex'), decode(b.payload, 'hex'), b.policy, b.version::integer, b.start_on::date,
         decode(nullif(b.subject, ''), 'hex')
    from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
      as b (entry, part, salt, payload, policy, version, start_on, subject)`;

const APART = `
  insert into favorable.audit_descriptors (entry, descriptors)
  select d.entry, d.descriptors from unnest($12::text[], $13::text[]) as d (entry, descriptors)`;

/** Makes the blind index of a person; undefined when the log keeps none. */
export type SubjectIndex = ((subject: string) => Uint8Array) | undefined;

/** Inserts entries in order; one statement a batch, so that it stands or falls as one even outside a transaction. */
export async function insertEntries(tx: Sql, entries: readonly EncodedEntry[], subjectIndex: SubjectIndex): Promise<void> {
  for (let at = 0; at < entries.length; at += BATCH) await insertBatch(tx, entries.slice(at, at + BATCH), subjectIndex);
}

/** Planning takes most of the time of a small statement: what has no rows is left out. */
async function insertBatch(tx: Sql, entries: readonly EncodedEntry[], subjectIndex: SubjectIndex): Promise<void> {
  const apart = entries.filter((entry) => entry.apart);
  const bodies = entries.flatMap(({ id, parts }) => parts.map((part, at) => ({ id, at, ...part })));
  const params = entryColumns(entries);
  if (bodies.length === 0) {
    await tx.query(ENTRY, params);
    return;
  }
  params.push(...bodyColumns(bodies, subjectIndex));
  if (apart.length === 0) {
    await tx.query(`with entry as (${ENTRY}) ${BODY}`, params);
    return;
  }
  params.push(
    apart.map(({ id }) => id),
    apart.map(({ parts }) => descriptorsText(parts)),
  );
  await tx.query(`with entry as (${ENTRY}), apart as (${APART}) ${BODY}`, params);
}

function entryColumns(entries: readonly EncodedEntry[]): string[][] {
  return [entries.map(({ id }) => id), entries.map(({ type }) => type), entries.map(({ leaf }) => leaf)];
}

function bodyColumns(
  bodies: readonly (EncodedPart & { readonly id: string; readonly at: number })[],
  subjectIndex: SubjectIndex,
): string[][] {
  const retentions = bodies.map(({ descriptor }) => descriptor.retention);
  return [
    bodies.map(({ id }) => id),
    bodies.map(({ at }) => String(at)),
    bodies.map(({ salt }) => toHex(salt)),
    bodies.map(({ payload }) => toHex(payload)),
    retentions.map(({ policy }) => policy),
    retentions.map(({ version }) => String(version)),
    retentions.map(({ start }) => start),
    bodies.map(({ subject }) => (subjectIndex === undefined || subject === undefined ? "" : toHex(subjectIndex(subject)))),
  ];
}
