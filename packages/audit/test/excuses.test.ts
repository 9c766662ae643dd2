import { calendarDate, period, type SimulatedClock, simulatedClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import {
  type AuditLog,
  decodeBundle,
  disclose,
  encodeBundle,
  holdEvent,
  type LogVerification,
  memoryLog,
  policyEvent,
  releaseEvent,
  verifyDisclosure,
  verifyLog,
} from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { prunedDigest } from "../src/pruned-set.ts";
import { prunedEvent } from "../src/retention-events.ts";
import type { KeptCheckpoint } from "../src/verify/external.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);
type Files = Map<string, Uint8Array>;

/** A log of a clock that is not said to be simulated. */
function startedOn(day: string): { log: AuditLog; clock: { simulated: boolean; now: () => Date } & Pick<SimulatedClock, "moveTo"> } {
  const time = simulatedClock(new Date(`${day}T08:00:00Z`));
  const clock = { simulated: false, now: () => time.now(), moveTo: (to: Date) => time.moveTo(to) };
  return { log: memoryLog({ origin: ORIGIN, signer, clock }), clock };
}

/** What both verifiers say, which must be the same. */
async function verified(files: Files, asOf: string, against?: string | KeptCheckpoint): Promise<LogVerification> {
  const result = await verifyLog(asLogFiles(files), { verifier, asOf: date(asOf), ...(against === undefined ? {} : { against }) });
  const note = typeof against === "object" ? String(against.note) : against;
  const theirs = verifyIndependently(files, key.vkey, asOf, note);
  expect(theirs.verdict).toBe(result.verdict);
  if (result.verdict !== "tampered") expect(theirs.parts).toEqual(result.parts);
  return result;
}

const withoutBodies = async (log: AuditLog): Promise<Files> =>
  new Map([...(await filesInMemory(log))].filter(([path]) => !path.startsWith("body/")));
const short = policyEvent({ policy: "access-log", version: 1, maximum: period("P1M") });
const long = policyEvent({ policy: "access-log", version: 1, minimum: period("P18M"), maximum: period("P24M") });

describe("what excuses a missing body", () => {
  it("is no amendment without approval that came after: the minimum stays, and erasing refuses too", async () => {
    const { log, clock } = startedOn("2021-10-30");
    await log.append(long);
    await log.append(readEvent("a-1", []));
    clock.moveTo(new Date("2021-11-10T08:00:00Z"));
    await log.append(policyEvent({ policy: "access-log", version: 2, maximum: period("P1D"), from: calendarDate("2021-10-30") }));
    expect(await verified(await withoutBodies(log), "2021-11-10")).toMatchObject({ verdict: "lost", parts: { lost: 1 } });
    expect(await log.eraseExpired({ asOf: date("2021-11-10") })).toMatchObject({ erased: 0 });
    expect(await verified(await filesInMemory(log), "2021-11-10")).toMatchObject({ verdict: "intact", parts: { ok: 1 } });
  });

  it("is no hold that was released, when the last day fell under it", async () => {
    const { log, clock } = startedOn("2021-10-30");
    await log.append(short);
    await log.append(readEvent("a-1", []));
    await log.append(holdEvent("court", { policy: "access-log" }));
    clock.moveTo(new Date("2022-03-10T08:00:00Z"));
    expect((await verified(await withoutBodies(log), "2022-03-10")).parts.lost).toBe(1);
    await log.append(releaseEvent("court"));
    expect((await verified(await withoutBodies(log), "2022-03-10")).parts.lost).toBe(1);
    await log.eraseExpired({ asOf: date("2022-03-10") });
    expect((await verified(await filesInMemory(log), "2022-03-10")).parts).toMatchObject({ erased: 1, lost: 0 });
  });

  it("is an early erasure only as far as it counts", async () => {
    const { log } = startedOn("2021-10-30");
    await log.append(long);
    for (let at = 0; at < 5; at++) await log.append(readEvent(`a-${at}`, []));
    const roles = { basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director" };
    await log.append({ type: "audit.erased-early", clear: { policy: "access-log", below: 6, ...roles, count: 4 } });
    const result = await verified(await withoutBodies(log), "2021-11-01");
    expect(result).toMatchObject({ verdict: "lost", findings: [{ code: "erased-beyond-count", entry: 6 }] });
    const again = { type: "audit.erased-early", clear: { policy: "access-log", below: 6, ...roles, approvedBy: "DPO", count: 5 } };
    expect((await verified(await with1(again), "2021-11-01")).parts).toMatchObject({ lost: 1, erased: 0 });

    async function with1(event: typeof again): Promise<Files> {
      const other = startedOn("2021-10-30").log;
      await other.append(long);
      await other.append(readEvent("a-1", []));
      await other.append(event).catch(() => undefined);
      return withoutBodies(other);
    }
  });
});

describe("entries whose texts are gone", () => {
  async function pruned(): Promise<{ log: AuditLog; files: Files }> {
    const { log, clock } = startedOn("2021-10-30");
    await log.append(short);
    for (const actor of ["a-0", "a-1"]) await log.append(readEvent(actor, []));
    for (const role of ["physician", "administrator"]) await log.append({ type: "access.refused", clear: { role } });
    await log.append(readEvent("a-2", [], "access-log", "2022-03-01"));
    clock.moveTo(new Date("2022-03-10T08:00:00Z"));
    await log.eraseExpired({ asOf: date("2022-03-10") });
    expect(await log.prune({ asOf: date("2022-03-10") })).toEqual({ pruned: 2 });
    return { log, files: await filesInMemory(log) };
  }
  const wiped = (files: Files, ...positions: readonly number[]): Files => {
    const [path = ""] = [...files.keys()].filter((name) => name.startsWith("tile/entries/"));
    const width = Number(path.split("/").at(-1));
    const entries = decodeBundle(files.get(path) ?? new Uint8Array(), width).map((entry, at) =>
      positions.includes(at) ? new Uint8Array() : entry,
    );
    return new Map(files).set(path, encodeBundle(entries));
  };

  it("are exactly those that the log says, one by one, and no more", async () => {
    const { files, log } = await pruned();
    expect(await verified(files, "2022-03-10")).toMatchObject({ verdict: "intact", pruned: 2 });
    expect(await verified(wiped(files, 3), "2022-03-10")).toMatchObject({ verdict: "lost" });
    expect(await verified(wiped(files, 0), "2022-03-10")).toMatchObject({ verdict: "lost" });
    // A count that fits does not name other entries than those that are gone.
    await log.append(prunedEvent({ below: 5, asOf: date("2022-03-10"), count: 1, set: prunedDigest([1, 2, 3]) }));
    expect((await verified(wiped(await filesInMemory(log), 3), "2022-03-10")).findings).toEqual([]);
    expect(await verified(wiped(await filesInMemory(log), 4), "2022-03-10")).toMatchObject({ verdict: "lost" });
    expect(await verified(wiped(await filesInMemory(log), 3, 4), "2022-03-10")).toMatchObject({ verdict: "lost" });
    expect(await verified(await filesInMemory(log), "2022-03-10")).toMatchObject({ verdict: "lost" });
  });

  it("keep their hashes in the proofs of what is disclosed", async () => {
    const { log } = await pruned();
    const { entry } = await verifyDisclosure(await disclose(log, { entry: 5, parts: [0] }), { logs: [verifier] });
    expect(entry.parts[0]?.value).toBe("a-2");
    await expect(disclose(log, { entry: 1, parts: [] })).rejects.toMatchObject({ code: "ENTRY_UNKNOWN" });
  });
});

describe("the day a log is judged on", () => {
  it("is today, whatever a single entry under a simulated clock says, and that of the last entry only when all are", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { log, clock } = startedOn(today);
    await log.append(long);
    await log.append(readEvent("a-1", [], "access-log", today));
    clock.simulated = true;
    clock.moveTo(new Date("2999-01-01T00:00:00Z"));
    await log.append({ type: "access.refused", clear: { role: "administrator" } });
    const result = await verifyLog(asLogFiles(await withoutBodies(log)), { verifier });
    expect(result).toMatchObject({ verdict: "lost", simulated: true, dated: "today", asOf: today });
    const simulated = memoryLog({ origin: ORIGIN, signer, clock: simulatedClock(new Date("2021-10-30T08:00:00Z")) });
    await simulated.append(readEvent("a-1", []));
    const all = await verifyLog(asLogFiles(await filesInMemory(simulated)), { verifier });
    expect(all).toMatchObject({ simulated: true, dated: "last-entry", asOf: "2021-10-30" });
    // A fact of that name is no mark.
    const named = startedOn("2021-10-30").log;
    await named.append({ type: "access.read", clear: { simulated: true, role: "physician" } });
    expect(await verifyLog(asLogFiles(await filesInMemory(named)), { verifier })).toMatchObject({ simulated: false, dated: "today" });
  });
});

describe("sealed bodies that nobody opens", () => {
  it("are lost when their files are gone, and only their commitments are verified while they are there", async () => {
    const { log } = startedOn("2021-10-30");
    await log.append(long);
    await log.append(readEvent("a-1", ["p-1"]));
    await log.append({ type: "audit.exported", clear: { bodies: "sealed", below: 2 } });
    const files = await withoutBodies(log);
    expect(await verified(files, "2021-11-01")).toMatchObject({ verdict: "lost", parts: { lost: 2 } });
    files.set("body/000.age", Uint8Array.of(1));
    expect(await verified(files, "2021-11-01")).toMatchObject({ verdict: "intact", notExported: 2 });
  });
});

describe("an entry with an earlier day behind a checkpoint from outside", () => {
  it("is found backdated by both verifiers", async () => {
    const { log, clock } = startedOn("2021-11-10");
    await log.append(short);
    await log.append(readEvent("a-1", [], "access-log", "2021-11-10"));
    const kept = await log.checkpoint();
    const now = clock.now;
    clock.now = () => new Date("2021-11-01T08:00:00Z");
    await log.append(policyEvent({ policy: "access-log", version: 2, maximum: period("P1D") }));
    clock.now = now;
    expect(await verified(await filesInMemory(log), "2021-11-11", kept)).toMatchObject({ verdict: "tampered" });
    expect(await verified(await filesInMemory(log), "2021-11-11")).toMatchObject({ verdict: "intact" });
  });
});
