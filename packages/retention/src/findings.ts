/** Contradictions of declared policies: facts for the review. At run time hold wins over floor and floor over cap. */
import { canonicalJson } from "@favorable/core";
import { comparable, type Line, notAfter } from "./compare.ts";
import { activeLines, archiveLines, lastingLines, type PhaseLines } from "./lines.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetentionEvents } from "./start-of.ts";

/**
 * What policies have to do with each other:
 *
 * - `child`: rows of `of` belong to rows of `to`, as a document to its file;
 * - `proves`: `of` is a log of what was done with the data of `to`.
 */
export interface RetentionDependency {
  readonly kind: "child" | "proves";
  readonly of: string;
  readonly to: string;
}

/**
 * - `FLOOR_ABOVE_CAP`: data must stay on a day on which they must be gone;
 * - `FLOOR_OPEN`: the floor ends with an event that has no day yet, beside a cap that may pass before it;
 * - `ARCHIVE_WITHIN_ACTIVE`: the archive may end before the active phase does;
 * - `CHILD_OUTLIVES_PARENT`: rows may stay when the row they belong to is gone;
 * - `LOG_SHORTER_THAN_PROVED`: the log may go before the data whose use it proves;
 * - `BASIS_MISSING`: a floor beside a cap, and nothing that says why;
 * - `POLICY_UNKNOWN`: a dependency names a policy that is not there.
 */
export type RetentionFindingCode =
  | "FLOOR_ABOVE_CAP"
  | "FLOOR_OPEN"
  | "ARCHIVE_WITHIN_ACTIVE"
  | "CHILD_OUTLIVES_PARENT"
  | "LOG_SHORTER_THAN_PROVED"
  | "BASIS_MISSING"
  | "POLICY_UNKNOWN";

/** One contradiction. */
export interface RetentionFinding {
  readonly code: RetentionFindingCode;
  readonly policy: string;
  /** The other policy, where there is one. */
  readonly other?: string;
  /** Where in the policy, such as `minimum.0`. */
  readonly place?: string;
  /** `false`: the two periods start from different things, so that nothing proves them compatible. */
  readonly comparable: boolean;
}

/**
 * Finds contradictions, in the order of policies and dependencies. Whatever cannot be proven compatible for every row is found.
 *
 * @param events - recorded days, which make bounds that wait for them comparable
 * @example
 * ```ts
 * import { definePolicy, findingsOf } from "@favorable/retention";
 *
 * // Logs declared for one year, to be kept for eighteen months (CCIN 2021-206, V and VIII).
 * const logs = definePolicy({
 *   id: "logs",
 *   version: 1,
 *   start: { kind: "field", field: "at" },
 *   minimum: { period: "P18M", basis: { deliberation: "CCIN 2021-206", section: "V" } },
 *   maximum: { period: "P1Y" },
 *   then: "delete",
 *   zone: "Europe/Monaco",
 * });
 * console.log(findingsOf([logs]).map(({ code }) => code).join()); // FLOOR_ABOVE_CAP
 * ```
 */
export function findingsOf(
  policies: readonly RetentionPolicy[],
  dependencies: readonly RetentionDependency[] = [],
  events: RetentionEvents = {},
): RetentionFinding[] {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  return [
    ...policies.flatMap((policy) => ownFindings(policy, events)),
    ...dependencies.flatMap(({ kind, of, to }): RetentionFinding[] => {
      const dependent = byId.get(of);
      const main = byId.get(to);
      if (dependent === undefined || main === undefined)
        return [{ code: "POLICY_UNKNOWN", policy: dependent === undefined ? of : to, comparable: false }];
      return kind === "child" ? outlives(dependent, main, events) : shorterLog(dependent, main, events);
    }),
  ];
}

function ownFindings(policy: RetentionPolicy, events: RetentionEvents): RetentionFinding[] {
  const active = activeLines(policy, policy.start, events);
  const findings = floorFindings(policy, policy.minimum, active.floors, active.caps, "");
  const { archive } = policy;
  if (archive === undefined) return findings;
  const second = archiveLines(policy, archive, policy.start, events);
  findings.push(...floorFindings(policy, archive.minimum, second.floors, second.caps, "archive."));
  // A floor of the first phase holds in the second too.
  for (const [at, floor] of active.floors.entries()) {
    const finding = floorFinding(policy, floor, second.caps, `minimum.${at}`);
    if (finding !== undefined && !findings.some(({ place }) => place === finding.place)) findings.push(finding);
  }
  const ends = active.caps.length > 0 ? active.caps : active.floors;
  const within = archive.start.kind === "end-of-active" ? [] : second.caps.filter((cap) => !ends.some((end) => notAfter(end, cap)));
  if (within.length > 0)
    findings.push({
      code: "ARCHIVE_WITHIN_ACTIVE",
      policy: policy.id,
      comparable: within.some((cap) => ends.some((end) => comparable(end, cap))),
    });
  return findings;
}

function floorFindings(
  policy: RetentionPolicy,
  minimum: RetentionPolicy["minimum"],
  floors: readonly Line[],
  caps: readonly Line[],
  prefix: string,
): RetentionFinding[] {
  return minimum.flatMap((bound, at) => {
    const place = `${prefix}minimum.${at}`;
    const lines = prefix === "" ? floors.slice(at, at + 1) : floors;
    const found = lines.flatMap((floor) => floorFinding(policy, floor, caps, place) ?? []).slice(0, 1);
    if (caps.length > 0 && bound.basis === undefined && policy.basis === undefined)
      found.push({ code: "BASIS_MISSING", policy: policy.id, place, comparable: true });
    return found;
  });
}

function floorFinding({ id }: RetentionPolicy, floor: Line, caps: readonly Line[], place: string): RetentionFinding | undefined {
  const against = caps.filter((cap) => !notAfter(floor, cap));
  if (against.length === 0) return undefined;
  const proven = against.some((cap) => comparable(floor, cap));
  const waits = "source" in floor && floor.source.startsWith("event ");
  return { code: waits && !proven ? "FLOOR_OPEN" : "FLOOR_ABOVE_CAP", policy: id, place, comparable: proven };
}

/** Both ends of the child are within those of the parent: it goes by then, and nothing makes it stay. */
function outlives(child: RetentionPolicy, parent: RetentionPolicy, events: RetentionEvents): RetentionFinding[] {
  if (sameTimes(child, parent)) return [];
  const upper = lastingLines(child, child.start, events, "latest");
  const lower = lastingLines(parent, parent.start, events, "earliest");
  const ends = lower.caps.length > 0 ? lower.caps : lower.floors;
  const every = lower.caps.length > 0;
  const covers = (end: Line): boolean => upper.caps.some((cap) => notAfter(cap, end));
  const goes = every ? ends.every(covers) : ends.some(covers);
  const free = lower.caps.every((cap) => upper.floors.every((floor) => notAfter(floor, cap)));
  if (goes && free) return [];
  const proven = upper.caps.length === 0 || [...upper.caps, ...upper.floors].some((line) => ends.some((end) => comparable(line, end)));
  return [{ code: "CHILD_OUTLIVES_PARENT", policy: child.id, other: parent.id, comparable: proven }];
}

/** An entry is written after the data's own start, so the log lasts as long when its period is as long: both are counted from one start. */
function shorterLog(log: RetentionPolicy, data: RetentionPolicy, events: RetentionEvents): RetentionFinding[] {
  const kept: PhaseLines = lastingLines(log, log.start, events, "earliest");
  const proved = lastingLines(data, log.start, events, "latest");
  const covered = (line: Line): boolean => proved.caps.some((cap) => notAfter(cap, line));
  const lasts = kept.caps.length > 0 ? kept.caps.every(covered) : kept.floors.some(covered);
  if (lasts) return [];
  const ends = kept.caps.length > 0 ? kept.caps : kept.floors;
  const proven = ends.some((line) => proved.caps.some((cap) => comparable(cap, line)));
  return [{ code: "LOG_SHORTER_THAN_PROVED", policy: log.id, other: data.id, comparable: proven }];
}

function sameTimes(one: RetentionPolicy, other: RetentionPolicy): boolean {
  const [a, b] = [one, other].map(({ start, minimum, maximum, archive }) =>
    canonicalJson(JSON.parse(JSON.stringify({ start, minimum, maximum, archive }))),
  );
  return a === b;
}
