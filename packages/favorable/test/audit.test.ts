import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryLog, policyEvent } from "@favorable/audit";
import { createSigner, exportLog, generateKey } from "@favorable/audit/node";
import { auditMigrations } from "@favorable/audit/postgres";
import { calendarDate, period, simulatedClock, systemClock } from "@favorable/core";
import { encryptAge, generateIdentity, identityFile } from "@favorable/encryption";
import { migrate } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import type { Ran } from "./in-process.ts";
import { audit } from "./run-audit.ts";

const ORIGIN = "cli.example/audit";
const folder = mkdtempSync(join(tmpdir(), "favorable-audit-cli-"));
const path = (name: string): string => join(folder, name);
// The loader, not the program of tsx: that one would start the witness as a process of its own, out of reach of a signal.
const command = [cliFile, "audit"];
const key = generateKey(ORIGIN);
vi.stubEnv("FAVORABLE_DATABASE_URL", `pglite:${path("db")}`);

const retention = { policy: "access-log", version: 1, start: calendarDate("2021-10-30") };

beforeAll(async () => {
  const { identity, recipient } = await generateIdentity();
  writeFileSync(path("identity"), identityFile({ identity, recipient }, new Date()), { mode: 0o600 });
  writeFileSync(path("recipients"), `# the auditor\n${recipient}\n`);
  writeFileSync(path("vkey"), `${key.vkey}\n`);
  const log = memoryLog({ origin: ORIGIN, signer: createSigner(key.privateKey), clock: systemClock });
  await log.append(policyEvent({ policy: "access-log", version: 1, minimum: period("P18M") }));
  await log.append({
    type: "access.read",
    clear: { role: "physician" },
    parts: [
      { name: "actor", value: "a-17", retention },
      { name: "row", subject: "p-4711", value: "status", retention },
    ],
  });
  writeFileSync(path("before"), await log.checkpoint());
  await exportLog(log, path("log"), { bodies: "sealed", seal: (bytes) => encryptAge(bytes, { recipients: [recipient] }) });
  const { sql, close } = await openPglite(path("db"));
  await migrate(sql, auditMigrations);
  await close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("favorable audit, offline", () => {
  it("verifies what it can see, and with an identity the bodies, too", async () => {
    const closed = await audit("verify", path("log"), "-k", path("vkey"), "-a", path("before"));
    expect(closed).toMatchObject({ status: 0, stderr: "" });
    expect(closed.stdout).toBe(
      "Intact: 3 entries, consistent with the external checkpoint.\nVouched for from outside: the first 2 of 3 entries.\nBODIES NOT VERIFIED: of 2 parts only the commitments were; whether bodies were changed, are lost or kept too long, verify the database for that, or a folder with its bodies.\n",
    );
    const opened = await audit("verify", path("log"), "-k", path("vkey"), "-a", path("before"), "-i", path("identity"), "--json");
    expect(JSON.parse(opened.stdout)).toMatchObject({ verdict: "intact", parts: { ok: 2 }, notExported: 0, exitCode: 0 });
  });

  it("names the entry that was changed, and a body that was altered under its seal", async () => {
    cpSync(path("log"), path("altered"), { recursive: true });
    const sealed = join(path("altered"), "body/000.age");
    const bytes = readFileSync(sealed);
    bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
    writeFileSync(sealed, bytes);
    const result = await audit("verify", path("altered"), "-k", key.vkey, "-i", path("identity"));
    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/^TAMPERED.*\n {2}lines-unreadable: body\/000\n/s);
  });

  it("tells a mistake of who asks from tampering, by the name of the option, and as JSON where that was asked for", async () => {
    const verify = (...more: readonly string[]): Promise<Ran> => audit("verify", path("log"), "-k", path("vkey"), ...more);
    expect(await verify("-a", path("recipients"))).toMatchObject({ status: 64, stderr: expect.stringContaining("--against") });
    expect(await verify("--as-of", "tomorrow")).toMatchObject({ status: 64, stderr: expect.stringContaining("--as-of") });
    expect(await verify("--fresh-for", "soon")).toMatchObject({ status: 64, stderr: expect.stringContaining("--fresh-for") });
    expect(await audit("verify", path("log"), "-k", path("no-such-key"))).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("FILE_UNREADABLE"),
    });
    const told = await verify("--as-of", "tomorrow", "--json");
    expect(told).toMatchObject({ status: 64, stderr: "" });
    expect(JSON.parse(told.stdout)).toMatchObject({ error: "USAGE", details: { option: "--as-of" }, exitCode: 64 });
    const own = await verify("-a", join(path("log"), "checkpoint"));
    expect(own).toMatchObject({ status: 4, stdout: expect.stringContaining("own folder") });
  });

  it("says of a log wholly under a simulated clock that its day is its owner's choice, and of one kept too long that nobody witnessed it", async () => {
    const simulated = generateKey(ORIGIN);
    const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
    const log = memoryLog({ origin: ORIGIN, signer: createSigner(simulated.privateKey), clock });
    await log.append(policyEvent({ policy: "access-log", version: 1, maximum: period("P1M") }));
    await log.append({ type: "access.read", parts: [{ name: "actor", value: "a-17", retention }] });
    writeFileSync(path("kept"), await log.checkpoint());
    await exportLog(log, path("simulated"), { bodies: "plain" });
    const verify = (...more: readonly string[]): Promise<Ran> => audit("verify", path("simulated"), "-k", simulated.vkey, ...more);
    expect(await verify("-a", path("kept"))).toMatchObject({ status: 4, stdout: expect.stringContaining("--as-of") });
    expect(await verify("-a", path("kept"), "--as-of", "2021-11-01")).toMatchObject({ status: 0 });
    expect(await verify("--as-of", "2022-01-01")).toMatchObject({ status: 3, stdout: expect.stringContaining("It is unwitnessed, too") });
  });

  it("tells an identity that opens nothing from tampering", async () => {
    const other = await generateIdentity();
    writeFileSync(path("other"), identityFile(other, new Date()));
    const { status, stderr } = await audit("verify", path("log"), "-k", key.vkey, "-i", path("other"));
    expect([status, stderr.split(":")[1]]).toEqual([64, " AGE_NO_MATCH"]);
  });

  it("proves one entry and one part of it, which is checked without the log and tells nothing of the other part", async () => {
    expect(
      await audit("prove", path("log"), "-e", "1", "--part", "0", "-i", path("identity"), "-o", path("read.tlog-proof")),
    ).toMatchObject({
      status: 0,
      stdout: "",
    });
    expect(statSync(path("read.tlog-proof")).mode & 0o777).toBe(0o600);
    const checked = await audit("check-proof", path("read.tlog-proof"), "-k", key.vkey);
    expect(checked.status).toBe(4);
    expect(checked.stdout).toMatch(/^Proved: entry 1 of 3 in cli\.example\/audit, of type access\.read/);
    expect(checked.stdout).toContain('part 0, actor: "a-17"');
    expect(checked.stdout + readFileSync(path("read.tlog-proof"), "utf8")).not.toContain("p-4711");
    expect(checked.stdout).toContain("Unwitnessed");
  });

  it("finds a proof out that says something else, or is of another key", async () => {
    const proof = (await audit("prove", path("log"), "-e", "0")).stdout;
    writeFileSync(path("moved"), proof.replace("index 0", "index 2"));
    expect(await audit("check-proof", path("moved"), "-k", key.vkey, "--json")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("PROOF_INVALID"),
    });
    writeFileSync(path("right"), proof);
    expect((await audit("check-proof", path("right"), "-k", generateKey(ORIGIN).vkey)).stdout).toMatch(/^NOT PROVED \(NOTE_UNSIGNED\)/);
    expect(await audit("prove", path("log"), "-e", "7")).toMatchObject({ status: 64, stderr: expect.stringContaining("ENTRY_UNKNOWN") });
    expect(await audit("prove", path("log"), "-e", "1", "--part", "0")).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("PART_ERASED"),
    });
    expect(await audit("prove", path("log"), "-e", "-1")).toMatchObject({ status: 64, stderr: expect.stringContaining("USAGE") });
  });
});

describe("favorable audit key", () => {
  it("makes keys that are shown, never overwritten, and refused when others may read them", async () => {
    const made = await audit("key", "create", path("log.key"), "--name", ORIGIN);
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/^cli\.example\/audit\+[0-9a-f]{8}\+A/);
    expect((await audit("key", "show", path("log.key"))).stdout).toBe(made.stdout);
    expect(await audit("key", "create", path("log.key"), "--name", ORIGIN)).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("KEY_FILE_EXISTS"),
    });
    expect((await audit("key", "create", path("w.key"), "--name", "w.example", "--for", "witness")).stdout).toMatch(/\+B/);
    expect(made.stdout + made.stderr).not.toContain("PRIVATE");
  });

  it("lives through announcement, checkpoint, rotation, loss and compromise, each in the log, and the export is intact", async () => {
    const first = (await audit("key", "show", path("log.key"))).stdout.trim();
    expect((await audit("key", "announce", "-f", path("log.key"))).status).toBe(0);
    expect((await audit("checkpoint", "-f", path("log.key"), "-o", path("first"))).status).toBe(0);
    await audit("key", "create", path("next.key"), "--name", ORIGIN);
    const second = (await audit("key", "show", path("next.key"))).stdout.trim();
    const rotated = await audit("key", "rotate", "-f", path("log.key"), "--next", path("next.key"), "-o", path("handover"));
    expect(rotated).toMatchObject({ status: 0, stderr: expect.stringMatching(/^From 2 entries on/) });
    expect(readFileSync(path("handover"), "utf8").match(/^— /gm)).toHaveLength(2);
    expect(await audit("checkpoint", "-f", path("log.key"))).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("SIGNER_MISMATCH"),
    });
    expect((await audit("key", "compromised", "-k", second, "--since", "2021-12-24T08:00Z")).stdout).toContain("more than 0 entries");
    expect(await audit("key", "lost", "-k", second, "--since", "tomorrow")).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("INSTANT_INVALID"),
    });
    await audit("key", "create", path("third.key"), "--name", ORIGIN);
    expect((await audit("key", "rotate", "-k", second, "--next", path("third.key"), "-o", path("handover2"))).status).toBe(0);
    const exported = await audit("export", path("exported"), "-f", path("third.key"), "-r", path("recipients"));
    expect(exported).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Exported: 5 entries/) });
    const third = (await audit("key", "show", path("third.key"))).stdout.trim();
    const verify = (...more: readonly string[]): Promise<Ran> =>
      audit("verify", path("exported"), "-k", third, "-k", second, "-k", first, ...more);
    expect(await verify("-a", path("first"))).toMatchObject({ status: 0 });
    expect(await verify("-a", path("handover2"))).toMatchObject({ status: 0 });
    // What the compromised key alone vouched for counts no more.
    const lines = readFileSync(path("handover"), "utf8").split("\n");
    writeFileSync(path("doubtful"), `${lines.slice(0, 5).join("\n")}\n`);
    expect(await verify("-a", path("doubtful"))).toMatchObject({ status: 4, stdout: expect.stringContaining("key-compromised: against") });
    // Received before anybody said so, it counts.
    expect(await verify("-a", `${path("doubtful")}@2021-12-24`)).toMatchObject({ status: 0 });
  }, 120_000);

  it("tells what the database is worth", async () => {
    const third = (await audit("key", "show", path("third.key"))).stdout.trim();
    const health = await audit("health", "-k", third, "--json");
    expect(health.status).toBe(4);
    expect(JSON.parse(health.stdout)).toMatchObject({ store: "pglite", durable: false, size: 5, pending: 0 });
    expect((await audit("health", "-k", third)).stdout).toMatch(/^cli\.example\/audit: 5 entries in pglite/);
    expect(await audit("health", "-k", third, "-d", "mysql://x")).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("DATABASE_MISSING"),
    });
  }, 60_000);
});

describe("favorable audit witness", () => {
  /** Runs a witness until its address is known. */
  async function serving(...args: readonly string[]): Promise<{ child: ChildProcess; port: string }> {
    const child = spawn(process.execPath, [...command, "witness", "serve", ...args, "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    for await (const chunk of child.stdout ?? []) {
      text += String(chunk);
      const [, port] = /:(\d+)\/\n/.exec(text) ?? [];
      if (port !== undefined) return { child, port };
    }
    throw new Error("the witness ended");
  }

  it("cosigns what extends what it saw, and refuses a rollback after it was killed and started again", async () => {
    const vkey = (await audit("key", "show", path("w.key"))).stdout.trim();
    // A log that was handed over from one key to another is one log, whose keys are named one by one.
    const args = ["-f", path("w.key"), "-l", generateKey(ORIGIN).vkey, "-l", path("vkey"), "-s", path("state")];
    let { child, port } = await serving(...args);
    const policy = (): void => writeFileSync(path("policy"), `witness dpo ${vkey} http://127.0.0.1:${port}\nquorum dpo\n`);
    policy();
    const asked = await audit("witness", "ask", path("log"), "-p", path("policy"));
    expect(asked).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^w\.example cosigned at .* UTC\.\nEnough for the policy\.\n$/),
    });
    expect(await audit("verify", path("log"), "-k", key.vkey, "-p", path("policy"))).toMatchObject({ status: 0 });
    child.kill("SIGKILL");
    ({ child, port } = await serving(...args));
    policy();
    cpSync(path("log"), path("older"), { recursive: true });
    writeFileSync(join(path("older"), "checkpoint"), readFileSync(path("before")));
    const rolled = await audit("witness", "ask", path("older"), "-p", path("policy"), "-o", path("none"));
    expect(rolled).toMatchObject({ status: 4, stderr: expect.stringContaining("WITNESS_AHEAD") });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(existsSync(path("state"))).toBe(true);
    expect(readdirSync(path("state"))).toHaveLength(1);
  }, 60_000);
});
