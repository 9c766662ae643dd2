/** Bodies that are moved, doubled, left behind or taken from the index of persons: found with triggers off, refused with triggers on. */
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { createVerifier } from "../src/node/index.ts";
import { type VerifyStoreOptions, verifyStore } from "../src/postgres/index.ts";
import { type AttackedLog, attackedLog } from "./attacked-log.ts";
import { date, key, readEvent } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { openLog } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const withLog = (run: (log: AttackedLog) => Promise<void>) => async (): Promise<void> => {
  const log = await attackedLog(openPgStore);
  await run(log).finally(log.close);
};
const verified = ({ sql, kept }: AttackedLog, options: Partial<VerifyStoreOptions> = {}): ReturnType<typeof verifyStore> =>
  verifyStore(sql, { verifier: createVerifier(key.vkey), against: kept, asOf: date("2021-12-25"), ...options });
const codes = async (...asked: Parameters<typeof verified>): Promise<readonly [verdict: string, ...codes: string[]]> => {
  const { verdict, findings } = await verified(...asked);
  return [verdict, ...new Set(findings.map(({ code }) => code))];
};
const COPY = "insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index, erase_month)";

describe("the index of persons", () => {
  it(
    "is held against the bodies by whoever has the subject key, and said not to be by all others",
    withLog(async (log) => {
      expect(await verified(log, { subjectKey })).toMatchObject({ verdict: "intact", findings: [], notVerified: [] });
      expect(await verified(log)).toMatchObject({ verdict: "intact", notVerified: ["subject-index"] });
      expect(await verified(log, { values: false })).toMatchObject({ verdict: "intact", notVerified: ["bodies", "subject-index"] });
      expect(await rejectionCode(verified(log, { subjectKey: new Uint8Array(31) }))).toBe("SUBJECT_KEY_INVALID");
      expect(await rejectionCode(verified(log, { subjectKey: "k".repeat(40) as never }))).toBe("SUBJECT_KEY_INVALID");
    }),
  );

  it(
    "is found to be blanked, and to be moved to another person's rows",
    withLog(async (log) => {
      const { sql, positions } = log;
      await sql.query("update favorable.audit_body set subject_index = null where seq = $1::bigint and part = 1", [positions.read]);
      expect(await codes(log, { subjectKey })).toEqual(["tampered", "index-differs"]);
      const other = "(select subject_index from favorable.audit_body where seq = $1::bigint and part = 2)";
      await sql.query(`update favorable.audit_body set subject_index = ${other} where seq = $1::bigint and part = 1`, [positions.read]);
      const { findings } = await verified(log, { subjectKey });
      expect(findings).toEqual([{ verdict: "tampered", code: "index-differs", place: "audit_body", entry: positions.read, part: 1 }]);
    }),
  );

  it("is kept by the database where the body is: nobody takes it off, or puts another there", async () => {
    const { log, sql, close } = await openLog(openPgStore);
    await log.append(readEvent("a-1", ["p-1"]));
    await log.append({
      type: "access.refused",
      parts: [{ name: "reason", value: "x", retention: { policy: "logs", version: 1, start: date("2021-10-30") } }],
    });
    await log.sequence();
    for (const index of ["null", "'\\x00'::bytea"]) {
      const changed = sql.query(`update favorable.audit_body set subject_index = ${index}`);
      await expect(changed, index).rejects.toMatchObject({ details: { sqlState: "55000" } });
    }
    await close();
  });
});

describe("a second copy of a body", () => {
  it(
    "in another month is found, whether it says the same or not, and whichever is read first",
    withLog(async (log) => {
      const { sql, positions } = log;
      await sql.query("select favorable.audit_make_month('2031-01-01'), favorable.audit_make_month('2022-01-01')");
      const columns = (payload: string): string => `seq, entry, part, salt, ${payload}, policy, version, start_on, subject_index`;
      const copy = (payload: string, month: string): Promise<unknown> =>
        sql.query(
          `${COPY} select ${columns(payload)}, date '${month}' from favorable.audit_body
            where seq = $1::bigint and part = 2 order by erase_month limit 1`,
          [positions.read],
        );
      await copy("payload", "2031-01-01");
      expect(await codes(log)).toEqual(["tampered", "body-twice", "counts-differ"]);
      expect(await codes(log, { values: false })).toEqual(["tampered", "body-twice", "counts-differ"]);
      // The genuine one moves to where it is read first, and the forged one takes its place.
      await sql.query("delete from favorable.audit_body where erase_month = '2031-01-01'");
      await sql.query("update favorable.audit_body set erase_month = '2022-01-01' where seq = $1::bigint and part = 2", [positions.read]);
      await copy(`convert_to('{"name":"row","subject":"p-9","value":"FORGED"}', 'UTF8')`, "9999-12-01");
      expect(await codes(log)).toContain("body-twice");
    }),
  );
});

describe("a body of an entry whose text was pruned", () => {
  it(
    "is found, and erased with the next that is due",
    withLog(async (log) => {
      const { sql, clock } = log;
      await sql.query("create table backup.bodies as select * from favorable.audit_body");
      clock.moveTo(new Date("2026-01-01T08:00:00Z"));
      await log.log.eraseExpired({ asOf: date("2026-01-01") });
      await log.log.prune({ asOf: date("2026-01-01") });
      await log.log.checkpoint();
      const asOf = date("2026-01-02");
      expect(await codes(log, { asOf })).toEqual(["intact"]);
      await sql.query("insert into favorable.audit_body select * from backup.bodies b where seq = $1::bigint", [log.positions.read]);
      expect(await codes(log, { asOf })).toEqual(["tampered", "body-unexpected", "counts-differ"]);
      expect(await codes(log, { asOf, values: false })).toEqual(["tampered", "body-unexpected", "counts-differ"]);
      // Nor does it help to say in its columns that it is not due: all parts of a pruned entry are.
      await sql.query("update favorable.audit_body set policy = 'unknown' where part = 1");
      expect(await log.log.eraseExpired({ asOf: date("2026-01-01") })).toEqual({ erased: 3, byPolicy: { logs: 2, unknown: 1 } });
      await log.log.checkpoint();
      expect(await codes(log, { asOf })).toEqual(["intact", "discrepancy-uncounted"]);
    }),
  );
});

describe("counts of bodies that were emptied", () => {
  it(
    "keep nothing from being erased, and are told of in the log",
    withLog(async (log) => {
      await log.sql.query("truncate favorable.audit_month");
      log.clock.moveTo(new Date("2026-01-01T08:00:00Z"));
      expect(await log.log.eraseExpired({ asOf: date("2026-01-01") })).toEqual({ erased: 78, byPolicy: { logs: 78 } });
      await log.log.checkpoint();
      expect(await verified(log, { asOf: date("2026-01-02") })).toMatchObject({
        verdict: "intact",
        findings: [{ verdict: "notice", code: "discrepancy-uncounted" }],
        parts: { overdue: 0, erased: 80 },
      });
      // Counted once, and for good.
      expect(await log.log.eraseExpired({ asOf: date("2026-01-01") })).toEqual({ erased: 0, byPolicy: {} });
    }),
  );
});
