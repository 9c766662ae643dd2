/** What the word of others is worth: the earliest time counts, some witness has spoken, and a proof is of the log it names. */
import { simulatedClock, utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { encodeEvent } from "../src/encode.ts";
import {
  cosign,
  formatTlogProof,
  keyCompromisedEvent,
  keyCreatedEvent,
  leafHash,
  memoryLog,
  openParts,
  openWitnessed,
  signCheckpoint,
  verifyDisclosure,
  verifyLog,
  witnessPolicy,
} from "../src/index.ts";
import { createCosignatureVerifier, createCosigner, createVerifier, generateCosignerKey, policyOf } from "../src/node/index.ts";
import { date, key, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);
const asOf = date("2022-06-01");
const witnesses = ["witness.example/a", "witness.example/b"].map((name) => generateCosignerKey(name));
const policy = witnessPolicy(
  witnesses.map(({ vkey }) => createCosignatureVerifier(vkey)),
  1,
);

/** The note with the cosignatures of both, at these times. */
async function cosignedAt(note: string, ...times: readonly string[]): Promise<string> {
  let cosigned = note;
  for (const [at, time] of times.entries())
    cosigned += await cosign(note, createCosigner(witnesses[at]?.privateKey ?? ""), Date.parse(time) / 1000);
  return cosigned;
}

describe("of several who saw a checkpoint", () => {
  it("the first says since when the log had these entries", async () => {
    const log = memoryLog({ origin: ORIGIN, signer, clock: simulatedClock(new Date("2022-01-01T08:00:00Z")) });
    await log.append(readEvent("a-1", []));
    const note = await cosignedAt(await log.checkpoint(), "2022-01-03T00:00:00Z", "2022-01-02T00:00:00Z");
    const files = asLogFiles(await filesInMemory(log));
    const since = async (against: Parameters<typeof verifyLog>[1]["against"]): Promise<string | undefined> =>
      (await verifyLog(files, { verifier, policy, asOf, ...(against === undefined ? {} : { against }) })).witnessedAt;
    expect(await since(note)).toBe("2022-01-02T00:00:00.000Z");
    expect(await since({ note, since: "2022-01-01T09:00:00Z" })).toBe("2022-01-01T09:00:00.000Z");
    expect(await since({ note, since: "2022-01-04T00:00:00Z" })).toBe("2022-01-02T00:00:00.000Z");
  });

  it("one who saw it before its key was declared compromised is enough", async () => {
    const clock = simulatedClock(new Date("2022-01-01T08:00:00Z"));
    const log = memoryLog({ origin: ORIGIN, signer, clock });
    await log.append(keyCreatedEvent(key.vkey));
    clock.moveTo(new Date("2022-01-05T08:00:00Z"));
    await log.append(keyCompromisedEvent(key.vkey, new Date("2022-01-04T00:00:00Z"), 1));
    const files = await filesInMemory(log);
    const own = await log.checkpoint();
    const judged = async (...times: readonly string[]): Promise<string> => {
      const checkpoint = utf8(await cosignedAt(own, ...times));
      return (await verifyLog(asLogFiles(new Map([...files, ["checkpoint", checkpoint]])), { verifier, policy, asOf })).verdict;
    };
    expect(await judged("2022-01-06T00:00:00Z", "2022-01-03T00:00:00Z")).toBe("intact");
    expect(await judged("2022-01-06T00:00:00Z", "2022-01-07T00:00:00Z")).toBe("tampered");
  });
});

describe("a policy that asks for nobody", () => {
  it("is met by anything, and makes no checkpoint a witnessed one", async () => {
    const log = memoryLog({ origin: ORIGIN, signer, clock: simulatedClock(new Date("2022-01-01T08:00:00Z")) });
    await log.append(readEvent("a-1", []));
    const note = await log.checkpoint();
    const nobody = policyOf(`witness a ${witnesses[0]?.vkey}\nquorum none\n`);
    expect(nobody.isMet(new Set())).toBe(true);
    expect(await openWitnessed(note, { logs: [verifier], policy: nobody })).toMatchObject({ witnessed: false });
    const seen = await cosignedAt(note, "2022-01-02T00:00:00Z");
    expect(await openWitnessed(seen, { logs: [verifier], policy: nobody })).toMatchObject({ witnessed: true });
  });
});

describe("a disclosure", () => {
  it("of an entry that names another log than the checkpoint over it is refused", async () => {
    const prove = async (origin: string): Promise<string> => {
      const { leaf } = encodeEvent(readEvent("a-1", []), { origin, clock: simulatedClock(new Date("2022-01-01T08:00:00Z")) });
      const checkpoint = await signCheckpoint({ origin: ORIGIN, size: 1, root: leafHash(utf8(leaf)) }, signer);
      return formatTlogProof({ index: 0, hashes: [], checkpoint, extra: openParts({ index: 0, leaf, bodies: [] }, []) });
    };
    const logs = [verifier];
    expect(await verifyDisclosure(await prove(ORIGIN), { logs })).toMatchObject({ index: 0, origin: ORIGIN });
    expect(await rejectionCode(verifyDisclosure(await prove("other.example/audit"), { logs }))).toBe("DISCLOSURE_INVALID");
  });
});
