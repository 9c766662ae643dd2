/** Break-glass: a role for emergencies, opened with a reason for a short time, recorded before it opens and reviewed before the next one. */
import { type Clock, PrivacyError, systemClock, toHex } from "@favorable/core";
import type { AnyVocabulary } from "@favorable/fields";
import { randomBytes } from "@noble/hashes/utils.js";
import type { ActorFacts } from "./condition/condition.ts";
import type { Action } from "./core/action.ts";
import { assertPersonal, type Conflicts, foldedActor } from "./duties.ts";
import { openerOf } from "./genuine.ts";
import type { HeldBy, Matrix } from "./matrix-type.ts";
import type { Session, UntypedSession } from "./session.ts";

/**
 * What is recorded. Actors and free texts are personal data: the store keeps them under the retention of its logs. Actors and reviewers are
 * recorded as they are told apart, without case, width and the space around: `N-1` is `n-1`.
 */
export type BreakGlassEvent =
  | {
      readonly type: "break-glass.opened";
      readonly id: string;
      readonly actor: string;
      readonly role: string;
      readonly purpose: string;
      readonly reason: string;
      readonly minutes: number;
      readonly at: Date;
      readonly until: Date;
    }
  | {
      readonly type: "break-glass.reviewed";
      readonly id: string;
      readonly actor: string;
      readonly reviewer: string;
      readonly verdict: "justified" | "unjustified";
      readonly findings: string;
      readonly at: Date;
    };

/** What a store knows of an opening. */
export interface LastOpening {
  readonly id: string;
  readonly reviewed: boolean;
  readonly verdict?: "justified" | "unjustified";
  /** Of the last review. */
  readonly reviewer?: string;
}

/** Where openings and reviews are kept. */
export interface BreakGlassPorts {
  /**
   * Durable when it resolves. A store shared by several processes refuses a second opening of an actor that is not reviewed, and a review of
   * one that is, unless it was found unjustified by another reviewer.
   */
  readonly record: (event: BreakGlassEvent) => Promise<unknown>;
  /**
   * The last opening of an actor, whether it was reviewed, and what the last review of it said; undefined when there is none. `actor` is as
   * events have it. A store that does not tell the verdict holds an unjustified opening against nobody once the process is over.
   */
  readonly last: (actor: string) => Promise<LastOpening | undefined>;
  readonly clock?: Clock;
}

/** An emergency: all of it is asked. */
export interface Emergency<r extends string, Q extends string> extends ActorFacts {
  readonly actor: string;
  /** The roles that the person holds: one of them may open the emergency role. */
  readonly holds: readonly string[];
  readonly role: r;
  readonly purpose: Q;
  /** Why, in words that a reviewer can judge: 10 to 2,000 characters, five letters among them. */
  readonly reason: string;
  /** A whole number, at most the role's `maximumMinutes`. */
  readonly minutes: number;
}

/** The judgement of somebody else on an opening. */
export interface BreakGlassReview {
  /** Identifier of the opening. */
  readonly id: string;
  /** Who opened. */
  readonly actor: string;
  readonly reviewer: string;
  readonly verdict: "justified" | "unjustified";
  /** What was found, 10 to 2,000 characters. */
  readonly findings: string;
}

/** The emergency roles of a matrix. */
export interface BreakGlass<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  /**
   * Records the opening, then opens a session that ends by itself.
   *
   * @throws `REASON_MISSING`, `DURATION_INVALID`, `BREAK_GLASS_INVALID` for a role that is not opened so, `ROLE_NOT_HELD`, `REVIEW_PENDING` while
   *   the actor's last opening is not reviewed, `REVIEW_UNJUSTIFIED` while it stands as unjustified, `BREAK_GLASS_UNRECORDED` when the store fails, `ACCOUNT_SHARED`, and what `as` throws
   */
  open<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>>(
    emergency: Emergency<r, Q>,
  ): Promise<Session<G, r, Q, A, keyof V["categories"] & string>>;
  /**
   * Records the review of an actor's last opening, by somebody else. One that was found unjustified keeps the way closed until a second reviewer
   * judges it again, and finds otherwise. Reviews of one actor are taken one at a time: who comes while another is recorded is refused, so that
   * whoever judges again knows the judgement.
   *
   * @throws `REVIEW_UNKNOWN`, `REVIEW_BY_ACTOR`, `REVIEW_INVALID`, `BREAK_GLASS_UNRECORDED`, `ACTOR_MISSING`, `ACCOUNT_SHARED`
   */
  review(review: BreakGlassReview): Promise<void>;
}

const SHORTEST = 10;
const LONGEST = 2000;
const LETTERS = 5;

/**
 * Makes the break-glass of a matrix whose literal declares `breakGlass`.
 *
 * @throws `MATRIX_FOREIGN` for what `defineMatrix` did not make
 * @example
 * ```ts
 * import { createBreakGlass, defineMatrix } from "@favorable/access";
 * import { defineVocabulary } from "@favorable/fields";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { care: { statement: { en: "Care" } } },
 *   categories: { file: { label: { en: "Medical file" } } },
 *   origins: { subject: { label: { en: "The person" } } },
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read"],
 *   roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] }, urgent: { label: { en: "Emergency" }, purposes: ["care"] } },
 *   grants: { nurse: { file: "none" }, urgent: { file: ["read"] } },
 *   breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 60 } },
 * });
 * const log: string[] = [];
 * const glass = createBreakGlass(access, { record: async ({ type }) => log.push(type), last: async () => undefined });
 * const reason = "Patient unconscious, allergies unknown";
 * const session = await glass.open({ actor: "n-1", holds: ["nurse"], role: "urgent", purpose: "care", reason, minutes: 30 });
 * console.log(log.join()); // break-glass.opened
 * console.log(session.can("read", "file")); // true
 * ```
 */
export function createBreakGlass<
  V extends AnyVocabulary,
  R,
  A extends Action,
  G extends Readonly<Record<keyof R & string, unknown>>,
  K extends Conflicts,
>(matrix: Matrix<V, R, A, G, K>, { record, last, clock = systemClock }: BreakGlassPorts): BreakGlass<V, R, A, G> {
  const opener = openerOf(matrix);
  if (opener === undefined) throw new PrivacyError("MATRIX_FOREIGN", "the matrix was not made by defineMatrix");
  const opening = new Set<string>();
  const reviewing = new Set<string>();
  /** Reviews that found no justification, by opening: for stores that do not tell. */
  const unjustified = new Map<string, string>();

  const lastOf = async (actor: string): Promise<LastOpening | undefined> => {
    try {
      const known = await last(actor);
      const reviewer = known === undefined || known.verdict !== undefined ? undefined : unjustified.get(known.id);
      return known === undefined || reviewer === undefined ? known : { ...known, verdict: "unjustified", reviewer };
    } catch {
      throw unrecorded();
    }
  };
  const recorded = async (event: BreakGlassEvent): Promise<void> => {
    try {
      await record(Object.freeze(event));
    } catch {
      throw unrecorded();
    }
  };

  const open = async (emergency: Emergency<string, string>): Promise<UntypedSession> => {
    const { actor: spelled, holds, role, purpose, minutes, subject, units, cases, tenant } = emergency ?? {};
    assertPersonal(spelled);
    const actor = foldedActor(spelled);
    const reason = words(emergency.reason);
    if (reason === undefined) throw new PrivacyError("REASON_MISSING", "an emergency has a reason of 10 to 2,000 characters");
    const rule = Object.hasOwn(matrix.breakGlass, role) ? matrix.breakGlass[role] : undefined;
    if (rule === undefined) throw new PrivacyError("BREAK_GLASS_INVALID", "the role is not one for emergencies");
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > rule.maximumMinutes)
      throw new PrivacyError("DURATION_INVALID", "an emergency lasts a whole number of minutes, up to the declared one", {
        role,
        maximumMinutes: rule.maximumMinutes,
      });
    const held = Array.isArray(holds) ? [...holds] : [];
    if (!rule.for.some((name) => held.includes(name)))
      throw new PrivacyError("ROLE_NOT_HELD", "the actor holds no role that may open this one", { role });
    // What a review under way will say is not known yet.
    if (opening.has(actor) || reviewing.has(actor)) throw pending();
    opening.add(actor);
    try {
      const before = await lastOf(actor);
      // What a store answers is not checked by a compiler: anything but true is no review.
      if (before !== undefined && before.reviewed !== true) throw pending();
      if (before?.verdict === "unjustified")
        throw new PrivacyError("REVIEW_UNJUSTIFIED", "the last emergency of the actor stands as unjustified: a second reviewer judges it");
      const at = clock.now();
      const until = new Date(at.getTime() + minutes * 60_000);
      const facts = { ...own("subject", subject), ...own("units", units), ...own("cases", cases), ...own("tenant", tenant) };
      // Made before the record, so that nothing is recorded that the matrix refuses; handed out after it.
      const session = opener({ actor: spelled, role, purpose, until, holds: [...held, role], ...facts });
      const id = toHex(randomBytes(16));
      await recorded({ type: "break-glass.opened", id, actor, role, purpose, reason, minutes, at, until: new Date(until) });
      return session;
    } finally {
      opening.delete(actor);
    }
  };

  const review = async (given: BreakGlassReview): Promise<void> => {
    const { id, verdict } = given;
    assertPersonal(given.actor);
    assertPersonal(given.reviewer);
    const [actor, reviewer] = [foldedActor(given.actor), foldedActor(given.reviewer)];
    if (reviewer === actor) throw new PrivacyError("REVIEW_BY_ACTOR", "who opened does not review");
    const findings = words(given.findings);
    if (findings === undefined || (verdict !== "justified" && verdict !== "unjustified"))
      throw new PrivacyError("REVIEW_INVALID", "a review has a verdict, and findings of 10 to 2,000 characters");
    if (reviewing.has(actor)) throw unknownOpening();
    reviewing.add(actor);
    try {
      const known = await lastOf(actor);
      const again = known?.reviewed === true && known.verdict === "unjustified" && foldedActor(known.reviewer ?? reviewer) !== reviewer;
      if (known === undefined || known.id !== id || (known.reviewed === true && !again)) throw unknownOpening();
      await recorded({ type: "break-glass.reviewed", id, actor, reviewer, verdict, findings, at: clock.now() });
      if (verdict === "unjustified") unjustified.set(id, reviewer);
      else unjustified.delete(id);
    } finally {
      reviewing.delete(actor);
    }
  };
  // The one cast: the session's types are those of the matrix.
  return Object.freeze({ open, review }) as unknown as BreakGlass<V, R, A, G>;
}

function words(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const plain = text.trim();
  // Dots and one letter again and again are as long as a reason and say nothing.
  const letters = new Set(plain.toLowerCase().match(/\p{L}/gu));
  return plain.length >= SHORTEST && plain.length <= LONGEST && letters.size >= LETTERS ? plain : undefined;
}

function own<N extends string, T>(name: N, value: T | undefined): { readonly [n in N]?: T } {
  // The one cast: a computed key of one name.
  return (value === undefined ? {} : { [name]: value }) as { readonly [n in N]?: T };
}

function unrecorded(): PrivacyError {
  return new PrivacyError("BREAK_GLASS_UNRECORDED", "the store does not answer: what is not recorded does not open");
}

function unknownOpening(): PrivacyError {
  return new PrivacyError("REVIEW_UNKNOWN", "the actor has no such opening that waits for its review, by this reviewer");
}

function pending(): PrivacyError {
  return new PrivacyError("REVIEW_PENDING", "the last emergency of the actor waits for its review");
}
