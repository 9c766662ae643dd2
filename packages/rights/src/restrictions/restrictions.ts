/** Places, announces and lifts restrictions, and tells the gate. */
import type { AuditEvent, ClearFact } from "@favorable/audit";
import { type Clock, dateInZone, isPrivacyError, PrivacyError, type RestrictionPort, systemClock } from "@favorable/core";
import { assertStaff, type DeskDuties, type DeskStaff, takeOffice } from "../desk/actors.ts";
import type { RegisterPolicy } from "../register/case-register.ts";
import { declared } from "../register/plain-words.ts";
import { subjectReference } from "../register/subject-reference.ts";
import type { Office } from "../request/request.ts";
import { assertVerified, didAct, type VerifiedRequest } from "../verified/verified-request.ts";
import {
  LIFT_REASONS,
  type LiftReason,
  RESTRICTION_GROUNDS,
  type Restriction,
  type RestrictionGround,
  type RestrictionStore,
} from "./restriction.ts";

/** What it is made of. */
export interface RestrictionsOptions {
  readonly store: RestrictionStore;
  /** 32 random bytes for the references of persons, kept outside the store's database. */
  readonly key: Uint8Array;
  /** The declared purposes. */
  readonly purposes: readonly string[];
  /** Who may act, as at the desk: a handler places and announces, an approver lifts; nobody acts on a restriction of their own data. */
  readonly duties: DeskDuties;
  readonly logPolicy: RegisterPolicy;
  /** Zone in which the log's periods are counted. */
  readonly zone: string;
  readonly clock?: Clock;
}

/** What is placed. */
export interface Placing {
  readonly ground: RestrictionGround;
  /** One declared purpose; every purpose when left out. An objection is to one: that of the request unless another is named. */
  readonly purpose?: string;
  /** The member of staff; absent when the person's own request does it. */
  readonly staff?: DeskStaff;
}

/** Restrictions. */
export interface Restrictions {
  /**
   * Places a restriction on a verified request. From then on the gate leaves the person out. Doing it again, or two at once, places one.
   *
   * @throws `STAFF_INVALID`, `DESK_ROLE_REFUSED`, `OWN_RECORD`, `RESTRICTION_ENDED` for one of the same request that was lifted, `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`, `GROUND_INVALID`, `PURPOSE_UNKNOWN`; `PURPOSE_MISSING` for an objection to no
   *   purpose
   */
  place(request: VerifiedRequest, placing: Placing): Promise<Restriction>;
  /**
   * Records that the person was told that the restriction will be lifted (GDPR article 18(3)).
   *
   * @param told - by whom, and a declared reference of what shows it, such as the id of a letter
   * @throws those of staff, `RESTRICTION_UNKNOWN`, `RESTRICTION_ENDED`, `NAME_INVALID`, `TEXT_PERSONAL`, `RESTRICTION_CONFLICT`
   */
  announceLift(id: string, told: { readonly staff: DeskStaff; readonly evidence: string }): Promise<Restriction>;
  /**
   * Lifts one that was announced.
   *
   * @throws those of staff, `DUTIES_NOT_APART` where the one who announced it may not lift it; `LIFT_REASON_INVALID`, `LIFT_UNANNOUNCED`, `RESTRICTION_UNKNOWN`, `RESTRICTION_ENDED`, `RESTRICTION_CONFLICT`
   */
  lift(id: string, why: { readonly staff: DeskStaff; readonly reason: LiftReason }): Promise<Restriction>;
  /** Those that stand, oldest first; persons are references. */
  standing(): Promise<readonly Restriction[]>;
  /** Removes what is held of an erased person; gives their number. */
  forget(subject: string): Promise<number>;
  /** For the guard. It throws what the store throws: who asks fails closed. */
  readonly port: RestrictionPort;
}

const KINDS = ["restriction", "objection", "rectification", "erasure"] as const;

/**
 * Makes the restrictions of a processing.
 *
 * @throws `REFERENCE_KEY_INVALID`
 * @example
 * ```ts
 * import { createRestrictions, memoryRestrictionStore } from "@favorable/rights";
 *
 * const restrictions = createRestrictions({
 *   store: memoryRestrictionStore({ appendAll: async () => [] }),
 *   key: new Uint8Array(32).fill(7), // from the key service, in earnest
 *   purposes: ["followUp"],
 *   duties: { roles: { handler: ["dpo-office"], verifier: ["dpo-office"], approver: ["dpo"] }, apart: [["handler", "approver"]] },
 *   logPolicy: { policy: "logs", version: 1 },
 *   zone: "Europe/Monaco",
 * });
 * // A guard is given `restrictions: restrictions.port`.
 * console.log((await restrictions.port("followUp", ["A-0417"])).size); // 0
 * ```
 */
export function createRestrictions(options: RestrictionsOptions): Restrictions {
  const { store, purposes, duties, logPolicy, zone, clock = systemClock } = options;
  const referenceOf = subjectReference(options.key);

  const entry = (
    act: string,
    clear: Readonly<Record<string, ClearFact>>,
    persons: Readonly<Record<string, string | undefined>>,
  ): AuditEvent => {
    const retention = { ...logPolicy, start: dateInZone(clock.now(), zone) };
    const parts = Object.entries(persons).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, subject: value, value, retention }],
    );
    return { type: "rights.restriction", clear: { act, ...clear }, ...(parts.length === 0 ? {} : { parts }) };
  };
  const found = async (id: string): Promise<Restriction> => {
    const restriction = await store.find(id);
    if (restriction === undefined) throw new PrivacyError("RESTRICTION_UNKNOWN", "no restriction of this id is there");
    if (restriction.liftedAt !== undefined) throw new PrivacyError("RESTRICTION_ENDED", "the restriction was lifted");
    return restriction;
  };

  /** Role, own record and duties kept apart, by references: the register does not know whose a restriction is. */
  const assertOffice = (staff: DeskStaff, office: Office, of: Pick<Restriction, "subject" | "announcedBy">): void => {
    assertStaff(staff, office, duties);
    const own = staff.subject === null ? null : referenceOf(staff.subject);
    const acted = { handler: of.announcedBy === undefined ? [] : [of.announcedBy], verifier: [], approver: [] };
    takeOffice({ subject: of.subject, acted }, office, { ...staff, subject: own }, duties);
  };

  return Object.freeze({
    async place(request: VerifiedRequest, { ground, purpose: named, staff }: Placing) {
      await assertVerified(request, KINDS);
      if (staff !== undefined) assertOffice(staff, "handler", { subject: referenceOf(request.subject) });
      if (!RESTRICTION_GROUNDS.includes(ground)) throw new PrivacyError("GROUND_INVALID", "the ground is none of articles 18(1) and 21");
      const objection = ground === "objection-upheld" || ground === "direct-marketing" || ground === "objection-pending";
      const purpose = named ?? (objection ? request.purpose : undefined);
      if (objection && purpose === undefined) throw new PrivacyError("PURPOSE_MISSING", "an objection is to a purpose");
      if (purpose !== undefined && !purposes.includes(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the purpose is not declared");
      const restriction: Restriction = Object.freeze({
        // One for each request, ground and purpose: whoever comes second finds it.
        id: referenceOf(JSON.stringify(["restriction", request.id, ground, purpose ?? null])).slice(0, 32),
        subject: referenceOf(request.subject),
        ...(purpose === undefined ? {} : { purpose }),
        ground,
        request: referenceOf(JSON.stringify(["request", request.id])),
        placedAt: clock.now().toISOString(),
      });
      const scope = purpose === undefined ? {} : { purpose };
      const clear = { restriction: restriction.id, request: request.id, ground, ...scope };
      try {
        await store.insert(restriction, entry("place", clear, { actor: staff?.actor, person: request.subject }));
        if (request.kind === "restriction") await didAct(request, "restricted");
        return restriction;
      } catch (error) {
        if (isPrivacyError(error) && error.code === "RESTRICTION_EXISTS") {
          const standing = await found(restriction.id);
          // Placed before, and perhaps not told to the desk.
          if (request.kind === "restriction") await didAct(request, "restricted");
          return standing;
        }
        throw error;
      }
    },
    async announceLift(id: string, { staff, evidence }: { readonly staff: DeskStaff; readonly evidence: string }) {
      const announcement = declared(evidence, "evidence");
      const before = await found(id);
      assertOffice(staff, "handler", { subject: before.subject });
      const after = Object.freeze({ ...before, announcedAt: clock.now().toISOString(), announcement, announcedBy: staff.actor });
      await store.replace(before, after, entry("announce-lift", { restriction: id }, { actor: staff.actor }));
      return after;
    },
    async lift(id: string, { staff, reason }: { readonly staff: DeskStaff; readonly reason: LiftReason }) {
      if (!LIFT_REASONS.includes(reason)) throw new PrivacyError("LIFT_REASON_INVALID", "a restriction ends for a reason of the list");
      const before = await found(id);
      assertOffice(staff, "approver", before);
      if (before.announcedAt === undefined)
        throw new PrivacyError("LIFT_UNANNOUNCED", "the person is told before a restriction is lifted (GDPR article 18(3))");
      const after = Object.freeze({ ...before, liftedAt: clock.now().toISOString(), liftReason: reason });
      await store.replace(before, after, entry("lift", { restriction: id, reason }, { actor: staff.actor }));
      return after;
    },
    standing: () => store.standing(),
    forget: (subject: string) => store.forget(referenceOf(subject), entry("forget", {}, {})),
    async port(purpose: string, subjects: readonly string[]) {
      const byReference = new Map(subjects.map((subject) => [referenceOf(subject), subject]));
      const barred = await store.barred(purpose, [...byReference.keys()]);
      return new Set([...barred].flatMap((reference) => byReference.get(reference) ?? []));
    },
  });
}
