/** A retention policy: when the count starts, not before when and not after when data go, and what happens then. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import { checkArchive, type FinalAction, type RetentionArchive, type RetentionArchiveDefinition } from "./archive.ts";
import { boundList, isBasis, isBound, type RetentionBasis, type RetentionBound } from "./bound.ts";
import { isStart, type RetentionStart } from "./start.ts";
import { isZone } from "./zone.ts";

export type { RetentionBound } from "./bound.ts";

/** What happens to the data when the active phase ends. */
export type RetentionAction = FinalAction | "archive";

/** What is written down; {@link definePolicy} checks it. */
export interface RetentionPolicyDefinition {
  /** Lower-case words joined by dots or hyphens, such as `vaccination.register`. */
  readonly id: string;
  /** Counts from 1; every change of the policy has a new one, and evidence names it. */
  readonly version: number;
  readonly start: RetentionStart;
  /** Floor: nothing goes before. Of several, the latest day counts. */
  readonly minimum?: RetentionBound | readonly RetentionBound[];
  /** Cap: everything goes by then. Of several, the earliest day counts. */
  readonly maximum?: RetentionBound | readonly RetentionBound[];
  readonly then: RetentionAction;
  /** The second phase: mandatory with `then: "archive"`, and only with it. */
  readonly archive?: RetentionArchiveDefinition;
  /** The IANA zone in which instants become dates, such as `Europe/Monaco`. */
  readonly zone: string;
  /** What the periods rest on, where the bounds do not say it themselves. */
  readonly basis?: RetentionBasis;
}

declare const policyBrand: unique symbol;

/** A checked policy. */
export interface RetentionPolicy {
  readonly id: string;
  readonly version: number;
  readonly start: RetentionStart;
  readonly minimum: readonly RetentionBound[];
  readonly maximum: readonly RetentionBound[];
  readonly then: RetentionAction;
  readonly archive?: RetentionArchive;
  readonly zone: string;
  readonly basis?: RetentionBasis;
  readonly [policyBrand]: true;
}

const CODE = "POLICY_INVALID";
const MAX_PATHS = 50;
/** An `int` of the database holds it. */
const MAX_VERSION = 2 ** 31 - 1;
const NAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
const ACTIONS: readonly string[] = ["delete", "anonymise", "shred", "archive"] satisfies readonly RetentionAction[];
const KEYS = new Set(["id", "version", "start", "minimum", "maximum", "then", "archive", "zone", "basis"]);

/**
 * Checks a policy. A floor later than the cap is not refused here: it is a finding of the review, and until it is settled the floor
 * wins over deletion and the cap over reading. The policy is a frozen copy: what happens to the definition afterwards does not change it.
 *
 * @throws `POLICY_INVALID`, with all `paths` at once, at most 50 of them and the count of `more`; an unknown key is a star
 * @example
 * ```ts
 * import { definePolicy } from "@favorable/retention";
 *
 * // Eighteen months from 30 October 2021 (CCIN 2021-206, VIII).
 * const policy = definePolicy({
 *   id: "vaccination.register",
 *   version: 1,
 *   start: { kind: "fixed-date", on: "2021-10-30" },
 *   maximum: { period: "P18M", basis: { law: "law 1.509", deliberation: "CCIN 2021-206", section: "VIII" } },
 *   then: "delete",
 *   zone: "Europe/Monaco",
 * });
 * console.log(policy.maximum.length); // 1
 * ```
 */
export function definePolicy(definition: RetentionPolicyDefinition): RetentionPolicy {
  const copy = frozenCopy(definition, CODE);
  if (typeof copy !== "object" || copy === null || Array.isArray(copy))
    throw new PrivacyError(CODE, "a policy is an object", { paths: [] });
  const { id, version, start, then, zone, basis } = copy;
  const minimum = boundList(copy.minimum);
  const maximum = boundList(copy.maximum);
  const paths = Object.keys(copy).flatMap((key) => (KEYS.has(key) ? [] : ["*"]));
  const check = (ok: boolean, path: string): void => {
    if (!ok) paths.push(path);
  };
  check(typeof id === "string" && NAME.test(id) && id.length <= 100, "id");
  check(Number.isSafeInteger(version) && version >= 1 && version <= MAX_VERSION, "version");
  check(isStart(start), "start");
  check(minimum.length + maximum.length > 0, "maximum");
  for (const [at, bound] of minimum.entries()) check(isBound(bound), `minimum.${at}`);
  for (const [at, bound] of maximum.entries()) check(isBound(bound), `maximum.${at}`);
  check(ACTIONS.includes(then), "then");
  const archive = archiveOf(copy, (path) => check(false, path));
  check(isZone(zone), "zone");
  check(basis === undefined || isBasis(basis), "basis");
  if (paths.length > 0) throw invalid(paths);
  const optional = { ...(archive === undefined ? {} : { archive }), ...(basis === undefined ? {} : { basis }) };
  return Object.freeze({ id, version, start, minimum, maximum, then, zone, ...optional }) as RetentionPolicy; // The brand's one cast.
}

/** What happens to the data in the end: after the archive where there is one; throws `POLICY_INVALID` for what was never checked. */
export function finalAction({ then, archive }: RetentionPolicy): FinalAction {
  if (then !== "archive") return then;
  if (archive === undefined) throw invalid(["archive"]);
  return archive.then;
}

function archiveOf({ then, archive }: RetentionPolicyDefinition, tell: (path: string) => void): RetentionArchive | undefined {
  if ((then === "archive") !== (archive !== undefined)) tell("archive");
  if (archive === undefined) return undefined;
  if (typeof archive === "object" && archive !== null && !Array.isArray(archive)) return checkArchive(archive, tell);
  tell("archive");
  return undefined;
}

function invalid(paths: readonly string[]): PrivacyError {
  const shown = paths.slice(0, MAX_PATHS);
  const more = paths.length - shown.length;
  const message = `the policy makes no sense at: ${shown.join(", ")}${more === 0 ? "" : `, and ${more} more`}`;
  return new PrivacyError(CODE, message, { paths: shown, ...(more === 0 ? {} : { more }) });
}
