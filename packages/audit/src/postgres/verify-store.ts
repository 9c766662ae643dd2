/** Verifies a log in its database, without exporting it: what its owner runs every night, and an auditor with read rights may run, too. */
import { type CalendarDate, calendarDate, equalBytes, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { SealingOptions } from "../body-sealer.ts";
import { checkVerifiers, type NoteVerifier } from "../signed-note.ts";
import { clockWatch } from "../verify/clock-watch.ts";
import { entryJudge } from "../verify/entry-judge.ts";
import { checkExternal, type ExternalCheckpoint, type ExternalOptions, openExternal, witnessedBy } from "../verify/external.ts";
import { type Findings, findings, type LogVerification } from "../verify/findings.ts";
import { judgeExternalKeys } from "../verify/key-standing.ts";
import { checkDate, judgedBy, newestOf, summary, today } from "../verify/verify-log.ts";
import { bodySeals } from "./body-seals.ts";
import { storing } from "./failures.ts";
import { outboxKey } from "./outbox-key.ts";
import { outboxStanding } from "./outbox-standing.ts";
import { signedCheckpoints } from "./store-checkpoints.ts";
import { storeCounts } from "./store-counts.ts";
import { PLACE, storePass } from "./store-pass.ts";
import { storeRemains } from "./store-remains.ts";
import { storedRetention } from "./store-retention.ts";
import { subjectCheck } from "./subject-check.ts";

/** What a store is verified with. */
export interface VerifyStoreOptions extends ExternalOptions {
  /** The key that signs the log's checkpoints, from somewhere else than the database. */
  readonly verifier: NoteVerifier;
  /** Other keys the log had or has, from somewhere else too. */
  readonly otherVerifiers?: readonly NoteVerifier[];
  /** The key that writers share, or the subject key it is derived from: with it the edge that the next entries go to is verified, too. */
  readonly outboxKey?: Uint8Array;
  /** With it each blind index is held against its body, too; see also `outboxKey`. For a log whose processes all have it. */
  readonly subjectKey?: Uint8Array;
  /**
   * False: bodies are counted, not read, which is all that the role `verifier` may do. A part that is there is then taken for what was
   * committed; `notExported` says how many.
   */
  readonly values?: boolean;
  /** The date the periods are judged at; by default today in UTC, or the day of the last entry of a log wholly under a simulated clock. */
  readonly asOf?: CalendarDate;
  /** What the log's bodies are sealed with, if they are. */
  readonly sealing?: SealingOptions;
  /** Told now and then how many entries were verified, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Verifies every row of a log as it stands in one snapshot: leaves, columns, bodies and descriptors, the tree, every signed checkpoint, the
 * outbox. Rows are read in pages: memory does not grow with the log. A notice tells of entries about retention that were read by their
 * column `type` and are another type in truth.
 *
 * An erasure that was announced and has no position yet explains what went beside it as it will once it has one: with the outbox key when
 * its row bears a writer's mark, without it whoever made the row, which a notice tells.
 *
 * A table's owner can change all of this at once, checkpoints included, when he has the key: only what was kept elsewhere binds him.
 *
 * @param sql - the outer handle; the role `reader` is enough, with `values: false` the role `verifier`
 * @throws `KEY_INVALID`, `DATE_INVALID`, `AGAINST_INVALID` for options that are none; `SEALER_MISSING` when bodies are sealed and no sealer is
 *   given; `SUBJECT_KEY_INVALID`; `LOG_NOT_MIGRATED`, `AUDIT_UNAVAILABLE`
 */
export async function verifyStore(sql: Sql, options: VerifyStoreOptions): Promise<LogVerification> {
  const { verifier, otherVerifiers = [], asOf, sealing } = options ?? {};
  checkVerifiers([verifier, ...otherVerifiers]);
  if (asOf !== undefined) checkDate(asOf);
  checkExternal(options);
  const seals = sealing === undefined ? undefined : bodySeals(sql, sealing);
  return storing(() => sql.transaction((tx) => verifyIn(tx, options, seals), { isolation: "repeatable read", readOnly: true }));
}

async function verifyIn(tx: Sql, options: VerifyStoreOptions, seals: ReturnType<typeof bodySeals> | undefined): Promise<LogVerification> {
  const { verifier, otherVerifiers = [], policy, freshFor, onProgress, values = true } = options;
  const indexOf = options.subjectKey === undefined ? undefined : subjectCheck(options.subjectKey);
  const key = outboxKey(options.outboxKey, options.subjectKey);
  const verifiers = [verifier, ...otherVerifiers];
  const found = findings();
  const origin = await checkIdentity(tx, verifiers, found);
  const expected = await expectedSize(tx);
  const { first, waiting } = await storedRetention(tx, origin, expected, key);
  const kept = await openExternal(checkExternal(options), verifiers, policy, { origin }, found);
  const { witnessing, binding: external } = judgeExternalKeys(kept, first.keys, found);
  const until = first.simulatedUntil;
  const date = options.asOf ?? (until === undefined ? today() : calendarDate(until.slice(0, 10)));
  const clock = clockWatch(witnessing);
  const judge = entryJudge(first.retention, date, found, waiting?.erases);
  const signed = signedCheckpoints(tx, verifiers, found);
  const roots = new Map(external.map(({ size }): [number, Uint8Array | undefined] => [size, undefined]));
  const pass = await storePass(tx, expected, {
    origin,
    first,
    waiting,
    judge,
    clock,
    found,
    seals,
    values,
    indexOf: values ? indexOf : undefined,
    onProgress,
    onPage: signed.ready,
    onSize(size, root) {
      if (roots.has(size)) roots.set(size, root());
      signed.at(size, root);
    },
  });
  await signed.finish();
  await checkHead(tx, pass, found);
  await outboxStanding(tx, origin, key, found);
  checkRoots(external, roots, pass.size, found);
  await storeRemains(tx, origin, key, found);
  await storeCounts(tx, found);
  const { size, pruned } = pass;
  const witnessed = witnessedBy(witnessing, size, date, freshFor, clock.anchored());
  const counted = { parts: judge.parts, notExported: pass.unread, pruned };
  const notVerified = [
    ...(pass.unread > 0 ? (["bodies"] as const) : []),
    ...(values && pass.unheld === 0 ? [] : (["subject-index"] as const)),
  ];
  return {
    notVerified,
    size,
    origin,
    ...newestOf(witnessing),
    witnessed,
    ...summary(found),
    asOf: date,
    ...judgedBy(first, options.asOf),
    ...counted,
  };
}

/** The log must be the verifier's own, under the verifier's key. */
async function checkIdentity(tx: Sql, verifiers: readonly NoteVerifier[], found: Findings): Promise<string> {
  const { rows } = await tx.query<{ origin: string; vkey: string }>("select origin, vkey from favorable.audit_identity");
  const [known] = rows;
  const origin = known?.origin ?? verifiers[0]?.name ?? "";
  const own = verifiers.some(({ name, keyId }) => name === origin && (known === undefined || known.vkey.split("+")[1] === toHex(keyId)));
  if (!own) found.add({ verdict: "tampered", code: "key-differs", place: "audit_identity" });
  return origin;
}

async function expectedSize(tx: Sql): Promise<number> {
  const { rows } = await tx.query<{ size: string }>("select coalesce(max(seq) + 1, 0) as size from favorable.audit_leaf");
  return Number(rows[0]?.size ?? 0);
}

/** The right edge that the next entries are appended to. */
async function checkHead(tx: Sql, pass: { readonly size: number; readonly edge: Uint8Array }, found: Findings): Promise<void> {
  const { rows } = await tx.query<{ size: string; edge: Uint8Array }>(
    "select size, edge from favorable.audit_head order by size desc limit 1",
  );
  const [head] = rows;
  const size = Number(head?.size ?? 0);
  if (size > pass.size) found.add({ verdict: "lost", code: "entries-missing", place: PLACE.entries, entry: pass.size });
  else if (size !== pass.size || !equalBytes(head?.edge ?? new Uint8Array(), pass.edge))
    found.add({ verdict: "tampered", code: "edge-differs", place: "audit_head" });
}

function checkRoots(
  external: readonly ExternalCheckpoint[],
  roots: ReadonlyMap<number, Uint8Array | undefined>,
  size: number,
  found: Findings,
): void {
  for (const one of external)
    if (one.size > size) found.add({ verdict: "tampered", code: "older-than-witnessed", place: "against" });
    else if (!equalBytes(roots.get(one.size) ?? new Uint8Array(), one.root))
      found.add({ verdict: "tampered", code: "not-the-witnessed-log", place: "against" });
}
