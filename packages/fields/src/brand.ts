/** Two marks that exist in the types only: *checked* (right shape for a purpose) and *permitted* (asked for, granted, logged). */

/** Marks a value whose shape was checked for a purpose; exists in types only. */
export declare const checkedFor: unique symbol;
/** Marks a value whose use for a purpose was permitted; exists in types only. */
export declare const permittedFor: unique symbol;

/**
 * A value of the right shape for a purpose: what `record.for(purpose).parse(value)` gives. It says nothing of who asks,
 * so it does not pass where a {@link For} is required.
 */
export type Checked<P extends string, T> = T & { readonly [checkedFor]: { readonly [p in P]: true } };

/**
 * A value that somebody was permitted to use for a purpose. Sinks (mail, exports, statistics) ask for it.
 *
 * The mark is a type: it survives spreading (`{ ...value, more }`) and is lost by `map`. A sink therefore projects
 * again, or asks `isPermitted`, which knows the very object that was permitted.
 */
export type For<P extends string, T> = T & { readonly [permittedFor]: { readonly [p in P]: true } };
