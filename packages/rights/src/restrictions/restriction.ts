/** Restriction of processing (GDPR article 18) and objection (article 21), as records that a gate obeys. */
import type { AuditEvent } from "@favorable/audit";

/**
 * Why processing is restricted: GDPR article 18(1)(a) to (d); an objection that was upheld (article 21(1)); an objection to direct marketing,
 * which is never weighed (article 21(2) and (3)).
 */
export const RESTRICTION_GROUNDS = [
  "accuracy-contested",
  "unlawful",
  "needed-by-subject",
  "objection-pending",
  "objection-upheld",
  "direct-marketing",
] as const;

/** A ground. */
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number];

/** A restriction. The person is a keyed reference. */
export interface Restriction {
  readonly id: string;
  /** 64 hexadecimal digits: see `subjectReference`. */
  readonly subject: string;
  /** The declared purpose it stands against; every purpose when absent. */
  readonly purpose?: string;
  readonly ground: RestrictionGround;
  /** The keyed reference of the request it was placed on: a table of requests does not tell whose it is. */
  readonly request: string;
  /** UTC. */
  readonly placedAt: string;
  /** When the person was told that it will be lifted (GDPR article 18(3)), and what shows it. */
  readonly announcedAt?: string;
  readonly announcement?: string;
  /** The account that announced it: where offices are kept apart, somebody else lifts it. */
  readonly announcedBy?: string;
  readonly liftedAt?: string;
  readonly liftReason?: LiftReason;
}

/** Why it ends. */
export type LiftReason = (typeof LIFT_REASONS)[number];

/** Every reason. */
export const LIFT_REASONS = ["data-verified", "data-rectified", "grounds-override", "claim-ended", "person-asks", "data-erased"] as const;

/** Keeps restrictions; each change stands together with its entry in the log, or neither does. */
export interface RestrictionStore {
  /** Throws `RESTRICTION_EXISTS`. */
  insert(restriction: Restriction, entry: AuditEvent): Promise<void>;
  /** One restriction; undefined for none. */
  find(id: string): Promise<Restriction | undefined>;
  /** Replaces one that is still as it was read; throws `RESTRICTION_CONFLICT` otherwise. */
  replace(before: Restriction, after: Restriction, entry: AuditEvent): Promise<void>;
  /** Those of these references against which one stands, for the purpose. */
  barred(purpose: string, references: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those that stand, oldest first. */
  standing(): Promise<readonly Restriction[]>;
  /** Removes all of an erased person; gives their number. */
  forget(reference: string, entry: AuditEvent): Promise<number>;
}

/** Whether it stands against a purpose. */
export function standsAgainst(restriction: Restriction, purpose: string): boolean {
  return restriction.liftedAt === undefined && (restriction.purpose === undefined || restriction.purpose === purpose);
}
