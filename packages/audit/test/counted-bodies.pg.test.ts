/** Counts of bodies are the database's own, and what is announced is what goes. */
import { period, simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { describe, expect, it } from "vitest";
import { policyEvent } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { auditMigrations, auditRoles, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { all, type Opened, openLog } from "./store-behaviour.ts";

const PREFIX = `audit_c${process.pid}`;
const FORGED = "insert into favorable.audit_month values ('2021-11-01', 'b', 1, '2021-10-30', '', -2)";

const withLog = (run: (log: Opened) => Promise<void>) => async (): Promise<void> => {
  const opened = await openLog(openPgStore);
  await run(opened).finally(opened.close);
};

const state = async (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => "done",
    (error: { details?: { sqlState?: string } }) => error.details?.sqlState,
  );

const told = async ({ log }: Opened): Promise<unknown[]> =>
  (await all(log.entries({ types: ["audit.erased", "audit.discrepancy"] }))).map(({ clear }) =>
    clear?.["kind"] === undefined ? [clear?.["policy"], clear?.["count"]] : [clear["kind"], clear["count"]],
  );

/** Two bodies under each of two policies, in one month; those of `b` are to be kept for two years since. */
async function twoPolicies({ log, clock }: Opened): Promise<string> {
  const short = (policy: string) => policyEvent({ policy, version: 1, maximum: period("P30D") });
  await log.appendAll([short("a"), short("b")]);
  await log.sequence();
  await log.append(readEvent("x-1", ["p-1"], "a"));
  await log.append(readEvent("x-2", ["p-2"], "b"));
  await log.sequence();
  await log.append(policyEvent({ policy: "b", version: 2, minimum: period("P24M"), maximum: period("P24M"), approval: "law:1" }));
  const kept = await log.checkpoint();
  clock.moveTo(new Date("2021-12-01T08:00:00Z"));
  return kept;
}

const verdict = async ({ sql }: Opened, kept: string): Promise<unknown[]> => {
  const verifier = createVerifier(key.vkey);
  const result = await verifyStore(sql, { verifier, against: kept, asOf: date("2021-12-01"), subjectKey: new Uint8Array(32).fill(7) });
  return [result.verdict, ...result.findings.map(({ code }) => code)];
};

describe("the counts of bodies", () => {
  it(
    "are written by no role and not by the owner, and not by a role that was given the right before",
    withLog(async ({ sql, log }) => {
      await log.append(readEvent("x-1", ["p-1"], "a"));
      await log.sequence();
      for (const statement of auditRoles(PREFIX)) await sql.query(statement);
      try {
        for (const work of ["sequencer", "eraser", "writer", "reader"])
          for (const text of [FORGED, "delete from favorable.audit_month", "update favorable.audit_month set bodies = 0"]) {
            const as = sql.transaction((tx) => tx.query(text), { role: `${PREFIX}_${work}` });
            expect(await state(as), `${work}: ${text}`).toBe("42501");
          }
        expect(await state(sql.query(FORGED))).toBe("55000");
        await sql.query(`grant insert, delete on favorable.audit_month to ${PREFIX}_sequencer`);
        await sql.query("grant insert on favorable.audit_month to public");
        const revoke = auditMigrations
          .flatMap(({ id, statements }) => (id === "audit/012-counts" ? statements : []))
          .filter((text) => text.includes("revoke insert"));
        for (const text of revoke) await sql.query(text);
        const { rows } = await sql.query<{ may: boolean }>(
          `select has_table_privilege('${PREFIX}_sequencer', 'favorable.audit_month', 'insert, delete') as may`,
        );
        expect(rows).toEqual([{ may: false }]);
      } finally {
        for (const { rolname } of (
          await sql.query<{ rolname: string }>("select rolname from pg_roles where rolname like $1", [`${PREFIX}%`])
        ).rows) {
          await sql.query(`drop owned by ${rolname}`);
          await sql.query(`drop role ${rolname}`);
        }
      }
    }),
  );

  it(
    "that a superuser lowered have nothing dropped that is to be kept, and are told",
    withLog(async (opened) => {
      const { log, sql } = opened;
      const kept = await twoPolicies(opened);
      await sql.query("alter table favorable.audit_month disable trigger all");
      await sql.query(FORGED);
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { a: 2 } });
      expect((await sql.query("select policy, count(*)::integer as n from favorable.audit_body group by 1")).rows).toEqual([
        { policy: "b", n: 2 },
      ]);
      expect(await told(opened)).toEqual([
        ["a", 2],
        ["uncounted", 2],
      ]);
      expect(await verdict(opened, kept)).toEqual(["intact", "discrepancy-uncounted"]);
    }),
  );

  it(
    "follow what is filed and what is erased, in batches and one by one, before its time or after",
    withLog(async (opened) => {
      const { log, sql, clock } = opened;
      const differing = async (): Promise<unknown> =>
        (
          await sql.query(
            `select * from (select erase_month, policy, start_on, count(*) as n from favorable.audit_body group by 1, 2, 3) there
               full join (select month, policy, start_on, sum(bodies) as n from favorable.audit_month group by 1, 2, 3 having sum(bodies) <> 0) counted
                 on (erase_month, there.policy, there.start_on, there.n) = (month, counted.policy, counted.start_on, counted.n)
              where there.n is null or counted.n is null`,
          )
        ).rows;
      await log.append(policyEvent({ policy: "a", version: 1, maximum: period("P30D") }));
      await log.sequence();
      await log.appendAll(Array.from({ length: 300 }, (_, at) => readEvent(`x-${at}`, [`p-${at % 7}`], "a", "2021-10-29")));
      await log.appendAll([readEvent("y", ["p-1", "p-2"], "a"), readEvent("z", [], "unknown")]);
      await log.sequence();
      expect((await sql.query("select sum(bodies)::integer as n from favorable.audit_month")).rows).toEqual([{ n: 604 }]);
      expect(await differing()).toEqual([]);
      await log.eraseEarly({ scope: { subject: "p-3" }, basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director" });
      expect(await differing()).toEqual([]);
      // Only what began on the 29th is over: row by row.
      clock.moveTo(new Date("2021-11-29T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-11-29") })).toMatchObject({ erased: 557 });
      expect(await differing()).toEqual([]);
      clock.moveTo(new Date("2021-12-29T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-29") })).toMatchObject({ erased: 3 });
      expect(await differing()).toEqual([]);
    }),
  );
});

it("counts are laid down by an owner who is no superuser", async () => {
  const { sql, close } = await openPgStore();
  const owner = `${PREFIX}_owner`;
  const [named] = (await sql.query<{ name: string }>("select current_database() as name")).rows;
  await sql.query(`create role ${owner} nologin`);
  try {
    await sql.query(`grant create on database "${named?.name}" to ${owner}`);
    const owned: Sql = {
      query: (text, params) => owned.transaction((tx) => tx.query(text, params)),
      transaction: (run, context) => sql.transaction(run, { ...context, role: owner }),
    };
    expect((await migrate(owned, auditMigrations)).applied).toContain("audit/012-counts");
    const log = await openAuditLog({ sql: owned, origin: ORIGIN, signer, clock: simulatedClock(new Date("2022-10-30T08:00:00Z")) });
    await log.append(policyEvent({ policy: "a", version: 1, maximum: period("P30D") }));
    await log.sequence();
    await log.append(readEvent("x", ["p-1"], "a"));
    expect(await log.eraseExpired({ asOf: date("2022-10-30") })).toMatchObject({ erased: 2 });
  } finally {
    await sql.query(`drop owned by ${owner} cascade`);
    await sql.query(`drop role ${owner}`);
    await close();
  }
});

describe("what is announced", () => {
  it(
    "is what goes, of a month that goes as a whole, too: what was taken away before is told",
    withLog(async (opened) => {
      const { log, sql } = opened;
      await log.append(policyEvent({ policy: "a", version: 1, maximum: period("P30D") }));
      await log.append(readEvent("x", ["p-1"], "a"));
      await log.append(readEvent("y", ["p-1"], "a"));
      await log.sequence();
      await sql.query("alter table favorable.audit_body_202111 disable trigger all");
      await sql.query("delete from favorable.audit_body_202111 where seq = 1 and part = 0");
      opened.clock.moveTo(new Date("2021-12-01T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 3, byPolicy: { a: 3 } });
      expect(await told(opened)).toEqual([
        ["a", 3],
        ["removed", 1],
      ]);
      expect((await sql.query("select to_regclass('favorable.audit_body_202111') as there")).rows).toEqual([{ there: null }]);
    }),
  );

  it(
    "has its position when the erasure has returned: a verifier finds nothing missing, before its time or after",
    withLog(async (opened) => {
      const { log, clock } = opened;
      await log.append(policyEvent({ policy: "a", version: 1, minimum: period("P30D"), maximum: period("P2Y") }));
      const { id } = await log.append(readEvent("x", ["p-1"], "a"));
      await log.append(readEvent("y", ["p-2"], "a"));
      const kept = await log.checkpoint();
      await log.eraseEarly({ scope: { entry: id }, basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director" });
      expect(await log.health()).toMatchObject({ pending: 0 });
      expect(await verdict(opened, kept)).toEqual(["intact"]);
      await log.append(policyEvent({ policy: "a", version: 2, maximum: period("P40D") }));
      clock.moveTo(new Date("2021-12-20T08:00:00Z"));
      expect(await log.eraseExpired({ asOf: date("2021-12-20") })).toMatchObject({ erased: 2 });
      expect(await log.health()).toMatchObject({ pending: 0 });
    }),
  );
});
