import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSigner, generateKey } from "@favorable/audit/node";
import { calendarDate, simulatedClock } from "@favorable/core";
import { decryptAge, encryptAge, generateIdentity, identityToRecipient } from "@favorable/encryption";
import { exportRecords, writeIdentityFile } from "@favorable/exports/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { printable } from "../src/cli/printable.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-cli-export-"));
const path = (name: string): string => join(folder, name);
const sender = generateKey("hospital.example/exports");

function identityIn(name: string): string {
  return (
    readFileSync(path(name), "utf8")
      .split("\n")
      .find((line) => line.startsWith("AGE-")) ?? ""
  );
}

function favorable(...args: readonly string[]) {
  return spawnSync(process.execPath, [cliFile, "export", ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

beforeAll(async () => {
  const keys = await generateIdentity();
  const createdAt = new Date("2021-11-02T09:30:00Z");
  await writeIdentityFile(path("key.txt"), keys, { createdAt });
  await writeIdentityFile(path("other.txt"), await generateIdentity(), { createdAt });
  writeFileSync(path("sender.vkey"), `${sender.vkey}\n`);
  await exportRecords({
    permit: () => ({ allowed: true, fields: ["unit", "status"] }),
    ...{ actor: "a-17", role: "director", purpose: "followUp" },
    record: { name: "agent", fields: { name: { category: "identity" }, unit: { category: "job" }, status: { category: "status" } } },
    recipients: [{ recipient: keys.recipient, label: "Occupational health" }],
    facts: { controller: "The hospital\u001b[31m", keepUntil: calendarDate("2021-12-31") },
    ledger: async () => ({ id: "entry-1" }),
    ledgerRetention: { policy: "logs", version: 1, start: calendarDate("2021-11-02") },
    clock: simulatedClock(createdAt),
    signer: createSigner(sender.privateKey),
    rows: [{ unit: "B2", status: "complete", name: "stays" }],
    file: path("a.age"),
  });
  await exportRecords({
    permit: () => ({ allowed: true, fields: ["status"] }),
    ...{ actor: "a-17", role: "director", purpose: "followUp" },
    record: { name: "agent", fields: { status: { category: "status" } } },
    recipients: [keys.recipient],
    ledger: async () => {},
    ledgerRetention: { policy: "logs", version: 1, start: calendarDate("2021-11-02") },
    rows: [Array.from({ length: 2000 }, () => ({ status: "complete ".repeat(100) }))],
    file: path("long.age"),
  });
  const bytes = readFileSync(path("a.age"));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path("broken.age"), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("inspect tells without a key only how many can open it", () => {
  const { status, stdout } = favorable("inspect", path("a.age"));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^age file of \d+ bytes, \d+ bytes inside; 1 key opens it \(X25519\)\.\n$/);
});

test("inspect tells with a key who exported what for what, and steers no terminal", () => {
  const { status, stdout } = favorable("inspect", path("a.age"), "-i", path("key.txt"));
  expect(status).toBe(0);
  for (const line of [
    "exported by  a-17, as director",
    "left out     name (not permitted)",
    "keep until   2021-12-31",
    "says signed  hospital.example/exports",
  ])
    expect(stdout).toContain(line);
  expect(stdout).not.toContain("\u001b");
  expect(JSON.parse(favorable("inspect", path("a.age"), "-i", path("key.txt"), "--json").stdout)).toMatchObject({
    manifest: { ledgerEntry: "entry-1" },
  });
});

test("verify says whole and whose, with 0; what was changed with 1; a key that opens nothing with 2", () => {
  const good = favorable("verify", path("a.age"), "-i", path("key.txt"), "-s", path("sender.vkey"));
  expect([good.status, good.stdout]).toEqual([0, "Whole: 1 row of agent, as sealed on 2021-11-02.\nSigned by a key you gave.\n"]);
  const stranger = favorable("verify", path("a.age"), "-i", path("key.txt"), "-s", generateKey("hospital.example/exports").vkey);
  expect([stranger.status, stranger.stdout]).toEqual([1, expect.stringContaining("EXPORT_SIGNATURE (UNKNOWN_KEY)")]);
  const broken = favorable("verify", path("broken.age"), "-i", path("key.txt"), "--json");
  expect([broken.status, JSON.parse(broken.stdout).whole]).toEqual([1, false]);
  const other = favorable("verify", path("a.age"), "-i", path("other.txt"));
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("AGE_NO_MATCH")]);
});

test("open writes the rows for its user only, never over a file, and nothing of a broken export", () => {
  const shown = favorable("open", path("a.age"), "-i", path("key.txt"));
  expect([shown.stdout, shown.stderr]).toEqual(['{"unit":"B2","status":"complete"}\n', expect.stringContaining("the sender is unknown")]);
  const signed = ["-s", path("sender.vkey")];
  const { status, stderr } = favorable("open", path("a.age"), "-i", path("key.txt"), ...signed, "-o", path("rows.ndjson"));
  expect([status, stderr]).toEqual([0, "1 row written, no longer encrypted. Delete the file and this copy after 2021-12-31.\n"]);
  expect(statSync(path("rows.ndjson")).mode & 0o777).toBe(0o600);
  expect(favorable("open", path("a.age"), "-i", path("key.txt"), "-o", path("rows.ndjson")).status).toBe(2);
  const broken = favorable("open", path("broken.age"), "-i", path("key.txt"), "-o", path("never.ndjson"));
  expect([broken.status, broken.stdout]).toEqual([1, ""]);
});

test("open leaves nothing of a file that the disk did not take", () => {
  // Nothing larger than 1,024 blocks of 512 bytes; the signal is ignored, so that the write fails instead.
  const target = path("full.ndjson");
  const command = [process.execPath, cliFile, "export", "open", path("long.age")];
  const { status, stderr } = spawnSync(
    "/bin/sh",
    ["-c", `trap '' XFSZ; ulimit -f 1024; exec "$@"`, "sh", ...command, "-i", path("key.txt"), "-o", target],
    { encoding: "utf8", env: { ...process.env, NO_COLOR: "1", TSX_DISABLE_CACHE: "1" } },
  );
  expect([status, stderr]).toEqual([2, expect.stringContaining("FILE_UNWRITABLE")]);
  expect(readdirSync(folder).filter((name) => name.startsWith("full"))).toEqual([]);
});

test("an export that somebody passed on is said to be addressed to others, and refused to whoever names the sender", async () => {
  const other = identityIn("other.txt");
  const text = await decryptAge(new Uint8Array(readFileSync(path("a.age"))), { identities: [identityIn("key.txt")] });
  writeFileSync(path("passed.age"), await encryptAge(text, { recipients: [await identityToRecipient(other)] }));
  expect(favorable("verify", path("passed.age"), "-i", path("other.txt")).stdout).toContain("Not addressed to you");
  const named = favorable("verify", path("passed.age"), "-i", path("other.txt"), "-s", path("sender.vkey"));
  expect([named.status, named.stdout]).toEqual([1, expect.stringContaining("EXPORT_SIGNATURE (OTHER_RECIPIENT)")]);
});

test("a manifest cannot say the verdict: what has the form of no name is refused, and steering signs are not printed", async () => {
  const identity = identityIn("key.txt");
  const text = new TextDecoder().decode(await decryptAge(new Uint8Array(readFileSync(path("a.age"))), { identities: [identity] }));
  const recipients = [await identityToRecipient(identity)];
  const [first = "", ...rest] = text.split("\n");
  for (const [verb, name, value] of [
    ["verify", "record", "agent.\nSigned by a key you gave."],
    ["inspect", "createdAt", "\u001b[2J2021-11-02"],
    ["open", "keepUntil", "2021-12-31\u001b[31m"],
  ] as const) {
    const line = JSON.parse(first) as { $manifest: Record<string, unknown> };
    line.$manifest[name] = value;
    writeFileSync(
      path("forged.age"),
      await encryptAge(new TextEncoder().encode([JSON.stringify(line), ...rest].join("\n")), { recipients }),
    );
    const { status, stdout, stderr } = favorable(verb, path("forged.age"), "-i", path("key.txt"));
    expect([status, stdout + stderr]).toEqual([1, expect.stringContaining("EXPORT_FORMAT")]);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stdout + stderr).not.toContain("Signed by");
  }
  expect(printable("a\u001b[31m\nb\u2028\u202ec")).toBe("a\\u{1b}[31m\\u{a}b\\u{2028}\\u{202e}c");
}, 60_000);

test("without a verb it helps, and a missing key is a usage error", () => {
  expect(favorable().stderr + favorable().stdout).toContain("inspect");
  expect(favorable("verify", path("a.age")).status).toBe(2);
});
