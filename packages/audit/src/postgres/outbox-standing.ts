/** Is the log under the key that its writers share, and was it all the time? */
import type { Sql } from "@favorable/sql";
import type { Findings } from "../verify/findings.ts";
import { leafOf } from "../verify/retention-pass.ts";
import { headBytes, unmarkedEntries } from "./head-marks.ts";
import { fingerprint, type OutboxKey } from "./outbox-key.ts";

/** Edges looked at in one statement. */
const PAGE = 1000;

/**
 * Reports a fingerprint that is gone while marks are there (`outbox-key-missing`), one that is not the verifier's or not the one the log names last
 * (`outbox-key-differs`), and edges without the key's mark (`edge-unmarked`) since the first that had one, or since the log says that the
 * key was laid down.
 */
export async function outboxStanding(tx: Sql, origin: string, key: OutboxKey | undefined, found: Findings): Promise<void> {
  const laid = await fingerprint(tx);
  const { rows } = await tx.query<{ marked: boolean; begun: boolean }>(
    "select exists (select from favorable.audit_head_mark) as marked, exists (select from favorable.audit_leaf) as begun",
  );
  const said = await lastSaid(tx, origin);
  const expected = key?.fingerprint ?? said?.fingerprint;
  const tampered = (code: string, place: string): void => found.add({ verdict: "tampered", code, place });
  if (laid === undefined && rows[0]?.begun === true && (rows[0].marked || expected !== undefined))
    tampered("outbox-key-missing", "audit_outbox_key");
  if (laid !== undefined && ((expected ?? laid) !== laid || (said?.fingerprint ?? laid) !== laid))
    tampered("outbox-key-differs", "audit_outbox_key");
  if (key === undefined) return;
  if ((await unmarkedEntries(tx, key)) > 0 || (await hasUnmarked(tx, key, said?.below ?? 0))) tampered("edge-unmarked", "audit_head");
}

/** What the last `audit.outbox-key` entry says. */
async function lastSaid(tx: Sql, origin: string): Promise<{ readonly fingerprint: string; readonly below: number } | undefined> {
  const { rows } = await tx.query<{ leaf: string }>(
    "select leaf from favorable.audit_leaf where type = 'audit.outbox-key' and leaf is not null order by seq desc limit 1",
  );
  const clear = leafOf(rows[0]?.leaf ?? "", origin)?.clear;
  return clear === undefined ? undefined : { fingerprint: String(clear["fingerprint"]), below: Number(clear["below"]) };
}

/** Edges of a log from before there were marks, or a key, have none: the first marked one begins the count. */
async function hasUnmarked(tx: Sql, key: OutboxKey, below: number): Promise<boolean> {
  const { rows: first } = await tx.query<{ size: string | null }>("select min(size)::text as size from favorable.audit_head_mark");
  for (let after = Math.max(Number(first[0]?.size ?? Number.POSITIVE_INFINITY), below); Number.isFinite(after); ) {
    const { rows } = await tx.query<{ size: string; edge: Uint8Array; mark: string | null }>(
      `select h.size, h.edge, m.mark from favorable.audit_head h left join favorable.audit_head_mark m using (size)
        where h.size > $1::bigint order by h.size limit ${PAGE}`,
      [after],
    );
    if (rows.some(({ size, edge, mark }) => mark !== key.markHead(headBytes(Number(size), edge)))) return true;
    if (rows.length < PAGE) return false;
    after = Number(rows.at(-1)?.size);
  }
  return false;
}
