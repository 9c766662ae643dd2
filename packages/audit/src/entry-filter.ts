/** The filter of a reader, checked, and what it lets through. */
import { PrivacyError } from "@favorable/core";
import { isCount } from "./coded.ts";
import { clearFacts } from "./event.ts";
import type { AuditEntry, EntryFilter } from "./log.ts";

/** A filter whose limits are stated. */
export type CheckedFilter = Required<Pick<EntryFilter, "from" | "below" | "limit" | "bodies">> & Conditions;

/** Conditions that may be absent. */
type Conditions = { readonly [K in "types" | "subject" | "actor" | "clear" | "since" | "until"]?: EntryFilter[K] | undefined };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** States the limits of a filter; throws `FILTER_INVALID`. */
export function checkFilter(filter: EntryFilter = {}): CheckedFilter {
  if (typeof filter !== "object" || filter === null) throw invalid();
  const { types, from = 0, below = Number.MAX_SAFE_INTEGER, subject, actor, clear, since, until } = filter;
  const { limit = Number.MAX_SAFE_INTEGER, bodies = true } = filter;
  const listed = types === undefined || (Array.isArray(types) && types.every((type) => typeof type === "string"));
  const known = clear === undefined || clearFacts.safeParse(clear).success;
  if (!listed || !known || !isCount(from) || !isCount(below) || !isCount(limit) || limit === 0 || typeof bodies !== "boolean")
    throw invalid();
  if (![subject, actor].every((one) => one === undefined || typeof one === "string")) throw invalid();
  if (![since, until].every((one) => one === undefined || (typeof one === "string" && INSTANT.test(one)))) throw invalid();
  return { from, below, limit, bodies, types, subject, actor, clear, since, until };
}

/** True when an entry, read with its bodies, is one the filter asks for; positions and the limit are the caller's. */
export function matches(entry: AuditEntry, { types, subject, actor, clear, since, until }: CheckedFilter): boolean {
  if (types !== undefined && !types.includes(entry.type)) return false;
  if ((since !== undefined && entry.at < since) || (until !== undefined && entry.at >= until)) return false;
  if (Object.entries(clear ?? {}).some(([name, fact]) => !Object.hasOwn(entry.clear, name) || entry.clear[name] !== fact)) return false;
  if (subject !== undefined && !entry.parts.some((part) => part.subject === subject)) return false;
  return actor === undefined || actorOf(entry) === actor;
}

/** Who acted: the person the part `actor` is about, or its value when that is a text; undefined when it is erased or there is none. */
export function actorOf({ parts }: AuditEntry): string | undefined {
  const part = parts.find(({ name, present }) => present && name === "actor");
  return part?.subject ?? (typeof part?.value === "string" ? part.value : undefined);
}

/** The entry as one sees it who may see no body. */
export function withoutBodies(entry: AuditEntry): AuditEntry {
  return { ...entry, parts: [] };
}

/** Refuses what reads no snapshot; throws `FILTER_INVALID`. */
export function checkReader(read: unknown): void {
  if (typeof read !== "function") throw new PrivacyError("FILTER_INVALID", "a snapshot is read by a function");
}

function invalid(): PrivacyError {
  return new PrivacyError("FILTER_INVALID", "a filter has positions from 0, types, persons, facts, instants and a limit, nothing else");
}
