/** The breach register at work: who may see and act, the steps in their order, each with its entry in the log. */
import type { AuditEvent, ClearFact } from "@favorable/audit";
import { type Clock, dateInZone, type Permit, PrivacyError, systemClock } from "@favorable/core";
import type { CaseRegister, RegisterPolicy } from "../register/case-register.ts";
import { declared } from "../register/plain-words.ts";
import type { Breach, BreachAct } from "./breach.ts";
import { checkedAct } from "./checked-act.ts";
import { type BreachStatus, breachStatus } from "./clock.ts";
import { assertMayFollow, foldBreach } from "./fold.ts";

/** Who acts: an account, in a declared role. */
export interface BreachStaff {
  readonly actor: string;
  readonly role: string;
  /** All roles that the person holds: a permit may ask for them where the role is not to be held with another. */
  readonly holds?: readonly string[];
}

/** What a breach desk is made of. */
export interface BreachDeskOptions {
  readonly register: CaseRegister<BreachAct>;
  /** Asked for `read`, `add` and `modify` of record `breach`, for the purpose below. */
  readonly permit: Permit;
  /** The declared purpose of the register. */
  readonly purpose: string;
  readonly logPolicy: RegisterPolicy;
  /** Zone in which the log's periods are counted. */
  readonly zone: string;
  readonly clock?: Clock;
}

/** A breach and where it stands. */
export interface BreachAccount {
  readonly breach: Breach;
  readonly status: BreachStatus;
}

/** The register of breaches (GDPR article 33(5)). */
export interface BreachDesk {
  /**
   * Records an act: the first is `record`.
   *
   * @param id - the case's name, such as `2026-003`; it stands in the log in clear
   * @throws `BREACH_REFUSED` with the permit's `code`, `BREACH_ACT_INVALID`, `TEXT_MISSING`, `TEXT_PERSONAL`, `NAME_INVALID`, `INSTANT_INVALID`,
   *   `BREACH_EXISTS`, `BREACH_UNKNOWN`, `BREACH_CLOSED`, `BREACH_STEP`, `DELAY_REASONS_MISSING`, `CASE_CONFLICT`
   */
  act(who: BreachStaff, id: string, act: BreachAct): Promise<BreachAccount>;
  /** Reads one; throws `BREACH_REFUSED`, `BREACH_UNKNOWN`. */
  breach(who: BreachStaff, id: string): Promise<BreachAccount>;
  /** All of them, in the order of their record; throws `BREACH_REFUSED`. */
  breaches(who: BreachStaff): Promise<readonly BreachAccount[]>;
  /**
   * Those that wait for an act: not assessed, not notified, not told, with the 72 hours passed or no more than `withinHours` left. The most
   * urgent first. It names cases, not facts, so that a job may run it.
   */
  due(withinHours?: number): Promise<readonly { readonly id: string; readonly status: BreachStatus }[]>;
}

/**
 * Makes the desk of the breach register.
 *
 * @example
 * ```ts
 * import { simulatedClock } from "@favorable/core";
 * import { createBreachDesk, memoryCaseRegister } from "@favorable/rights";
 *
 * const clock = simulatedClock(new Date("2026-03-06T20:00:00Z"));
 * const desk = createBreachDesk({
 *   register: memoryCaseRegister({ appendAll: async () => [] }),
 *   permit: ({ role }) => (role === "officer" ? { allowed: true, fields: [] } : { allowed: false, code: "ROLE" }),
 *   purpose: "security",
 *   logPolicy: { policy: "logs", version: 1 },
 *   zone: "Europe/Paris",
 *   clock,
 * });
 * const officer = { actor: "o-1", role: "officer" };
 * const { status } = await desk.act(officer, "2026-003", {
 *   act: "record",
 *   facts: {
 *     awareAt: "2026-03-06T18:30:00Z",
 *     foundBy: "staff",
 *     nature: ["confidentiality"],
 *     origin: "accident",
 *     description: "A list of absences was sent to the wrong service",
 *     categories: ["absences"],
 *     subjects: ["staff"],
 *   },
 * });
 * console.log(status.dueAt); // 2026-03-09T18:30:00.000Z
 * console.log(status.open.join()); // assess,close
 * ```
 */
export function createBreachDesk(options: BreachDeskOptions): BreachDesk {
  const { register, permit, purpose, logPolicy, zone, clock = systemClock } = options;

  const assertPermitted = ({ actor, role, holds }: BreachStaff, action: string): void => {
    const answer = permit({ actor, role, ...(holds === undefined ? {} : { holds }), purpose, action, record: "breach" });
    if (!answer.allowed)
      throw new PrivacyError("BREACH_REFUSED", "the role may not do this in the register of breaches", { code: answer.code });
  };
  const account = (breach: Breach | undefined): BreachAccount => {
    if (breach === undefined) throw new PrivacyError("BREACH_UNKNOWN", "no breach of this id is there");
    return Object.freeze({ breach, status: breachStatus(breach, clock.now()) });
  };
  const all = async (): Promise<readonly BreachAccount[]> => [...(await register.all())].map(([id, acts]) => account(foldBreach(id, acts)));

  return Object.freeze({
    async act(who: BreachStaff, given: string, act: BreachAct) {
      assertPermitted(who, (act as { act?: unknown } | undefined)?.act === "record" ? "add" : "modify");
      const id = declared(given, "id");
      const checked = checkedAct(act);
      const now = clock.now();
      const acts = await register.acts(id);
      assertMayFollow(foldBreach(id, acts), checked, now);
      const recorded = { seq: acts.length + 1, at: now.toISOString(), act: checked };
      const breach = foldBreach(id, [...acts, recorded]);
      const retention = { ...logPolicy, start: dateInZone(now, zone) };
      const entry: AuditEvent = {
        type: "rights.breach",
        clear: { act: checked.act, breach: id, role: who.role, ...factsOf(checked), ...lateness(checked, breach, now) },
        parts: [{ name: "actor", subject: who.actor, value: who.actor, retention }],
      };
      await register.append(id, recorded, entry);
      return account(breach);
    },
    async breach(who: BreachStaff, id: string) {
      assertPermitted(who, "read");
      return account(foldBreach(id, await register.acts(id)));
    },
    async breaches(who: BreachStaff) {
      assertPermitted(who, "read");
      return all();
    },
    async due(withinHours = 0) {
      const urgent = (await all()).filter(
        ({ status }) => status.open.some((duty) => duty !== "close") && (status.hoursLeft ?? Number.NEGATIVE_INFINITY) <= withinHours,
      );
      return urgent
        .map(({ breach: { id }, status }) => ({ id, status }))
        .sort((one, other) => one.status.dueAt.localeCompare(other.status.dueAt));
    },
  });
}

/** What of an act stands in the log in clear. */
function factsOf(act: BreachAct): Readonly<Record<string, ClearFact>> {
  switch (act.act) {
    case "assess":
      return { risk: act.risk };
    case "notify-authority":
      return { phase: act.phase };
    case "notify-persons":
      return { means: act.means };
    case "exempt-persons":
      return { exception: act.exception };
    default:
      return {};
  }
}

function lateness(act: BreachAct, breach: Breach | undefined, now: Date): Readonly<Record<string, ClearFact>> {
  return act.act === "notify-authority" && breach !== undefined ? { late: breachStatus(breach, now).late } : {};
}
