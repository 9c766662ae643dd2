/** What a request may do once it is let in: read, change, send. Each leaves an entry. */
import type { Projection, Session, WriteAction } from "@favorable/access";
import type { For, RecordDefinition } from "@favorable/fields";
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
   * @throws `READ_REFUSED` when the role may read no field, `RECORD_FOREIGN`, `ROW_INVALID`, `ROW_INCOMPLETE`, `CONSENT_UNKNOWN`
   */
  read<F>(record: RecordDefinition<F>, rows: readonly object[]): Promise<readonly For<Q, Projection<F, G, R, Q>>[]>;
  /**
   * Changes rows: checks that each of their keys may be written, then runs `write` and adds the entry in one transaction,
   * so that there is an entry if and only if the change was committed.
   *
   * @throws `WRITE_REFUSED`, `ACTION_UNKNOWN`, `RECORD_FOREIGN`, `ROW_INVALID`, `CONSENT_MISSING`, `CONSENT_UNKNOWN`; what `write` throws,
   *   rolled back
   */
  change<F, T>(record: RecordDefinition<F>, action: WriteAction, rows: readonly object[], write: (tx: Sql) => Promise<T>): Promise<T>;
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
