/** What a superuser with triggers off, and logins without the key, can do to the key of the outbox, its marks and its rows. */
import { describe, expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { type AuditLogOptions, type DatabaseLog, layOutboxKey, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { type AttackedLog, attackedLog, countingOn, coverTracks } from "./attacked-log.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { all, openLog } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const withLog = (run: (log: AttackedLog) => Promise<void>) => async (): Promise<void> => {
  const log = await attackedLog(openPgStore);
  await countingOn(log.sql);
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

describe("rows of the outbox", () => {
  const waiting = async (log: AttackedLog): Promise<string> => (await log.log.append(readEvent("a-6", ["p-6"], "logs"))).id;
  const sequenced = async (log: AttackedLog): Promise<readonly string[]> => {
    await (await reopened(log)).checkpoint();
    return codes(log);
  };

  it(
    "that were changed before they had a position are lost entries, whatever was changed of them and whoever sequences",
    withLog(async (log) => {
      for (const change of ["leaf = replace(leaf, 'physician', 'director')", "mac = null", "mac = 'x'"]) {
        await waiting(log);
        await log.sql.query(`update favorable.audit_pending set ${change}`);
        expect(await codes(log, true), change).toContain("outbox-mark-wrong");
        const [verdict, ...found] = await sequenced(log);
        expect(verdict, change).toBe("lost");
        expect(found, change).toContain("discrepancy-altered");
      }
    }),
  );

  it(
    "that were deleted with all that counted them are missed by the process that sequences the writer's next append",
    withLog(async (log) => {
      await waiting(log);
      await log.sql.query("delete from favorable.audit_pending");
      await log.sql.query("delete from favorable.audit_unfiled");
      await waiting(log);
      expect(await sequenced(log)).toEqual(["lost", "discrepancy-deleted"]);
    }),
  );

  it(
    "cannot be made to hide what they name: without the mark of their append, they tell",
    withLog(async (log) => {
      await waiting(log);
      await log.sql.query("delete from favorable.audit_pending");
      await log.sql.query("delete from favorable.audit_unfiled");
      await waiting(log);
      await log.sql.query("update favorable.audit_unfiled set bodies = (bodies::jsonb - 0)::text");
      expect(await sequenced(log)).toEqual(["lost", "discrepancy-stripped"]);
    }),
  );

  it(
    "that were set aside though a writer made them are lost, and whoever has the key sees it",
    withLog(async (log) => {
      await waiting(log);
      await log.sql.query(
        `with gone as (delete from favorable.audit_pending returning entry, type, leaf, mac), listed as (delete from favorable.audit_unfiled)
         insert into favorable.audit_quarantine (entry, type, leaf, mac) select * from gone`,
      );
      expect(await codes(log, true)).toEqual(["lost", "rows-set-aside", "genuine-row-set-aside"]);
    }),
  );

  it(
    "and bodies beside them that nobody can read stop nothing: those of a writer without the key are set aside",
    withLog(async (log) => {
      const bodies = ["not json", "[]]", '[[0,0,"AAAA","p","pol",1,"2021-01-01","",""]]', '["append"]', '[["append","x"]]', "[[7]]"];
      for (const [at, text] of bodies.entries())
        await log.sql.query("select favorable.audit_append($1, 'access.read', '{}', 'x', $2, '', '', '')", [`${at}d`.repeat(16), text]);
      const id = await waiting(log);
      expect(await sequenced(log)).toEqual(["intact", "discrepancy-forged", "rows-set-aside"]);
      expect((await all(log.log.entries())).some((entry) => entry.id === id)).toBe(true);
    }),
  );

  it(
    "and entries put where the log would go on stop nothing: they are told as inserted",
    withLog(async (log) => {
      await log.sql.query(
        `insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
         select $1::bigint, repeat('0f', 16), type, replace(leaf, entry, repeat('0f', 16)), hash from favorable.audit_leaf where seq = $2::bigint`,
        [log.positions.size, log.positions.end],
      );
      const id = await waiting(log);
      const found = await sequenced(log);
      expect(found[0]).toBe("tampered");
      expect(found).toContain("discrepancy-inserted");
      await log.log.appendAll(Array.from({ length: 300 }, (_, at) => readEvent(`b-${at}`, [], "logs")));
      expect((await all(log.log.entries())).some((entry) => entry.id === id)).toBe(true);
    }),
  );
});

it("with triggers on, a row leaves the outbox for the log only", async () => {
  const { log, sql, close } = await openLog(openPgStore);
  await log.append(readEvent("a-1", ["p-1"]));
  await expect(sql.query("delete from favorable.audit_pending")).rejects.toMatchObject({ details: { sqlState: "55000" } });
  expect(await log.sequence()).toEqual({ size: 1 });
  await close();
});
