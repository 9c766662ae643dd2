/** What is left in the tables beside the entries: bodies and descriptors of none, and the outbox against what its writers said. */
import type { Sql } from "@favorable/sql";
import type { Findings } from "../verify/findings.ts";
import type { OutboxKey } from "./outbox-key.ts";
import { PLACE } from "./store-pass.ts";
import { isOfLog, isOwnMark, type WaitingRow } from "./waiting-row.ts";

/** Rows of the outbox looked at in one statement. */
const PAGE = 1000;

/** Reports what belongs to no entry, and what is missing in the outbox. */
export async function storeRemains(tx: Sql, origin: string, key: OutboxKey | undefined, found: Findings): Promise<void> {
  const { rows } = await tx.query<{ bodies: boolean; descriptors: boolean; gone: boolean; strange: boolean; aside: boolean }>(
    `select
       exists (select from favorable.audit_body b where not exists (
         select from favorable.audit_leaf l where l.seq = b.seq and l.entry = b.entry)) as bodies,
       exists (select from favorable.audit_descriptors d where not exists (
         select from favorable.audit_leaf l where l.entry = d.entry and l.leaf is not null
         union all select from favorable.audit_pending p where p.entry = d.entry)) as descriptors,
       exists (select from favorable.audit_unfiled u, unnest(u.ids) as i (n) where not exists (
         select from favorable.audit_pending p where p.id = i.n)) as gone,
       exists (select from favorable.audit_pending p where not exists (
         select from favorable.audit_unfiled u, unnest(u.ids) as i (n) where i.n = p.id)) as strange,
       exists (select from favorable.audit_quarantine) as aside`,
  );
  const [left] = rows;
  if (left?.bodies !== false) found.add({ verdict: "tampered", code: "body-unexpected", place: PLACE.bodies });
  if (left?.descriptors !== false) found.add({ verdict: "tampered", code: "part-unexpected", place: PLACE.parts });
  if (left?.gone !== false) found.add({ verdict: "lost", code: "outbox-rows-missing", place: "audit_pending" });
  if (left?.strange !== false) found.add({ verdict: "tampered", code: "outbox-rows-unexpected", place: "audit_pending" });
  if (left?.aside !== false) found.add({ verdict: "notice", code: "rows-set-aside", place: "audit_quarantine" });
  await readOutbox(tx, origin, key, found);
  if (left?.aside !== false && key !== undefined) await readQuarantine(tx, key, found);
}

/** What was set aside bears no mark of a writer, or it should not have been. */
async function readQuarantine(tx: Sql, key: OutboxKey, found: Findings): Promise<void> {
  for (let after = "0"; ; ) {
    const { rows } = await tx.query<WaitingRow>(
      `select id, entry, type, leaf, mac, 'log' as via from favorable.audit_quarantine where id > $1::bigint order by id limit ${PAGE}`,
      [after],
    );
    if (rows.some((row) => isOwnMark(row, key))) {
      found.add({ verdict: "lost", code: "genuine-row-set-aside", place: "audit_quarantine" });
      return;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** Every row that waits must be an entry of this log, and with the key at hand bear its mark, until it is sequenced or set aside. */
async function readOutbox(tx: Sql, origin: string, key: OutboxKey | undefined, found: Findings): Promise<void> {
  for (let after = "-1"; ; ) {
    const { rows } = await tx.query<WaitingRow>(
      `select id, entry, type, leaf, mac, via from favorable.audit_pending where id > $1::bigint order by id limit ${PAGE}`,
      [after],
    );
    for (const row of rows) {
      if (!isOfLog(row, origin)) {
        found.add({ verdict: "tampered", code: "outbox-rows-unexpected", place: "audit_pending" });
        return;
      }
      if (key !== undefined && row.via === "log" && !isOwnMark(row, key)) {
        found.add({ verdict: "tampered", code: "outbox-mark-wrong", place: "audit_pending" });
        return;
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}
