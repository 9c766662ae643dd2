/** What a desk is made of, and what its parts share. */
import { type CalendarDate, type Clock, dateInZone, PrivacyError, type SubjectHolds, systemClock } from "@favorable/core";
import { type DeadlineRules, isSuspended, lastDay } from "../deadline/deadline.ts";
import { codeMac } from "../identity/code.ts";
import type { PersonDirectory } from "../identity/directory.ts";
import type { DeskRequest } from "../request/request.ts";
import type { DeskDuties } from "./actors.ts";
import type { DeskLogPolicy } from "./events.ts";
import type { DeskStore, DeskTransaction } from "./store.ts";

/** Options of a desk. */
export interface DeskOptions {
  /** Where requests are kept: `postgresDeskStore` or `memoryDeskStore`. */
  readonly store: DeskStore;
  /** The application's records about persons. */
  readonly directory: PersonDirectory;
  /** At least 32 secret bytes: makes the HMACs of codes and claims. Kept outside the database. */
  readonly codeKey: Uint8Array;
  /** The zone in which a day of receipt is told, such as `Europe/Monaco`. */
  readonly zone: string;
  /** Who may do what. */
  readonly duties: DeskDuties;
  /** The policy of the desk's entries in the log. */
  readonly logPolicy: DeskLogPolicy;
  /** How deadlines are counted. */
  readonly rules?: DeadlineRules;
  /** Keeps what a request is about from purges while it is open. */
  readonly holds?: SubjectHolds;
  /** Codes per hour for one request, and per day for one claim; 3 and 10 unless told. */
  readonly limits?: { readonly perRequestPerHour?: number; readonly perClaimPerDay?: number };
  /** Minutes since sign-in for which a session shows who somebody is; 15 unless told. */
  readonly sessionMinutes?: number;
  /**
   * Runs what must not delay an answer: sending a code, placing a hold. Unless told it runs at once without being waited for, and a
   * failure is left to `settleHolds` or to the next code.
   */
  readonly defer?: (task: () => Promise<void>) => void;
  /** The system's unless told. */
  readonly clock?: Clock;
}

/** What the parts of a desk share. */
export interface DeskContext extends Required<Omit<DeskOptions, "holds" | "limits">> {
  readonly holds: SubjectHolds | undefined;
  readonly limits: { readonly perRequestPerHour: number; readonly perClaimPerDay: number };
  readonly now: () => string;
  readonly today: () => CalendarDate;
}

/** Checks the options; throws `DESK_INVALID` with the `option`, `CODE_KEY_INVALID`, `ZONE_UNKNOWN`. */
export function deskContext(options: DeskOptions): DeskContext {
  const { duties, rules = {}, sessionMinutes = 15, clock = systemClock, limits = {}, defer = runAside } = options;
  codeMac(options.codeKey, "", "");
  for (const office of ["handler", "verifier", "approver"] as const)
    if (!Array.isArray(duties?.roles?.[office]) || duties.roles[office].length === 0) throw invalid("duties");
  const { promptDays = 7 } = rules;
  if (!isWhole(promptDays, 0, 28)) throw invalid("rules.promptDays");
  if (!isWhole(sessionMinutes, 1, 1440)) throw invalid("sessionMinutes");
  const { perRequestPerHour = 3, perClaimPerDay = 10 } = limits;
  if (!isWhole(perRequestPerHour, 1, 100) || !isWhole(perClaimPerDay, 1, 1000)) throw invalid("limits");
  dateInZone(clock.now(), options.zone);
  return {
    ...options,
    rules,
    sessionMinutes,
    clock,
    defer,
    holds: options.holds,
    limits: { perRequestPerHour, perClaimPerDay },
    now: () => clock.now().toISOString(),
    today: () => dateInZone(clock.now(), options.zone),
  };
}

/** Reads and locks a request; throws `REQUEST_UNKNOWN`. */
export async function locked(tx: DeskTransaction, id: string): Promise<DeskRequest> {
  const request = await tx.lock(id);
  if (request === undefined) throw new PrivacyError("REQUEST_UNKNOWN", "there is no such request");
  return request;
}

/** A request as it comes in. */
export function freshRequest(
  given: Pick<DeskRequest, "id" | "kind" | "channel" | "receivedAt" | "receivedOn"> & {
    readonly purpose?: string;
    readonly candidate?: string;
  },
  hold: boolean,
  rules: DeadlineRules,
): DeskRequest {
  const state = "received";
  return {
    ...given,
    state,
    dueOn: lastDay({ ...given, state }, rules),
    suspended: isSuspended({ ...given, state }, rules),
    hold: hold ? "wanted" : "none",
    acted: { handler: [], verifier: [], approver: [] },
  };
}

function runAside(task: () => Promise<void>): void {
  task().catch(() => undefined);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function invalid(option: string): PrivacyError {
  return new PrivacyError("DESK_INVALID", "an option of the desk is missing or out of range", { option });
}
