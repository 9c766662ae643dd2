/** What is left when every body is erased: the same root, the same proofs, and nothing that could be guessed. */
import { canonicalJson, fromBase64, period, toBase64, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import {
  commit,
  disclose,
  inclusionProof,
  leafHash,
  openCheckpoint,
  parseLeaf,
  payloadBytes,
  policyEvent,
  rootOf,
  verifyDisclosure,
  verifyInclusion,
  verifyLog,
} from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { date, key, readEvent, startedLog } from "./fixtures.ts";
import { asLogFiles, filesInMemory } from "./memory-files.ts";

const verifier = createVerifier(key.vkey);

describe("erasing every body", () => {
  it("changes no root, no checkpoint and no proof, and the whole log is intact", async () => {
    const { log, clock } = startedLog();
    await log.append(policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") }));
    const notes: string[] = [];
    for (let at = 0; at < 40; at++) {
      const people = at === 7 ? 70 : at % 4;
      await log.append(
        readEvent(
          `a-${at}`,
          Array.from({ length: people }, (_, person) => `p-${person}`),
          "alerts",
        ),
      );
      notes.push(await log.checkpoint());
    }
    const leaves = await leavesOf(log);
    const hashes = leaves.map((leaf) => leafHash(utf8(leaf)));
    const proofs = hashes.map((_, at) => inclusionProof(hashes, at));
    const disclosed = await disclose(log, { entry: 8, parts: [3, 64] });
    const before = await filesInMemory(log);

    clock.moveTo(new Date("2022-01-01T08:00:00Z"));
    const { erased } = await log.eraseExpired({ asOf: date("2022-01-01") });
    expect(erased).toBe(40 + 70 + (0 + 1 + 2 + 3) * 10 - 3);
    await log.snapshot(async ({ groups }) => {
      for await (const group of groups()) for (const { bodies } of group) expect(bodies).toEqual([]);
    });

    const after = await leavesOf(log);
    expect(after.slice(0, leaves.length)).toEqual(leaves);
    for (const [size, note] of notes.entries()) {
      const { root } = await openCheckpoint(note, verifier);
      expect(toBase64(rootOf(hashes.slice(0, size + 2)))).toBe(toBase64(root));
    }
    const last = await openCheckpoint(notes.at(-1) ?? "", verifier);
    for (const [index, proof] of proofs.entries())
      expect(verifyInclusion({ index, size: last.size, leaf: leafHash(utf8(after[index] ?? "")), proof, root: last.root })).toBe(true);
    expect((await verifyDisclosure(disclosed, { logs: [verifier] })).entry.parts).toHaveLength(2);

    const files = await filesInMemory(log);
    expect([...files.keys()].filter((path) => path.startsWith("body/"))).toEqual([]);
    const result = await verifyLog(asLogFiles(files), { verifier, against: notes, asOf: date("2022-01-01") });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", findings: [], parts: { erased, ok: 0, lost: 0 } });
    // Without the entry that says so, the same bodies would be lost.
    const gone = new Map([...before].filter(([path]) => !path.startsWith("body/")));
    expect(await verifyLog(asLogFiles(gone), { verifier, asOf: date("2021-11-01") })).toMatchObject({
      verdict: "lost",
      parts: { lost: erased },
    });
  });

  it("leaves nothing that 65,536 guesses find, where a bare hash of the same value is found", async () => {
    const { log, clock } = startedLog();
    await log.append(policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") }));
    const secret = 48_271; // One of 2^16 staff numbers.
    const retention = { policy: "alerts", version: 1, start: date("2021-10-30") };
    const value = (number: number) => ({ name: "row", subject: `staff-${number}`, value: number });
    await log.append({ type: "access.read", parts: [{ ...value(secret), retention }] });
    const opening = await log.snapshot(async ({ groups }) => {
      for await (const group of groups()) for (const { index, bodies } of group) if (index === 1) return bodies[0];
      return undefined;
    });
    clock.moveTo(new Date("2022-01-01T08:00:00Z"));
    await log.eraseExpired({ asOf: date("2022-01-01") });

    const commitment = parseLeaf((await leavesOf(log))[1] ?? "").parts?.[0]?.c ?? "";
    const control = toBase64(sha256(payloadBytes(value(secret))));
    const noSalt = new Uint8Array(16);
    const found = { commitment: [] as number[], control: [] as number[], salted: [] as number[] };
    for (let guess = 0; guess < 65_536; guess++) {
      const payload = payloadBytes(value(guess));
      if ([toBase64(sha256(payload)), toBase64(commit({ salt: noSalt, payload }))].includes(commitment)) found.commitment.push(guess);
      if (toBase64(sha256(payload)) === control) found.control.push(guess);
      // With the salt, which went with the body, the same search would succeed: it is the salt that protects.
      if (opening !== undefined && toBase64(commit({ salt: opening.salt, payload })) === commitment) found.salted.push(guess);
    }
    expect(found).toEqual({ commitment: [], control: [secret], salted: [secret] });
    expect(fromBase64(commitment)).toHaveLength(32);
    const left = [...(await filesInMemory(log)).values()].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
    expect(left).not.toContain(canonicalJson(value(secret)).slice(1, 20));
    expect(left).not.toContain(toBase64(opening?.salt ?? new Uint8Array()));
  });
});

async function leavesOf(log: ReturnType<typeof startedLog>["log"]): Promise<string[]> {
  return log.snapshot(async ({ groups }) => {
    const leaves: string[] = [];
    for await (const group of groups()) leaves.push(...group.map(({ leaf }) => leaf));
    return leaves;
  });
}
