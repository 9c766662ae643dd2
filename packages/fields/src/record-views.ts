/** The views of a record, each made when it is first asked for. */
import { PrivacyError } from "@favorable/core";
import type { AnyField, Fields } from "./field.ts";
import type { Reads } from "./purpose-view.ts";
import { isAcceptedFrom, makeReader, refusedFrom } from "./reader.ts";
import type { RecordContext } from "./record-context.ts";

/** A view before its types are put on. */
export interface UntypedView extends Reads<unknown> {
  readonly purpose: string;
  readonly origin?: string;
  readonly fields: readonly string[];
}

/** Makes the views of a record: of a purpose, or of a purpose through an origin the vocabulary declares. */
export function makeViews(context: RecordContext, record: string, fields: Fields): (purpose: string, origin?: string) => UntypedView {
  const made = new Map<string, UntypedView>();
  return (purpose, origin) => {
    const key = `${purpose} ${origin ?? ""}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const serving = servingFields(context, record, fields, purpose);
    const view = Object.freeze(
      origin === undefined ? purposeView(record, fields, purpose, serving) : originView(context, record, fields, purpose, origin, serving),
    );
    made.set(key, view);
    return view;
  };
}

type Named = readonly (readonly [string, AnyField])[];

function servingFields(context: RecordContext, record: string, fields: Fields, purpose: string): Named {
  if (!context.purposes.has(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the vocabulary declares no such purpose", { record });
  const serving = Object.entries(fields).filter(([, field]) => field.purposes.includes(purpose));
  if (serving.length > 0) return serving;
  throw new PrivacyError("PURPOSE_WITHOUT_FIELDS", "no field of the record serves the purpose", { record, purpose });
}

function purposeView(
  record: string,
  fields: Fields,
  purpose: string,
  serving: Named,
): UntypedView & { parseStored(row: unknown): unknown } {
  let stored: Reads<unknown> | undefined;
  return {
    purpose,
    fields: Object.freeze(serving.map(([name]) => name)),
    ...makeReader({ record, purpose, read: serving.filter(isGiven), refused: boundFields(fields) }),
    parseStored(row) {
      stored ??= makeReader({ record, purpose, read: serving, refused: [] });
      return stored.parse(row);
    },
  };
}

function originView(context: RecordContext, record: string, fields: Fields, purpose: string, origin: string, serving: Named): UntypedView {
  const read = serving.filter(isGiven).filter(([, field]) => isAcceptedFrom(field, origin));
  const bound = boundFields(fields);
  const certifies = context.origins.get(origin)?.certifies === true;
  const others = refusedFrom(fields, origin, certifies).filter(([name]) => fields[name]?.boundTo === undefined);
  const reader = makeReader({ record, purpose, origin, read, refused: [...bound, ...others] });
  return { purpose, origin, fields: Object.freeze(read.map(([name]) => name)), ...reader };
}

function isGiven([, field]: readonly [string, AnyField]): boolean {
  return field.boundTo === undefined;
}

/** Set by a clock or the actor, whoever sends them and for whatever purpose. */
function boundFields(fields: Fields): readonly (readonly [string, string])[] {
  return Object.entries(fields)
    .filter(([, { boundTo }]) => boundTo !== undefined)
    .map(([name]) => [name, "bound_value"]);
}
