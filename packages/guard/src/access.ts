/** What a request may do once it is let in: read, change, send. Each leaves an entry. */
import type { Projection, Session, WriteAction } from "@favorable/access";
import type { BoundLeftOut, BoundRow, For, RecordDefinition } from "@favorable/fields";
import type { BasisDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";

/** A request that was let in: one actor, in one role, for one purpose. Usable until its run has ended (`RUN_ENDED`). */
export interface Access<G, R extends keyof G & string, Q extends string, A extends string, C extends string> {
  readonly actor: string;
  readonly role: R;
  readonly purpose: Q;
  /** The legal basis that is in force today. */
  readonly basis: BasisDocument;
  /** Whether the role may take the action on the category. */
  readonly can: Session<G, R, Q, A, C>["can"];
  /** As `can`, with the reason in French and English. */
  readonly explain: Session<G, R, Q, A, C>["explain"];
  /**
   * Gives the fields of the rows that serve the purpose and that the role may read, marked as permitted. The entry names
   * the actor and the persons; it is on disk before the run's result leaves, also when the run throws or its
   * transaction is rolled back. Where consent is the basis, rows of persons who have not given it are left out.
   *
   * @throws `READ_REFUSED` when the role may read no field, `CONDITION_NOT_MET`, `OWN_RECORD`, `EXPIRED`, `RECORD_FOREIGN`, `ROW_INVALID`, `ROW_INCOMPLETE`, `CONSENT_UNKNOWN`
   */
  read<F>(record: RecordDefinition<F>, rows: readonly object[]): Promise<readonly For<Q, Projection<F, G, R, Q>>[]>;
  /**
   * Changes rows: checks that each of their keys may be written, sets the fields that are bound to the clock or the actor, then runs
   * `write` with the rows as they are to be stored and adds the entry in one transaction, so that there is an entry if and only if the
   * change was committed.
   *
   * @param rows - what the caller gives; a bound field among it is refused. An added row gets all bound fields of its record, a modified
   *   one those that are set at each change: the guard's clock at this moment, the actor of the request.
   * @param stored - the rows as they are stored, side by side with `rows`: needed to modify or delete where the role's rows are narrowed by a
   *   condition, or the actor is a data subject. Read them under a lock, or in the statement that writes.
   * @throws `WRITE_REFUSED`, `ACTION_UNKNOWN`, `RECORD_FOREIGN`, `ROW_INVALID`, `CONSENT_MISSING`, `CONSENT_UNKNOWN`, `BOUND_MISFIT`, `CONDITION_NOT_MET`,
   *   `OWN_RECORD`, `EXPIRED`; what
   *   `write` throws, rolled back
   */
  change<F, const W extends WriteAction, X extends object, T>(
    record: RecordDefinition<F>,
    action: W,
    rows: readonly (X & BoundLeftOut<F>)[],
    write: (tx: Sql, rows: readonly WrittenRow<F, W, X>[]) => Promise<T>,
    stored?: readonly object[],
  ): Promise<T>;
  /**
   * Sends permitted values somewhere by `deliver`. Each value must be the very object that was permitted: what a parse gave,
   * a copy or a spread is refused. What was read so far and the sending are on disk before `deliver` runs, so it cannot run
   * inside a transaction of a single-connection store.
   *
   * @param sink - one of the destinations declared to the guard, such as `reminder-mail`
   * @throws `SINK_UNKNOWN`, `NOT_PERMITTED` with the number of values refused, `LOG_UNAVAILABLE`
   */
  send<T extends object, U>(sink: string, values: readonly For<Q, T>[], deliver: (values: readonly For<Q, T>[]) => Promise<U>): Promise<U>;
}

/** A row as it is to be stored: what the caller gave, and what the guard has set. */
export type WrittenRow<F, W extends WriteAction, X> = Readonly<X> &
  (W extends "add" ? BoundRow<F> : W extends "modify" ? Partial<BoundRow<F>> : unknown);
