/** The parts of a declaration that are written as they stand in its document, with the names in them held against the vocabulary. */

import type { LogsDocument } from "./document/access.ts";
import type { TimerDocument } from "./document/accuracy.ts";
import type { ProcessingDocument } from "./document/document.ts";
import type { OriginRuleDocument } from "./document/information.ts";
import type { LinkDocument, ProcessorDocument, RecipientDocument, TransferDocument } from "./document/links.ts";
import type { FunctionDocument } from "./document/purpose.ts";
import type { RetentionDocument, RetentionStart } from "./document/retention.ts";

type Untyped = Omit<
  ProcessingDocument,
  | "format"
  | "id"
  | "stage"
  | "subjects"
  | "purposes"
  | "categories"
  | "origins"
  | "records"
  | "access"
  | "functions"
  | "originRules"
  | "logs"
  | "links"
  | "recipients"
  | "processors"
  | "timers"
  | "transfers"
  | "retention"
>;
type Word<V, K extends string> = V extends { readonly [key in K]: infer W } ? keyof W & string : string;
type Purpose<V> = Word<V, "purposes">;
type Category<V> = Word<V, "categories">;
type Named<T> = Readonly<Record<string, T>>;

/** `record.field`, for every field of the records. */
export type FieldName<R> = {
  [K in keyof R & string]: R[K] extends { readonly fields: infer F } ? `${K}.${keyof F & string}` : never;
}[keyof R & string];

type Start<R> = Exclude<RetentionStart, { readonly kind: "field" }> | { readonly kind: "field"; readonly field: FieldName<R> };

/** The stated parts; names of subjects, roles, links and events are checked when the declaration is made. */
export interface StatedParts<V, R> extends Untyped {
  readonly timers?: Named<Omit<TimerDocument, "start" | "field"> & { readonly start: Start<R>; readonly field?: FieldName<R> }>;
  readonly processors?: Named<
    Omit<ProcessorDocument, "purposes" | "categories"> & {
      readonly purposes?: readonly Purpose<V>[];
      readonly categories?: readonly Category<V>[];
    }
  >;
  readonly functions?: Named<Omit<FunctionDocument, "purposes"> & { readonly purposes: readonly Purpose<V>[] }>;
  readonly originRules?: readonly (Omit<OriginRuleDocument, "origin" | "categories" | "keeps"> & {
    readonly origin: Word<V, "origins">;
    readonly categories: readonly Category<V>[];
    readonly keeps: readonly FieldName<R>[];
  })[];
  readonly logs?: Omit<LogsDocument, "category"> & { readonly category?: Category<V> };
  readonly links?: Named<
    Omit<LinkDocument, "purposes" | "carries"> & {
      readonly purposes: readonly Purpose<V>[];
      readonly carries: readonly (FieldName<R> | Category<V>)[];
    }
  >;
  readonly recipients?: Named<
    Omit<RecipientDocument, "purposes" | "categories"> & {
      readonly purposes: readonly Purpose<V>[];
      readonly categories: readonly Category<V>[];
    }
  >;
  readonly transfers?: Named<Omit<TransferDocument, "categories"> & { readonly categories: readonly Category<V>[] }>;
  readonly retention?: Named<
    Omit<RetentionDocument, "categories" | "start"> & {
      readonly categories: readonly Category<V>[];
      readonly start?: Start<R>;
    }
  >;
}
