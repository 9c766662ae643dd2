/**
 * Entries for a security information and event management system: one Elastic Common Schema document a line, with declared facts only.
 * No body is read, so that no personal value can leave with them.
 */
import { canonicalJson, type JsonValue, PrivacyError } from "@favorable/core";
import { isCount } from "../coded.ts";
import { checkFilter } from "../entry-filter.ts";
import { type ClearFact, declaredName } from "../event.ts";
import type { AuditEntry, AuditLog } from "../log.ts";

/** Version of the Elastic Common Schema that documents follow. */
const ECS_VERSION = "8.11.0";

/** What is exported. */
export interface SiemOptions {
  /** Facts in clear that may leave, by name; every other one stays. */
  readonly fields: readonly string[];
  /** Only these types of events. */
  readonly types?: readonly string[];
  /** The `cursor` of the last line that arrived; from the beginning by default. */
  readonly after?: string;
  /** Fact that says how it ended, such as `outcome`; its value is looked up in `outcomes`. */
  readonly outcome?: string;
  /** What the values of that fact mean; others are `unknown`. By default types that end in `.refused` are failures and nothing else is known. */
  readonly outcomes?: Readonly<Record<string, "success" | "failure">>;
}

/** A line for the system. */
export interface SiemLine {
  /** Canonical JSON, without a newline. */
  readonly line: string;
  /** Where to resume after this line has arrived. */
  readonly cursor: string;
}

/**
 * Yields the log's entries as lines; begin again with the last cursor after a failure, and no line is missed. Lines that were sent but not
 * acknowledged come again: `event.id` tells them.
 *
 * @throws `SIEM_INVALID` for fields, outcomes or a cursor that are none; `CURSOR_FOREIGN` for a cursor of another log; errors of the log
 * @example
 * ```ts
 * import { memoryLog, siemLines } from "@favorable/audit";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { systemClock } from "@favorable/core";
 *
 * const origin = "hospital.example/audit";
 * const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock: systemClock });
 * await log.append({ type: "access.refused", clear: { role: "nurse", desk: "ward-3" } });
 * for await (const { line } of siemLines(log, { fields: ["role"] })) {
 *   const document = JSON.parse(line);
 *   console.log(`${document.event.outcome} of a ${document.labels.role}`); // failure of a nurse
 * }
 * ```
 */
export async function* siemLines(log: AuditLog, options: SiemOptions): AsyncGenerator<SiemLine> {
  const { fields, types, after, outcome, outcomes = {} } = options ?? {};
  if (!Array.isArray(fields) || !fields.every((name) => declaredName.safeParse(name).success)) throw invalid();
  if (Object.values(outcomes).some((value) => value !== "success" && value !== "failure")) throw invalid();
  const from = after === undefined ? 0 : positionOf(after, log.origin);
  const filter = { from, bodies: false, ...(types === undefined ? {} : { types }) };
  checkFilter(filter);
  const outcomeOf = (entry: AuditEntry): string => {
    if (outcome === undefined) return entry.type.endsWith(".refused") ? "failure" : "unknown";
    const value = String(entry.clear[outcome]);
    return Object.hasOwn(outcomes, value) ? (outcomes[value] ?? "unknown") : "unknown";
  };
  for await (const entry of log.entries(filter))
    yield { line: canonicalJson(documentOf(log.origin, entry, fields, outcomeOf(entry))), cursor: `${log.origin} ${entry.index + 1}` };
}

function documentOf(origin: string, entry: AuditEntry, fields: readonly string[], outcome: string): JsonValue {
  const { index, id, type, at, simulated, clear } = entry;
  // ECS keeps labels as keywords: one type whatever the fact.
  const labels = Object.fromEntries(
    fields.flatMap((name): [string, string][] => (Object.hasOwn(clear, name) ? [[label(name), text(clear[name])]] : [])),
  );
  return {
    "@timestamp": at,
    ecs: { version: ECS_VERSION },
    event: { kind: "event", module: "favorable", dataset: "favorable.audit", provider: origin, id, sequence: index, action: type, outcome },
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(simulated ? { tags: ["simulated-clock"] } : {}),
  };
}

/** ECS labels have no dots in their names. */
function label(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, "_");
}

function text(fact: ClearFact | undefined): string {
  return String(fact ?? "");
}

function positionOf(cursor: unknown, origin: string): number {
  const [, log, digits] = /^(\S+) (\d{1,16})$/.exec(String(cursor)) ?? [];
  const position = Number(digits);
  if (log === undefined || !isCount(position)) throw invalid();
  if (log !== origin) throw new PrivacyError("CURSOR_FOREIGN", "the cursor is of another log");
  return position;
}

function invalid(): PrivacyError {
  return new PrivacyError("SIEM_INVALID", "an export has a list of declared facts, known outcomes, and a cursor it gave before");
}
