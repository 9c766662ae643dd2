/** One run of the guard: the access object's behaviour, its types put on in `access.ts`. */
import type { Who, WriteAction } from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import { type CalendarDate, isPrivacyError, PrivacyError, type RestrictionPort } from "@favorable/core";
import { type AnyRecord, type BoundSource, boundValues, isPermitted } from "@favorable/fields";
import type { Minter } from "@favorable/fields/minter";
import type { BasisDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import { type EntryFacts, entries, type LogPolicy } from "./entry.ts";
import { type EntrySinks, writeEntries } from "./pending.ts";
import { assertNoneRestricted, assertUnrestricted, subjectsOf, unrestricted } from "./restricted.ts";
import { type PersonRow, personRows, withValues } from "./rows.ts";

/** Tells which of these persons have consented to the purpose and not withdrawn. */
export type ConsentPort = (purpose: string, subjects: readonly string[]) => Promise<ReadonlySet<string>>;

/** A session of the matrix, asked by texts. */
export interface UntypedSession {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  can(action: string, category: string): boolean;
  explain(action: string, category: string): unknown;
  project(record: AnyRecord, row: object): object;
  assertWritable(record: AnyRecord, row: object, action: WriteAction, stored?: object): void;
  fieldsFor(record: AnyRecord, action: string): readonly string[];
}

/** The matrix, asked by texts. */
export interface UntypedMatrix {
  readonly roles: object;
  as(who: Who<string, string>): UntypedSession;
}

/** What one run knows. */
export interface RunContext {
  readonly session: UntypedSession;
  readonly basis: BasisDocument;
  readonly minter: Minter;
  readonly log: { appendAllIn(tx: Sql, events: readonly AuditEvent[]): Promise<unknown> };
  readonly writeTo: EntrySinks;
  readonly sql: Sql;
  readonly logPolicy: LogPolicy;
  readonly consent?: ConsentPort;
  /** Absent for a purpose that restrictions do not stand against. */
  readonly restrictions?: RestrictionPort;
  /** Identifier of the opening, when the run is under an emergency. */
  readonly emergency?: string;
  /** Declared destinations. */
  readonly sinks: ReadonlySet<string>;
  owns(record: unknown): boolean;
  today(): CalendarDate;
  /** The time, and the zone of its days. */
  time(): Pick<BoundSource, "now" | "zone">;
}

/** A run under way. */
export interface Run {
  readonly access: object;
  /** Ends the run: nothing begins any more, what is under way comes to its end, and every entry is written. */
  end(): Promise<void>;
}

/** Codes that say no, as opposed to those that say the data are wrong. */
const REFUSALS: ReadonlySet<string> = new Set([
  "WRITE_REFUSED",
  "READ_REFUSED",
  "ACTION_UNKNOWN",
  "RECORD_FOREIGN",
  "NOT_PERMITTED",
  "SINK_UNKNOWN",
  "CONSENT_MISSING",
  "CONSENT_UNKNOWN",
  "RESTRICTED",
  "RESTRICTION_UNKNOWN",
  "CONDITION_NOT_MET",
  "OWN_RECORD",
  "EXPIRED",
]);
/** Whom permitted values are about, so that it is asked again when they are sent. */
const aboutWhom = new WeakMap<object, readonly string[]>();
const WRITES: readonly string[] = ["add", "modify", "delete"];

/** Starts a run. */
export function startRun(context: RunContext): Run {
  const { session, basis } = context;
  const pending: AuditEvent[] = [];
  const underWay = new Set<Promise<unknown>>();
  let ended = false;

  const facts = (type: EntryFacts["type"]) => ({
    type,
    role: session.role,
    purpose: session.purpose,
    ...(context.emergency === undefined ? {} : { emergency: context.emergency }),
  });
  const note = (of: EntryFacts, subjects: readonly string[]): readonly AuditEvent[] =>
    entries(of, session.actor, subjects, context.logPolicy, context.today());
  const assertRunning = (): void => {
    if (ended) throw new PrivacyError("RUN_ENDED", "the run of this access has ended");
  };
  const write = async (events: readonly AuditEvent[]): Promise<void> => {
    // Taken before the write, so that what is read meanwhile is neither lost nor written twice.
    const taken = [...pending.splice(0), ...events];
    try {
      await writeEntries(taken, context.writeTo);
    } catch (error) {
      pending.unshift(...taken);
      throw error;
    }
  };

  /** Runs a step; a refusal leaves its entry, which is written with the others before the error leaves the run. */
  const step = async <T>(record: unknown, action: string, run: () => Promise<T>): Promise<T> => {
    assertRunning();
    const work = run();
    underWay.add(work);
    try {
      return await work;
    } catch (error) {
      // Only declared names stand in the log in clear.
      const named = context.owns(record) ? { record: (record as AnyRecord).name } : {};
      if (isPrivacyError(error) && REFUSALS.has(error.code))
        pending.push(...note({ ...facts("access.refused"), action, code: error.code, ...named }, []));
      throw error;
    } finally {
      underWay.delete(work);
    }
  };

  const read = (record: AnyRecord, rows: unknown) =>
    step(record, "read", async () => {
      const fields = session.fieldsFor(record, "read");
      if (fields.length === 0) throw new PrivacyError("READ_REFUSED", "the role may read no field of the record for this purpose");
      const all = personRows(record, rows);
      const agreed = await withConsent(context, all);
      const allowed = await unrestricted(context.restrictions, session.purpose, record, agreed);
      const restricted = agreed.length - allowed.length;
      assertRunning(); // Nothing is handed out that the run's entries would no longer tell.
      const values = allowed.map(({ row, subjects }) => {
        const value = context.minter.mint(session.purpose, session.project(record, row));
        aboutWhom.set(value, subjects);
        return value;
      });
      const of = { ...facts("access.read"), action: "read", rows: values.length, fields: fields.length, record: record.name };
      const left = restricted === 0 ? {} : { restricted };
      pending.push(...note({ ...of, ...unnamed(allowed), ...left }, subjectsOf(allowed)));
      return values;
    });

  /** A deleted row is set nothing. */
  const boundFor = (record: AnyRecord, action: WriteAction) =>
    action === "delete" ? {} : boundValues(record.fields, action, { ...context.time(), actor: session.actor });

  const change = (
    record: AnyRecord,
    action: WriteAction,
    rows: unknown,
    write: (tx: Sql, rows: readonly object[]) => Promise<unknown>,
    stored?: unknown,
  ) =>
    step(record, WRITES.includes(action) ? action : "undeclared", async () => {
      const before = stored === undefined ? [] : personRows(record, stored);
      // Once for the record, whatever the rows: no row is no permission. An addition is judged by its rows, for its conditions are on them.
      if (action !== "add") session.assertWritable(record, {}, action, before[0]?.row);
      if (session.fieldsFor(record, action).length === 0)
        throw new PrivacyError("WRITE_REFUSED", "the role may write no field of the record for this purpose");
      const given = personRows(record, rows);
      if (stored !== undefined && before.length !== given.length)
        throw new PrivacyError("ROW_INVALID", "each row that is changed has the row that is stored", { record: record.name });
      for (const [at, { row }] of given.entries()) session.assertWritable(record, row, action, before[at]?.row);
      const all = withValues(record, given, boundFor(record, action));
      const allowed = await withConsent(context, all);
      if (allowed.length < all.length)
        throw new PrivacyError("CONSENT_MISSING", "the purpose rests on consent, and persons have not given it", {
          rows: all.length - allowed.length,
        });
      if (context.restrictions !== undefined) await assertUnrestricted(context.restrictions, session.purpose, record, all, before);
      assertRunning();
      return context.sql.transaction(async (tx) => {
        const result = await write(tx, Object.freeze(all.map(({ row }) => row)));
        const named = all.map((one, at) => ({ ...one, subjects: [...one.subjects, ...(before[at]?.subjects ?? [])] }));
        const of = { ...facts("access.changed"), action, rows: all.length, record: record.name, ...unnamed(named) };
        await context.log.appendAllIn(tx, note(of, subjectsOf(named)));
        return result;
      });
    });

  const send = (sink: string, values: readonly object[], deliver: (values: readonly object[]) => Promise<unknown>) =>
    step(undefined, "send", async () => {
      if (!context.sinks.has(sink)) throw new PrivacyError("SINK_UNKNOWN", "the destination is not declared to the guard");
      if (!Array.isArray(values)) throw new PrivacyError("ROW_INVALID", "values are an array");
      const list = copied(values); // What is checked is what is delivered.
      let strangers = 0;
      for (const value of list) if (!isPermitted(value, session.purpose)) strangers += 1;
      if (strangers > 0) throw new PrivacyError("NOT_PERMITTED", "values were not permitted for this purpose", { values: strangers });
      // What stood when the values were read may have changed since.
      if (context.restrictions !== undefined) {
        const whom = list.flatMap((value) => aboutWhom.get(value) ?? []);
        await assertNoneRestricted(context.restrictions, session.purpose, whom);
      }
      await write(note({ ...facts("access.sent"), action: "send", rows: list.length, sink }, []));
      return deliver(list);
    });

  const { actor, role, purpose, can, explain } = session;
  return {
    access: Object.freeze({ actor, role, purpose, basis, can, explain, read, change, send }),
    async end() {
      ended = true;
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await write([]);
    },
  };
}

/** A list that reads itself otherwise each time, or throws, is none; its own error may quote what it holds. */
function copied(values: readonly object[]): readonly object[] {
  try {
    return Object.freeze(Array.from(values));
  } catch {
    throw new PrivacyError("ROW_INVALID", "values are an array");
  }
}

/** The rows of persons who have consented, where that is the basis; all rows otherwise. */
async function withConsent({ basis, consent, session }: RunContext, rows: readonly PersonRow[]): Promise<readonly PersonRow[]> {
  if (basis.kind !== "consent") return rows;
  if (consent === undefined || rows.some(({ known }) => !known))
    throw new PrivacyError("CONSENT_UNKNOWN", "the purpose rests on consent, and nothing tells who has given it");
  let given: ReadonlySet<string>;
  try {
    given = new Set(await consent(session.purpose, subjectsOf(rows)));
  } catch {
    throw new PrivacyError("CONSENT_UNKNOWN", "the purpose rests on consent, and the register of consents does not answer");
  }
  return rows.filter(({ subjects }) => subjects.every((subject) => given.has(subject)));
}

function unnamed(rows: readonly PersonRow[]): { readonly unnamed?: number } {
  const count = rows.filter(({ subjects }) => subjects.length === 0).length;
  return count === 0 ? {} : { unnamed: count };
}
