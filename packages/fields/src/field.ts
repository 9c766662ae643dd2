/** A field: a zod schema, and why the data may exist at all. */
import type * as z from "zod";
import type { FieldKind, LegalReference, Text } from "./text.ts";

/** Who sets a field's value when not the caller: a trusted clock, or the authenticated actor. */
export type Bound = "clock" | "actor";

/** What may be said of a field besides its category, origins and purposes; what is left out is not stated. */
export interface FieldFacts {
  readonly label?: Text;
  /** What it holds; read from the schema when not stated. */
  readonly kind?: FieldKind;
  /** The subject's own identifier within the record. */
  readonly subject?: boolean;
  /** The text that provides for this very field. */
  readonly legalRef?: LegalReference;
  readonly justification?: Text;
  /** A national identifier (GDPR art. 87), such as the French NIR. */
  readonly nationalId?: boolean;
  /**
   * Free text, and who moderates it: a role, `none` (a statement), or nobody stated; and the kinds of content it is searched for, such
   * as `iban` or `term:health`.
   */
  readonly freeText?: { readonly moderator?: string; readonly screenedFor?: readonly string[] };
  /**
   * The value is set by a trusted clock or by the authenticated actor, never by the caller (GDPR art. 5(1)(d); the time stamps and
   * agent identifiers of body-worn cameras that the CNIL found inaccurate).
   */
  readonly boundTo?: Bound;
  /** When a bound value is set: once, when the row is added, or at each change as well; `added` when not stated. */
  readonly boundWhen?: "added" | "changed";
  /** A reason or diagnosis behind a status, which a human weighs. */
  readonly reason?: boolean;
}

/** The tags of a field: without them it cannot stand in a record. */
export interface FieldTags<C extends string, O extends string, P extends string, X extends boolean = boolean, B extends Bound = Bound>
  extends FieldFacts {
  /** The category of information, which the access matrix decides on. */
  readonly category: C;
  /** Where the data may come from; at least one. */
  readonly origins: readonly [O, ...O[]];
  /** What the data may be used for; at least one. */
  readonly purposes: readonly [P, ...P[]];
  /**
   * A justifying document or its content: refused from an origin that certifies
   * (CCIN deliberation 2021-206, III: the statement alone is recorded, « à l'exclusion … d'autres indications justifiant du statut »).
   */
  readonly proof?: X;
  readonly boundTo?: B;
}

/** A tagged field, made by `field` of a vocabulary. */
export interface Field<
  S extends z.core.$ZodType,
  C extends string,
  O extends string,
  P extends string,
  A extends string = O,
  I extends string = P,
> extends FieldFacts {
  readonly schema: S;
  readonly category: C;
  readonly origins: readonly O[];
  readonly purposes: readonly P[];
  readonly proof: boolean;
  /** The origins it is in fact accepted from: those declared, less those that certify what it proves or exclude its category. */
  readonly acceptedFrom: readonly A[];
  /** The purposes for which a caller may give it: those declared, or none when a clock or the actor sets it. */
  readonly givenFor: readonly I[];
  /** What it holds: as stated, else as its schema tells. */
  readonly kind: FieldKind;
  /** Whether its key may be missing. */
  readonly optional: boolean;
}

/** Any tagged field. */
export type AnyField = Field<z.core.$ZodType, string, string, string>;

/** The fields of a record, by name. */
export type Fields = Readonly<Record<string, AnyField>>;
