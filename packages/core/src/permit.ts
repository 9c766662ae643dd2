/** Ports that let packages of one floor meet without importing each other; `processing` and `guard` wire them. */

/** What somebody asks to do: every part is a declared name, never a value of a person. */
export interface PermitRequest {
  /** Identifier of the acting person's account. */
  readonly actor: string;
  /** A declared role. */
  readonly role: string;
  /** A declared purpose. */
  readonly purpose: string;
  /** The action, such as `extract`. */
  readonly action: string;
  /** The declared record. */
  readonly record: string;
  /** All roles that the person holds, so that roles which one person may not hold together are held apart. */
  readonly holds?: readonly string[];
}

/** The answer to a {@link PermitRequest}: which fields, or why not. */
export type PermitAnswer =
  | { readonly allowed: true; readonly fields: readonly string[] }
  | { readonly allowed: false; readonly code: string };

/** May this actor do this? Asked by exports and other sinks before anything leaves. */
export type Permit = (request: PermitRequest) => PermitAnswer;
