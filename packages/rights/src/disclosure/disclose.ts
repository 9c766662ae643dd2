/** Collects what is held about a verified person, and lists what a human has to look at first. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import type { TaggedRecord } from "@favorable/fields";
import type { DeskStaff } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import { insideOf } from "../desk/registered.ts";
import { declared as declaredName } from "../register/plain-words.ts";
import { assertRegime } from "../register/regime.ts";
import { assertVerified, type VerifiedRequest } from "../verified/verified-request.ts";
import { accessesOf, type DisclosedAccesses } from "./accesses.ts";
import { type DisclosureFlag, type FlaggedValue, flagsOf } from "./flags.ts";
import { portable } from "./portable.ts";
import type { CollectedRow, DisclosureSource } from "./source.ts";

/** An answer before its review: what it holds is not to be had but through {@link releaseDisclosure}. */
export interface DisclosureDraft {
  readonly request: string;
  /** What waits for a decision; empty when nothing does. */
  readonly flags: readonly DisclosureFlag[];
  /** Rows collected, by record. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A row with its number among those of its record. */
export interface NumberedRow extends CollectedRow {
  readonly number: number;
}

/** What stands behind a draft. */
export interface DraftContent {
  readonly request: VerifiedRequest;
  readonly source: DisclosureSource;
  readonly rows: readonly NumberedRow[];
  readonly flagged: readonly FlaggedValue[];
  readonly accesses?: DisclosedAccesses;
  /** Recorded recipients, by their declared names. */
  readonly received: readonly string[];
}

const drafts = new WeakMap<object, DraftContent>();

/**
 * Collects everything about a verified person, for a member of staff who may handle the request; that it was collected is in the log before it is.
 *
 * @throws those of `act` of the desk, for the office `handler`; `COLLECT_FAILED` when `collect` fails, `RECIPIENTS_UNKNOWN` when `received` does; `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`; `RECORD_UNKNOWN`, `FIELD_UNKNOWN` for a row that is not declared, `PERIOD_MISSING` for
 *   a category whose period nobody stated (details name the place); `REGIME_UNKNOWN`; errors of `readAccesses`
 */
export async function disclose(desk: Desk, request: VerifiedRequest, source: DisclosureSource, staff: DeskStaff): Promise<DisclosureDraft> {
  await assertVerified(request, ["access", "portability"]);
  assertRegime(source.regime ?? "gdpr");
  await insideOf(desk).note(request.id, { office: "handler", act: "collect", staff, facts: { records: source.records.length } });
  const records = new Map(source.records.map((record) => [record.name, record]));
  const counts: Record<string, number> = {};
  const flagged: FlaggedValue[] = [];
  const rows: NumberedRow[] = [];
  for (const collected of await collectedBy(source, request.subject)) {
    const record = declared(collected, records, source);
    const row = request.kind === "portability" ? portable(collected, record, source.vocabulary, source.asOf) : collected;
    if (row === undefined) continue;
    const number = counts[row.record] ?? 0;
    counts[row.record] = number + 1;
    flagged.push(...flagsOf(row, number, record, request.subject, source.detector));
    rows.push({ ...row, number });
  }
  const accesses = request.kind === "access" ? await accessesOf(request.subject, source.accesses) : undefined;
  const received = request.kind === "access" ? await receivedBy(source, request.subject, rows) : [];
  const draft: DisclosureDraft = Object.freeze({ request: request.id, flags: flagged.map(({ flag }) => flag), counts });
  drafts.set(draft, { request, source, rows, flagged, received, ...(accesses === undefined ? {} : { accesses }) });
  return draft;
}

/**
 * Shows what is to be looked at, one flag at a time, to a member of staff who may handle the request; the look is in the log first.
 *
 * @throws `DRAFT_UNKNOWN`, `REVIEW_UNKNOWN` for no flag of the draft, `REQUEST_ENDED`, and those of `act` of the desk for the office `handler`
 */
export async function viewFlagged(desk: Desk, draft: DisclosureDraft, flag: string, staff: DeskStaff): Promise<JsonValue> {
  const { request, flagged } = contentOf(draft);
  await assertVerified(request, ["access", "portability"]);
  const found = flagged.find((one) => one.flag.id === flag);
  if (found === undefined) throw new PrivacyError("REVIEW_UNKNOWN", "the draft has no such flag");
  const { record, row, field = "row" } = found.flag;
  await insideOf(desk).note(request.id, { office: "handler", act: "flag-viewed", staff, facts: { record, row, field } });
  return found.value;
}

/** The rows; the error of whoever finds them may quote one. */
async function collectedBy({ collect }: DisclosureSource, subject: string): Promise<readonly CollectedRow[]> {
  try {
    return await collect(subject);
  } catch {
    throw new PrivacyError("COLLECT_FAILED", "what is held about the person could not be collected");
  }
}

/** Who is recorded to have received these data; an answer that leaves them out because nothing tells of them would be untrue. */
async function receivedBy({ received }: DisclosureSource, subject: string, rows: readonly CollectedRow[]): Promise<readonly string[]> {
  if (received === undefined) return [];
  const fields = new Set(rows.flatMap(({ record, values }) => Object.keys(values).map((name) => `${record}.${name}`)));
  try {
    return (await received(subject, [...fields])).map((name) => declaredName(name, "recipients"));
  } catch {
    throw new PrivacyError("RECIPIENTS_UNKNOWN", "nothing tells to whom the data went");
  }
}

/** What stands behind a draft; throws `DRAFT_UNKNOWN` for what {@link disclose} did not make. */
export function contentOf(draft: DisclosureDraft): DraftContent {
  const content = typeof draft === "object" && draft !== null ? drafts.get(draft) : undefined;
  if (content === undefined) throw new PrivacyError("DRAFT_UNKNOWN", "this is no draft of a disclosure");
  return content;
}

/** The record of a row, all of whose fields are declared and have a period. */
function declared(row: CollectedRow, records: ReadonlyMap<string, TaggedRecord>, { periods, vocabulary }: DisclosureSource): TaggedRecord {
  const record = records.get(row.record);
  if (record === undefined) throw new PrivacyError("RECORD_UNKNOWN", "a row of a record that is not declared");
  for (const name of Object.keys(row.values)) {
    const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
    if (field === undefined) throw new PrivacyError("FIELD_UNKNOWN", "a row has a field that is not declared", { record: record.name });
    if (!Object.hasOwn(periods, field.category) || vocabulary.categories[field.category] === undefined)
      throw new PrivacyError("PERIOD_MISSING", "no period is stated for a category", { record: record.name, category: field.category });
  }
  return record;
}
