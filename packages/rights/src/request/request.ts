/** A request as the desk keeps it: no value of the person, one reference to them, and that only once they are verified. */
import type { CalendarDate } from "@favorable/core";
import type { WithdrawalEffect } from "@favorable/fields";
import type { ProofMethod, RequestChannel, RequestKind, RequestState } from "./kinds.ts";

/** What was told to a person whose request is not followed (GDPR art. 12(4)): where to complain, and that a court is open to them. */
export interface ComplaintNotice {
  /** The supervisory authority, by its declared name such as `APDP` or `CNIL`; 1 to 100 letters, digits and `. _ : / + = -`. */
  readonly authority: string;
  /** That a judicial remedy is open was told, too. */
  readonly judicialRemedy: true;
  /** The day it was told. */
  readonly toldOn: CalendarDate;
}

/** Why a request is not followed. */
export type RefusalGround =
  | "manifestly-unfounded"
  | "excessive"
  | "not-the-controller"
  | "rights-of-others"
  | "data-accurate"
  | "freedom-of-expression"
  | "legal-duty-to-keep"
  | "public-interest"
  | "legal-claims"
  | "compelling-grounds"
  | "right-not-available"
  | "law-exempts";

/** Why more time is taken: the two reasons of GDPR art. 12(3). */
export type ExtensionReason = "complexity" | "number-of-requests";

/** How a request ended. */
export type RequestOutcome = "answered" | "refused" | "withdrawn" | "identity-failed";

/** The part a member of staff plays in a request. */
export type Office = "handler" | "verifier" | "approver";

/** What was done of what a request asks, besides its steps. */
export type DoneAct = "disclosed" | "erased" | "rectified" | "restricted";

/** That an answer went out: by which way, on which day, and what shows it. */
export interface Sending {
  readonly channel: Exclude<RequestChannel, "authority">;
  /** Between receipt and the day it is recorded. */
  readonly on: CalendarDate;
  /** A declared reference of what shows it, such as the id of a message or of a registered letter; 1 to 100 letters, digits and `. _ : / + = -`. */
  readonly evidence: string;
}

/** A request. */
export interface DeskRequest {
  /** Random; may stand anywhere. */
  readonly id: string;
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  /** For objection, restriction and withdrawal: the declared purpose it is about. */
  readonly purpose?: string;
  /** When it came in, UTC. */
  readonly receivedAt: string;
  /** The day of it, in the desk's zone. */
  readonly receivedOn: CalendarDate;
  readonly state: RequestState;
  /** Whom it may be about, from what the requester says: never told to them, never in the log. */
  readonly candidate?: string;
  /** Whom it is about; absent until verified. */
  readonly subject?: string;
  /** How they were verified. */
  readonly method?: ProofMethod;
  /** When, UTC. */
  readonly verifiedAt?: string;
  /** HMAC over who was verified, how and when, under the desk's key: a row that somebody changed in the table is not verified by it. */
  readonly proof?: string;
  /** The day an objection was upheld. */
  readonly upheldOn?: CalendarDate;
  /** The purposes for which it was upheld. */
  readonly upheldFor?: readonly string[];
  /** What the withdrawal that was recorded means: its effect, or that the person has consented anew since. */
  readonly withdrawal?: WithdrawalEffect | "consented-anew";
  /** The day an erasure was ordered: from then on the request is carried out, not refused or withdrawn. */
  readonly erasureOrderedOn?: CalendarDate;
  /** What was done of it: without the act that the right asks for there is no answer. */
  readonly done?: readonly DoneAct[];
  /** How the answer went out. */
  readonly sent?: Sending;
  /** The day proof of identity was first asked for. */
  readonly identityAskedOn?: CalendarDate;
  /** The day it was given. */
  readonly identityProvedOn?: CalendarDate;
  /** The day the person was told that more time is taken, and why. */
  readonly extendedOn?: CalendarDate;
  readonly extensionReason?: ExtensionReason;
  /** The last day to answer, as the rules of the desk count it. */
  readonly dueOn: CalendarDate;
  /** True while the time does not run, because the person was promptly asked who they are and has not shown it. */
  readonly suspended: boolean;
  /** The day it was answered, refused, or left for want of a proof of identity. */
  readonly endedOn?: CalendarDate;
  /** How it ended; stays when it is closed. */
  readonly outcome?: RequestOutcome;
  readonly refusalGround?: RefusalGround;
  readonly complaint?: ComplaintNotice;
  /** Whether a hold keeps what it is about from purges. */
  readonly hold: "none" | "wanted" | "placed" | "released";
  /** The reference of that hold. */
  readonly holdId?: string;
  /** Accounts that acted in each office. */
  readonly acted: Readonly<Record<Office, readonly string[]>>;
}
