/** What a desk is made of, and what its parts share. */
import {
  type CalendarDate,
  type Clock,
  dateInZone,
  type Period,
  PrivacyError,
  period,
  type SubjectHolds,
  systemClock,
} from "@favorable/core";
import { type DeadlineRules, isSuspended, lastDay } from "../deadline/deadline.ts";
import { codeMac } from "../identity/code.ts";
import type { PersonDirectory } from "../identity/directory.ts";
import { REGIMES, type Regime } from "../register/regime.ts";
import type { DeskRequest } from "../request/request.ts";
import type { DeskDuties } from "./actors.ts";
import type { DeskLogPolicy } from "./events.ts";
import type { NewRequest } from "./new-request.ts";
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
  /** The law whose articles answers cite: the GDPR unless told, `mc-1565` for Monaco. */
  readonly regime?: Regime;
  /** How deadlines are counted. */
  readonly rules?: DeadlineRules;
  /** Keeps what a request is about from purges while it is open. */
  readonly holds?: SubjectHolds;
  /**
   * Codes per hour for one request (3 unless told), and per day for one claim (10), for one person however they are claimed (10), and for the
   * whole desk (1,000). The limit of a person is not told: nothing is sent, and the answer is the same.
   */
  readonly limits?: Partial<CodeLimits>;
  /**
   * Asked before a request that no member of staff hands in is looked at; `false` refuses it with `RATE_LIMITED`. Such as a limit by network
   * address, which only the application knows.
   */
  readonly admit?: (request: Pick<NewRequest, "kind" | "channel" | "claim">) => boolean | Promise<boolean>;
  /** How long a verification stands; three months unless told. After it the person shows who they are anew. */
  readonly verificationLasts?: Period;
  /** Minutes since sign-in for which a session shows who somebody is; 15 unless told. */
  readonly sessionMinutes?: number;
  /**
   * Runs what must not delay an answer: sending a code, placing a hold. Unless told it begins in a later turn of the event loop, 50 to 250 ms
   * on, drawn at random: not before the answer has left, and at no time that tells whether there was work to do. A queue is better: what
   * waits here is lost with the process, a hold until `settleHolds`, a code until the next is asked for.
   */
  readonly defer?: (task: () => Promise<void>) => void;
  /** The system's unless told. */
  readonly clock?: Clock;
}

/** How many codes are sent. */
export interface CodeLimits {
  readonly perRequestPerHour: number;
  readonly perClaimPerDay: number;
  readonly perPersonPerDay: number;
  readonly perDeskPerDay: number;
}

/** What the parts of a desk share. */
export interface DeskContext extends Required<Omit<DeskOptions, "holds" | "limits" | "admit">> {
  readonly holds: SubjectHolds | undefined;
  readonly limits: CodeLimits;
  readonly admit: DeskOptions["admit"];
  /** Destroy the copies of a request that are left; put here by the vault. */
  readonly copyKeepers: ((request: string) => Promise<void>)[];
  readonly now: () => string;
  readonly today: () => CalendarDate;
}

/** Checks the options; throws `DESK_INVALID` with the `option`, `CODE_KEY_INVALID`, `ZONE_UNKNOWN`. */
export function deskContext(options: DeskOptions): DeskContext {
  const { duties, rules = {}, sessionMinutes = 15, clock = systemClock, limits = {}, defer = runAside } = options;
  codeMac(options.codeKey, "", undefined, "");
  for (const office of ["handler", "verifier", "approver"] as const)
    if (!Array.isArray(duties?.roles?.[office]) || duties.roles[office].length === 0) throw invalid("duties");
  const { promptDays = 7 } = rules;
  if (!isWhole(promptDays, 0, 28)) throw invalid("rules.promptDays");
  if (!isWhole(sessionMinutes, 1, 1440)) throw invalid("sessionMinutes");
  const { regime = "gdpr" } = options;
  if (!REGIMES.includes(regime)) throw invalid("regime");
  const { suspendDays = 31 } = rules;
  if (!isWhole(suspendDays, 0, 92)) throw invalid("rules.suspendDays");
  const { perRequestPerHour = 3, perClaimPerDay = 10, perPersonPerDay = 10, perDeskPerDay = 1000 } = limits;
  const most = [perRequestPerHour, 100, perClaimPerDay, 1000, perPersonPerDay, 1000, perDeskPerDay, 1_000_000] as const;
  if (!most.every((value, at) => at % 2 === 1 || isWhole(value, 1, most[at + 1] ?? 0))) throw invalid("limits");
  const lasts = period(options.verificationLasts ?? "P3M");
  dateInZone(clock.now(), options.zone);
  return {
    ...options,
    directory: guarded(options.directory),
    verificationLasts: lasts,
    admit: options.admit,
    copyKeepers: [],
    regime,
    rules,
    sessionMinutes,
    clock,
    defer,
    holds: options.holds,
    limits: { perRequestPerHour, perClaimPerDay, perPersonPerDay, perDeskPerDay },
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

/** Least and most milliseconds before what is put aside begins. */
const ASIDE = [50, 250] as const;

function runAside(task: () => Promise<void>): void {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  const wait = ASIDE[0] + (drawn / 2 ** 32) * (ASIDE[1] - ASIDE[0]);
  setTimeout(() => void task().catch(() => undefined), wait);
}

/** The directory, whose own errors may name persons. */
function guarded(directory: PersonDirectory): PersonDirectory {
  const failed = (): never => {
    throw new PrivacyError("DIRECTORY_FAILED", "the directory of persons does not answer");
  };
  const asked = <T>(ask: () => Promise<T>): Promise<T> => Promise.resolve().then(ask).catch(failed);
  return {
    find: (claim) => asked(() => directory.find(claim)),
    send: (to, message) => asked(() => directory.send(to, message)),
    agreeing: (subject, answers) => asked(async () => (await directory.agreeing?.(subject, answers)) ?? []),
    rungs: (subject) => asked(async () => directory.rungs?.(subject)),
  };
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function invalid(option: string): PrivacyError {
  return new PrivacyError("DESK_INVALID", "an option of the desk is missing or out of range", { option });
}
