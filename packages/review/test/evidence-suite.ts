/** What collectors find, the same on PGlite and on a real server. */
import { createSigner, createVerifier } from "@favorable/audit/node";
import { placeHold, retentionAge } from "@favorable/retention/postgres";
import { evidenceText, openEvidence, recordEvidence, restsOf, review, signEvidence } from "@favorable/review";
import { collectEvidence } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addVisits, document, MARK, mapping, openSystem, policy, sweepWithEntries, table } from "./evidence-system.ts";

export interface Opened {
  readonly sql: Sql;
  close(): Promise<void>;
}

export function evidenceSuite(what: string, open: () => Promise<Opened>): void {
  describe(`evidence of a live system (${what})`, () => {
    let opened: Opened;
    let system: Awaited<ReturnType<typeof openSystem>>;
    beforeAll(async () => {
      opened = await open();
      system = await openSystem(opened.sql);
    }, 60_000);
    afterAll(() => opened.close());

    it("counts what is there, part by part, and says what it could not see", async () => {
      const { evidence, notCollected, limited, checkpoint } = await collectEvidence(system.options);
      expect(evidence).toMatchObject({
        asOf: "2022-03-15",
        simulated: true,
        log: { verdict: "intact", witnessed: "witnessed", size: 2, mayChange: [] },
        coverage: { actions: 3, entries: 3 },
        actors: ["porter"],
        uses: [{ purpose: "reception" }],
        recipients: ["police", "undeclared"],
        ages: { identity: { oldest: "2022-02-12", overdue: 10 }, comments: { overdue: 10 }, logs: { overdue: 0 } },
        purges: [],
        obligations: { "proofs.mailbox": { open: 1, overdue: 1, unreachable: 0 } },
        channels: { mail: { overdue: 1 } },
        backups: { declared: 0, missing: 1, outliving: 0 },
        exports: { copies: 2, entries: 1, plain: 1, expired: 1 },
        implementation: { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: ["visits"] },
        requests: { received: 0, open: 0, late: 0 },
        breaches: { recorded: 0 },
        notices: { visitors: 0 },
      });
      expect(notCollected).toEqual([{ part: "reviews", reason: "nothing-recorded" }]);
      expect(limited).toContainEqual({ part: "coverage", reason: "sample" });
      expect(checkpoint).toBe(system.checkpoint);
      const opinion = review(document, { profile: "ccin-1165", asOf: "2022-03-15", evidence, clock: "simulated" });
      expect(opinion.evidence.used).toBe(true);
      const observed = restsOf(opinion).evidence;
      expect(observed.length).toBeGreaterThan(5);
      expect(opinion.findings.flatMap(({ declared }) => declared ?? [])).toContain("evidence.ages.identity.overdue = 10");
      expect(restsOf(review(document, { profile: "ccin-1165", asOf: "2022-03-15", evidence })).evidence).toEqual([]);
    });

    it("finds a column, a table and a right that nobody declared", async () => {
      const { sql } = opened;
      const only = ["implementation"] as const;
      await sql.query("alter table app.visit add column salary integer");
      await sql.query("create table app.shadow (badge text)");
      await sql.query("create view app.every_visit as select badge from app.visit");
      await sql.query("do $$ begin create role evidence_snooper; exception when duplicate_object then null; end $$");
      await sql.query("grant select (badge) on app.visit to evidence_snooper");
      await sql.query("grant delete on app.visit to public");
      try {
        const { evidence, limited } = await collectEvidence({ ...system.options, only });
        expect(evidence.implementation?.fields).toEqual(["app.shadow", "visit.salary", "app.every_visit"]);
        expect(limited).toContainEqual({ part: "implementation", reason: "functions-by-their-text" });
        expect(evidence.implementation?.grants).toEqual(["PUBLIC:visit:delete", "evidence_snooper:visit.badge:select"]);
        const allowed = { ...mapping, grantees: ["evidence_snooper", "PUBLIC"], otherTables: ["app.shadow", "app.every_visit"] };
        const again = await collectEvidence({ ...system.options, mapping: allowed, only });
        expect(again.evidence.implementation).toMatchObject({ fields: ["visit.salary"], grants: [] });
      } finally {
        await sql.query("revoke all on app.visit from evidence_snooper");
        await sql.query("revoke select (badge) on app.visit from evidence_snooper");
        await sql.query("revoke all on app.visit from public");
        await sql.query("drop table app.shadow");
        await sql.query("drop view app.every_visit");
        await sql.query("alter table app.visit drop column salary");
      }
    });

    it("counts purges that left an entry, and one that did not; rows on hold are no fault", async () => {
      const { sql } = opened;
      await placeHold(sql, { policy, table, key: 4, kind: "litigation", reason: "case 12" });
      expect(await sweepWithEntries(sql, system.log)).toBe(9);
      const { evidence } = await collectEvidence({ ...system.options, only: ["purges", "ages", "implementation"] });
      expect(evidence.purges).toEqual([{ policy: "visits", on: "2022-03-15", deleted: 9, proved: 9 }]);
      expect(evidence.ages?.["identity"]).toEqual({ oldest: "2022-02-12", overdue: 0, held: 1 });
      expect(evidence.implementation?.policiesNotRun).toEqual([]);
      await sql.query(
        "insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held) values ('visits', 1, 'app.visit', 'delete', 'row gone', '2022-03-14', true, 5, 0)",
      );
      const silent = await collectEvidence({ ...system.options, only: ["purges"] });
      expect(silent.evidence.purges?.[0]).toEqual({ policy: "visits", on: "2022-03-14", deleted: 5, proved: 0 });
    });

    it("counts the registers of rights, and does not guess of whom a delivery tells", async () => {
      const { sql } = opened;
      const request = (id: string, due: string, ended: string | null): Promise<unknown> =>
        sql.query(
          `insert into favorable.rights_request (id, kind, channel, received_at, received_on, state, due_on, suspended, ended_on, outcome, refusal_ground,
             complaint_authority, complaint_told_on, hold, handlers, verifiers, approvers)
           values ($1::text, 'access', 'counter', '2022-01-01', '2022-01-01', case when $3::date is null then 'received' else 'withdrawn' end, $2::date, false, $3::date,
             case when $3::date is null then null else 'withdrawn' end, null, null, null, 'none', '{}', '{}', '{}')`,
          [id, due, ended],
        );
      await request(`${MARK}r1`, "2022-02-01", null);
      await request(`${MARK}r2`, "2022-06-01", null);
      await request(`${MARK}r3`, "2022-02-01", "2022-03-01");
      await sql.query(
        `insert into favorable.notice_version (notice, version, sha256, published_on, changed, material_since, said)
         values ('door', 1, repeat('a', 64), '2022-01-01', '{}', 1, '{}')`,
      );
      await sql.query(
        `insert into favorable.notice_posting (id, notice, version, place, posted_from) values ('p1', 'door', 1, 'hall-a', '2022-01-01'), ('p2', 'door', 1, 'hall-b', '2022-01-01')`,
      );
      const only = ["requests", "notices", "restrictions", "breaches", "erasures"] as const;
      const { evidence } = await collectEvidence({ ...system.options, only, erasedStillReadable: async () => 0 });
      expect(evidence).toMatchObject({
        requests: { received: 3, open: 2, late: 1 },
        notices: { visitors: 2 },
        restrictions: { standing: 0, lifted: 0 },
        erasures: { done: 0, stillReadable: 0 },
      });
      await sql.query(
        `insert into favorable.notice_delivery (id, notice, version, subject_ref, language, at, evidence) values ('d1', 'door', 1, repeat('b', 64), 'en', '2022-02-01', 'signature')`,
      );
      expect((await collectEvidence({ ...system.options, only })).evidence.notices).toEqual({ visitors: 3 });
      const both = { ...document.subjects, staff: { label: { en: "Staff" }, namedAs: { en: "staff" }, relation: "staff" } } as const;
      const door = { title: { en: "Door" }, attached: true, channels: [{ kind: "display", reaches: ["visitors", "staff"] }] } as const;
      const shared = { ...document, subjects: both, notices: { door } };
      const { notCollected } = await collectEvidence({ ...system.options, document: shared, only: ["notices"] });
      expect(notCollected).toEqual([{ part: "notices", reason: "NOTICE_AMBIGUOUS" }]);
    });

    it("goes on when one collector fails, and names it by a code", async () => {
      const { sql } = opened;
      await sql.query("alter table favorable.breach_act rename to breach_act_away");
      try {
        const own = async (): Promise<never> => {
          throw new Error(`${MARK} must not be told`);
        };
        const report = await collectEvidence({
          ...system.options,
          observe: { proofs: own },
          only: ["breaches", "requests", "proofs", "credentials"],
        });
        expect(report.evidence.requests).toEqual({ received: 3, open: 2, late: 1 });
        expect([...report.notCollected].sort((one, other) => (one.part < other.part ? -1 : 1))).toEqual([
          { part: "breaches", reason: "SQL_FAILED 42P01" },
          { part: "credentials", reason: "not-given: credentials" },
          { part: "proofs", reason: "failed" },
        ]);
      } finally {
        await sql.query("alter table favorable.breach_act_away rename to breach_act");
      }
    });

    it("reads in one snapshot that may not write", async () => {
      const { sql } = opened;
      const seen: unknown[] = [];
      const look = async (tx: Sql): Promise<{ unmoderated: number }> => {
        const { rows } = await tx.query<{ level: string; only: string }>(
          "select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as only",
        );
        seen.push(rows[0]);
        await expect(tx.transaction((inner) => inner.query("delete from app.visit"))).rejects.toMatchObject({ code: "SQL_FAILED" });
        return { unmoderated: 0 };
      };
      const { evidence } = await collectEvidence({ document, sql, observe: { freeText: look }, only: ["freeText"] });
      expect(seen).toEqual([{ level: "repeatable read", only: "on" }]);
      expect(evidence.freeText).toEqual({ unmoderated: 0 });
    });

    it("says what was stated rather than seen, and drops what cannot be", async () => {
      const given = { locations: ["MC"], credentials: { accounts: 1, shared: 2 } };
      const report = await collectEvidence({ ...system.options, given, only: ["locations", "credentials"] });
      expect(report.given).toEqual(["locations"]);
      expect(report.notCollected).toEqual([{ part: "credentials", reason: "contradiction" }]);
      expect(report.evidence).not.toHaveProperty("credentials");
    });

    it("holds no planted value, whatever is planted where", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.stringMatching(/^[a-z]{12,20}$/),
          fc.constantFrom("badge", "label", "reference", "actor"),
          async (word, place) => {
            const planted = `${MARK}${word}`;
            const { sql } = opened;
            const retention = { policy: "logs", version: 1, start: "2022-03-15" as never };
            if (place === "badge") await sql.query("update app.visit set badge = $1::text where id = 1", [planted]);
            else if (place === "reference")
              await sql.query("update favorable.copy_task set reference = $1::text, locator = $1::text", [planted]);
            else
              await system.log.append({
                type: place === "label" ? "export.sealed" : "access.read",
                clear: { role: "porter", purpose: "reception", export: "e-2" },
                parts: [
                  { name: "actor", subject: planted, value: planted, retention },
                  { name: "recipients", value: [{ fingerprint: planted, label: planted }], retention },
                ],
              });
            const told = JSON.stringify(await collectEvidence(system.options));
            expect(told).not.toContain(MARK);
          },
        ),
        { numRuns: 12 },
      );
    }, 60_000);

    it("is signed, recorded in the log, and opens again only as it was", async () => {
      const report = await collectEvidence({ ...system.options, only: ["log", "requests"] });
      const signed = await signEvidence(report, createSigner(system.privateKey));
      const verifier = createVerifier(system.vkey);
      const file = evidenceText(signed);
      const back = await openEvidence(file, { verifiers: [verifier], log: verifier });
      expect(back.evidence).toEqual(report.evidence);
      expect(back.log).toMatchObject({ verified: true, size: 2 });
      await recordEvidence(system.log, report, {
        actor: `${MARK}dpo`,
        role: "porter",
        retention: { policy: "logs", version: 1, start: "2022-03-15" as never },
      });
      const entries = [];
      for await (const entry of system.log.entries({ types: ["evidence.taken"] })) entries.push(entry.clear);
      expect(entries).toEqual([expect.objectContaining({ sha256: back.sha256, asOf: "2022-03-15", simulated: true, parts: 2 })]);
    });

    it("refuses to be sure of a large table without an index, and counts no further than it was told", async () => {
      const { sql } = opened;
      await sql.query("delete from app.visit");
      await addVisits(sql, 4000);
      await sql.query("analyze app.visit");
      await sql.query("drop index app.visit_arrived_idx");
      const age = (more: object) => retentionAge({ sql, policy, table, ...more });
      await expect(age({ scanUpTo: 3000 })).rejects.toMatchObject({ code: "INDEX_MISSING", details: { policy: "visits" } });
      expect(await age({})).toMatchObject({ overdue: 1000, exact: true });
      await sql.query("create index visit_arrived_idx on app.visit (arrived_on)");
      expect(await age({ scanUpTo: 3000 })).toMatchObject({ oldest: "2022-02-12", overdue: 1000, exact: true });
      expect(await age({ most: 100 })).toMatchObject({ overdue: 100, exact: false });
    });
  });
}
