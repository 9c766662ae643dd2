/** Collectors that need no database. */

import { RECOMMENDED_HASH } from "@favorable/access/credentials";
import { memoryLog } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { calendarDate, simulatedClock } from "@favorable/core";
import { lockDocument } from "@favorable/processing";
import { defineCopy } from "@favorable/retention";
import {
  backupEvidence,
  collectEvidence,
  coverageOf,
  driftEvidence,
  exportEvidence,
  grantsOf,
  logFacts,
  readMapping,
  replayOperations,
} from "@favorable/review/postgres";
import { describe, expect, it } from "vitest";
import { document } from "./evidence-system.ts";

const clock = simulatedClock(new Date("2022-03-15T09:00:00Z"));
const key = generateKey("hospital.example/log");
const open = () => memoryLog({ origin: key.vkey.split("+")[0] ?? "", signer: createSigner(key.privateKey), clock });
const retention = { policy: "logs", version: 1, start: calendarDate("2022-03-15") };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("coverage", () => {
  it("counts the operations whose entry came, and only those of the person they were about", async () => {
    const log = open();
    const read = (subject: string, told: string | undefined) => ({
      run: async () =>
        told !== undefined && log.append({ type: "access.read", parts: [{ name: "subject", subject: told, value: told, retention }] }),
      leaves: { types: ["access.read"], subject },
    });
    expect(await replayOperations(log, [read("p-1", "p-1"), read("p-2", undefined), read("p-3", "p-1")])).toEqual({
      actions: 3,
      entries: 1,
    });
    const changed = {
      run: () => log.append({ type: "access.changed", clear: { record: "visit" } }),
      leaves: { types: ["access.changed"], clear: { record: "visit" } },
    };
    expect(await replayOperations(log, [changed, { ...changed, leaves: { ...changed.leaves, clear: { record: "other" } } }])).toEqual({
      actions: 2,
      entries: 1,
    });
  });

  it("sums what other sources counted", () => {
    const one = { kind: "exports", expected: 5, found: 4, missing: 1, surplus: 0, sampled: true };
    expect(coverageOf([one, { ...one, expected: 2, found: 2 }])).toEqual({ actions: 7, entries: 6 });
    expect(coverageOf([])).toEqual({ actions: 0, entries: 0 });
  });
});

describe("what the log tells", () => {
  it("takes roles and purposes of what was done, labels that are declared, days of runs and of the last review", async () => {
    const log = open();
    await log.append({ type: "access.refused", clear: { role: "stranger", purpose: "curiosity" } });
    await log.append({ type: "access.read", clear: { role: "porter", purpose: "reception" } });
    await log.append({
      type: "export.sealed",
      clear: { export: "e" },
      parts: [{ name: "recipients", value: [{ label: "police" }, { label: "M. Dupont" }, {}], retention }],
    });
    await log.append({ type: "purged", clear: { by: "visits", day: "2022-03-14", n: 3 } });
    await log.append({ type: "purged", clear: { by: "visits", day: "2022-03-14", n: 2 } });
    await log.append({ type: "purged", clear: { by: "visits", day: "never", n: 2 } });
    await log.append({ type: "swept", clear: { by: "visits", day: "2022-03-13", n: 9 } });
    await log.append({ type: "access.log-reviewed", clear: { role: "auditor" } });
    const mapping = { purgeEntries: { type: "purged", run: "swept", policy: "by", asOf: "day", rows: "n" } };
    const facts = await logFacts(log, mapping, new Set(["police"]), "UTC");
    expect(facts).toMatchObject({
      roles: ["auditor", "porter"],
      purposes: ["reception"],
      recipients: ["police", "undeclared"],
      oldest: "2022-03-15",
      lastReview: "2022-03-15",
      purges: [
        { policy: "visits", on: "2022-03-14", rows: 5 },
        { policy: "visits", on: "2022-03-13", rows: 0 },
      ],
    });
    const newest = await logFacts(log, { logWindow: 2 }, new Set(), "UTC");
    expect(newest).toMatchObject({ window: { from: 6, below: 8 }, roles: ["auditor"], recipients: ["undeclared"] });
    expect(newest.purges).toBeUndefined();
  });
});

describe("copies of exports", () => {
  const day = calendarDate("2022-03-15");
  const ledger = (id: string, keepUntil: string, fileSha256: string) => ({
    type: "export.sealed",
    clear: { export: id, recipients: 1, keepUntil, fileSha256 },
  });

  it("knows age files by their first line, and copies past their day by their hash", async () => {
    const events = [ledger("e-1", "2022-03-14", "aa"), ledger("e-2", "2022-03-15", "bb")];
    const files = [
      { head: bytes("age-encryption.org/v1\n-> "), sha256: "aa" },
      { head: bytes("-----BEGIN AGE ENCRYPTED FILE-----\n"), sha256: "bb" },
      { head: bytes("age-encryption.org/v2\n"), sha256: "cc" },
      { head: new Uint8Array(), sha256: "dd" },
    ];
    expect(await exportEvidence(events, files, day)).toEqual({ copies: 4, entries: 2, plain: 2, expired: 1 });
    expect(await exportEvidence(events, [...files, { head: bytes("x") }], day)).toEqual({ copies: 5, entries: 2, plain: 3 });
  });
});

describe("backups, drift, levels", () => {
  it("counts backups by their obligations", () => {
    const mailbox = defineCopy({ name: "mailbox", system: "mailbox", maximumAge: "P1D", start: "processed", zone: "UTC" });
    const backup = defineCopy({
      name: "backup",
      system: "mail-backup",
      maximumAge: "P1D",
      start: "processed",
      rotation: "P30D",
      zone: "UTC",
    });
    const day = calendarDate("2022-03-15");
    expect(backupEvidence([mailbox], day)).toEqual({ declared: 0, missing: 1, outliving: 0 });
    expect(backupEvidence([mailbox, backup], day)).toEqual({ declared: 1, missing: 0, outliving: 1 });
  });

  it("names the places that became wider, and not those that became narrower", () => {
    const base = { format: "favorable-processing/2", id: "visits", stage: "submitted" } as const;
    const approved = { ...base, security: { backups: { rotation: "P30D" } } };
    const lock = lockDocument(approved, { authority: "CCIN", number: "2022-1", on: "2022-01-01", role: "DPO" });
    expect(driftEvidence(lock, approved)).toEqual({ approved: lock.sha256, widened: [] });
    expect(driftEvidence(lock, { ...base, security: { backups: { rotation: "P60D" } } }).widened).toEqual(["security.backups.rotation"]);
    expect(driftEvidence(lock, { ...base, security: { backups: { rotation: "P20D" } } }).widened).toEqual([]);
  });

  it("tells of a level what is wider than the matrix, not what is narrower nor what is in every database", () => {
    const cell = { role: "app", relation: '"hr"."agent"', column: "note", privilege: "SELECT" } as const;
    expect(
      grantsOf({
        holds: false,
        cells: [
          { ...cell, missing: false },
          { ...cell, column: "status", missing: true },
        ],
        policies: [{ relation: "hr.agent", what: "disabled" }],
        functions: [{ name: "read_agent", what: "owner" }],
        bypasses: [
          { kind: "superuser", name: "postgres", inherent: true },
          { kind: "view", name: "hr.all", inherent: false },
        ],
      } as never),
    ).toEqual(["app:hr.agent.note:select", "bypass:view:hr.all", "function:read_agent:owner", "policy:hr.agent:disabled"]);
  });
});

describe("collecting without a database", () => {
  it("collects what the log and the caller give, and names what needs more", async () => {
    const log = open();
    await log.append({ type: "access.read", clear: { role: "porter", purpose: "reception" } });
    const credentials = { policy: {} as never, accounts: [], parameters: RECOMMENDED_HASH };
    const report = await collectEvidence({
      document,
      log,
      clock,
      credentials,
      coverage: async () => [],
      only: ["actors", "requests", "coverage", "credentials"],
    });
    expect(report.evidence).toMatchObject({
      asOf: "2022-03-15",
      simulated: true,
      actors: ["porter"],
      credentials: { accounts: 0 },
      coverage: { actions: 0, entries: 0 },
    });
    expect(report.notCollected).toEqual([{ part: "requests", reason: "not-given: sql" }]);
  });

  it("tells a log that cannot be read by its code", async () => {
    const log = { ...open(), sequence: () => Promise.reject(Object.assign(new Error("p-1"), { code: "X" })) };
    const report = await collectEvidence({ document, log, clock, only: ["actors", "uses"] });
    expect(report.notCollected).toEqual([
      { part: "actors", reason: "failed" },
      { part: "uses", reason: "failed" },
    ]);
    expect(Object.keys(report.evidence)).toEqual(["asOf", "simulated", "declaration"]);
  });

  it("leaves out, unless asked, parts that the declaration gives no occasion for", async () => {
    const { notCollected } = await collectEvidence({ document, clock });
    const parts = notCollected.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(["channels", "notices", "log"]));
    for (const part of ["proofs", "consents", "drift", "realRows", "locations"]) expect(parts).not.toContain(part);
  });
});

describe("a mapping out of a file", () => {
  it("is read with its policies and obligations, and refused with the places of its mistakes", () => {
    const policy = { id: "p", version: 1, start: { kind: "field", field: "at" }, maximum: { period: "P1M" }, then: "delete", zone: "UTC" };
    const read = readMapping({
      retention: [{ policy, table: { table: "t", subject: null } }],
      copies: [],
      channels: { mail: { copies: ["a"] } },
      logWindow: 5,
    });
    expect(read.retention?.[0]?.policy.maximum).toEqual([{ period: "P1M" }]);
    const paths = (value: unknown): unknown => {
      try {
        return readMapping(value) && [];
      } catch (error) {
        return (error as { details: { paths: unknown } }).details.paths;
      }
    };
    expect(paths(7)).toEqual(["mapping"]);
    expect(paths({ logWindow: 0, grantees: "all", records: { a: { table: "t", columns: { b: 1 } } }, typo: 1 })).toEqual([
      "logWindow",
      "grantees",
      "records",
      "*",
    ]);
    expect(paths({ retention: [{ policy, table: {} }], channels: { mail: {} } })).toEqual(["retention", "channels"]);
    expect(paths({ copies: [{ name: "Bad Name" }] })).toEqual(expect.arrayContaining(["copies.0.name"]));
  });
});
