/** The functions of a sealed database as the compiler knows them: for one role and purpose of the matrix. */
import { fromBase64, PrivacyError } from "@favorable/core";
import type { BoundKeys, CategoryView, InputFor, RecordDefinition } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import type { GrantedTo } from "../grants.ts";
import type { HeldBy, RecordLike } from "../index.ts";
import type { PreparedChange, SealedChanges, SealedRow } from "./sealed-types.ts";

/** The fields that a role is shown for a purpose, by what it does: names are known to the compiler, values are as the database has them. */
export type ShownFields<F, G, R extends keyof G, Q extends string, A extends "read" | "extract"> = {
  readonly [K in keyof CategoryView<F, Q, GrantedTo<G, R, A>>]?: unknown;
};

/** The fields that a role may write for a purpose, with the types that their schemas take; where there is none, no object has them. */
export type WrittenFields<F, G, R extends keyof G, Q extends string, A extends "add" | "modify"> = Written<
  InputFor<RecordDefinition<F>, Q>,
  keyof CategoryView<F, Q, GrantedTo<G, R, A>>
>;
type Written<V, K> = [keyof V & K] extends [never] ? Readonly<Record<string, never>> : Pick<V, keyof V & K>;

/** The names of the fields that a role may empty: what is deleted is used for nothing, and is not held to a purpose. */
export type EmptiedFields<F, G, R extends keyof G> = Exclude<
  { [K in keyof F]: F[K] extends { readonly category: GrantedTo<G, R, "delete"> } ? K : never }[keyof F] & string,
  BoundKeys<F>
>;

/** Changes of one role and purpose. */
export interface ActingChanges<G, R extends keyof G, Q extends string, T = string> {
  /** As `add` of {@link SealedChanges}. */
  add<F>(token: string, record: RecordDefinition<F>, value: WrittenFields<F, G, R, Q, "add">, key?: string): Promise<T>;
  /** As `modify` of {@link SealedChanges}. */
  modify<F>(
    token: string,
    record: RecordDefinition<F>,
    keys: readonly string[],
    value: Partial<WrittenFields<F, G, R, Q, "modify">>,
  ): Promise<T>;
  /** As `delete` of {@link SealedChanges}. */
  delete<F>(token: string, record: RecordDefinition<F>, keys: readonly string[], fields?: readonly EmptiedFields<F, G, R>[]): Promise<T>;
}

/**
 * The functions for one role and purpose. `project` of a session makes of a row's fields what the schemas say.
 *
 * All throw `RECORD_FOREIGN` for a record that is not the mapped one, and `CONTEXT_INVALID` for a token that names another role or purpose.
 */
export interface SealedActing<G, R extends keyof G, Q extends string> extends ActingChanges<G, R, Q> {
  /** As `read` of `SealedAccess`. */
  read<F>(
    token: string,
    record: RecordDefinition<F>,
    keys: readonly string[],
  ): Promise<readonly SealedRow<ShownFields<F, G, R, Q, "read">>[]>;
  /** As `extract` of `SealedAccess`. */
  extract<F>(token: string, record: RecordDefinition<F>): Promise<readonly SealedRow<ShownFields<F, G, R, Q, "extract">>[]>;
  /** As `prepare` of `SealedAccess`. */
  readonly prepare: ActingChanges<G, R, Q, PreparedChange>;
  /** As `within` of `SealedAccess`. */
  within(tx: Sql): ActingChanges<G, R, Q>;
}

/** Makes the functions of a role of the matrix and a purpose that it holds. */
export type ActingIn<M> = M extends { readonly roles: infer Roles; readonly grants: infer G }
  ? <const R extends keyof Roles & keyof G & string, const Q extends HeldBy<Roles, R>>(role: R, purpose: Q) => SealedActing<G, R, Q>
  : (role: never, purpose: never) => never;

/** The functions before their types are put on. */
interface Untyped extends SealedChanges {
  read(token: string, record: string, keys: readonly string[]): Promise<readonly SealedRow[]>;
  extract(token: string, record: string): Promise<readonly SealedRow[]>;
  readonly prepare: SealedChanges<PreparedChange>;
  within(tx: Sql): SealedChanges;
}

/** @param mapped - the record that a name is mapped with; throws for one that is not mapped */
export function actingIn<M>(access: Untyped, mapped: (name: string) => RecordLike): ActingIn<M> {
  const made = (role: string, purpose: string) => {
    const nameOf = (token: string, record: RecordLike): string => {
      if (mapped(record.name) !== record) throw new PrivacyError("RECORD_FOREIGN", "the record is not the one that is mapped by its name");
      const claims = claimsOf(token);
      if (claims.role !== role || claims.purpose !== purpose)
        throw new PrivacyError("CONTEXT_INVALID", "the context names another role or purpose than the caller", { role, purpose });
      return record.name;
    };
    const changes = <T>(of: SealedChanges<T>) => ({
      add: async (token: string, record: RecordLike, value: object, key?: string) => of.add(token, nameOf(token, record), value, key),
      modify: async (token: string, record: RecordLike, keys: readonly string[], value: object) =>
        of.modify(token, nameOf(token, record), keys, value),
      delete: async (token: string, record: RecordLike, keys: readonly string[], fields?: readonly string[]) =>
        of.delete(token, nameOf(token, record), keys, fields),
    });
    return {
      ...changes(access),
      prepare: changes(access.prepare),
      within: (tx: Sql) => changes(access.within(tx)),
      read: async (token: string, record: RecordLike, keys: readonly string[]) => access.read(token, nameOf(token, record), keys),
      extract: async (token: string, record: RecordLike) => access.extract(token, nameOf(token, record)),
    };
  };
  return made as unknown as ActingIn<M>; // The one cast: the same functions, with the fields of role and purpose put on.
}

/** What a token says of itself: whether it may is for the database to say. */
function claimsOf(token: string): { readonly role?: unknown; readonly purpose?: unknown } {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(fromBase64(token.split(".")[1] ?? "")));
    return typeof claims === "object" && claims !== null ? claims : {};
  } catch {
    return {};
  }
}
