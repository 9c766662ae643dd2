/** A log on a server, and what its superuser can do to it with triggers off. */
import { period, toHex, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type AuditEvent, endEvent, frontier, leafHash, policyEvent } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { date, key, readEvent } from "./fixtures.ts";
import { type Opened, openLog, type Store } from "./store-behaviour.ts";

/** A log of some entries, and the one checkpoint that somebody else kept. */
export interface AttackedLog extends Opened {
  /** The checkpoint that was kept elsewhere. */
  readonly kept: string;
  /** Every table of the log as it was before the last entries, in schema `backup`. */
  readonly positions: { readonly read: number; readonly policy: number; readonly end: number; readonly big: number; readonly size: number };
}

const until: AuditEvent = policyEvent({
  policy: "logs",
  version: 1,
  minimum: period("P18M"),
  maximum: period("P24M"),
  until: "obligation.ended",
});

/** Tables, parents before children. */
const TABLES = [
  "audit_head",
  "audit_checkpoint",
  "audit_leaf",
  "audit_descriptors",
  "audit_body",
  "audit_pending",
  "audit_unfiled",
] as const;

/** Opens a database, logs, copies the tables away, logs on, and hands out a checkpoint. */
export async function attackedLog(open: () => Promise<Store>): Promise<AttackedLog> {
  const opened = await openLog(open);
  const { log, sql, clock } = opened;
  await log.appendAll([until, policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") })]);
  await log.append(readEvent("a-1", ["p-1", "p-2"], "logs"));
  await log.append(
    readEvent(
      "a-2",
      Array.from({ length: 70 }, (_, at) => `p-${at}`),
      "logs",
    ),
  );
  await log.append(readEvent("a-3", ["p-3"], "alerts"));
  await log.checkpoint();
  await sql.query("create schema backup");
  for (const table of TABLES) await sql.query(`create table backup.${table} as select * from favorable.${table}`);
  clock.moveTo(new Date("2021-12-24T08:00:00Z"));
  await log.append(endEvent("obligation.ended", date("2021-12-01")));
  await log.appendAll([readEvent("a-4", ["p-1"], "logs"), readEvent("a-5", ["p-2"], "logs")]);
  await log.eraseExpired({ asOf: date("2021-12-24") });
  const kept = await log.checkpoint();
  const { size } = await log.sequence();
  await triggersOff(sql);
  return { ...opened, kept, positions: { policy: 0, read: 2, big: 3, end: 5, size } };
}

async function triggersOff(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'favorable'::regnamespace and relkind in ('r', 'p') and relname like 'audit%'",
  );
  for (const { name } of rows) await sql.query(`alter table favorable.${name} disable trigger all`);
}

/** Has bodies counted again, where they are not what is attacked. */
export async function countingOn(sql: Sql): Promise<void> {
  for (const name of ["count_filed", "count_erased"]) await sql.query(`alter table favorable.audit_body enable always trigger ${name}`);
}

/** Puts the tables back as they were. */
export async function restoreBackup(sql: Sql): Promise<void> {
  await sql.query(`truncate ${TABLES.map((table) => `favorable.${table}`).join(", ")} cascade`);
  // A partition that was dropped since comes back with the backup.
  await sql.query(
    "select favorable.audit_make_month(m) from (select distinct erase_month as m from backup.audit_body where erase_month < '9000-01-01') months",
  );
  for (const table of TABLES) {
    const overriding = table === "audit_pending" ? "overriding system value" : "";
    await sql.query(`insert into favorable.${table} ${overriding} select * from backup.${table}`);
  }
}

/** Empties the tables, so that another log can begin in them. */
export async function wipe(sql: Sql): Promise<void> {
  await triggersOff(sql);
  await sql.query(`truncate ${[...TABLES, "audit_identity"].map((table) => `favorable.${table}`).join(", ")} cascade`);
}

/** Computes hashes and the right edge anew, and throws signed checkpoints away that would tell: an attack that covers its tracks. */
export async function coverTracks(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ seq: string; leaf: string }>("select seq, leaf from favorable.audit_leaf order by seq");
  const tree = frontier();
  for (const { seq, leaf } of rows) {
    const hash = leafHash(utf8(leaf));
    tree.append(hash);
    await sql.query("update favorable.audit_leaf set hash = decode($2, 'hex') where seq = $1::bigint", [seq, toHex(hash)]);
  }
  await sql.query("truncate favorable.audit_checkpoint");
  const { rows: heads } = await sql.query<{ origin: string }>("select origin from favorable.audit_head limit 1");
  await sql.query("truncate favorable.audit_head cascade");
  await sql.query("insert into favorable.audit_head (size, edge, origin) values ($1::bigint, $2::bytea, $3)", [
    tree.size,
    tree.bytes(),
    heads[0]?.origin ?? "",
  ]);
}

/** Moves positions from `from` on by one step, bodies along. */
export async function shift(sql: Sql, from: number, by: 1 | -1): Promise<void> {
  const far = 1_000_000;
  for (const table of ["audit_leaf", "audit_body"]) {
    await sql.query(`update favorable.${table} set seq = seq + $2::bigint where seq >= $1::bigint`, [from, far]);
    await sql.query(`update favorable.${table} set seq = seq - $1::bigint where seq >= $2::bigint`, [far - by, far]);
  }
}

/** Verdicts under the kept checkpoint, on the day of the attack. */
export async function judged(sql: Sql, against: string, vkey: string = key.vkey): ReturnType<typeof verifyStore> {
  return verifyStore(sql, { verifier: createVerifier(vkey), against, asOf: date("2021-12-25") });
}
