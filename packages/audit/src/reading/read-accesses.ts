/** Who saw this person's data: by person, actor, purpose and period, page by page, and itself an entry of the log. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import { isCount } from "../coded.ts";
import { actorOf, checkFilter } from "../entry-filter.ts";
import type { AuditEvent, AuditPart, ClearFact, PartRetention } from "../event.ts";
import type { AuditEntry, AuditLog, EntryFilter } from "../log.ts";

/** Entries of one page unless told, and at most. */
const PAGE = 100;
const LARGEST_PAGE = 1000;

/** What is asked; at least a person or an actor. */
export interface AccessQuery {
  /** Whose data. */
  readonly subject?: string;
  /** Who acted. */
  readonly actor?: string;
  /** Declared purpose, as in the fact `purpose` of entries. */
  readonly purpose?: string;
  /** Only these types of events. */
  readonly types?: readonly string[];
  /** From this instant on, `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly since?: string;
  /** Before this instant. */
  readonly until?: string;
  /** The `next` of the page before. */
  readonly after?: number;
  /** Entries of the page, 1 to 1,000; 100 by default. */
  readonly limit?: number;
}

/** Who asks, and why: the reading is logged before its first row is given. */
export interface AccessReader {
  /** Identifier of the acting person's account. */
  readonly actor: string;
  /** Declared role. */
  readonly role: string;
  /** Declared purpose, such as `subject-access`. */
  readonly purpose: string;
  /** How long the entry about this reading is kept. */
  readonly retention: PartRetention;
}

/** One access to data. */
export interface Access {
  /** Position in the log. */
  readonly index: number;
  /** Identifier of the entry. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** When it was appended, UTC. */
  readonly at: string;
  /** True when the clock was a simulated one. */
  readonly simulated: boolean;
  /** Who acted; absent when that part is erased or there was none. */
  readonly actor?: string;
  /** Facts in clear: role, purpose, record, outcome. */
  readonly clear: Readonly<Record<string, ClearFact>>;
  /** What the entry says about the person that was asked for; other persons of the same entry are left out. */
  readonly parts: readonly { readonly name: string; readonly value: JsonValue }[];
}

/** A page of accesses. */
export interface AccessPage {
  /** The accesses, oldest first. */
  readonly accesses: readonly Access[];
  /** Where the next page begins; absent after the last. Entries never change their place, so that no page misses or repeats one. */
  readonly next?: number;
}

/**
 * Reads one page. The reading is appended to the log first (`audit.read`, with the reader and the person as parts), durably: a page
 * whose reading cannot be logged is not given.
 *
 * @throws `QUERY_INVALID` when neither a person nor an actor is asked for, or the limit or reader is none; `FILTER_INVALID`;
 *   `SUBJECT_KEY_MISSING`; errors of `append`
 * @example
 * ```ts
 * import { memoryLog, readAccesses } from "@favorable/audit";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { calendarDate, systemClock } from "@favorable/core";
 *
 * const origin = "hospital.example/audit";
 * const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock: systemClock });
 * const retention = { policy: "access-log", version: 1, start: calendarDate("2021-10-30") };
 * await log.append({
 *   type: "access.read",
 *   clear: { role: "physician", purpose: "followUp" },
 *   parts: [
 *     { name: "actor", subject: "a-17", value: "a-17", retention },
 *     { name: "row", subject: "p-4711", value: "status", retention },
 *   ],
 * });
 * const reader = { actor: "dpo-1", role: "dpo", purpose: "subject-access", retention };
 * const { accesses } = await readAccesses(log, { subject: "p-4711" }, reader);
 * console.log(accesses.map(({ actor, clear }) => `${actor}: ${clear["purpose"]}`).join()); // a-17: followUp
 * ```
 */
export async function readAccesses(log: AuditLog, query: AccessQuery, reader: AccessReader): Promise<AccessPage> {
  const limit = query?.limit ?? PAGE;
  const { subject, actor, after = 0 } = query ?? {};
  if ((subject === undefined && actor === undefined) || !isCount(limit) || limit < 1 || limit > LARGEST_PAGE || !isCount(after))
    throw queryInvalid();
  const { size } = await log.sequence();
  const filter = filterOf(query, size, limit);
  await log.append(readingEvent(query, reader));
  const found: AuditEntry[] = [];
  for await (const entry of log.entries(filter)) found.push(entry);
  const accesses = found.map((entry) => accessOf(entry, subject));
  const last = found.at(-1);
  return { accesses, ...(last === undefined || found.length < limit ? {} : { next: last.index + 1 }) };
}

/** Every page after the other, each logged; `limit` is the size of a page. Errors as {@link readAccesses}. */
export async function* readAllAccesses(log: AuditLog, query: AccessQuery, reader: AccessReader): AsyncGenerator<Access> {
  for (let after: number | undefined = query?.after ?? 0; after !== undefined; ) {
    const page: AccessPage = await readAccesses(log, { ...query, after }, reader);
    yield* page.accesses;
    after = page.next;
  }
}

/** Entries up to the present size only: the reading does not find itself. */
function filterOf({ subject, actor, purpose, types, since, until, after = 0 }: AccessQuery, size: number, limit: number): EntryFilter {
  const conditions: EntryFilter = {
    from: after,
    below: Math.max(after, size),
    limit,
    ...(subject === undefined ? {} : { subject }),
    ...(actor === undefined ? {} : { actor }),
    ...(purpose === undefined ? {} : { clear: { purpose } }),
    ...(types === undefined ? {} : { types }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  checkFilter(conditions);
  return conditions;
}

function readingEvent({ subject, actor, purpose, types, since, until }: AccessQuery, reader: AccessReader): AuditEvent {
  if (typeof reader !== "object" || reader === null || typeof reader.actor !== "string") throw queryInvalid();
  const { retention } = reader;
  const about = (person: string, name: string): AuditPart => ({ name, subject: person, value: person, retention });
  const asked = [purpose && "purpose", types && "type", since && "since", until && "until"].filter(Boolean);
  return {
    type: "audit.read",
    clear: {
      role: reader.role,
      purpose: reader.purpose,
      by: [subject === undefined ? "actor" : "subject", ...asked].join("."),
    },
    parts: [
      about(reader.actor, "actor"),
      ...(subject === undefined ? [] : [about(subject, "subject")]),
      ...(actor === undefined ? [] : [about(actor, "watched")]),
    ],
  };
}

function accessOf(entry: AuditEntry, subject: string | undefined): Access {
  const { index, id, type, at, simulated, clear } = entry;
  const actor = actorOf(entry);
  const parts = entry.parts.flatMap(({ name, value, subject: about }) =>
    subject !== undefined && about === subject && value !== undefined ? [{ name, value }] : [],
  );
  return { index, id, type, at, simulated, clear, ...(actor === undefined ? {} : { actor }), parts };
}

function queryInvalid(): PrivacyError {
  return new PrivacyError("QUERY_INVALID", "a query names a person or an actor, a page of 1 to 1,000 entries, and who asks");
}
