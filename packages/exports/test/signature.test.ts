/** Who made an export. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSigner, generateKey } from "@favorable/audit/node";
import { decryptAge, encryptAge, generateIdentity, x25519Identity } from "@favorable/encryption";
import { ExportPayload, signSeal } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { ledger } = memoryLedger();
const ours = generateKey("hospital.example/exports");
const other = generateKey("hospital.example/exports");

describe.each(["ndjson", "csv"] as const)("a signed export as %s", (format) => {
  const file = join(folder, `${format}.age`);

  it("is told apart from one that anybody with the recipient could have made", async () => {
    const { manifest, seal } = await exportRecords({ ...request(file, ledger), format, signer: createSigner(ours.privateKey) });
    expect(manifest.signer).toBe("hospital.example/exports");
    expect(seal.signature).toMatch(/^— hospital\.example\/exports /);
    expect((await openExport(file, keys.identity)).signature).toBe("unverified");
    expect((await openExport(file, keys.identity, { signedBy: [other.vkey, ours.vkey] })).signature).toBe("verified");
    expect(await rejectionCode(openExport(file, keys.identity, { signedBy: [other.vkey] }))).toBe("EXPORT_SIGNATURE");
  });
});

it("an unsigned export is refused by a reader who knows the sender's key, and said to be unsigned to others", async () => {
  const file = join(folder, "unsigned.age");
  await exportRecords(request(file, ledger));
  expect((await openExport(file, keys.identity)).signature).toBe("unsigned");
  await expect(openExport(file, keys.identity, { signedBy: [ours.vkey] })).rejects.toMatchObject({
    code: "EXPORT_SIGNATURE",
    details: { reason: "UNSIGNED" },
  });
});

it("an empty list of senders is refused: it trusts nobody", async () => {
  await exportRecords({ ...request(join(folder, "nobody.age"), ledger) });
  await expect(openExport(join(folder, "nobody.age"), keys.identity, { signedBy: [] })).rejects.toMatchObject({
    code: "EXPORT_SIGNATURE",
    details: { reason: "NOBODY" },
  });
});

it("an export that its recipient passed on still carries the signature, and is not addressed to whoever got it", async () => {
  const file = join(folder, "sent.age");
  await exportRecords({ ...request(file, ledger), signer: createSigner(ours.privateKey) });
  expect((await openExport(file, keys.identity)).addressed).toBe(true);
  expect((await openExport(file, x25519Identity(keys.identity))).addressed).toBeUndefined();
  const second = await generateIdentity();
  const text = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
  writeFileSync(file, await encryptAge(text, { recipients: [second.recipient] }));
  expect((await openExport(file, second.identity)).addressed).toBe(false);
  await expect(openExport(file, second.identity, { signedBy: [ours.vkey] })).rejects.toMatchObject({
    code: "EXPORT_SIGNATURE",
    details: { reason: "OTHER_RECIPIENT" },
  });
});

it("a signature of another export, and one that was taken off, are refused", async () => {
  const { manifest, seal } = await exportRecords({ ...request(join(folder, "one.age"), ledger), signer: createSigner(ours.privateKey) });
  const forge = async (signature: string | undefined): Promise<Promise<unknown>> => {
    const blocks: Uint8Array[] = [];
    const payload = new ExportPayload(manifest, async (block) => {
      blocks.push(block);
    });
    await payload.add({ staffNumber: "forged" });
    await payload.end(async (bare) => (signature === undefined ? bare : { ...bare, signature }));
    const file = join(folder, "forged.age");
    writeFileSync(file, await encryptAge(Buffer.concat(blocks), { recipients: [keys.recipient] }));
    return openExport(file, keys.identity, { signedBy: [ours.vkey] });
  };
  await expect(forge(seal.signature)).rejects.toMatchObject({ code: "EXPORT_SIGNATURE", details: { reason: "WRONG" } });
  await expect(forge(undefined)).rejects.toMatchObject({ code: "EXPORT_SIGNATURE", details: { reason: "MISSING" } });
});

it("a signer that fails ends the export, and nothing of its message leaves", async () => {
  const marker = "private-key-marker-0123456789";
  const signer = { ...createSigner(ours.privateKey), sign: () => Promise.reject(new Error(marker)) };
  const failed = await exportRecords({ ...request(join(folder, "never.age"), ledger), signer }).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "EXPORT_SIGNATURE" });
  expect(JSON.stringify(failed) + String((failed as Error).stack)).not.toContain(marker);
  expect(await rejectionCode(openExport(join(folder, "never.age"), keys.identity))).toBe("EXPORT_DISK");
  await expect(signSeal("id", { rows: 0, bytes: 0, sha256: "00" }, signer)).rejects.toMatchObject({ code: "EXPORT_SIGNATURE" });
});
