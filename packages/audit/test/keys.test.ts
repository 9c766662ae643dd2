import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type SimulatedClock, simulatedClock } from "@favorable/core";
import { afterEach, describe, expect, it } from "vitest";
import {
  type AuditLog,
  cosign,
  keyCompromisedEvent,
  keyCreatedEvent,
  keyRotatedEvent,
  memoryLog,
  type NoteSigner,
  parseNote,
  signNote,
  witnessPolicy,
} from "../src/index.ts";
import {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  exportLog,
  generateCosignerKey,
  generateKey,
  verifyFolder,
} from "../src/node/index.ts";
import { ORIGIN } from "./fixtures.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import { filesBelow } from "./shared.ts";

const [oldKey, newKey] = [generateKey(ORIGIN), generateKey(ORIGIN)];
const oldSigner = createSigner(oldKey.privateKey);
const newSigner = createSigner(newKey.privateKey);
const witness = generateCosignerKey("witness.example");
const policy = witnessPolicy([createCosignatureVerifier(witness.vkey)], 1);
const vkey = [newKey.vkey, oldKey.vkey];
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly log: AuditLog;
  readonly clock: SimulatedClock;
}

/** A log under the old key that announced it, with some entries. */
async function started(): Promise<Started> {
  const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
  const log = memoryLog({ origin: ORIGIN, signer: oldSigner, clock });
  await log.append(keyCreatedEvent(oldKey.vkey));
  for (let at = 0; at < 5; at++) await log.append({ type: "access.read", clear: { at } });
  return { log, clock };
}

/** The same checkpoint, signed by another key instead. */
const resigned = (note: string, signer: NoteSigner): Promise<string> => signNote(parseNote(note).text, signer);

/** Exports the log; its checkpoint is signed by a key of choice. */
async function exported(log: AuditLog, signer: NoteSigner): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), "favorable-keys-")), "log");
  folders.push(join(folder, ".."));
  await exportLog(log, folder);
  const file = join(folder, "checkpoint");
  writeFileSync(file, await resigned(readFileSync(file, "utf8"), signer));
  return folder;
}

/** What the second verifier says, that was written from the specification alone. */
function independently(folder: string, against?: string): string {
  const files = new Map(filesBelow(folder).map((file) => [relative(folder, file), new Uint8Array(readFileSync(file))]));
  return verifyIndependently(files, vkey.join(" "), "2021-12-24", against).verdict;
}

describe("a log whose key was changed", () => {
  it("is verified under the new key, and old checkpoints witness under the old one", async () => {
    const { log } = await started();
    const before = await log.checkpoint();
    await log.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    const handOver = await log.checkpoint();
    await log.append({ type: "access.read" });
    const folder = await exported(log, newSigner);
    expect(await verifyFolder(folder, { vkey, against: before })).toMatchObject({
      verdict: "intact",
      witnessed: "witnessed",
      findings: [],
    });
    for (const against of [undefined, before, handOver]) expect(independently(folder, against)).toBe("intact");
    // The checkpoint that covers the rotation may be signed by either, or by both.
    for (const against of [handOver, await resigned(handOver, newSigner)])
      expect(await verifyFolder(folder, { vkey, against })).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
  });

  it("is refused under the old key from then on, and under a key that it never had", async () => {
    const { log } = await started();
    await log.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    await log.append({ type: "access.read" });
    const folder = await exported(log, oldSigner);
    expect(await verifyFolder(folder, { vkey })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "key-not-in-force", place: "checkpoint" }],
    });
    expect(independently(folder)).toBe("tampered");
    const stranger = generateKey(ORIGIN);
    const other = await exported(log, createSigner(stranger.privateKey));
    expect(await verifyFolder(other, { vkey })).toMatchObject({ verdict: "tampered", findings: [{ code: "note-unsigned" }] });
    expect(await verifyFolder(other, { vkey: [...vkey, stranger.vkey] })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "key-not-in-force" }],
    });
  });

  it("is not witnessed by an old key beyond its span, but still bound by what that key says otherwise", async () => {
    const { log } = await started();
    await log.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    await log.append({ type: "access.read" });
    const late = await log.checkpoint(); // Signed by the old key, one entry too late.
    const folder = await exported(log, newSigner);
    expect(await verifyFolder(folder, { vkey, against: late })).toMatchObject({
      verdict: "intact",
      witnessed: "unwitnessed",
      findings: [{ verdict: "notice", code: "key-not-in-force", place: "against" }],
    });
    const fork = memoryLog({ origin: ORIGIN, signer: oldSigner, clock: simulatedClock(new Date("2021-10-30T08:00:00Z")) });
    for (let at = 0; at < 8; at++) await fork.append({ type: "access.read", clear: { at } });
    expect([independently(folder, late), independently(folder, await fork.checkpoint())]).toEqual(["intact", "tampered"]);
    expect(await verifyFolder(folder, { vkey, against: await fork.checkpoint() })).toMatchObject({ verdict: "tampered" });
  });
});

describe("a log whose key was compromised", () => {
  /** Six entries, a day later six more; the key was out since the morning of that day. */
  async function compromised(): Promise<Started & { before: string; after: string; since: Date }> {
    const { log, clock } = await started();
    const before = await log.checkpoint();
    const since = new Date("2021-10-31T06:00:00Z");
    clock.moveTo(new Date("2021-10-31T08:00:00Z"));
    for (let at = 0; at < 5; at++) await log.append({ type: "access.read", clear: { at } });
    const after = await log.checkpoint();
    await log.append(keyCompromisedEvent(oldKey.vkey, since, 6));
    await log.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    return { log, clock, before, after, since };
  }

  it("refuses that key's later checkpoints, whether they fit or not, and takes the earlier ones", async () => {
    const { log, before, after } = await compromised();
    const folder = await exported(log, newSigner);
    expect(await verifyFolder(folder, { vkey, against: before })).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
    const since = "2021-11-01T08:00:00.000Z";
    const refused = {
      verdict: "intact",
      witnessed: "unwitnessed",
      findings: [{ verdict: "notice", code: "key-compromised", place: "against" }],
    };
    expect(await verifyFolder(folder, { vkey, against: { note: after, since } })).toMatchObject(refused);
    const thief = memoryLog({ origin: ORIGIN, signer: oldSigner, clock: simulatedClock(new Date()) });
    for (let at = 0; at < 40; at++) await thief.append({ type: "access.read", clear: { at } });
    expect(await verifyFolder(folder, { vkey, against: { note: await thief.checkpoint(), since } })).toMatchObject(refused);
    for (const against of [before, after]) expect(independently(folder, against)).toBe("intact");
    // What the thief rewrites under the key is no log of the new key's.
    expect(await verifyFolder(await exported(log, oldSigner), { vkey })).toMatchObject({ verdict: "tampered" });
  });

  it("holds a kept checkpoint against the log when nobody says when it came: declaring its key compromised does not undo it", async () => {
    const { log, after } = await compromised();
    const undated = { verdict: "notice", code: "undated", place: "against" };
    const folder = await exported(log, newSigner);
    const agrees = await verifyFolder(folder, { vkey, against: after });
    expect(agrees).toMatchObject({ verdict: "intact", witnessed: "unwitnessed" });
    expect(agrees.findings).toContainEqual(undated);
    const rewritten = memoryLog({ origin: ORIGIN, signer: newSigner, clock: simulatedClock(new Date("2021-11-02T08:00:00Z")) });
    await rewritten.append(keyCreatedEvent(oldKey.vkey));
    await rewritten.append(keyCompromisedEvent(oldKey.vkey, new Date("2021-10-31T06:00:00Z"), 1));
    await rewritten.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    for (let at = 0; at < 20; at++) await rewritten.append({ type: "access.read", clear: { at } });
    const forged = await exported(rewritten, newSigner);
    const differs = await verifyFolder(forged, { vkey, against: after });
    expect(differs).toMatchObject({ verdict: "tampered", witnessed: "unwitnessed" });
    expect(differs.findings).toEqual(
      expect.arrayContaining([undated, expect.objectContaining({ verdict: "tampered", code: "not-the-witnessed-log" })]),
    );
    expect(independently(folder, after)).toBe("intact");
    expect(independently(forged, after)).toBe("tampered");
    // Its time decides: before the compromise was declared it binds, after it, it may be a thief's.
    const said = async (since: string) => (await verifyFolder(forged, { vkey, against: { note: after, since } })).verdict;
    expect([await said("2021-11-01T08:00:00.000Z"), await said("2021-11-03T08:00:00.000Z")]).toEqual(["tampered", "intact"]);
  });

  it("still takes a later checkpoint that a known witness saw before the compromise was declared", async () => {
    const { log, after, since } = await compromised();
    const folder = await exported(log, newSigner);
    const cosigner = createCosigner(witness.privateKey);
    const seen = async (time: number): Promise<string> => after + (await cosign(after, cosigner, time));
    const second = since.getTime() / 1000;
    expect(await verifyFolder(folder, { vkey, policy, against: await seen(second - 1) })).toMatchObject({ witnessed: "witnessed" });
    expect(await verifyFolder(folder, { vkey, policy, against: await seen(second + 7199) })).toMatchObject({ witnessed: "witnessed" });
    expect(await verifyFolder(folder, { vkey, policy, against: await seen(second + 7200) })).toMatchObject({ witnessed: "unwitnessed" });
    expect(await verifyFolder(folder, { vkey, against: { note: after, since: "2021-10-31T07:59:59.000Z" } })).toMatchObject({
      witnessed: "witnessed",
    });
  });

  it("does not let the owner of a new key take back what a witness cosigned, by declaring the old one compromised", async () => {
    const { log: honest } = await compromised();
    const seen = await honest.checkpoint();
    const cosigner = createCosigner(witness.privateKey);
    const forged = memoryLog({ origin: ORIGIN, signer: newSigner, clock: simulatedClock(new Date("2021-10-30T08:00:00Z")) });
    await forged.append(keyCreatedEvent(oldKey.vkey));
    await forged.append(keyRotatedEvent(oldKey.vkey, newKey.vkey));
    await forged.append(keyCompromisedEvent(oldKey.vkey, new Date("1970-01-02T00:00:00Z"), 0));
    const folder = await exported(forged, newSigner);
    for (const time of ["2021-10-30T07:00:00Z", "2021-12-01T00:00:00Z"]) {
      const against = seen + (await cosign(seen, cosigner, Date.parse(time) / 1000));
      expect(await verifyFolder(folder, { vkey, policy, against })).toMatchObject({ verdict: "tampered" });
    }
    const kept = { note: seen, since: "2021-10-30T07:00:00.000Z" };
    expect(await verifyFolder(folder, { vkey, against: kept })).toMatchObject({ verdict: "tampered" });
  });
});

describe("a key beside its own log", () => {
  it("proves nothing alone, and the verdict says so; a witness's cosignature does", async () => {
    const { log } = await started();
    const folder = await exported(log, oldSigner);
    expect(await verifyFolder(folder, { vkey: oldKey.vkey })).toMatchObject({ verdict: "intact", witnessed: "unwitnessed" });
    const file = join(folder, "checkpoint");
    const note = readFileSync(file, "utf8");
    writeFileSync(file, note + (await cosign(note, createCosigner(witness.privateKey), 1_700_000_000)));
    expect(await verifyFolder(folder, { vkey: oldKey.vkey, policy })).toMatchObject({
      verdict: "intact",
      witnessed: "witnessed",
      findings: [],
    });
    // Who does not know that witness ignores it.
    expect(await verifyFolder(folder, { vkey: oldKey.vkey })).toMatchObject({
      verdict: "intact",
      witnessed: "unwitnessed",
      findings: [{ verdict: "notice", code: "signature-unknown" }],
    });
  });
});
