/** What a superuser with triggers off, and logins without the key, can do to the key of the outbox, its marks and its rows. */
import { describe, expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { type AuditLogOptions, type DatabaseLog, layOutboxKey, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { type AttackedLog, attackedLog, coverTracks } from "./attacked-log.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { all } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const withLog = (run: (log: AttackedLog) => Promise<void>) => async (): Promise<void> => {
  const log = await attackedLog(openPgStore);
  await run(log).finally(log.close);
};
const options = ({ sql, clock }: AttackedLog): AuditLogOptions => ({ sql, origin: ORIGIN, signer, clock, subjectKey });
/** Another process. */
const reopened = (log: AttackedLog): Promise<DatabaseLog> => openAuditLog(options(log));
const codes = async ({ sql, kept }: AttackedLog, withKey = false): Promise<readonly [verdict: string, ...codes: string[]]> => {
  const keys = withKey ? { subjectKey } : {};
  const { verdict, findings } = await verifyStore(sql, {
    verifier: createVerifier(key.vkey),
    against: kept,
    asOf: date("2021-12-25"),
    ...keys,
  });
  return [verdict, ...new Set(findings.map(({ code }) => code))];
};

describe("the key of the outbox", () => {
  it(
    "does not come back in silence when its fingerprint and the marks were taken away, and what was put in meanwhile is found",
    withLog(async (log) => {
      const { sql, positions } = log;
      const { rows } = await sql.query<{ leaf: string }>("select leaf from favorable.audit_leaf where seq = $1::bigint", [positions.end]);
      await sql.query(
        "insert into favorable.audit_leaf (seq, entry, type, leaf, hash) values ($1::bigint, $2, 'retention.event', $3, decode($4, 'hex'))",
        [
          positions.size,
          "0f".repeat(16),
          (rows[0]?.leaf ?? "").replace(/"id":"[0-9a-f]{32}"/, `"id":"${"0f".repeat(16)}"`),
          "00".repeat(32),
        ],
      );
      await coverTracks(sql);
      await sql.query("delete from favorable.audit_outbox_key");
      // Marks that are left tell everybody; without them whoever has the key sees it.
      expect(await codes(log)).toContain("outbox-key-missing");
      await sql.query("truncate favorable.audit_head_mark");
      expect(await codes(log, true)).toEqual(["tampered", "outbox-key-missing", "edge-unmarked"]);
      await expect(reopened(log)).rejects.toMatchObject({ code: "OUTBOX_KEY_UNRECORDED" });
      await expect(log.log.checkpoint().then(() => codes(log))).resolves.toContain("discrepancy-inserted");
    }),
  );

  it(
    "comes back on record, and from then on entries of a process without it are found by whoever has it",
    withLog(async (log) => {
      const { sql, positions } = log;
      await sql.query("delete from favorable.audit_outbox_key");
      await sql.query("truncate favorable.audit_head_mark");
      const laid = await layOutboxKey(options(log));
      expect(laid).toEqual({ fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/), below: positions.size });
      const own = await reopened(log);
      await own.append(readEvent("a-6", ["p-6"], "logs"));
      await own.checkpoint();
      const [said] = await all(own.entries({ types: ["audit.outbox-key"] }));
      expect(said?.clear).toEqual(laid);
      expect(await codes(log)).toEqual(["intact"]);
      expect(await codes(log, true)).toEqual(["intact"]);

      await sql.query("delete from favorable.audit_outbox_key");
      const { sql: stolen, origin, clock } = options(log);
      const stranger = await openAuditLog({ sql: stolen, origin, signer, clock });
      await stranger.append(readEvent("forged", [], "logs"));
      await stranger.sequence();
      expect(await codes(log)).toEqual(["tampered", "outbox-key-missing"]);
      await sql.query("insert into favorable.audit_outbox_key (fingerprint) values ('0123456789abcdef')");
      expect(await codes(log)).toEqual(["tampered", "outbox-key-differs"]);
      // Put back as it was, the edge tells.
      await sql.query("update favorable.audit_outbox_key set fingerprint = $1", [laid.fingerprint]);
      expect(await codes(log, true)).toContain("edge-unmarked");
    }),
  );
});
