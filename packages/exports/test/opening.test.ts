/** Opening an export: whole, damaged, exchanged. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decryptAge, encryptAge, generateIdentity } from "@favorable/encryption";
import { exportRecords, openExport } from "@favorable/exports/node";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { exportPlaces, keys, memoryLedger, people, request } from "./requests.ts";

const place = exportPlaces();
let folder = "";
let file = "";
beforeEach(() => {
  ({ folder, file } = place());
});

describe("opening an export", () => {
  const reencrypt = async (change: (text: string) => string): Promise<void> => {
    const text = new TextDecoder().decode(await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] }));
    writeFileSync(file, await encryptAge(new TextEncoder().encode(change(text)), { recipients: [keys.recipient] }));
  };

  it("gives manifest, seal and rows", async () => {
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(5000) });
    const opened = await openExport(file, [(await generateIdentity()).identity, keys.identity]);
    expect(opened.manifest.record).toBe("agent");
    expect(opened.seal.rows).toBe(5000);
    let count = 0;
    for await (const row of opened.rows()) expect(row).toEqual({ staffNumber: `S${++count}`, status: "complete", doses: 2 });
    expect(count).toBe(5000);
  });

  it("notices a file that was exchanged between verification and reading", async () => {
    await exportRecords(request(file, memoryLedger().ledger));
    const opened = await openExport(file, keys.identity);
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(2), replace: true });
    const read = async (): Promise<void> => {
      for await (const _ of opened.rows());
    };
    expect(await rejectionCode(read())).toBe("EXPORT_SEAL");
  });

  it.each([
    ["no seal", (text: string) => text.replace(/\{"\$seal.*\n/, ""), "EXPORT_UNSEALED"],
    ["a row less", (text: string) => text.replace(/\{"staffNumber":"S2".*\n/, ""), "EXPORT_SEAL"],
    ["a changed row", (text: string) => text.replace("S2", "S9"), "EXPORT_SEAL"],
    ["a changed manifest", (text: string) => text.replace("a-17", "a-18"), "EXPORT_SEAL"],
    ["a row that is not permitted", (text: string) => text.replace('"status":"complete"', '"salary":"complete"'), "EXPORT_FORMAT"],
    ["a line after the seal", (text: string) => `${text}{}\n`, "EXPORT_FORMAT"],
    ["no manifest", (text: string) => text.replace(/^.*\n/, ""), "EXPORT_FORMAT"],
    ...(
      [
        ["record", "agent.\\nSigned by a key you gave."],
        ["createdAt", "2021-11-02"],
        ["createdAt", "2021-13-02T00:00:00.000Z"],
        ["keepUntil", "2021-02-30"],
        ["id", "x"],
        ["role", "x".repeat(101)],
        ["purpose", "a purpose"],
        ["actor", "x".repeat(201)],
        ["statement", "x".repeat(4001)],
      ] as const
    ).map(([name, value]): [string, (text: string) => string, string] => [
      `a manifest whose ${name} has no such form`,
      (text) =>
        text.replace(/^\{"\$manifest":\{/, (start) => `${start}"${name}":"${value}",`).replace(new RegExp(`,"${name}":"[^"]*"`), ""),
      "EXPORT_FORMAT",
    ]),
    ["another format", (text: string) => text.replace("favorable-export/1", "favorable-export/2"), "EXPORT_FORMAT"],
    ["a seal with more than it should", (text: string) => text.replace('{"$seal":{', '{"$seal":{"x":1,'), "EXPORT_FORMAT"],
    ["a broken line", (text: string) => text.replace('"S2",', '"S2"'), "EXPORT_FORMAT"],
    ["no last line feed", (text: string) => text.trimEnd(), "EXPORT_FORMAT"],
    ["nothing", () => "", "EXPORT_UNSEALED"],
  ])("refuses %s although the encryption is right", async (_name, change, code) => {
    await exportRecords(request(file, memoryLedger().ledger));
    await reencrypt(change);
    expect(await rejectionCode(openExport(file, keys.identity))).toBe(code);
  });

  it("refuses a damaged, a missing and a foreign file", async () => {
    await exportRecords(request(file, memoryLedger().ledger));
    expect(await rejectionCode(openExport(file, (await generateIdentity()).identity))).toBe("AGE_NO_MATCH");
    expect(await rejectionCode(openExport(join(folder, "none"), keys.identity))).toBe("EXPORT_DISK");
    writeFileSync(file, readFileSync(file).subarray(0, -10));
    expect(await rejectionCode(openExport(file, keys.identity))).toBe("AGE_PAYLOAD");
  });
});
