import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptAge, encryptAge, generateIdentity, openAge } from "@favorable/encryption";
import { ageFileSource, decryptAgeFile, encryptAgeFile, rekeyAgeFile } from "@favorable/encryption/node";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { pattern } from "./pieces.ts";

const folder = mkdtempSync(join(tmpdir(), "age-file-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys = await generateIdentity();
const other = await generateIdentity();
const to = { recipients: [keys.recipient], overwrite: true };
const mine = { identities: [keys.identity], overwrite: true };

describe("files", () => {
  it.each([0, 1, 65_536, 524_287, 524_288, 524_289, 2_000_000])("of %i bytes come back, in armor and without", async (size) => {
    writeFileSync(at("plain"), pattern(size));
    for (const armor of [false, true]) {
      const sealed = await encryptAgeFile(at("plain"), at("file.age"), { ...to, armor });
      expect(sealed).toEqual({ read: size, written: statSync(at("file.age")).size });
      await decryptAgeFile(at("file.age"), at("back"), mine);
      expect(Buffer.compare(readFileSync(at("back")), pattern(size))).toBe(0);
    }
    expect(statSync(at("back")).mode & 0o777).toBe(0o600);
  });

  it("are never replaced unless told, and what fails leaves nothing behind", async () => {
    writeFileSync(at("plain"), pattern(100_000));
    writeFileSync(at("there"), "kept");
    expect(await rejectionCode(encryptAgeFile(at("plain"), at("there"), { recipients: [keys.recipient] }))).toBe("FILE_EXISTS");
    expect(readFileSync(at("there"), "utf8")).toBe("kept");

    await encryptAgeFile(at("plain"), at("file.age"), to);
    const cut = readFileSync(at("file.age")).subarray(0, 90_000);
    writeFileSync(at("cut.age"), cut);
    expect(await rejectionCode(decryptAgeFile(at("cut.age"), at("there"), mine))).toBe("AGE_PAYLOAD");
    expect(readFileSync(at("there"), "utf8")).toBe("kept");
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("are refused with the word of the operating system, never with a path", async () => {
    const error: unknown = await encryptAgeFile(at("secret-name"), at("x"), to).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "FILE_FAILED", details: { what: "source", reason: "ENOENT" } });
    expect(`${JSON.stringify(error)}${error instanceof Error ? error.stack : ""}`).not.toContain("secret-name");
    writeFileSync(at("plain"), "x");
    expect(await encryptAgeFile(at("plain"), at("no/such/folder"), to).catch((caught: unknown) => caught)).toMatchObject({
      code: "FILE_FAILED",
      details: { what: "target", reason: "ENOENT" },
    });
    expect(await rejectionCode(ageFileSource(at("none")))).toBe("FILE_FAILED");
  });

  it("are given other recipients in their place", async () => {
    writeFileSync(at("file.age"), await encryptAge(pattern(1_500_000), to));
    await rekeyAgeFile(at("file.age"), at("file.age"), { ...mine, recipients: [other.recipient] });
    const file = new Uint8Array(readFileSync(at("file.age")));
    expect(Buffer.compare(await decryptAge(file, { identities: [other.identity] }), pattern(1_500_000))).toBe(0);
  });

  it("are read at any place", async () => {
    writeFileSync(at("file.age"), await encryptAge(pattern(1_500_000), to));
    const source = await ageFileSource(at("file.age"));
    const reader = await openAge(source, mine);
    expect(reader.size).toBe(1_500_000);
    expect(await reader.read(1_000_000, 100)).toEqual(pattern(1_500_000).slice(1_000_000, 1_000_100));
    await source.close();
  });
});
