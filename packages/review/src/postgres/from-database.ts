/** The parts that one snapshot of the database tells. */
import type { Sql } from "@favorable/sql";
import type { AgeEvidence, EvidenceBundle } from "../evidence/bundle.ts";
import type { EvidencePart } from "../evidence/report.ts";
import { ageEvidence } from "./ages.ts";
import { PARTS } from "./concerns.ts";
import { backupEvidence, channelEvidence, obligationEvidence } from "./copies.ts";
import type { FromLog } from "./from-log.ts";
import type { Gathering } from "./gathering.ts";
import { historyEvidence } from "./history.ts";
import { logEvidence, mayChangeLog, oldestBody } from "./log.ts";
import type { EvidenceOptions, Moment } from "./options.ts";
import { purgeEvidence } from "./purges.ts";
import { undeclaredReaders } from "./readers.ts";
import { breachEvidence, erasureEvidence, noticeEvidence, requestEvidence, restrictionEvidence } from "./rights.ts";
import { grantsToOthers, nameOf, undeclaredColumns } from "./schema.ts";

/** What was found before. */
export interface Before extends Moment, FromLog {
  /** What is wider than the matrix, where a level is declared. */
  readonly wider: readonly string[] | undefined;
  /** Erased persons that the application still finds. */
  readonly stillReadable: number | undefined;
  /** The snapshot; undefined without a database. */
  readonly snapshot: Sql | undefined;
}

/** Runs a collector in a savepoint of its own. */
type Look = <T>(part: string, needs: Readonly<Record<string, unknown>>, collect: (sql: Sql) => Promise<T>) => Promise<T | undefined>;

/** Runs what needs the snapshot, and sets it. */
export async function collectFromDatabase(gathered: Gathering, options: EvidenceOptions, before: Before): Promise<void> {
  const { document, mapping = {}, observe = {} } = options;
  const { asOf, now, snapshot } = before;
  const look: Look = (part, needs, collect) =>
    gathered.attempt(part, { sql: snapshot, ...needs }, () => (snapshot === undefined ? Promise.reject() : snapshot.transaction(collect)));
  const own = new Set<EvidencePart>();
  for (const part of PARTS) {
    const collect = observe[part] as ((sql: Sql) => Promise<NonNullable<EvidenceBundle[typeof part]>>) | undefined; // One of its own part.
    if (collect === undefined) continue;
    own.add(part);
    gathered.set(part, await look(part, {}, collect));
  }
  const simple = async <P extends EvidencePart>(
    part: P,
    needs: Readonly<Record<string, unknown>>,
    collect: (sql: Sql) => Promise<EvidenceBundle[P]>,
  ): Promise<void> => {
    if (!own.has(part)) gathered.set(part, await look(part, needs, collect));
  };
  const { copies, channels } = mapping;
  await simple("requests", {}, (sql) => requestEvidence(sql, asOf));
  await simple("restrictions", {}, restrictionEvidence);
  await simple("breaches", {}, (sql) => breachEvidence(sql, now));
  await simple("notices", {}, (sql) => noticeEvidence(sql, document, mapping.notices));
  await simple("erasures", { erasedStillReadable: before.stillReadable }, (sql) => erasureEvidence(sql, before.stillReadable ?? 0));
  await simple("obligations", { "mapping.copies": copies }, (sql) => obligationEvidence(sql, copies ?? [], asOf));
  await simple("channels", { "mapping.channels": channels }, (sql) => channelEvidence(sql, document, mapping, asOf));
  if (!own.has("backups"))
    gathered.set("backups", await gathered.attempt("backups", { "mapping.copies": copies }, () => backupEvidence(copies ?? [], asOf)));
  const { history, verification } = before;
  const kept = { checkpoints: options.checkpoints ?? [], witnessed: verification?.witnessed === "witnessed" };
  if (!own.has("history") && history !== undefined)
    gathered.set("history", await gathered.attempt("history", {}, () => historyEvidence(history, snapshot, kept)));
  if (!own.has("log")) await collectLog(gathered, look, options, before);
  if (!own.has("ages")) await collectAges(gathered, look, options, before);
  await collectWhatRuns(gathered, look, options, before, own);
}

async function collectLog(gathered: Gathering, look: Look, { mapping = {} }: EvidenceOptions, { verification }: Before): Promise<void> {
  if (verification === undefined || !gathered.wants("log")) return;
  const mayChange = await look("log.mayChange", {}, (sql) => mayChangeLog(sql, mapping.logins));
  gathered.set("log", logEvidence(verification, mayChange));
}

async function collectAges(gathered: Gathering, look: Look, options: EvidenceOptions, before: Before): Promise<void> {
  const { document, mapping = {} } = options;
  const { asOf, verification, facts } = before;
  if (!gathered.wants("ages")) return;
  const { retention } = mapping;
  const found = await look("ages", { "mapping.retention": retention }, (sql) => ageEvidence(sql, document, retention ?? [], asOf));
  for (const { part, reason } of found?.notCollected ?? []) gathered.miss(part, reason);
  for (const { part, reason } of found?.limited ?? []) gathered.limit(part, reason);
  const category = document.logs?.category;
  const ages: Record<string, AgeEvidence> = { ...found?.ages };
  if (category !== undefined && verification !== undefined) {
    const { overdue, held } = verification.parts;
    const oldest = (await look(`ages.${category}`, {}, oldestBody)) ?? facts?.oldest;
    ages[category] = { overdue, ...(oldest === undefined ? {} : { oldest }), ...(held === 0 ? {} : { held }) };
  } else if (category !== undefined) gathered.miss(`ages.${category}`, "not-given: verify");
  if (Object.keys(ages).length > 0) gathered.set("ages", ages);
}

/** Purges, and what runs against what is declared: told only when all of it was looked at, since an empty list says that nothing is extra. */
async function collectWhatRuns(
  gathered: Gathering,
  look: Look,
  options: EvidenceOptions,
  before: Before,
  own: ReadonlySet<EvidencePart>,
): Promise<void> {
  const { document, mapping = {} } = options;
  const { facts, wider, asOf, simulated } = before;
  const { records, retention } = mapping;
  const wants = gathered.wants("implementation") && !own.has("implementation");
  const place = gathered.wants("purges") ? "purges" : "implementation.policiesNotRun";
  const runs =
    gathered.wants("purges") || wants
      ? await look(place, { "mapping.retention": retention }, (sql) =>
          purgeEvidence(sql, document, retention ?? [], { day: asOf, logged: facts?.purges, simulated }),
        )
      : undefined;
  if (!own.has("purges")) gathered.set("purges", runs?.purges);
  if (!wants) return;
  if (runs === undefined) gathered.miss("implementation.policiesNotRun", "not-collected: purges");
  if (facts === undefined) gathered.miss("implementation.roles", "not-collected: log");
  const needs = { "mapping.records": records };
  const fields = await look("implementation.fields", needs, (sql) => undeclaredColumns(sql, document, mapping));
  const grants =
    options.level === undefined ? await look("implementation.grants", needs, (sql) => grantsToOthers(sql, document, mapping)) : undefined;
  const readers = await look("implementation.fields", needs, (sql) => undeclaredReaders(sql, document, mapping));
  // With a level the matrix decides which rights are right.
  const others = options.level === undefined ? grants : wider;
  if (runs === undefined || facts === undefined || fields === undefined || others === undefined || readers === undefined) return;
  if (options.level === undefined) gathered.limit("implementation", "functions-by-their-text");
  const beyond = (names: readonly string[], declared: object | undefined): readonly string[] =>
    names.filter((name) => !Object.hasOwn(declared ?? {}, name)).map(nameOf);
  gathered.set("implementation", {
    fields: [...new Set([...fields, ...readers.relations])],
    purposes: beyond(facts.purposes, document.purposes),
    roles: beyond(facts.roles, document.access?.roles),
    grants: options.level === undefined ? [...others, ...readers.functions] : others,
    policiesNotRun: runs.policiesNotRun,
  });
}
