import { period, simulatedClock, toBase64 } from "@favorable/core";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { type AuditEvent, commit, endEvent, policyEvent } from "../src/index.ts";
import { createSigner, createVerifier, generateKey } from "../src/node/index.ts";
import { openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { type AttackedLog, attackedLog, coverTracks, judged, restoreBackup, shift, wipe } from "./attacked-log.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all, type Store } from "./store-behaviour.ts";

async function open(): Promise<Store> {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined); // Idle connections end with the database.
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await drop();
    },
  };
}

interface Attack {
  readonly name: string;
  /** What the superuser does. */
  readonly run: (log: AttackedLog) => Promise<void>;
  /** The verdict, and one of the findings that must be there. */
  readonly verdict: "tampered" | "lost" | "intact";
  readonly code: string;
  /** The key an auditor is told to use, where it is another one. */
  readonly vkey?: () => string;
}

const stranger = generateKey(ORIGIN);
const subjectKey = new Uint8Array(32).fill(7);
const leafOf = async ({ sql }: AttackedLog, seq: number): Promise<string> => {
  const { rows } = await sql.query<{ leaf: string }>("select leaf from favorable.audit_leaf where seq = $1::bigint", [seq]);
  return rows[0]?.leaf ?? "";
};
const setLeaf = async ({ sql }: AttackedLog, seq: number, leaf: string): Promise<void> => {
  const { rowCount } = await sql.query("update favorable.audit_leaf set leaf = $2 where seq = $1::bigint", [seq, leaf]);
  expect(rowCount).toBe(1);
};
/** The owner's own program, on a machine whose clock was set back. */
async function appendWithClockAt(time: string, { sql }: AttackedLog, event: AuditEvent): Promise<void> {
  const log = await openAuditLog({ sql, origin: ORIGIN, signer, clock: simulatedClock(new Date(time)), subjectKey });
  await log.append(event);
  await log.checkpoint();
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const attacks: readonly Attack[] = [
  {
    name: "edits a body",
    verdict: "tampered",
    code: "body-differs",
    async run({ sql, positions }) {
      await sql.query("update favorable.audit_body set payload = $2::bytea where seq = $1::bigint and part = 0", [
        positions.read,
        bytes('{"name":"actor","value":"a-9"}'),
      ]);
    },
  },
  {
    name: "edits a leaf",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run(log) {
      await setLeaf(log, log.positions.read, (await leafOf(log, log.positions.read)).replace("physician", "director"));
    },
  },
  {
    name: "edits a body and its leaf consistently, with hashes and tree made anew",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run(log) {
      const { sql, positions } = log;
      const { rows } = await sql.query<{ salt: Uint8Array; payload: Uint8Array }>(
        "select salt, payload from favorable.audit_body where seq = $1::bigint and part = 0",
        [positions.read],
      );
      const payload = bytes('{"name":"actor","value":"a-9"}');
      const salt = rows[0]?.salt ?? new Uint8Array();
      const before = toBase64(commit({ salt, payload: rows[0]?.payload ?? new Uint8Array() }));
      const leaf = await leafOf(log, positions.read);
      expect(leaf).toContain(before);
      await setLeaf(log, positions.read, leaf.replace(before, toBase64(commit({ salt, payload }))));
      await sql.query("update favorable.audit_body set payload = $2::bytea where seq = $1::bigint and part = 0", [positions.read, payload]);
      await coverTracks(sql);
    },
  },
  {
    name: "deletes an entry in the middle and closes the gap",
    verdict: "tampered",
    code: "older-than-witnessed",
    async run({ sql, positions }) {
      await sql.query("delete from favorable.audit_body where seq = $1::bigint", [positions.read]);
      await sql.query("delete from favorable.audit_leaf where seq = $1::bigint", [positions.read]);
      await shift(sql, positions.read, -1);
      await coverTracks(sql);
    },
  },
  {
    name: "deletes the tail",
    verdict: "tampered",
    code: "older-than-witnessed",
    async run({ sql, positions }) {
      await sql.query("delete from favorable.audit_body where seq >= $1::bigint", [positions.size - 2]);
      await sql.query("delete from favorable.audit_leaf where seq >= $1::bigint", [positions.size - 2]);
      await coverTracks(sql);
    },
  },
  {
    name: "puts entries into another order",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run({ sql, positions }) {
      for (const table of ["audit_leaf", "audit_body"]) {
        await sql.query(`update favorable.${table} set seq = 1000000 where seq = $1::bigint`, [positions.read]);
        await sql.query(`update favorable.${table} set seq = $1::bigint where seq = $2::bigint`, [positions.read, positions.big]);
        await sql.query(`update favorable.${table} set seq = $1::bigint where seq = 1000000`, [positions.big]);
      }
      await coverTracks(sql);
    },
  },
  {
    name: "inserts an entry between others",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run(log) {
      const { sql, positions } = log;
      const forged = (await leafOf(log, positions.end)).replace(/"id":"[0-9a-f]{32}"/, `"id":"${"0f".repeat(16)}"`);
      await shift(sql, positions.big, 1);
      await sql.query(
        "insert into favorable.audit_leaf (seq, entry, type, leaf, hash) values ($1::bigint, $2, 'retention.event', $3, decode($4, 'hex'))",
        [positions.big, "0f".repeat(16), forged, "00".repeat(32)],
      );
      await coverTracks(sql);
    },
  },
  { name: "restores an older backup", verdict: "tampered", code: "older-than-witnessed", run: ({ sql }) => restoreBackup(sql) },
  {
    name: "forks: restores a backup and lets the log go on from there",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run({ sql, clock, positions }) {
      await restoreBackup(sql);
      const fork = await openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey });
      for (let at = 0; at < positions.size; at++) await fork.append(readEvent(`a-${at}`, ["p-9"], "logs"));
      await fork.checkpoint();
    },
  },
  {
    name: "rewrites the whole log under a new key, and hands that key out",
    verdict: "tampered",
    code: "note-unsigned",
    vkey: () => stranger.vkey,
    async run({ sql, clock, positions }) {
      await restoreBackup(sql);
      await wipe(sql);
      const log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(stranger.privateKey), clock, subjectKey });
      for (let at = 0; at < positions.size; at++) await log.append(readEvent(`a-${at}`, ["p-9"], "logs"));
      await log.checkpoint();
    },
  },
  {
    name: "rewrites the whole log under a new key, and is verified with the old one",
    verdict: "tampered",
    code: "key-differs",
    async run({ sql, clock }) {
      await wipe(sql);
      const log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(stranger.privateKey), clock, subjectKey });
      await log.append(readEvent("a-1", ["p-9"], "logs"));
      await log.checkpoint();
    },
  },
  {
    name: "swaps the salts of two bodies",
    verdict: "tampered",
    code: "body-differs",
    async run({ sql, positions }) {
      const { rowCount } = await sql.query(
        `update favorable.audit_body b set salt = o.salt from favorable.audit_body o
          where b.seq = $1::bigint and o.seq = $1::bigint and b.part in (1, 2) and o.part = 3 - b.part`,
        [positions.read],
      );
      expect(rowCount).toBe(2);
    },
  },
  {
    name: "dates a policy back where it stands",
    verdict: "tampered",
    code: "not-the-witnessed-log",
    async run(log) {
      await setLeaf(log, log.positions.policy, (await leafOf(log, log.positions.policy)).replace("2021-10-30T", "2019-10-30T"));
      await coverTracks(log.sql);
    },
  },
  {
    name: "appends a policy with an earlier day, with the log's own key and a clock set back",
    verdict: "tampered",
    code: "backdated",
    run: (log) => appendWithClockAt("2021-11-01T08:00:00Z", log, policyEvent({ policy: "logs", version: 2, maximum: period("P1D") })),
  },
  {
    name: "appends an end event with an earlier day, with the log's own key and a clock set back",
    verdict: "tampered",
    code: "backdated",
    run: (log) => appendWithClockAt("2021-12-02T08:00:00Z", log, endEvent("obligation.ended", date("2021-11-30"))),
  },
  {
    name: "deletes a row of the outbox before it has a position",
    verdict: "lost",
    code: "discrepancy-deleted",
    async run({ log, sql }) {
      const { id } = await log.append(readEvent("a-6", ["p-6"], "logs"));
      expect((await sql.query("delete from favorable.audit_pending where entry = $1", [id])).rowCount).toBe(1);
      await log.checkpoint();
    },
  },
  {
    name: "deletes a row of the outbox, and with it what counted it",
    verdict: "lost",
    code: "discrepancy-deleted",
    async run({ log, sql }) {
      await log.append(readEvent("a-6", ["p-6"], "logs"));
      await sql.query("delete from favorable.audit_pending");
      await sql.query("delete from favorable.audit_unfiled");
      await log.checkpoint();
    },
  },
  {
    name: "forges an append",
    verdict: "intact",
    code: "discrepancy-forged",
    async run(log) {
      const forged = (await leafOf(log, log.positions.end)).replace(/"id":"[0-9a-f]{32}"/, `"id":"${"0f".repeat(16)}"`);
      await log.sql.query("insert into favorable.audit_pending (entry, type, leaf) values ($1, 'retention.event', $2)", [
        "0f".repeat(16),
        forged,
      ]);
      await log.log.checkpoint();
      // It did not become an entry.
      expect((await all(log.log.entries())).map(({ id }) => id)).not.toContain("0f".repeat(16));
    },
  },
  {
    name: "forges an entry with a position of its own, hashes and tree made anew",
    verdict: "tampered",
    code: "discrepancy-inserted",
    async run(log) {
      const { sql, positions } = log;
      const forged = (await leafOf(log, positions.end)).replace(/"id":"[0-9a-f]{32}"/, `"id":"${"0f".repeat(16)}"`);
      await sql.query(
        "insert into favorable.audit_leaf (seq, entry, type, leaf, hash) values ($1::bigint, $2, 'retention.event', $3, decode($4, 'hex'))",
        [positions.size, "0f".repeat(16), forged, "00".repeat(32)],
      );
      await coverTracks(sql);
      // Whoever has the writers' key sees it at once, everybody from the next checkpoint on.
      const verifier = createVerifier(key.vkey);
      const now = await verifyStore(sql, { verifier, against: log.kept, subjectKey, asOf: date("2021-12-25") });
      expect(now).toMatchObject({ verdict: "tampered", findings: [{ code: "edge-unmarked" }] });
      await log.log.checkpoint();
    },
  },
];

describe("a superuser with triggers off", () => {
  it("who does nothing is not accused: the log is intact and witnessed", async () => {
    const log = await attackedLog(open);
    try {
      const untouched = { verdict: "intact", witnessed: "witnessed", findings: [], parts: { erased: 2 } };
      expect(await judged(log.sql, log.kept)).toMatchObject(untouched);
      await log.log.append(readEvent("a-6", ["p-6"], "logs"));
      await log.log.checkpoint();
      // Who switched the triggers off switched the counting off, too.
      const findings = [{ verdict: "notice", code: "counts-differ", place: "audit_month" }];
      expect(await judged(log.sql, log.kept)).toMatchObject({ verdict: "intact", findings, size: log.positions.size + 1 });
    } finally {
      await log.close();
    }
  });

  it.each(attacks)("is found out when he $name", async ({ run, verdict, code, vkey }) => {
    const log = await attackedLog(open);
    try {
      await run(log);
      const result = await judged(log.sql, log.kept, vkey?.());
      expect(result.findings.map((finding) => finding.code)).toContain(code);
      expect(result.verdict).toBe(verdict);
    } finally {
      await log.close();
    }
  });
});
