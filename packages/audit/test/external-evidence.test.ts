/** What checkpoints from outside say about times: when a log is witnessed, stale, and when an entry was dated back. */
import { period, type SimulatedClock, simulatedClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { cosign } from "../src/cosignature.ts";
import { type AuditEvent, type AuditLog, endEvent, holdEvent, memoryLog, policyEvent, verifyLog } from "../src/index.ts";
import { createCosigner, createVerifier, generateCosignerKey, policyOf } from "../src/node/index.ts";
import { date, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer } from "./fixtures.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);
const asOf = date("2022-06-01");

/** A log whose clock can be set to anything. */
function settable(): { log: AuditLog; setTo: (time: string) => void } {
  let now = new Date("2022-01-01T08:00:00Z");
  const log = memoryLog({ origin: ORIGIN, signer, clock: { now: () => now, simulated: false } });
  return {
    log,
    setTo: (time) => {
      now = new Date(time);
    },
  };
}

const codes = (result: Awaited<ReturnType<typeof verifyLog>>): string[] => result.findings.map(({ verdict, code }) => `${verdict} ${code}`);

describe("an entry about retention that is dated back", () => {
  const late: readonly AuditEvent[] = [
    policyEvent({ policy: "alerts", version: 2, maximum: period("P1D") }),
    endEvent("ended", date("2021-12-01")),
    holdEvent("h", { policy: "alerts" }),
  ];

  it.each(late)("is found by its order behind a checkpoint that was kept elsewhere: %o", async (event) => {
    const { log, setTo } = settable();
    await log.appendAll([shortPolicy, longPolicy]);
    const against = await log.checkpoint();
    setTo("2021-12-01T08:00:00Z");
    await log.append(event);
    const files = asLogFiles(await filesInMemory(log));
    expect(codes(await verifyLog(files, { verifier, against, asOf }))).toContain("tampered backdated");
    // Nobody vouches for the order without one: then time only goes backwards.
    expect(codes(await verifyLog(files, { verifier, asOf }))).toEqual(expect.arrayContaining(["notice clock-backwards"]));
    expect((await verifyLog(files, { verifier, asOf })).verdict).toBe("intact");
  });

  it("is found by the time of a checkpoint that was kept or cosigned, even when the log before it is silent", async () => {
    const { log, setTo } = settable();
    setTo("2021-10-01T08:00:00Z");
    await log.append(shortPolicy);
    const note = await log.checkpoint();
    setTo("2021-11-01T08:00:00Z");
    await log.append(late[0] ?? shortPolicy);
    const files = asLogFiles(await filesInMemory(log));
    expect((await verifyLog(files, { verifier, against: note, asOf })).verdict).toBe("intact");
    const kept = { note, since: "2022-01-01T08:00:00Z" };
    expect(codes(await verifyLog(files, { verifier, against: kept, asOf }))).toContain("tampered backdated");
    const witness = generateCosignerKey("witness.example");
    const cosigned = note + (await cosign(note, createCosigner(witness.privateKey), Date.parse("2022-01-01T08:00:00Z") / 1000));
    const policy = policyOf(`witness dpo ${witness.vkey}\nquorum dpo\n`);
    expect(codes(await verifyLog(files, { verifier, against: cosigned, policy, asOf }))).toContain("tampered backdated");
  });

  it("is not suspected within an hour, nor when it tells an earlier date in clear, nor for an entry that decides nothing", async () => {
    const { log, setTo } = settable();
    await log.append(shortPolicy);
    const against = await log.checkpoint();
    setTo("2022-01-01T07:30:00Z");
    await log.append(endEvent("ended", date("2021-06-01")));
    setTo("2021-06-01T08:00:00Z");
    await log.append(readEvent("a-1", ["p-1"]));
    const result = await verifyLog(asLogFiles(await filesInMemory(log)), { verifier, against, asOf: date("2022-01-01") });
    expect(result.verdict).toBe("intact");
  });

  it("and one that is dated ahead of who vouched for it are told apart", async () => {
    const { log } = settable();
    await log.append(shortPolicy);
    const kept = { note: await log.checkpoint(), since: "2021-12-31T08:00:00Z" };
    const result = await verifyLog(asLogFiles(await filesInMemory(log)), { verifier, against: kept, asOf });
    expect(codes(result)).toEqual(["notice postdated"]);
  });
});

describe("a log under evidence from outside", () => {
  async function grown(): Promise<{ files: ReturnType<typeof asLogFiles>; notes: string[]; clock: SimulatedClock }> {
    const clock = simulatedClock(new Date("2022-01-01T08:00:00Z"));
    const log = memoryLog({ origin: ORIGIN, signer, clock });
    const notes: string[] = [await log.checkpoint()];
    for (let month = 1; month <= 3; month++) {
      clock.moveTo(new Date(Date.UTC(2022, month, 1)));
      await log.append(readEvent(`a-${month}`, []));
      notes.push(await log.checkpoint());
    }
    return { files: asLogFiles(await filesInMemory(log)), notes, clock };
  }

  it("is stale when the newest of it is older than asked for and entries came after it", async () => {
    const { files, notes } = await grown();
    const ask = async (against: readonly string[], freshFor: string, on = "2022-04-10") =>
      (await verifyLog(files, { verifier, against, freshFor: period(freshFor), asOf: date(on) })).witnessed;
    expect(await ask([], "P1M")).toBe("unwitnessed");
    expect(await ask(notes.slice(0, 1), "P1M")).toBe("stale");
    expect(await ask(notes.slice(0, 2), "P1M")).toBe("stale");
    expect(await ask(notes.slice(0, 3), "P1M")).toBe("stale");
    expect(await ask(notes.slice(0, 3), "P39D")).toBe("stale");
    expect(await ask(notes.slice(0, 3), "P40D")).toBe("witnessed");
    // Nothing came after the last: it covers everything, however old.
    expect(await ask(notes, "P1D", "2032-01-01")).toBe("witnessed");
  });

  it("says how far and since when it is witnessed, and takes several checkpoints at once", async () => {
    const { files, notes } = await grown();
    const against = [{ note: notes[1] ?? "", since: "2022-02-02T00:00:00Z" }, notes[2] ?? "", new TextEncoder().encode(notes[3])];
    const result = await verifyLog(files, { verifier, against, asOf });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", witnessedSize: 3 });
    const forged = await verifyLog(files, { verifier, against: [notes[1] ?? "", "no note"], asOf });
    expect(codes(forged)).toContain("tampered note-malformed");
  });

  it("refuses what is no checkpoint that was kept", async () => {
    const { files } = await grown();
    for (const wrong of [
      { against: 7 },
      { against: [null] },
      { against: { note: 1 } },
      { against: { note: "x", since: "yesterday" } },
      { freshFor: "a month" },
    ])
      await expect(verifyLog(files, { verifier, asOf, ...(wrong as object) })).rejects.toMatchObject({ code: "AGAINST_INVALID" });
  });
});
