/** A field: a zod schema, and why the data may exist at all. */
import type * as z from "zod";
import type { FieldKind, LegalReference, Text } from "./text.ts";

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
  /** Free text, and who moderates it: a role, `none` (a statement), or nobody stated. */
  readonly freeText?: { readonly moderator?: string };
  /** The value is set by a trusted clock or by the authenticated actor, never by the caller. */
  readonly boundTo?: "clock" | "actor";
  /** A reason or diagnosis behind a status, which a human weighs. */
  readonly reason?: boolean;
}

/** The tags of a field: without them it cannot stand in a record. */
export interface FieldTags<C extends string, O extends string, P extends string, X extends boolean = boolean> extends FieldFacts {
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
}

/** A tagged field, made by `field` of a vocabulary. */
export interface Field<S extends z.core.$ZodType, C extends string, O extends string, P extends string, A extends string = O>
  extends FieldFacts {
  readonly schema: S;
  readonly category: C;
  readonly origins: readonly O[];
  readonly purposes: readonly P[];
  readonly proof: boolean;
  /** The origins it is in fact accepted from: those declared, less the certifying ones when it is a proof. */
  readonly acceptedFrom: readonly A[];
  /** What it holds: as stated, else as its schema tells. */
  readonly kind: FieldKind;
  /** Whether its key may be missing. */
  readonly optional: boolean;
}

/** Any tagged field. */
export type AnyField = Field<z.core.$ZodType, string, string, string>;

/** The fields of a record, by name. */
export type Fields = Readonly<Record<string, AnyField>>;
