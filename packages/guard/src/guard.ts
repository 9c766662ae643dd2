/** The request path: an actor, in a role, for a purpose, bound to every access; and an entry for everything that happened. */
import type { Action, Matrix, RoleFacts } from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import { type Clock, dateInZone, isPrivacyError, PrivacyError, systemClock } from "@favorable/core";
import type { AnyVocabulary } from "@favorable/fields";
import { claimMinter } from "@favorable/fields/minter";
import type { PurposeDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import type { Access } from "./access.ts";
import type { AccessRequest } from "./actor.ts";
import { AnonymousRefusals } from "./anonymous.ts";
import { entry, type LogPolicy } from "./entry.ts";
import { basisOn } from "./legal-basis.ts";
import { type EntrySinks, type WriteEntries, writeEntries } from "./pending.ts";
import { type ConsentPort, makeAccess, type RunContext, type UntypedMatrix, type UntypedSession } from "./run.ts";

/** The part of an audit log that the guard uses. */
export interface AccessLog {
  /** Durable on its own: when it resolves, the entries survive the caller's rollback and a crash. */
  appendAll: WriteEntries;
  /** In the caller's transaction. */
  appendIn(tx: Sql, event: AuditEvent): Promise<unknown>;
}

type Roles<V extends AnyVocabulary> = Readonly<Record<string, RoleFacts<keyof V["purposes"] & string>>>;
type HeldBy<R, r extends keyof R> = R[r] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** What a guard is made of. */
export interface GuardOptions<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  /** The declared processing. */
  readonly processing: { readonly vocabulary: V; readonly access: Matrix<V, R, A, G> };
  readonly log: AccessLog;
  /** Where entries go while the log cannot be written; without it, access is closed meanwhile. */
  readonly fallback?: WriteEntries;
  /** The application's database. */
  readonly sql: Sql;
  /** The declared retention of access logs, which the persons named in an entry fall under. */
  readonly logPolicy: LogPolicy;
  /** Zone in which bases and periods are counted. */
  readonly zone: string;
  readonly clock?: Clock;
  /** Who has consented, for purposes that rest on consent. */
  readonly consent?: ConsentPort;
}

/** A guard. */
export interface Guard<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  /**
   * Runs a request. Refusals are recorded before the error leaves; what was read is recorded before the result or an
   * error leaves.
   *
   * @throws `ACTOR_MISSING`, `ROLE_UNKNOWN`, `ROLE_NOT_HELD`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`, `BASIS_NOT_IN_FORCE`,
   *   `LOG_UNAVAILABLE`; what `act` throws
   */
  run<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>, T>(
    request: AccessRequest<r, Q>,
    act: (access: Access<G, r, Q, A, keyof V["categories"] & string>) => Promise<T>,
  ): Promise<T>;
  /** Writes the counts of anonymous refusals that are still in memory; call it before the process ends. */
  flush(): Promise<void>;
}

/** The guard's own key to the mark of permitted values: nobody else can put it on. */
const key = Symbol("@favorable/guard");

/**
 * Makes the guard of a processing, at assurance level `process`: it holds for code that goes through it.
 *
 * @throws `MINTER_CLAIMED` when something else already marks this vocabulary's values as permitted
 */
export function createGuard<
  V extends AnyVocabulary,
  R extends Roles<V>,
  A extends Action,
  G extends Readonly<Record<keyof R & string, unknown>>,
>(options: GuardOptions<V, R, A, G>): Guard<V, R, A, G> {
  const { processing, log, fallback, logPolicy, zone, clock = systemClock } = options;
  const minter = claimMinter(processing.vocabulary, key);
  // The one place where types are put aside: requests come from outside, whatever their types promise.
  const matrix = processing.access as unknown as UntypedMatrix;
  const purposes = processing.vocabulary.purposes as unknown as Readonly<Record<string, Pick<PurposeDocument, "bases">>>;
  const sinks: EntrySinks = { log: (events) => log.appendAll(events), ...(fallback === undefined ? {} : { fallback }) };
  const today = () => dateInZone(clock.now(), zone);
  const anonymous = new AnonymousRefusals(clock);
  const known = (name: unknown, names: object): string => (typeof name === "string" && Object.hasOwn(names, name) ? name : "undeclared");

  const refuse = async (request: AccessRequest, error: unknown): Promise<never> => {
    const code = isPrivacyError(error) ? error.code : "FAILED";
    const role = known(request.role, matrix.roles);
    const purpose = known(request.purpose, purposes);
    const actor = request.actor?.id;
    const counted = actor === undefined ? anonymous.count(purpose) : { due: true, times: 1 };
    if (counted.due) {
      const facts = { type: "access.refused", role, purpose, code, ...(counted.times > 1 ? { times: counted.times } : {}) } as const;
      await writeEntries([entry(facts, actor, [], logPolicy, today())], sinks);
    }
    throw error;
  };

  const open = (request: AccessRequest): { session: UntypedSession; context: RunContext } => {
    const { actor, role, purpose } = request;
    if (actor === undefined || typeof actor.id !== "string" || actor.id === "")
      throw new PrivacyError("ACTOR_MISSING", "each person acts under an identifier of their own");
    const session = matrix.as({ actor: actor.id, role, purpose });
    if (!actor.roles.includes(role)) throw new PrivacyError("ROLE_NOT_HELD", "the actor does not hold the role", { role });
    const basis = basisOn(purposes[purpose] ?? {}, today());
    const facts = { ...options, minter, basis, sinks, today };
    return { session, context: { ...facts, session, pending: [], ended: false } };
  };

  const run = async (request: AccessRequest, act: (access: never) => Promise<unknown>): Promise<unknown> => {
    let opened: ReturnType<typeof open>;
    try {
      opened = open(request);
    } catch (error) {
      return refuse(request, error);
    }
    const { context } = opened;
    try {
      return await act(makeAccess(context) as never);
    } finally {
      // Before the result or the error leaves: when this throws, that is what leaves instead.
      context.ended = true;
      await writeEntries(context.pending.splice(0), sinks);
    }
  };

  const guard: { run: typeof run; flush: () => Promise<void> } = {
    run,
    async flush() {
      const left = anonymous.take();
      const events = left.map(({ purpose, times }) =>
        entry({ type: "access.refused", role: "undeclared", purpose, code: "ACTOR_MISSING", times }, undefined, [], logPolicy, today()),
      );
      await writeEntries(events, sinks);
    },
  };
  return guard as unknown as Guard<V, R, A, G>;
}
