/** One actor in one role for one purpose: resolved once per request, then every question is a mask. */
import { PrivacyError } from "@favorable/core";
import { type AnyField, type AnyRecord, type CategoryView, type Projector, type RecordDefinition, readableRow } from "@favorable/fields";
import type { ConditionSql, ConditionSqlOptions } from "./condition/sql.ts";
import { ACTIONS, bitOf, maskOf } from "./core/action.ts";
import type { MaskRow } from "./core/decider.ts";
import type { AccessCode, Explanation } from "./core/explain.ts";
import type { GrantedTo } from "./grants.ts";
import { type Marked, marksOf } from "./mark.ts";
import { projectorOf } from "./projection.ts";
import { type RowRules, whereOf } from "./row-rules.ts";

/** The fields of a record that a role may read for a purpose. */
export type Projection<F, G, R extends keyof G, Q extends string> = CategoryView<F, Q, GrantedTo<G, R, "read">>;

/** An actor in a role, for a purpose. */
export interface Session<G, R extends keyof G & string, Q extends string, A extends string, C extends string> {
  readonly actor: string;
  readonly role: R;
  readonly purpose: Q;
  /** When the session ends, where that is bounded: a copy each time, by which nothing is put off. */
  readonly until?: Date;
  /**
   * Whether the role may take the action on the category; false for every text that is not declared. Where the rows are narrowed by a
   * condition, false without the row.
   */
  can(action: A, category: C, on?: Target): boolean;
  /** As `can`, with the reason. */
  explain(action: A, category: C, on?: Target): Explanation;
  /**
   * The row's fields that serve the purpose and that the role may read: a new object, which the guard freezes as it marks it. Null stands for a missing
   * key where the schema takes no null, as databases write it. A free text that was not accepted is not there, except for the role that
   * moderates it. The values are not checked again; the mark of a permitted value is given by the guard, not here.
   *
   * @throws `ROW_INVALID` for what is no object or throws when it is read, `ROW_INCOMPLETE` with the `fields` that a readable row must have, `RECORD_FOREIGN`;
   *   `CONDITION_NOT_MET`, `OWN_RECORD` for a row that the role does not reach, `EXPIRED`
   */
  project<F>(record: RecordDefinition<F>, row: object): Projection<F, G, R, Q>;
  /**
   * As `project`, with every other field of the record there too, as {@link Denied} with the reason: for screens that show what is withheld.
   * A denied field is marked whether or not the row holds it.
   *
   * @throws what `project` throws
   */
  mark<F>(record: RecordDefinition<F>, row: object): Marked<F, G, R, Q, Projection<F, G, R, Q>>;
  /**
   * The rows that the role reaches by the action, for the statement that selects them: what `project` and `assertWritable` check again.
   *
   * @throws `RECORD_FOREIGN`, `ACTION_UNKNOWN`, `EXPIRED`
   */
  where<F>(record: RecordDefinition<F>, action: A, options?: ConditionSqlOptions): ConditionSql;
  /**
   * Demands that every key of the row may be written: declared, of the purpose, granted, not immutable and not bound to the
   * clock or the actor. A deletion takes the whole row: the role must hold it on every category of the record.
   *
   * Where the rows are narrowed, a modification is held to the row as it is stored and to the row as it will be: nothing is taken from
   * another unit, and nothing given to one.
   *
   * @param stored - the row that is modified or deleted; needed where the rows are narrowed by a condition, or the actor is a data subject
   * @throws `WRITE_REFUSED` with `fields` and `codes` side by side, and the number `unknown` of keys that are not declared;
   *   `ACTION_UNKNOWN` for an action that writes nothing, `ROW_INVALID`, `RECORD_FOREIGN`, `CONDITION_NOT_MET`, `OWN_RECORD`, `EXPIRED`
   */
  assertWritable<F>(record: RecordDefinition<F>, row: object, action: WriteAction, stored?: object): void;
  /** The record's fields that serve the purpose and on which the role may take the action; empty for an action that is none. */
  fieldsFor<F>(record: RecordDefinition<F>, action: A): readonly string[];
}

/** A row that a question is about, and its record. */
export interface Target {
  readonly record: Pick<AnyRecord, "name" | "fields">;
  readonly row: object;
}

/** The actions that change a row. */
export type WriteAction = "add" | "modify" | "delete";

const WRITES: ReadonlySet<string> = new Set<WriteAction>(["add", "modify", "delete"]);

/** What the matrix tells a session. */
export interface SessionContext {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  /** In milliseconds since 1970. */
  readonly end?: number;
  readonly masks: MaskRow;
  readonly immutable: ReadonlySet<string>;
  readonly rules: RowRules;
  owns(record: unknown): boolean;
  expired(): boolean;
  /** The answer for a cell; with the row's verdict where there is a row. */
  explain(action: string, category: string, row?: (action: string) => AccessCode): Explanation;
}

/** A session before its types are put on. */
export interface UntypedSession {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly until?: Date;
  can(action: string, category: string, on?: Target): boolean;
  explain(action: string, category: string, on?: Target): Explanation;
  project(record: AnyRecord, row: object): object;
  mark(record: AnyRecord, row: object): object;
  where(record: AnyRecord, action: string, options?: ConditionSqlOptions): ConditionSql;
  assertWritable(record: AnyRecord, row: object, action: string, stored?: object): void;
  fieldsFor(record: AnyRecord, action: string): readonly string[];
}

/** Makes a session; the matrix has checked actor, role and purpose. */
export function makeSession(context: SessionContext): UntypedSession {
  const { actor, role, purpose, masks, rules, end } = context;
  const narrowed = maskOf(ACTIONS.filter((action) => rules.narrows(action)));
  const granted = (action: string, category: string): boolean => ((masks.get(category) ?? 0) & bitOf(action)) !== 0;
  const fieldsFor = (record: AnyRecord, action: string): readonly string[] => {
    assertOwn(context, record);
    const serving = Object.entries(record.fields).filter(
      ([, field]) => field.purposes.includes(purpose) && granted(action, field.category),
    );
    return serving.map(([name]) => name);
  };
  const explain = (action: string, category: string, on?: Target): Explanation => {
    if (on === undefined) return context.explain(action, category);
    if (!context.owns(on?.record)) return context.explain("", ""); // Unknown words: nothing is granted on a stranger.
    return context.explain(action, category, (asked) => rules.verdict(asked, on.record, on.row));
  };
  /** What never changes in a session: looked at once per record, not per row. */
  const readers = new Map<AnyRecord, { readonly project: Projector; readonly judged: boolean; readonly moderated: boolean }>();
  const readerOf = (record: AnyRecord) => {
    assertOwn(context, record);
    const reader = {
      project: projectorOf(masks, record, purpose, () => fieldsFor(record, "read")),
      judged: end !== undefined || rules.narrows("read") || rules.ownRecord("read", record) !== undefined,
      moderated: Object.values(record.fields).some(({ freeText }) => freeText !== undefined),
    };
    readers.set(record, reader);
    return reader;
  };
  const marked = new Map<AnyRecord, object>();
  const project = (record: AnyRecord, row: object): Record<string, unknown> => {
    const reader = readers.get(record) ?? readerOf(record);
    const given = asRow(row);
    if (reader.judged) assertReached(context, record, "read", given);
    return reader.project(reader.moderated ? readableRow(record, given, role) : given);
  };
  const session: UntypedSession = {
    actor,
    role,
    purpose,
    can(action, category, on) {
      if (end !== undefined || on !== undefined) return explain(action, category, on).allowed;
      return ((masks.get(category) ?? 0) & bitOf(action) & ~narrowed) !== 0;
    },
    explain,
    fieldsFor,
    project,
    mark(record, row) {
      const projected = project(record, row);
      const marks = marked.get(record) ?? marksOf({ role, purpose, granted }, record);
      marked.set(record, marks);
      return Object.freeze(Object.assign(projected, marks)); // A spread of both takes sixty times as long.
    },
    where(record, action, options) {
      assertOwn(context, record);
      assertInTime(context);
      if (bitOf(action) === 0) throw new PrivacyError("ACTION_UNKNOWN", "the matrix has no such action", { record: record.name, role });
      return whereOf(rules, record, action, options);
    },
    assertWritable(record, row, action, stored) {
      assertOwn(context, record);
      assertInTime(context);
      const given = asRow(row);
      assertWritable(context, granted, record, given, action);
      if (action === "add") assertReached(context, record, action, given);
      else {
        assertReached(context, record, action, stored === undefined ? {} : asRow(stored));
        if (action === "modify") assertReached(context, record, action, { ...stored, ...given });
      }
    },
  };
  if (end !== undefined) Object.defineProperty(session, "until", { enumerable: true, get: () => new Date(end) });
  return Object.freeze(session);
}

function assertInTime({ role, expired }: SessionContext): void {
  if (expired()) throw new PrivacyError("EXPIRED", "the assignment of the role has ended", { role });
}

/** A row that answers with an error when it is looked at is reached by nobody. */
function assertReached(context: SessionContext, record: AnyRecord, action: string, row: object): void {
  assertInTime(context);
  let code: AccessCode;
  try {
    code = context.rules.verdict(action, record, row);
  } catch {
    throw new PrivacyError("ROW_INVALID", "the row could not be read", { record: record.name });
  }
  if (code !== "GRANTED")
    throw new PrivacyError(code, "the role does not reach the row", { record: record.name, role: context.role, action });
}

function assertWritable(
  { role, purpose, immutable }: SessionContext,
  can: (action: string, category: string) => boolean,
  record: AnyRecord,
  row: Readonly<Record<string, unknown>>,
  action: string,
): void {
  if (!WRITES.has(action))
    throw new PrivacyError("ACTION_UNKNOWN", "a writing adds, modifies or deletes", { record: record.name, role, purpose });
  const keys = action === "delete" ? Object.keys(record.fields) : Object.keys(row);
  const refused: { readonly field: string; readonly code: string }[] = [];
  let unknown = 0;
  for (const key of keys) {
    const field = Object.hasOwn(record.fields, key) ? record.fields[key] : undefined;
    if (field === undefined) {
      unknown += 1;
      continue;
    }
    const code = can(action, field.category)
      ? misuse(field, action, purpose)
      : immutable.has(field.category) && action !== "add"
        ? "IMMUTABLE"
        : "NOT_GRANTED";
    if (code !== undefined) refused.push({ field: key, code });
  }
  if (unknown === 0 && refused.length === 0) return;
  throw new PrivacyError("WRITE_REFUSED", "the role may not write these fields for this purpose", {
    record: record.name,
    role,
    purpose,
    action,
    fields: refused.map(({ field }) => field),
    codes: refused.map(({ code }) => code),
    unknown,
  });
}

/** What the cell does not say. A deletion is not held to purposes and bounds: what is deleted is used for nothing. */
function misuse({ purposes, boundTo }: AnyField, action: string, purpose: string): string | undefined {
  if (action === "delete") return undefined;
  if (!purposes.includes(purpose)) return "OTHER_PURPOSE";
  return boundTo === undefined ? undefined : "BOUND_VALUE";
}

/** A record of another vocabulary may use the same words for other things. */
function assertOwn(context: SessionContext, record: AnyRecord): void {
  if (!context.owns(record)) throw new PrivacyError("RECORD_FOREIGN", "the record was not made by the vocabulary of the matrix");
}

/** The one cast: from here on a row is read by declared names only, through `Object.hasOwn`. */
function asRow(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== "object" || row === null || Array.isArray(row)) throw new PrivacyError("ROW_INVALID", "a row is an object");
  return row as Readonly<Record<string, unknown>>;
}
