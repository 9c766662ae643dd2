/** One run of the guard: the access object's behaviour, its types put on in `access.ts`. */
import type { WriteAction } from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import { type CalendarDate, isPrivacyError, PrivacyError } from "@favorable/core";
import { type AnyRecord, isPermitted } from "@favorable/fields";
import type { Minter } from "@favorable/fields/minter";
import type { BasisDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import { type EntryFacts, entry, type LogPolicy } from "./entry.ts";
import { type EntrySinks, writeEntries } from "./pending.ts";

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
  assertWritable(record: AnyRecord, row: object, action: WriteAction): void;
  fieldsFor(record: AnyRecord, action: string): readonly string[];
}

/** The matrix, asked by texts. */
export interface UntypedMatrix {
  readonly roles: object;
  as(who: { readonly actor: string; readonly role: string; readonly purpose: string }): UntypedSession;
}

/** What one run knows. */
export interface RunContext {
  readonly session: UntypedSession;
  readonly basis: BasisDocument;
  readonly minter: Minter;
  readonly log: { appendIn(tx: Sql, event: AuditEvent): Promise<unknown> };
  readonly sinks: EntrySinks;
  readonly sql: Sql;
  readonly logPolicy: LogPolicy;
  readonly consent?: ConsentPort;
  today(): CalendarDate;
  /** Entries of reads and refusals that are not written yet. */
  readonly pending: AuditEvent[];
  ended: boolean;
}

/** Makes the access object of a run. */
export function makeAccess(context: RunContext): object {
  const { session, basis } = context;
  const facts = (type: EntryFacts["type"]) => ({ type, role: session.role, purpose: session.purpose });
  const note = (of: EntryFacts, subjects: readonly string[]): AuditEvent =>
    entry(of, session.actor, subjects, context.logPolicy, context.today());

  /** Runs a step; a refusal leaves its entry, which is written with the others before the error leaves the run. */
  const step = async <T>(record: AnyRecord | undefined, action: string, rows: number, run: () => Promise<T>): Promise<T> => {
    if (context.ended) throw new PrivacyError("RUN_ENDED", "the run of this access has ended");
    try {
      return await run();
    } catch (error) {
      if (isPrivacyError(error) && REFUSALS.has(error.code))
        context.pending.push(note({ ...facts("access.refused"), action, rows, code: error.code, ...named(record) }, []));
      throw error;
    }
  };

  return Object.freeze({
    actor: session.actor,
    role: session.role,
    purpose: session.purpose,
    basis,
    can: session.can,
    explain: session.explain,

    read: (record: AnyRecord, rows: readonly object[]) =>
      step(record, "read", rows.length, async () => {
        const fields = session.fieldsFor(record, "read");
        const allowed = await withConsent(context, record, rows);
        const values = allowed.map((row) => context.minter.mint(session.purpose, session.project(record, row)));
        context.pending.push(
          note(
            { ...facts("access.read"), action: "read", rows: values.length, fields: fields.length, ...named(record) },
            subjectsOf(record, allowed),
          ),
        );
        return values;
      }),

    change: (record: AnyRecord, action: WriteAction, rows: readonly object[], write: (tx: Sql) => Promise<unknown>) =>
      step(record, action, rows.length, async () => {
        for (const row of rows) session.assertWritable(record, row, action);
        const allowed = await withConsent(context, record, rows);
        if (allowed.length < rows.length)
          throw new PrivacyError("CONSENT_MISSING", "the purpose rests on consent, and persons have not given it", {
            rows: rows.length - allowed.length,
          });
        return context.sql.transaction(async (tx) => {
          const result = await write(tx);
          const of = { ...facts("access.changed"), action, rows: rows.length, ...named(record) };
          await context.log.appendIn(tx, note(of, subjectsOf(record, rows)));
          return result;
        });
      }),

    send: (sink: string, values: readonly object[], deliver: (values: readonly object[]) => Promise<unknown>) =>
      step(undefined, "send", values.length, async () => {
        const strangers = values.filter((value) => !isPermitted(value, session.purpose)).length;
        if (strangers > 0) throw new PrivacyError("NOT_PERMITTED", "values were not permitted for this purpose", { values: strangers });
        const sent = note({ ...facts("access.sent"), action: "send", rows: values.length, sink }, []);
        const waiting = [...context.pending, sent];
        await writeEntries(waiting, context.sinks);
        context.pending.length = 0;
        return deliver(values);
      }),
  });
}

/** Codes that say no, as opposed to those that say the data are wrong. */
const REFUSALS: ReadonlySet<string> = new Set([
  "WRITE_REFUSED",
  "ACTION_UNKNOWN",
  "RECORD_FOREIGN",
  "NOT_PERMITTED",
  "CONSENT_MISSING",
  "CONSENT_UNKNOWN",
]);

function named(record: AnyRecord | undefined): { readonly record?: string } {
  return record === undefined ? {} : { record: record.name };
}

/** The rows of persons who have consented, where that is the basis; all rows otherwise. */
async function withConsent(
  { basis, consent, session }: RunContext,
  record: AnyRecord,
  rows: readonly object[],
): Promise<readonly object[]> {
  if (basis.kind !== "consent") return rows;
  const key = subjectField(record);
  if (consent === undefined || key === undefined)
    throw new PrivacyError("CONSENT_UNKNOWN", "the purpose rests on consent, and nothing tells who has given it");
  const given = await consent(session.purpose, subjectsOf(record, rows));
  return rows.filter((row) => given.has(String(Reflect.get(row, key))));
}

function subjectField(record: AnyRecord): string | undefined {
  return Object.entries(record.fields).find(([, { subject }]) => subject === true)?.[0];
}

function subjectsOf(record: AnyRecord, rows: readonly object[]): readonly string[] {
  const key = subjectField(record);
  if (key === undefined) return [];
  return rows.flatMap((row) => {
    const subject: unknown = Reflect.get(row, key);
    return typeof subject === "string" ? [subject] : [];
  });
}
