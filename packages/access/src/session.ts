/** One actor in one role for one purpose: resolved once per request, then every question is a mask. */
import { PrivacyError } from "@favorable/core";
import { type AnyField, type AnyRecord, type CategoryView, type RecordDefinition, readableRow } from "@favorable/fields";
import { bitOf } from "./action.ts";
import type { Explanation } from "./explain.ts";
import type { GrantedTo, MaskRow } from "./grants.ts";
import { projectorOf } from "./projection.ts";

/** The fields of a record that a role may read for a purpose. */
export type Projection<F, G, R extends keyof G, Q extends string> = CategoryView<F, Q, GrantedTo<G, R, "read">>;

/** An actor in a role, for a purpose. */
export interface Session<G, R extends keyof G & string, Q extends string, A extends string, C extends string> {
  readonly actor: string;
  readonly role: R;
  readonly purpose: Q;
  /** Whether the role may take the action on the category; false for every text that is not declared. */
  can(action: A, category: C): boolean;
  /** As `can`, with the reason. */
  explain(action: A, category: C): Explanation;
  /**
   * The row's fields that serve the purpose and that the role may read: a new frozen object. Null stands for a missing
   * key where the schema takes no null, as databases write it. A free text that was not accepted is not there, except for the role that
   * moderates it. The values are not checked again; the mark of a permitted value is given by the guard, not here.
   *
   * @throws `ROW_INVALID` for what is no object or throws when it is read, `ROW_INCOMPLETE` with the `fields` that a readable row must have, `RECORD_FOREIGN`
   */
  project<F>(record: RecordDefinition<F>, row: object): Projection<F, G, R, Q>;
  /**
   * Demands that every key of the row may be written: declared, of the purpose, granted, not immutable and not bound to the
   * clock or the actor. A deletion takes the whole row: the role must hold it on every category of the record.
   *
   * @throws `WRITE_REFUSED` with `fields` and `codes` side by side, and the number `unknown` of keys that are not declared;
   *   `ACTION_UNKNOWN` for an action that writes nothing, `ROW_INVALID`, `RECORD_FOREIGN`
   */
  assertWritable<F>(record: RecordDefinition<F>, row: object, action: WriteAction): void;
  /** The record's fields that serve the purpose and on which the role may take the action; empty for an action that is none. */
  fieldsFor<F>(record: RecordDefinition<F>, action: A): readonly string[];
}

/** The actions that change a row. */
export type WriteAction = "add" | "modify" | "delete";

const WRITES: ReadonlySet<string> = new Set<WriteAction>(["add", "modify", "delete"]);

/** What the matrix tells a session. */
export interface SessionContext {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly masks: MaskRow;
  readonly immutable: ReadonlySet<string>;
  owns(record: unknown): boolean;
  explain(action: string, category: string): Explanation;
}

/** A session before its types are put on. */
export interface UntypedSession {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  can(action: string, category: string): boolean;
  explain(action: string, category: string): Explanation;
  project(record: AnyRecord, row: object): object;
  assertWritable(record: AnyRecord, row: object, action: string): void;
  fieldsFor(record: AnyRecord, action: string): readonly string[];
}

/** Makes a session; the matrix has checked actor, role and purpose. */
export function makeSession(context: SessionContext): UntypedSession {
  const { actor, role, purpose, masks } = context;
  const can = (action: string, category: string): boolean => ((masks.get(category) ?? 0) & bitOf(action)) !== 0;
  const fieldsFor = (record: AnyRecord, action: string): readonly string[] => {
    assertOwn(context, record);
    const serving = Object.entries(record.fields).filter(([, field]) => field.purposes.includes(purpose) && can(action, field.category));
    return serving.map(([name]) => name);
  };
  return Object.freeze({
    actor,
    role,
    purpose,
    can,
    explain: context.explain,
    fieldsFor,
    project(record, row) {
      assertOwn(context, record);
      const project = projectorOf(masks, record, purpose, () => fieldsFor(record, "read"));
      return Object.freeze(project(readableRow(record, asRow(row), role)));
    },
    assertWritable(record, row, action) {
      assertOwn(context, record);
      assertWritable(context, can, record, asRow(row), action);
    },
  } satisfies UntypedSession);
}

function assertWritable(
  { role, purpose, immutable }: SessionContext,
  can: UntypedSession["can"],
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
