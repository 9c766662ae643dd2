/** Who acts at the desk, what each may do, and what nobody may do on their own request. */
import { PrivacyError } from "@favorable/core";
import type { DeskRequest, Office } from "../request/request.ts";
import type { ActName } from "../state/acts.ts";

/** A member of staff, as the application's own sign-in knows them. */
export interface DeskStaff {
  /** Identifier of their account. */
  readonly actor: string;
  /** Declared role. */
  readonly role: string;
  /** Themselves as a data subject; `null` states that they are none. What is not stated is refused. */
  readonly subject: string | null;
}

/** Who may do what at the desk. */
export interface DeskDuties {
  /** The roles that may hold each office; every office has at least one. */
  readonly roles: Readonly<Record<Office, readonly string[]>>;
  /** Pairs of offices that one person does not hold in one request. */
  readonly apart?: readonly (readonly [Office, Office])[];
}

/** The office a step belongs to: verification is checked by verifiers, what leaves the desk is approved. */
export const OFFICE_OF: Readonly<Record<ActName, Office>> = {
  acknowledge: "handler",
  "ask-identity": "verifier",
  "fail-identity": "verifier",
  verify: "verifier",
  scope: "handler",
  execute: "handler",
  "hold-part": "handler",
  review: "handler",
  rework: "approver",
  answer: "approver",
  refuse: "approver",
  withdraw: "handler",
  close: "handler",
  extend: "handler",
  uphold: "approver",
};

/**
 * Checks that a member of staff may hold an office in a request, and gives the request that remembers it.
 *
 * @throws `STAFF_INVALID` when the actor, role or own subject is not stated; `DESK_ROLE_REFUSED`; `OWN_RECORD` when the request is, or may be, about
 *   themselves; `DUTIES_NOT_APART` when they held an office that is kept apart from this one
 */
export function takeOffice<R extends Pick<DeskRequest, "subject" | "candidate" | "acted">>(
  request: R,
  office: Office,
  staff: DeskStaff,
  duties: DeskDuties,
): R {
  assertStaff(staff, office, duties);
  const own = staff.subject !== null && (staff.subject === request.subject || staff.subject === request.candidate);
  if (own) throw new PrivacyError("OWN_RECORD", "nobody handles a request about themselves");
  for (const [left, right] of duties.apart ?? []) {
    const other = left === office ? right : right === office ? left : undefined;
    if (other !== undefined && other !== office && request.acted[other].includes(staff.actor))
      throw new PrivacyError("DUTIES_NOT_APART", "two offices of the request are held by one person", { office, other });
  }
  if (request.acted[office].includes(staff.actor)) return request;
  return { ...request, acted: { ...request.acted, [office]: [...request.acted[office], staff.actor] } };
}

/** Checks the form of a member of staff, and the role; errors as {@link takeOffice}. */
export function assertStaff(staff: DeskStaff, office: Office, duties: DeskDuties): void {
  const { actor, role, subject } = staff ?? {};
  if (
    typeof actor !== "string" ||
    actor === "" ||
    typeof role !== "string" ||
    (subject !== null && (typeof subject !== "string" || subject === ""))
  )
    throw new PrivacyError("STAFF_INVALID", "who acts states an account, a role, and themselves as a data subject or that they are none");
  if (!duties.roles[office].includes(role)) throw new PrivacyError("DESK_ROLE_REFUSED", "the role does not hold this office", { office });
}
