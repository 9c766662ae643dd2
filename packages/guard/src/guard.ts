/** The request path: an actor, in a role, for a purpose, bound to every access; and an entry for everything that happened. */
import {
  type Action,
  type BreakGlassReview,
  createBreakGlass,
  foldedActor,
  isMatrixOf,
  type Matrix,
  type RoleFacts,
} from "@favorable/access";
import type { AuditEvent } from "@favorable/audit";
import { type Clock, dateInZone, isPrivacyError, PrivacyError, type RestrictionPort, systemClock } from "@favorable/core";
import type { AnyVocabulary, EventDays } from "@favorable/fields";
import { claimMinter } from "@favorable/fields/minter";
import type { PurposeDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import type { Access } from "./access.ts";
import type { AccessRequest } from "./actor.ts";
import { AnonymousRefusals } from "./anonymous.ts";
import { type Emergency, type EmergencyRequest, type EmergencyStore, emergencyEntry, recordedPorts } from "./emergency.ts";
import { entries, type LogPolicy } from "./entry.ts";
import { basisOn } from "./legal-basis.ts";
import { type EntrySinks, type WriteEntries, writeEntries } from "./pending.ts";
import { type PlainRequest, plainRequest } from "./request.ts";
import { exemptPurposes, type RestrictionExemption } from "./restricted.ts";
import { type ConsentPort, type Run, startRun, type UntypedMatrix, type UntypedSession } from "./run.ts";

/** The part of an audit log that the guard uses. */
export interface AccessLog {
  /** Durable on its own: when it resolves, the entries survive the caller's rollback and a crash. */
  appendAll: WriteEntries;
  /** In the caller's transaction. */
  appendAllIn(tx: Sql, events: readonly AuditEvent[]): Promise<unknown>;
}

type Roles<V extends AnyVocabulary> = Readonly<Record<string, RoleFacts<keyof V["purposes"] & string>>>;
type HeldBy<R, r extends keyof R> = R[r] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** What a guard is made of. */
export interface GuardOptions<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  /** The declared processing. */
  readonly processing: { readonly vocabulary: V; readonly access: Matrix<V, R, A, G> };
  readonly log: AccessLog;
  /**
   * Where entries go while the log cannot be written; without it, access is closed meanwhile. Better a log with `withFallback` of
   * `@favorable/audit`, which knows its entries by their identifiers: entries here say which they may double when an answer was lost
   * (`repeats`).
   */
  readonly fallback?: WriteEntries;
  /** The application's database. */
  readonly sql: Sql;
  /** The declared retention of access logs, which the persons named in an entry fall under. */
  readonly logPolicy: LogPolicy;
  /** Zone in which bases and periods are counted. */
  readonly zone: string;
  readonly clock?: Clock;
  /**
   * Asked before each request; what it throws leaves, and nothing is read, changed or recorded: the log of a database that has gone back in
   * time is not written to before it is known where it goes on. Such as `ready` of `openAfterStart` (`@favorable/retention/postgres`).
   */
  readonly ready?: () => Promise<void>;
  /** Names of the destinations that `send` may be told; none when left out. */
  readonly sinks?: readonly string[];
  /** Who has consented, for purposes that rest on consent. */
  readonly consent?: ConsentPort;
  /**
   * Whose data may not be used for a purpose (GDPR articles 18 and 21). Their rows are left out of what is read, with their number in the
   * entry; changes and sending of them are refused. It stands against every purpose but those of `restrictionExempt`. Rows of a record that has
   * no subject field, and was not made of one that has, say of nobody that they are theirs, and pass.
   */
  readonly restrictions?: RestrictionPort;
  /** Purposes that go on with restricted data, each with its reason of GDPR article 18(2). */
  readonly restrictionExempt?: Readonly<Partial<Record<keyof V["purposes"] & string, RestrictionExemption>>>;
  /** Where openings of emergency roles are kept; without it none opens. */
  readonly emergencies?: EmergencyStore;
  /** The recorded days of events that end legal bases, asked at each request; without them no event has happened. */
  readonly events?: () => EventDays;
}

/** A guard. */
export interface Guard<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  /**
   * Runs a request. Refusals are recorded before the error leaves; what was read is recorded before the result or an
   * error leaves.
   *
   * @throws `ACTOR_MISSING`, `ROLE_UNKNOWN`, `ROLE_NOT_HELD`, `ROLES_CONFLICT`, `EXPIRED`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`, `BASIS_NOT_IN_FORCE`,
   *   `REQUEST_INVALID`; `LOG_UNAVAILABLE`, with the code of a refusal in `refused`; what `act` throws
   */
  run<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>, T>(
    request: AccessRequest<r, Q>,
    act: (access: Access<G, r, Q, A, keyof V["categories"] & string>) => Promise<T>,
  ): Promise<T>;
  /**
   * Opens an emergency role. The opening is in the store and in the log, with its reason and minutes, before anything is let in; a refusal
   * is recorded as `run` does.
   *
   * @throws `EMERGENCIES_UNAVAILABLE` when no store is given; `REASON_MISSING`, `DURATION_INVALID`, `BREAK_GLASS_INVALID`, `ROLE_NOT_HELD`,
   *   `REVIEW_PENDING`, `BREAK_GLASS_UNRECORDED`, `BASIS_NOT_IN_FORCE`, and what `run` throws
   */
  openEmergency<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>>(
    emergency: EmergencyRequest<r, Q>,
  ): Promise<Emergency<G, r, Q, A, keyof V["categories"] & string>>;
  /**
   * Records the review of an actor's last emergency, by somebody else, in the store and in the log.
   *
   * @throws `EMERGENCIES_UNAVAILABLE`, `REVIEW_UNKNOWN`, `REVIEW_BY_ACTOR`, `REVIEW_INVALID`, `BREAK_GLASS_UNRECORDED`
   */
  reviewEmergency(review: BreakGlassReview): Promise<void>;
  /** Writes the counts of anonymous refusals that are still in memory; call it before the process ends. */
  flush(): Promise<void>;
}

/** The guard's own key to the mark of permitted values: nobody else can put it on. */
const key = Symbol("@favorable/guard");

/**
 * Makes the guard of a processing, at assurance level `process`: it holds for code that goes through it.
 *
 * @throws `MATRIX_FOREIGN` when the matrix is not one that `defineMatrix` made over that very vocabulary; `SINK_INVALID`; `RESTRICTION_INVALID`;
 *   `MINTER_CLAIMED` when something else already marks this vocabulary's values as permitted
 */
export function createGuard<
  V extends AnyVocabulary,
  R extends Roles<V>,
  A extends Action,
  G extends Readonly<Record<keyof R & string, unknown>>,
>(options: GuardOptions<V, R, A, G>): Guard<V, R, A, G> {
  const { processing, log, fallback, logPolicy, zone, clock = systemClock } = options;
  const { vocabulary } = processing;
  if (!isMatrixOf(processing.access, vocabulary))
    throw new PrivacyError("MATRIX_FOREIGN", "the matrix was not defined over the vocabulary of the processing");
  const exempt = exemptPurposes(options.restrictionExempt ?? {}, vocabulary.purposes);
  const minter = claimMinter(vocabulary, key);
  // The one place where types are put aside: requests come from outside, whatever their types promise.
  const matrix = processing.access as unknown as UntypedMatrix;
  const purposes = vocabulary.purposes as unknown as Readonly<Record<string, Pick<PurposeDocument, "bases">>>;
  const writeTo: EntrySinks = { log: (events) => log.appendAll(events), ...(fallback === undefined ? {} : { fallback }) };
  const today = () => dateInZone(clock.now(), zone);
  const time = () => ({ now: clock.now(), zone });
  const anonymous = new AnonymousRefusals(clock);
  const common = {
    minter,
    log,
    writeTo,
    sql: options.sql,
    logPolicy,
    today,
    time,
    sinks: declaredSinks(options.sinks ?? []),
    owns: (record: unknown) => vocabulary.owns(record),
    ...(options.consent === undefined ? {} : { consent: options.consent }),
  };

  const start = (session: UntypedSession, emergency?: string): Run => {
    const { purpose } = session;
    const barred = options.restrictions === undefined || exempt.has(purpose) ? {} : { restrictions: options.restrictions };
    const basis = basisOn(purposes[purpose] ?? {}, today(), options.events?.());
    return startRun({ ...common, ...barred, ...(emergency === undefined ? {} : { emergency }), session, basis });
  };
  const open = ({ actor, role, purpose }: PlainRequest): Run => {
    if (actor === undefined) throw noActor();
    const { id, roles: holds, ...facts } = actor;
    return start(matrix.as({ ...facts, actor: id, role, purpose, holds }));
  };

  const opened = new Map<string, { readonly id: string; readonly until: Date }>();
  const writeEmergency = (event: Parameters<typeof emergencyEntry>[0]) =>
    writeEntries([emergencyEntry(event, logPolicy, today())], writeTo);
  const glass =
    options.emergencies === undefined
      ? undefined
      : createBreakGlass(processing.access, { ...recordedPorts(options.emergencies, writeEmergency, opened), clock });
  const emergencies = (): NonNullable<typeof glass> => {
    if (glass === undefined) throw new PrivacyError("EMERGENCIES_UNAVAILABLE", "the guard was given no store of emergencies");
    return glass;
  };

  const declared = (name: string, names: object): string => (Object.hasOwn(names, name) ? name : "undeclared");
  const recordRefusal = async (request: PlainRequest | undefined, code: string): Promise<void> => {
    const role = declared(request?.role ?? "", matrix.roles);
    const purpose = declared(request?.purpose ?? "", purposes);
    const actor = request?.actor?.id;
    const times = actor === undefined ? anonymous.count(purpose) : 1;
    if (times === 0) return;
    const facts = { type: "access.refused", role, purpose, code, ...(times > 1 ? { times } : {}) } as const;
    try {
      await writeEntries(entries(facts, actor, [], logPolicy, today()), writeTo);
    } catch {
      if (actor === undefined) anonymous.restore(purpose, times);
      throw new PrivacyError("LOG_UNAVAILABLE", "the access was refused, and the refusal cannot be recorded", { refused: code });
    }
  };

  const run = async (given: unknown, act: (access: never) => Promise<unknown>): Promise<unknown> => {
    let request: PlainRequest | undefined;
    return during(
      () => {
        request = plainRequest(given);
        return open(request);
      },
      () => request,
      act,
    );
  };

  const during = async (
    begin: () => Run,
    request: () => PlainRequest | undefined,
    act: (access: never) => Promise<unknown>,
  ): Promise<unknown> => {
    await options.ready?.();
    let started: Run;
    try {
      started = begin();
    } catch (error) {
      await recordRefusal(request(), isPrivacyError(error) ? error.code : "FAILED");
      throw error;
    }
    try {
      return await act(started.access as never);
    } finally {
      // Before the result or the error leaves: when this throws, that is what leaves instead.
      await started.end();
    }
  };

  const openEmergency = async (given: unknown): Promise<unknown> => {
    await options.ready?.();
    let request: PlainRequest | undefined;
    try {
      request = plainRequest(given);
      if (request.actor === undefined) throw noActor();
      const { id: actor, roles: holds, until: rolesEnd, ...facts } = request.actor;
      assertRolesHeld(rolesEnd, clock.now());
      const { reason, minutes } = given as EmergencyRequest;
      const { role, purpose } = request;
      basisOn(purposes[purpose] ?? {}, today(), options.events?.()); // Before anything is recorded as opened.
      const session = await emergencies().open({ ...facts, actor, holds, role, purpose, reason, minutes } as never);
      // As the event has it: one account, however it is spelled.
      const opening = opened.get(foldedActor(actor));
      opened.delete(foldedActor(actor));
      if (opening === undefined) throw new PrivacyError("BREAK_GLASS_UNRECORDED", "the opening was not recorded");
      const asked = request;
      return Object.freeze({
        id: opening.id,
        until: new Date(opening.until),
        run: (act: (access: never) => Promise<unknown>) =>
          during(
            () => {
              assertRolesHeld(rolesEnd, clock.now());
              if (clock.now() >= opening.until) throw new PrivacyError("EXPIRED", "the emergency has ended");
              return start(session as unknown as UntypedSession, opening.id);
            },
            () => asked,
            act,
          ),
      });
    } catch (error) {
      await recordRefusal(request, isPrivacyError(error) ? error.code : "FAILED");
      throw error;
    }
  };

  const guard = {
    run,
    openEmergency,
    reviewEmergency: async (review: BreakGlassReview): Promise<void> => emergencies().review(review),
    async flush() {
      for (const { purpose, times } of anonymous.take()) {
        const facts = { type: "access.refused", role: "undeclared", purpose, code: "ACTOR_MISSING", times } as const;
        try {
          await writeEntries(entries(facts, undefined, [], logPolicy, today()), writeTo);
        } catch (error) {
          anonymous.restore(purpose, times);
          throw error;
        }
      }
    },
  };
  return guard as unknown as Guard<V, R, A, G>;
}

/** An emergency does not outlast the roles that open it; throws `EXPIRED`, `UNTIL_INVALID`. */
function assertRolesHeld(until: Date | undefined, now: Date): void {
  if (until === undefined) return;
  if (!(until instanceof Date) || Number.isNaN(until.getTime())) throw new PrivacyError("UNTIL_INVALID", "roles end at an instant");
  if (now >= until) throw new PrivacyError("EXPIRED", "the roles of the actor have ended");
}

function noActor(): PrivacyError {
  return new PrivacyError("ACTOR_MISSING", "each person acts under an identifier of their own");
}

/** Destinations stand in the log in clear: they are plain names, throws `SINK_INVALID`. */
function declaredSinks(names: readonly string[]): ReadonlySet<string> {
  if (!names.every((name) => /^[a-z][a-z0-9-]{0,62}$/.test(name)))
    throw new PrivacyError("SINK_INVALID", "a destination is named by lower-case letters, digits and hyphens");
  return new Set(names);
}
