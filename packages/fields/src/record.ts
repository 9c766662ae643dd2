/** A record: fields about one kind of people, each bound to purposes. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import type { AnyField, Fields } from "./field.ts";
import { declaredNames } from "./names.ts";
import { isAcceptedFrom, makeReader, type OriginPurposeView, type PurposeView, type Reader } from "./purpose-view.ts";
import type { Text } from "./text.ts";
import type { OriginsOf, PurposesOf } from "./views.ts";

/** What else a record says of itself. */
export interface RecordFacts<S extends string = string> {
  readonly label?: Text;
  /** The subject categories it is about; all of the vocabulary when not stated, which is the widest reading. */
  readonly subjects?: readonly S[];
}

/** A record of a vocabulary. */
export interface RecordDefinition<F> {
  readonly name: string;
  readonly fields: F;
  readonly label?: Text;
  readonly subjects: readonly string[];
  /**
   * The record as one purpose sees it.
   *
   * @throws `PURPOSE_UNKNOWN` for a purpose the vocabulary does not declare, `PURPOSE_WITHOUT_FIELDS` for one that no field serves
   */
  for<const Q extends PurposesOf<F>>(purpose: Q): PurposeView<F, Q>;
  /**
   * The record as one origin may fill it.
   *
   * @throws `ORIGIN_UNKNOWN` for an origin the vocabulary does not declare
   */
  from<const O extends OriginsOf<F>>(origin: O): OriginRecord<F, O>;
}

/** A record as one origin may fill it. */
export interface OriginRecord<F, O extends string> {
  readonly origin: O;
  /** As `for` of the record, keeping what is accepted from the origin. */
  for<const Q extends PurposesOf<F>>(purpose: Q): OriginPurposeView<F, Q, O>;
}

/** Any record. */
export type AnyRecord = RecordDefinition<Fields>;

/** Demands, in the compiler's own message, the tags of a field that has none. */
export type Untagged<F> = {
  readonly [K in keyof F as F[K] extends { readonly acceptedFrom: unknown } ? never : K]: {
    readonly untagged: `field '${K & string}' has no category, origins and purposes: write field(schema, { category, origins, purposes })`;
  };
};

/** What a vocabulary tells its records. */
export interface RecordContext {
  readonly purposes: ReadonlySet<string>;
  readonly subjects: readonly string[];
  readonly origins: ReadonlyMap<string, { readonly certifies: boolean }>;
  /** Whether a field was made by this vocabulary. */
  owns(field: object): boolean;
}

/** Makes a record; the typed face is on `record` of a vocabulary. */
export function makeRecord<F extends Fields>(context: RecordContext, name: string, fields: F, facts: RecordFacts): RecordDefinition<F> {
  declaredNames({ [name]: fields }, "record");
  const names = declaredNames(fields, "field");
  const untagged = [...names].filter((field) => !isOwned(context, fields[field]));
  if (untagged.length > 0)
    throw new PrivacyError("FIELD_UNTAGGED", "every field of a record is made by `field` of its vocabulary", {
      record: name,
      fields: untagged,
    });
  const own: F = Object.freeze({ ...fields });
  const unknown = (facts.subjects ?? []).filter((subject) => !context.subjects.includes(subject));
  if (unknown.length > 0)
    throw new PrivacyError("SUBJECT_UNKNOWN", "the vocabulary declares no such subjects", { record: name, unknown: unknown.length });

  const readers = new Map<string, UntypedView>();
  const reader = (purpose: string, origin?: string): UntypedView => {
    const key = `${purpose} ${origin ?? ""}`;
    const known = readers.get(key);
    if (known !== undefined) return known;
    const made = Object.freeze(makeView(context, name, own, purpose, origin));
    readers.set(key, made);
    return made;
  };
  const definition: Omit<RecordDefinition<F>, "for" | "from"> & UntypedRecord = {
    name,
    fields: own,
    ...(facts.label === undefined ? {} : { label: frozenCopy(facts.label) }),
    subjects: Object.freeze([...(facts.subjects ?? context.subjects)]),
    for: (purpose) => reader(purpose),
    from(origin) {
      if (!context.origins.has(origin))
        throw new PrivacyError("ORIGIN_UNKNOWN", "the vocabulary declares no such origin", { record: name });
      return Object.freeze({ origin, for: (purpose: string) => reader(purpose, origin) });
    },
  };
  // The one cast: the reader's shape is computed from the same tags as the view's type, which the compiler cannot follow.
  return Object.freeze(definition) as unknown as RecordDefinition<F>;
}

/** A view before its types are put on. */
interface UntypedView extends Reader {
  readonly purpose: string;
  readonly origin?: string;
  readonly fields: readonly string[];
}

interface UntypedRecord {
  for(purpose: string): UntypedView;
  from(origin: string): { readonly origin: string; for(purpose: string): UntypedView };
}

function isOwned(context: RecordContext, field: unknown): field is AnyField {
  return typeof field === "object" && field !== null && context.owns(field);
}

function makeView(context: RecordContext, record: string, fields: Fields, purpose: string, origin: string | undefined): UntypedView {
  if (!context.purposes.has(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the vocabulary declares no such purpose", { record });
  const serving = Object.entries(fields).filter(([, field]) => field.purposes.includes(purpose));
  if (serving.length === 0)
    throw new PrivacyError("PURPOSE_WITHOUT_FIELDS", "no field of the record serves the purpose", { record, purpose });
  const kept = origin === undefined ? serving : serving.filter(([, field]) => isAcceptedFrom(field, origin));
  const certifies = origin !== undefined && context.origins.get(origin)?.certifies === true;
  const facts = { record, purpose, kept, ...(origin === undefined ? {} : { from: { origin, fields, certifies } }) };
  return { purpose, ...(origin === undefined ? {} : { origin }), fields: Object.freeze(kept.map(([name]) => name)), ...makeReader(facts) };
}
