/** The parts that the log tells. */
import type { LogVerification } from "@favorable/audit";
import { exportEvidence } from "./copies-of-exports.ts";
import type { Gathering } from "./gathering.ts";
import { type LogHistory, logHistory } from "./history.ts";
import { type LogFacts, logFacts } from "./log-facts.ts";
import type { EvidenceOptions, Moment } from "./options.ts";
import { reasonOf } from "./reason.ts";

/** What later collectors need of it. */
export interface FromLog {
  readonly facts?: LogFacts;
  readonly verification?: LogVerification;
  readonly history?: LogHistory;
  /** The log as a whole is under a made-up clock. */
  readonly simulated: boolean;
}

/** Parts that are read out of entries. */
const TOLD = ["actors", "uses", "recipients", "exports", "reviews"] as const;
/** Parts that entries add to. */
const ADDED = ["purges", "implementation", "ages"] as const;

/** Verifies and reads the log; sets what it tells by itself. */
export async function collectFromLog(gathered: Gathering, options: EvidenceOptions, moment: Moment): Promise<FromLog> {
  const { verify, observe = {} } = options;
  const verification =
    (gathered.wants("log") && observe.log === undefined) || gathered.wants("ages")
      ? await gathered.attempt("log", { verify }, async () => verify?.())
      : undefined;
  if (verification?.simulated === true && !moment.simulated) gathered.limit("log", "simulated-entries");
  if ((verification?.notExported ?? 0) > 0) gathered.limit("log", "values-not-read");
  const facts = await readFacts(gathered, options, moment.zone);
  if (facts !== undefined) await told(gathered, options, facts, moment);
  const { log, document, mapping = {} } = options;
  const history =
    observe.history === undefined
      ? await gathered.attempt("history", { log }, async () =>
          log === undefined ? undefined : logHistory(log, document, { zone: moment.zone, window: mapping.logWindow }),
        )
      : undefined;
  const simulated = verification?.dated === "last-entry";
  return {
    ...(history === undefined ? {} : { history }),
    ...(facts === undefined ? {} : { facts }),
    ...(verification === undefined ? {} : { verification }),
    simulated,
  };
}

async function readFacts(gathered: Gathering, options: EvidenceOptions, zone: string): Promise<LogFacts | undefined> {
  const { log, document, mapping = {}, observe = {} } = options;
  const own = TOLD.filter((part) => observe[part] === undefined);
  if (![...own, ...ADDED].some((part) => gathered.wants(part))) return undefined;
  const known = new Set([...Object.keys(document.recipients ?? {}), ...Object.keys(document.access?.roles ?? {})]);
  try {
    if (log !== undefined) return await logFacts(log, mapping, known, zone);
    for (const part of own) gathered.miss(part, "not-given: log");
  } catch (error) {
    for (const part of own) gathered.miss(part, reasonOf(error));
  }
  return undefined;
}

async function told(gathered: Gathering, options: EvidenceOptions, facts: LogFacts, { asOf }: Moment): Promise<void> {
  const { files, document, mapping = {}, observe = {} } = options;
  const roles = new Set(Object.keys(document.access?.roles ?? {}));
  const { window, lastReview } = facts;
  gathered.set("actors", facts.roles);
  gathered.set(
    "uses",
    facts.purposes.map((purpose) => ({ purpose })),
  );
  // Whom exports went to, less those who are roles of the matrix.
  gathered.set(
    "recipients",
    facts.recipients.filter((name) => !roles.has(name)),
  );
  if (lastReview !== undefined) gathered.set("reviews", { logs: lastReview });
  else if (observe.reviews === undefined) gathered.miss("reviews", "nothing-recorded");
  if (window.from > 0)
    for (const part of ["actors", "uses", "implementation"]) gathered.limit(part, `newest ${window.below - window.from} entries`);
  if (mapping.purgeEntries === undefined) gathered.limit("purges", "proved-by-the-store-alone");
  if (observe.exports !== undefined) return;
  const copies = await gathered.attempt("exports", { files }, async () =>
    files === undefined ? undefined : exportEvidence(facts.exports, files(), asOf),
  );
  gathered.set("exports", copies);
  if (copies !== undefined && copies.expired === undefined) gathered.limit("exports", "expiry-not-asked");
}
