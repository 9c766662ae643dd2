/** Erases before the end of a period, by authority, and says so in the log, in one transaction. */
import { calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { checkAuthority, heldBack } from "../authority.ts";
import type { EarlyErasureRequest, ErasureResult } from "../log.ts";
import { erasedEarlyEvent } from "../retention-events.ts";
import type { SubjectIndex } from "./append-rows.ts";
import { deleteParts } from "./behind-pruned.ts";
import { announce, deleteKeys, type EraseContext, readRetention } from "./erasure.ts";
import { locked } from "./log-lock.ts";
import { readHead } from "./sequencer.ts";

interface Target {
  readonly seq: string;
  readonly entry: string;
  readonly part: number;
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  /** Empty for what is not sealed. */
  readonly key: string;
}

/** Erases in a transaction of its own what a request names; nothing of it when anything is held. */
export async function eraseByAuthority(
  sql: Sql,
  context: EraseContext,
  subjectIndex: SubjectIndex,
  request: EarlyErasureRequest,
): Promise<ErasureResult> {
  const { scope, ...authority } = checkAuthority(request);
  if ("subject" in scope && subjectIndex === undefined)
    throw new PrivacyError("SUBJECT_KEY_MISSING", "the log was opened without a subject key: it keeps no index of persons");
  return locked(sql, async (tx) => {
    const targets = await targetsOf(tx, scope, subjectIndex);
    const state = await readRetention(tx);
    for (const { seq, entry, policy, version, start } of targets) {
      const part = { index: Number(seq), id: entry, retention: { policy, version, start: calendarDate(start) } };
      if (state.isHeld(part)) throw heldBack();
    }
    if (targets.length === 0) return { erased: 0, byPolicy: {} };
    const { tree } = await readHead(tx);
    const events =
      "policy" in scope
        ? [erasedEarlyEvent({ scope: { policy: scope.policy, below: tree.size }, ...authority, count: targets.length })]
        : targets.map(({ entry, part }) => erasedEarlyEvent({ scope: { entry, part }, ...authority, count: 1 }));
    await announce(tx, context, events);
    await deleteKeys(tx, await wholeKeys(tx, targets));
    await deleteParts(tx, targets);
    // Last: the database lets bodies go only beside what was announced and waits.
    await context.position?.(tx);
    const byPolicy: Record<string, number> = {};
    for (const { policy } of targets) byPolicy[policy] = (byPolicy[policy] ?? 0) + 1;
    return { erased: targets.length, byPolicy };
  });
}

async function targetsOf(tx: Sql, scope: EarlyErasureRequest["scope"], subjectIndex: SubjectIndex): Promise<Target[]> {
  const from = `select b.seq, b.entry, b.part, b.policy, b.version, b.start_on::text as start, coalesce(b.key_id, '') as key
    from favorable.audit_body b`;
  // What a destroyed key sealed was erased when the key was.
  const living = "and (b.key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))";
  const order = `${living} order by b.seq, b.part`;
  if ("subject" in scope)
    return (await tx.query<Target>(`${from} where b.subject_index = $1::bytea ${order}`, [subjectIndex?.(scope.subject) ?? ""])).rows;
  if ("policy" in scope) return (await tx.query<Target>(`${from} where b.policy = $1 ${order}`, [scope.policy])).rows;
  const where = `where b.seq = (select seq from favorable.audit_leaf where entry = $1) and ($2::integer is null or b.part = $2::integer)`;
  return (await tx.query<Target>(`${from} ${where} ${order}`, [scope.entry, scope.part ?? null])).rows;
}

/** Keys that sealed nothing but these bodies. */
async function wholeKeys(tx: Sql, targets: readonly Target[]): Promise<string[]> {
  const sealed = new Map<string, number>();
  for (const { key } of targets) if (key !== "") sealed.set(key, (sealed.get(key) ?? 0) + 1);
  if (sealed.size === 0) return [];
  const { rows } = await tx.query<{ key: string; count: number }>(
    "select key_id as key, count(*)::integer as count from favorable.audit_body where key_id = any ($1::text[]) group by key_id",
    [[...sealed.keys()]],
  );
  return rows.filter(({ key, count }) => sealed.get(key) === count).map(({ key }) => key);
}
