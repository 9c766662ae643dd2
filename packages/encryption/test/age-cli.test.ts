/** Both ways with the stock `age` command line. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptAge, encryptAge, generateIdentity, identityFile, parseIdentityFile, parseRecipientsFile } from "@favorable/encryption";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { pattern } from "./pieces.ts";

const installed = spawnSync("age", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "age-cli-"));
const at = (name: string): string => join(folder, name);

beforeEach((context) => {
  if (!installed) context.skip("the age command line is not installed (Debian package age)");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the stock age", () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 1024 * 1024 + 1])("reads our %i bytes, and we read its own", async (size) => {
    const keys = await generateIdentity();
    writeFileSync(at("key"), identityFile(keys, new Date()), { mode: 0o600 });
    for (const armored of [false, true]) {
      writeFileSync(at("ours.age"), await encryptAge(pattern(size), { recipients: [keys.recipient], armor: armored }));
      const read = execFileSync("age", ["-d", "-i", at("key"), at("ours.age")], { maxBuffer: 4e6 });
      expect(Buffer.compare(read, pattern(size))).toBe(0);

      writeFileSync(at("plain"), pattern(size));
      execFileSync("age", ["-r", keys.recipient, ...(armored ? ["-a"] : []), "-o", at("theirs.age"), at("plain")]);
      const plaintext = await decryptAge(new Uint8Array(readFileSync(at("theirs.age"))), { identities: [keys.identity] });
      expect(Buffer.compare(plaintext, pattern(size))).toBe(0);
    }
  });

  it("opens a file of several recipients with each of their keys", async () => {
    const all = [await generateIdentity(), await generateIdentity(), await generateIdentity()];
    writeFileSync(at("many.age"), await encryptAge(pattern(9), { recipients: all.map(({ recipient }) => recipient) }));
    for (const keys of all) {
      writeFileSync(at("one"), identityFile(keys, new Date()));
      expect(execFileSync("age", ["-d", "-i", at("one"), at("many.age")])).toEqual(Buffer.from(pattern(9)));
    }
  });

  it("makes key files that we read", () => {
    rmSync(at("made"), { force: true });
    execFileSync("age-keygen", ["-o", at("made")], { stdio: "ignore" });
    const recipients = execFileSync("age-keygen", ["-y", at("made")], { encoding: "utf8" });
    expect(parseIdentityFile(readFileSync(at("made"), "utf8"))).toHaveLength(1);
    expect(parseRecipientsFile(recipients)).toHaveLength(1);
  });
});
