/** A record: fields about one kind of people, each bound to purposes. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import type { AnyField, Fields } from "./field.ts";
import { assertName, declaredNames } from "./names.ts";
import type { OriginPurposeView, PurposeView } from "./purpose-view.ts";
import type { RecordContext } from "./record-context.ts";
import { makeViews, type UntypedView } from "./record-views.ts";
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
  /**
   * Another record with some of the fields, their tags with them; about the same people unless told otherwise.
   *
   * @throws `FIELD_UNKNOWN` for a field the record does not have, and as `record` of the vocabulary
   */
  pick<const K extends keyof F & string>(name: string, fields: readonly K[], facts?: RecordFacts): RecordDefinition<Pick<F, K>>;
  /** Another record without some of the fields; see {@link RecordDefinition.pick}. */
  omit<const K extends keyof F & string>(name: string, fields: readonly K[], facts?: RecordFacts): RecordDefinition<Omit<F, K>>;
  /**
   * Another record with more fields, or with fields put in the place of those of the same name.
   *
   * @throws as `record` of the vocabulary
   */
  extend<const E extends Readonly<Record<string, object>>>(
    name: string,
    fields: Tagged<E>,
    facts?: RecordFacts,
  ): RecordDefinition<Omit<F, keyof E> & E>;
}

/** A record as one origin may fill it. */
export interface OriginRecord<F, O extends string> {
  readonly origin: O;
  /** As `for` of the record, keeping what is accepted from the origin. */
  for<const Q extends PurposesOf<F>>(purpose: Q): OriginPurposeView<F, Q, O>;
}

/** Any record. */
export type AnyRecord = RecordDefinition<Fields>;

/** The fields as they were written, or in the place of one without tags the line that the compiler is to say of it. */
export type Tagged<F> =
  F extends Readonly<Record<string, { readonly acceptedFrom: unknown }>>
    ? F
    : {
        readonly [K in keyof F & string]: F[K] extends { readonly acceptedFrom: unknown }
          ? F[K]
          : `field '${K & string}' has no category, origins and purposes: write field(schema, { category, origins, purposes })`;
      };

/** A record before its types are put on. */
export interface UntypedRecord {
  readonly name: string;
  readonly fields: Fields;
  readonly label?: Text;
  readonly subjects: readonly string[];
  for(purpose: string): UntypedView;
  from(origin: string): { readonly origin: string; for(purpose: string): UntypedView };
  pick(name: string, fields: readonly string[], facts?: RecordFacts): UntypedRecord;
  omit(name: string, fields: readonly string[], facts?: RecordFacts): UntypedRecord;
  extend(name: string, fields: Fields, facts?: RecordFacts): UntypedRecord;
}

const subjectFields = new WeakMap<object, readonly string[]>();

/**
 * The fields that tell whose a row is: those of the record that are marked `subject`, and, for a record made of another by `pick`, `omit` or
 * `extend`, those of the other, which its rows may carry although the record does not hold them. None for what no vocabulary made.
 */
export function subjectFieldsOf(record: object): readonly string[] {
  return subjectFields.get(record) ?? [];
}

/** Makes a record; the typed face is on `record` of a vocabulary. */
export function makeRecord(
  context: RecordContext,
  name: string,
  fields: Fields,
  facts: RecordFacts,
  inherited: readonly string[] = [],
): UntypedRecord {
  assertName(name, "record");
  if (typeof fields !== "object" || fields === null) throw new PrivacyError("RECORD_INVALID", "the fields of a record are given by name");
  const names = declaredNames(fields, "field");
  const untagged = [...names].filter((field) => !isOwned(context, fields[field]));
  if (untagged.length > 0)
    throw new PrivacyError("FIELD_UNTAGGED", "every field of a record is made by `field` of its vocabulary", {
      record: name,
      fields: untagged,
    });
  const own: Fields = Object.freeze({ ...fields });
  const { label, subjects } = checkedFacts(context, name, facts);
  const views = makeViews(context, name, own);
  const whose = Object.freeze([...new Set([...inherited, ...Object.keys(own).filter((field) => own[field]?.subject === true)])]);
  /** A record made of this one is about the same people, unless it says otherwise. */
  const derive = (newName: string, kept: Fields, more: RecordFacts = {}): UntypedRecord =>
    makeRecord(context, newName, kept, { subjects, ...more }, whose);
  const chosen = (wanted: readonly string[], keep: boolean): Fields => {
    const unknown = Array.isArray(wanted) ? wanted.filter((field) => !names.has(field)).length : 1;
    if (unknown > 0) throw new PrivacyError("FIELD_UNKNOWN", "the record has no such field", { record: name, unknown });
    return Object.fromEntries(Object.entries(own).filter(([field]) => wanted.includes(field) === keep));
  };
  const record: UntypedRecord = {
    name,
    fields: own,
    ...(label === undefined ? {} : { label }),
    subjects,
    for: (purpose) => views(purpose),
    from(origin) {
      if (!context.origins.has(origin))
        throw new PrivacyError("ORIGIN_UNKNOWN", "the vocabulary declares no such origin", { record: name });
      return Object.freeze({ origin, for: (purpose: string) => views(purpose, origin) });
    },
    pick: (newName, wanted, more) => derive(newName, chosen(wanted, true), more),
    omit: (newName, wanted, more) => derive(newName, chosen(wanted, false), more),
    extend: (newName, added, more) => derive(newName, { ...own, ...added }, more),
  };
  context.adopt(record);
  subjectFields.set(record, whose);
  return Object.freeze(record);
}

function isOwned(context: RecordContext, field: unknown): field is AnyField {
  return typeof field === "object" && field !== null && context.owns(field);
}

function checkedFacts(context: RecordContext, record: string, facts: RecordFacts): Required<Pick<RecordFacts, "subjects">> & RecordFacts {
  const { label, subjects = context.subjects } = frozenCopy(facts ?? {}, "RECORD_INVALID");
  if (!Array.isArray(subjects)) throw new PrivacyError("RECORD_INVALID", "the subjects of a record are a list", { record });
  const unknown = subjects.filter((subject) => !context.subjects.includes(subject)).length;
  if (unknown > 0) throw new PrivacyError("SUBJECT_UNKNOWN", "the vocabulary declares no such subjects", { record, unknown });
  return { subjects: Object.freeze([...subjects]), ...(label === undefined ? {} : { label }) };
}
