/** Secrets and progress of `favorable audit`: what is read as bytes, what is shown on a terminal only. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { readSecret } from "../src/cli/audit/inputs.ts";
import { progressOn } from "../src/cli/audit/progress.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-audit-secrets-"));
const path = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a secret in a file", () => {
  it("is read with its white space and either case of digits", () => {
    writeFileSync(path("secret"), ` \r\n${"0aF9".repeat(16)}\n`);
    expect(readSecret(path("secret"), "subject key")).toEqual(new Uint8Array(32).map((_, at) => (at % 2 === 0 ? 0x0a : 0xf9)));
    expect(readSecret(undefined, "subject key")).toBeUndefined();
  });

  it.each([
    "0a".repeat(31),
    `${"0a".repeat(32)}0`,
    `${"0a".repeat(32)}0g`,
    `${"0a".repeat(20)} ${"0a".repeat(20)}`,
    `${"0a".repeat(31)}:0`,
    "",
  ])("is refused when it is %j, and not quoted", (text) => {
    writeFileSync(path("bad"), text);
    expect(() => readSecret(path("bad"), "subject key")).toThrow(expect.objectContaining({ code: "SECRET_INVALID", details: {} }));
  });
});

describe("progress", () => {
  const on = (isTTY: boolean): string => {
    let said = "";
    const write = (text: string): boolean => {
      said += text;
      return true;
    };
    const stream = { isTTY, write };
    const progress = progressOn(stream as unknown as NodeJS.WriteStream, "reading");
    vi.stubEnv("TERM", "xterm");
    progress.at(256, 512);
    progress.step("tile/0/000"); // Within a tenth of a second: not shown.
    progress.done();
    vi.unstubAllEnvs();
    return said;
  };

  it("is shown on a terminal, at most ten times a second, and nowhere else", () => {
    expect(on(true)).toBe("\r\u001b[Kreading: 256 of 512 (50 %)\r\u001b[K");
    expect(on(false)).toBe("");
  });
});
