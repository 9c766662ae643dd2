import { drawSample, isOutcomeOf, readAccessLog, recordLogReview, reviewHash, reviewLog } from "@favorable/access/review";
import { type AuditEntry, type AuditLog, memoryLog, parseCheckpoint } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { calendarDate, simulatedClock } from "@favorable/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const checkpoint = (fill: number) => ({ origin: "hospital.example/audit", size: 10_000, root: new Uint8Array(32).fill(fill) });
const retention = { policy: "access-log", version: 1, start: calendarDate("2021-11-08") };
const reviewer = { actor: "dpo-1", role: "dpo", purpose: "log-review", retention };

test("a sample is drawn again from the same checkpoint, whatever the order of the candidates, and by no other root", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(9_999), { minLength: 40, maxLength: 80 }), fc.integer({ min: 1, max: 30 }), (candidates, count) => {
      const drawn = drawSample(checkpoint(1), { count, candidates });
      expect(drawSample(checkpoint(1), { count, candidates: [...candidates].reverse() })).toEqual(drawn);
      expect(drawn.entries).toHaveLength(count);
      expect(new Set(drawn.entries).size).toBe(count);
      expect(drawn.entries.every((index) => candidates.includes(index))).toBe(true);
    }),
    { numRuns: 50 },
  );
  const candidates = Array.from({ length: 1000 }, (_, at) => at);
  expect(drawSample(checkpoint(1), { count: 10, candidates }).entries).not.toEqual(
    drawSample(checkpoint(2), { count: 10, candidates }).entries,
  );
});

test("each entry is as likely as any other", () => {
  const candidates = Array.from({ length: 20 }, (_, at) => at);
  const counts = new Array<number>(20).fill(0);
  for (let fill = 0; fill < 256; fill += 1)
    for (const size of [100, 101, 102, 103, 104, 105, 106, 107]) {
      const root = new Uint8Array(32).fill(fill);
      root[0] = size;
      for (const index of drawSample({ ...checkpoint(0), root }, { count: 5, candidates }).entries)
        counts[index] = (counts[index] ?? 0) + 1;
    }
  // 2,048 draws of 5 from 20: 512 each; the statistic has 19 degrees of freedom, of which 1 in 1,000 exceeds 43.8 (fewer: without replacement).
  const statistic = counts.reduce((sum, count) => sum + (count - 512) ** 2 / 512, 0);
  expect(statistic).toBeLessThan(43.8);
});

test("a sample from positions that the checkpoint does not cover is refused", () => {
  const refused = expect.objectContaining({ code: "SAMPLE_INVALID" });
  expect(() => drawSample(checkpoint(1), { count: 1, candidates: [10_000] })).toThrow(refused);
  expect(() => drawSample(checkpoint(1), { count: 0, candidates: [1] })).toThrow(refused);
  expect(() => drawSample(checkpoint(1), { count: 1, candidates: [1.5] })).toThrow(refused);
  expect(() => drawSample("no checkpoint", { count: 1, candidates: [1] })).toThrow(expect.objectContaining({ code: "CHECKPOINT_INVALID" }));
});

function started(): AuditLog {
  const origin = "hospital.example/audit";
  const clock = simulatedClock(new Date("2021-11-08T08:00:00Z"));
  return memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock });
}

async function lastOf(log: AuditLog): Promise<AuditEntry> {
  let last: AuditEntry | undefined;
  for await (const entry of log.entries()) last = entry;
  if (last === undefined) throw new Error("an empty log");
  return last;
}

async function withReads(count: number): Promise<AuditLog> {
  const log = started();
  for (let at = 0; at < count; at += 1)
    await log.append({
      type: "access.read",
      clear: { role: "manager", purpose: "followUp", rows: 1 },
      parts: [
        { name: "actor", value: "a-17", retention },
        { name: "subject", subject: `p-${at}`, value: `p-${at}`, retention },
      ],
    });
  return log;
}

test("a log is read, sampled by its own checkpoint and reviewed; reading and outcome are its entries", async () => {
  const log = await withReads(30);
  const note = await log.checkpoint();
  const entries = await readAccessLog(log, { from: 0, below: 30 }, reviewer);
  expect(entries.map(({ actor, persons }) => `${actor} ${persons.join()}`)[7]).toBe("a-17 p-7");
  expect((await lastOf(log)).clear).toEqual({ role: "dpo", purpose: "log-review", by: "period", from: 0, below: 30 });
  const sample = drawSample(note, { count: 5, candidates: entries.map(({ index }) => index) });
  expect(sample.size).toBe(parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1)).size);
  const options = { from: 0, below: 30, asOf: new Date("2021-11-09T08:00:00Z") };
  const review = reviewLog(entries, { ...options, rules: { bulk: { persons: 20, withinMinutes: 60 } } });
  expect(review.findings).toHaveLength(1);
  await recordLogReview(log, { review, sample, result: "explained", findings: "Campaign of reminders, on order" }, reviewer);
  const outcome = await lastOf(log);
  expect(outcome.clear).toMatchObject({ signals: 1, sampled: 5, root: sample.root, result: "explained", entries: 30 });
  expect(isOutcomeOf(outcome, review)).toBe(true);
  const other = reviewLog(entries, { ...options, rules: { bulk: { persons: 25, withinMinutes: 60 } } });
  expect(isOutcomeOf(outcome, other)).toBe(false);
  expect(reviewHash(review)).not.toBe(reviewHash(other));
});

test("signals are not recorded as nothing, nor a review without words", async () => {
  const log = await withReads(3);
  const entries = await readAccessLog(log, { from: 0, below: 3 }, reviewer);
  const rules = { bulk: { persons: 2, withinMinutes: 60 } };
  const review = reviewLog(entries, { from: 0, below: 3, rules, asOf: new Date("2021-11-09T08:00:00Z") });
  const refused = expect.objectContaining({ code: "OUTCOME_INVALID" });
  const findings = "Nothing that needs more";
  await expect(recordLogReview(log, { review, result: "nothing-found", findings }, reviewer)).rejects.toThrow(refused);
  await expect(recordLogReview(log, { review, result: "explained", findings: "ok" }, reviewer)).rejects.toThrow(refused);
  await expect(recordLogReview(log, { review, result: "fine" as "explained", findings }, reviewer)).rejects.toThrow(refused);
  expect((await lastOf(log)).type).toBe("audit.read");
});

test("what is not logged is not read", async () => {
  const log = await withReads(3);
  const deaf: AuditLog = { ...log, append: () => Promise.reject(new Error("down")) };
  await expect(readAccessLog(deaf, { from: 0, below: 3 }, reviewer)).rejects.toThrow("down");
  await expect(readAccessLog(log, { from: 3, below: 0 }, reviewer)).rejects.toThrow(expect.objectContaining({ code: "PERIOD_INVALID" }));
});
