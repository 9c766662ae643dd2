import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { concatBytes, equalBytes, PrivacyError, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { bodyOpener } from "../src/index.ts";
import { exportLog, verifyFolder } from "../src/node/index.ts";
import { filledLog, key } from "./fixtures.ts";

const place = mkdtempSync(join(tmpdir(), "favorable-sealed-"));
const folder = join(place, "log");
const { vkey } = key;

/** Stands for age, which is of the same floor: a mark, the bytes inverted, and a hash that tells changes. */
const MARK = utf8("sealed for auditor\n");
const seal = async (bytes: Uint8Array): Promise<Uint8Array> =>
  concatBytes(
    MARK,
    sha256(bytes),
    bytes.map((byte) => byte ^ 255),
  );
const openBodies = bodyOpener(async (sealed) => {
  if (!equalBytes(sealed.slice(0, MARK.length), MARK)) throw new PrivacyError("AGE_NO_MATCH", "not for this identity");
  const bytes = sealed.slice(MARK.length + 32).map((byte) => byte ^ 255);
  if (!equalBytes(sha256(bytes), sealed.slice(MARK.length, MARK.length + 32))) throw new PrivacyError("AGE_PAYLOAD", "altered");
  return bytes;
});

beforeAll(async () => {
  const { log } = await filledLog();
  await exportLog(log, folder, { bodies: "sealed", seal });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A copy of the folder, to be changed. */
function copied(name: string): string {
  const copy = join(place, name);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe("bodies that are exported sealed", () => {
  it("hold nothing in clear, and stand under their own name", () => {
    expect(readdirSync(join(folder, "body"))).toEqual(["000.age"]);
    expect(readFileSync(join(folder, "body/000.age"), "latin1")).not.toContain("p-1");
  });

  it("are verified by who can open them, and left alone by who cannot", async () => {
    const opened = await verifyFolder(folder, { vkey, openBodies });
    expect(opened).toMatchObject({ verdict: "intact", findings: [], notExported: 0, parts: { overdue: 0, lost: 0, erased: 2 } });
    expect(opened.parts.ok).toBeGreaterThan(70);
    const closed = await verifyFolder(folder, { vkey });
    expect(closed).toMatchObject({ verdict: "intact", findings: [], parts: { ok: 0, lost: 0 } });
    expect(closed.notExported).toBeGreaterThan(70);
  });

  it("are tampered with when altered, lost when gone, unexpected where the export put none", async () => {
    const altered = copied("altered");
    const bytes = readFileSync(join(altered, "body/000.age"));
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
    writeFileSync(join(altered, "body/000.age"), bytes);
    expect(await verifyFolder(altered, { vkey, openBodies })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "lines-unreadable", place: "body/000" }],
    });
    const gone = copied("gone");
    rmSync(join(gone, "body"), { recursive: true });
    expect(await verifyFolder(gone, { vkey, openBodies })).toMatchObject({ verdict: "lost" });
    const more = copied("more");
    writeFileSync(join(more, "body/007.age"), bytes);
    expect(await verifyFolder(more, { vkey })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "file-unexpected", place: "body/007.age" }],
    });
    const both = copied("both");
    writeFileSync(join(both, "body/000"), "{}\n");
    expect((await verifyFolder(both, { vkey, openBodies })).verdict).toBe("tampered");
    const { log } = await filledLog();
    const plain = join(place, "plain");
    await exportLog(log, plain, { bodies: "plain" });
    writeFileSync(join(plain, "body/000.age"), readFileSync(join(folder, "body/000.age")));
    rmSync(join(plain, "body/000"));
    expect((await verifyFolder(plain, { vkey, openBodies })).verdict).toBe("tampered");
  });

  it("that are for somebody else are an error, not a finding", async () => {
    const other = copied("other");
    writeFileSync(join(other, "body/000.age"), "sealed for another\n");
    expect(await rejectionCode(verifyFolder(other, { vkey, openBodies }))).toBe("AGE_NO_MATCH");
  });

  it("need something that seals", async () => {
    const { log } = await filledLog();
    expect(await rejectionCode(exportLog(log, join(place, "none"), { bodies: "sealed" }))).toBe("EXPORT_FAILED");
  });
});
