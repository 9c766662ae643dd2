import { period } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { holdEvent, type LogVerification, policyEvent } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { eraseByAuthority } from "../src/postgres/erase-early.ts";
import { type EraseContext, eraseDue } from "../src/postgres/erasure.ts";
import { type VerifyStoreOptions, verifyStore } from "../src/postgres/index.ts";
import { outboxKey } from "../src/postgres/outbox-key.ts";
import { pruneErased } from "../src/postgres/pruning.ts";
import { date, key, ORIGIN, readEvent } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { type Opened, openLog } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const AUTHORITY = { basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director" };
const withKey: Partial<VerifyStoreOptions> = { subjectKey };

/** A log of two entries, and an eraser who gives no positions. */
interface Erased extends Opened {
  readonly first: string;
  readonly kept: string;
  readonly context: EraseContext;
  verify(options?: Partial<VerifyStoreOptions>): Promise<LogVerification>;
}

async function opened(run: (log: Erased) => Promise<void>): Promise<void> {
  const own = await openLog(openPgStore);
  const { log, sql, clock, close } = own;
  await log.append(policyEvent({ policy: "a", version: 1, minimum: period("P30D"), maximum: period("P2Y") }));
  const { id } = await log.append(readEvent("x", ["p-1"], "a"));
  await log.append(readEvent("y", ["p-2", "p-3"], "a"));
  const kept = await log.checkpoint();
  const rows = { rule: { key: outboxKey(undefined, subjectKey), required: true }, subjectIndex: undefined, seals: undefined };
  const verify: Erased["verify"] = (options = withKey) =>
    verifyStore(sql, {
      verifier: createVerifier(key.vkey),
      against: kept,
      asOf: date(clock.now().toISOString().slice(0, 10)),
      ...options,
    });
  await run({ ...own, first: id, kept, context: { origin: ORIGIN, clock, rows }, verify }).finally(close);
}

const codes = ({ verdict, findings }: LogVerification): readonly string[] => [verdict, ...new Set(findings.map(({ code }) => code))];

/** What is said before and after the announcement has its position. */
async function sameOnceSequenced({ log, verify }: Erased): Promise<LogVerification> {
  const before = await verify();
  await log.sequence();
  const after = await verify();
  expect([before.verdict, before.parts, before.pruned]).toEqual([after.verdict, after.parts, after.pruned]);
  return before;
}

describe("an erasure that was announced and has no position yet", () => {
  it("is told as it will be once it has one: before its time, of what is due, of texts", () =>
    opened(async (erased) => {
      const { log, sql, clock, context, first } = erased;
      await eraseByAuthority(sql, context, undefined, { scope: { entry: first }, ...AUTHORITY });
      expect(await sameOnceSequenced(erased)).toMatchObject({ verdict: "intact", parts: { erased: 2, ok: 3 }, findings: [] });

      await log.append(policyEvent({ policy: "a", version: 2, maximum: period("P40D") }));
      await log.sequence();
      clock.moveTo(new Date("2021-12-20T08:00:00Z"));
      expect(await eraseDue(sql, context, date("2021-12-20"))).toMatchObject({ erased: 3 });
      expect(await sameOnceSequenced(erased)).toMatchObject({ verdict: "intact", parts: { erased: 5, ok: 0 }, findings: [] });

      expect(await pruneErased(sql, context, date("2021-12-20"))).toEqual({ pruned: 2 });
      expect(await sameOnceSequenced(erased)).toMatchObject({ verdict: "intact", pruned: 2, findings: [] });
    }));

  it("excuses nothing that a hold kept which waits before it", () =>
    opened(async (erased) => {
      const { log, sql, context, first } = erased;
      await log.append(holdEvent("case-7", { entry: first }));
      await eraseByAuthority(sql, context, undefined, { scope: { entry: first }, ...AUTHORITY });
      expect(await sameOnceSequenced(erased)).toMatchObject({ verdict: "lost", parts: { erased: 0, lost: 2 } });
    }));

  it("accounts for as many parts as it says", () =>
    opened(async (erased) => {
      const { sql, context, first, verify } = erased;
      await eraseByAuthority(sql, context, undefined, { scope: { entry: first, part: 0 }, ...AUTHORITY });
      await sql.query("alter table favorable.audit_pending disable trigger all");
      // Without the key the row is taken by its form: a superuser widens it to the whole entry.
      await sql.query("update favorable.audit_pending set leaf = replace(leaf, ',\"part\":0', '')");
      await sql.query("alter table favorable.audit_body_undated disable trigger all");
      await sql.query(
        "do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'favorable' and tablename like 'audit_body_%' loop execute format('alter table favorable.%I disable trigger all', t); end loop; end $$",
      );
      await sql.query("alter table favorable.audit_body disable trigger all");
      await sql.query("delete from favorable.audit_body where seq = 1");
      expect(codes(await verify({}))).toEqual(["lost", "erased-beyond-count", "waiting-erasure-believed", "counts-differ"]);
    }));

  it("that nobody with the key announced explains nothing; who has no key believes it, and says so", () =>
    opened(async (erased) => {
      const { sql, context, first, verify } = erased;
      await eraseByAuthority(sql, context, undefined, { scope: { entry: first }, ...AUTHORITY });
      expect(codes(await verify({}))).toEqual(["intact", "waiting-erasure-believed"]);
      await sql.query("alter table favorable.audit_pending disable trigger all");
      await sql.query("update favorable.audit_pending set mac = null");
      expect(codes(await verify({}))).toEqual(["intact", "waiting-erasure-believed"]);
      expect(codes(await verify())).toEqual(["tampered", "body-lost", "outbox-mark-wrong"]);
      await sql.query("update favorable.audit_pending set via = 'function'");
      expect(codes(await verify({}))).toEqual(["lost", "body-lost"]);
    }));
});
