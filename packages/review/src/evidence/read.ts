/** Reading an evidence bundle that came from outside: what is malformed must not pass for an observation that nothing is wrong. */
import { isCalendarDate, PrivacyError } from "@favorable/core";
import type { EvidenceBundle } from "./bundle.ts";
import { contradictions } from "./contradictions.ts";

/** Adds the path of what it does not accept. */
type Check = (value: unknown, path: string, faults: string[]) => void;

const where =
  (accepts: (value: unknown) => boolean): Check =>
  (value, path, faults) => {
    if (!accepts(value)) faults.push(path);
  };

const text = where((value) => typeof value === "string");
const flag = where((value) => typeof value === "boolean");
const date = where(isCalendarDate);
const count = where((value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0);
const oneOf = (...words: readonly string[]): Check => where((value) => typeof value === "string" && words.includes(value));

const listOf =
  (check: Check): Check =>
  (value, path, faults) => {
    if (!Array.isArray(value)) faults.push(path);
    else for (const [at, item] of value.entries()) check(item, `${path}.${at}`, faults);
  };

const mapOf =
  (check: Check): Check =>
  (value, path, faults) => {
    for (const [key, item] of members(value, path, faults)) check(item, `${path}.${printable(key)}`, faults);
  };

const shape =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, path, faults) => {
    const stated = new Map(members(value, path, faults));
    const known = new Map([...Object.entries(required), ...Object.entries(optional)]);
    for (const [key, item] of stated) {
      const check = known.get(key);
      // What is not known is refused: a misspelt part would be an observation nobody reads.
      if (check === undefined) faults.push(join(path, printable(key)));
      else if (item !== undefined) check(item, join(path, key), faults);
    }
    for (const key of Object.keys(required)) if (stated.get(key) === undefined) faults.push(join(path, key));
  };

function members(value: unknown, path: string, faults: string[]): readonly (readonly [string, unknown])[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  faults.push(path === "" ? "evidence" : path);
  return [];
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** A key that does not look like a declared name may be anything, a person's too. */
function printable(key: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(key) ? key : "*";
}

const texts = listOf(text);

const bundle = shape(
  { asOf: date, simulated: flag },
  {
    declaration: text,
    log: shape(
      { verdict: oneOf("intact", "tampered", "lost"), size: count },
      { witnessed: oneOf("witnessed", "unwitnessed", "stale"), mayChange: texts },
    ),
    coverage: shape({ actions: count, entries: count }),
    ages: mapOf(shape({ overdue: count }, { oldest: date, held: count })),
    purges: listOf(shape({ policy: text, on: date, deleted: count, proved: count })),
    exports: shape({ copies: count, entries: count, plain: count }, { expired: count }),
    actors: texts,
    acrossUnits: texts,
    uses: listOf(shape({ purpose: text }, { fields: texts })),
    recipients: texts,
    credentials: shape({ accounts: count, shared: count }, { leavers: count, clear: count, oneFactor: count }),
    implementation: shape({ fields: texts, purposes: texts, roles: texts, grants: texts, policiesNotRun: texts }),
    requests: shape({ received: count, open: count, late: count }),
    erasures: shape({ done: count, stillReadable: count }),
    notices: mapOf(count),
    channels: mapOf(shape({ overdue: count }, { inBackups: count })),
    obligations: mapOf(shape({ open: count, overdue: count, unreachable: count })),
    backups: shape({ declared: count, missing: count, outliving: count }),
    restrictions: shape({ standing: count, lifted: count }),
    breaches: shape({ recorded: count, open: count, overdue: count, notifiedLate: count, personsUntold: count }),
    proofs: mapOf(count),
    freeText: shape({ unmoderated: count }),
    accuracy: shape({ unbound: count, expiredWithoutAlert: count }),
    consents: shape({ uses: count, withoutRecord: count }),
    drift: shape({ approved: text, widened: texts }),
    locations: listOf(where((value) => typeof value === "string" && /^[A-Z]{2}$/.test(value))),
    realRows: mapOf(count),
    history: shape(
      {},
      {
        growth: listOf(shape({ on: date, size: count })),
        checkpoints: listOf(shape({ on: date, size: count, root: text, witnessed: flag })),
        exports: listOf(shape({ on: date, role: text, purpose: text, rows: count, recipients: count })),
        requests: listOf(shape({ kind: text, on: date, due: date }, { answeredOn: date })),
      },
    ),
    reviews: shape({}, { logs: date, security: date }),
  },
);

/**
 * Reads an evidence bundle.
 *
 * @param value - parsed JSON, or a bundle made in code
 * @throws `EVIDENCE_INVALID` with the `paths` of everything unknown, missing, of the wrong kind, contradictory or of a later day
 */
export function readEvidence(value: unknown): EvidenceBundle {
  const faults: string[] = [];
  bundle(value, "", faults);
  // Every member has just been checked against the interface, when there is no fault.
  if (faults.length === 0) faults.push(...contradictions(value as EvidenceBundle));
  if (faults.length > 0)
    throw new PrivacyError("EVIDENCE_INVALID", "the evidence has another form than an evidence bundle", { paths: faults });
  return value as EvidenceBundle;
}
