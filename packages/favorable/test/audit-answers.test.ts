/** Verbs of `favorable audit` on a log with sealed bodies, what they lay down, and what they answer as JSON. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyEvent } from "@favorable/audit";
import { createKeyFile, generateKey, nodeSealer, serveRequests, signerFromFile } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { calendarDate, period, systemClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "./run-audit.ts";

const ORIGIN = "cli.example/audit";
const folder = mkdtempSync(join(tmpdir(), "favorable-audit-answers-"));
const path = (name: string): string => join(folder, name);
const database = ["-d", `pglite:${path("db")}`];
const signing = ["-f", path("log.key"), ...database];
let vkey: string;

/** A verb asked for JSON: its answer, and nothing beside it. */
async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await audit(...args, "--json");
  expect(stderr).toBe("");
  const value: Record<string, unknown> = JSON.parse(stdout);
  expect(value["exitCode"]).toBe(status);
  return value;
}

beforeAll(async () => {
  vkey = await createKeyFile(path("log.key"), ORIGIN, "log");
  const { sql, close } = await openPglite(path("db"));
  await migrate(sql, auditMigrations);
  const sealing = { sealer: nodeSealer(new Uint8Array(32).fill(3)), by: "policy-month" } as const;
  const log = await openAuditLog({ sql, origin: ORIGIN, signer: await signerFromFile(path("log.key")), clock: systemClock, sealing });
  const start = calendarDate(new Date().toISOString().slice(0, 10));
  const retention = { policy: "long", version: 1, start };
  await log.append(policyEvent({ policy: "long", version: 1, minimum: period("P18M") }));
  const many = Array.from({ length: 70 }, (_, at) => ({ name: "row", subject: `p-${at}`, value: at, retention }));
  await log.append({ type: "access.read", parts: many });
  await close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("favorable audit, of a log with sealed bodies", () => {
  it("signs, asks witnesses, exports commitments and tells of a key without the sealer", async () => {
    const signed = await json("checkpoint", ...signing);
    expect(signed).toMatchObject({ origin: ORIGIN, size: 2, exitCode: 0 });
    expect(signed["checkpoint"]).toContain(`${ORIGIN}\n2\n`);
    expect(signed).not.toHaveProperty("met");

    const witness = (await json("key", "create", path("w.key"), "--name", "witness.example/w", "--for", "witness"))["key"];
    const asked: string[] = [];
    const server = await serveRequests(async (request) => {
      const [old = "", ...proof] = (await request.text()).split("\n\n")[0]?.split("\n") ?? [];
      asked.push(`${old}, ${proof.length} hashes`);
      return old === "old 0" ? new Response("1\n", { status: 409 }) : new Response("unknown log\n", { status: 404 });
    }, 0);
    writeFileSync(path("policy"), `witness w ${String(witness)} http://127.0.0.1:${server.port}\nquorum w\n`);
    const refused = await json("checkpoint", ...signing, "-p", path("policy"), "-o", path("kept"));
    await server.close();
    expect(refused).toMatchObject({ met: false, witnesses: [{ name: "witness.example/w", code: "WITNESS_REFUSED" }], exitCode: 4 });
    expect(refused).toMatchObject({ size: 2, file: path("kept"), checkpoint: readFileSync(path("kept"), "utf8") });
    expect(asked).toEqual(["old 0, 0 hashes", "old 1, 1 hashes"]);

    const exported = await json("export", path("out"), ...signing);
    expect(exported).toMatchObject({ origin: ORIGIN, size: 3, folder: path("out"), bodies: "omitted", exitCode: 0 });
    expect(await json("verify", path("out"), "-k", vkey)).toMatchObject({ verdict: "intact", exitCode: 4 });
    const proved = await json("prove", path("out"), "-e", "1", "-o", path("proof"));
    expect(proved).toMatchObject({ origin: ORIGIN, index: 1, size: 3, parts: [], file: path("proof"), exitCode: 0 });
    expect(proved["proof"]).toBe(readFileSync(path("proof"), "utf8"));
    expect(await json("witness", "ask", path("out"), "-p", path("policy"))).toMatchObject({
      origin: ORIGIN,
      size: 3,
      met: false,
      exitCode: 4,
    });

    const compromised = await json("key", "compromised", "-k", vkey, "--since", "2021-12-24", ...database);
    expect(compromised).toEqual({ origin: ORIGIN, key: vkey, since: "2021-12-24T00:00:00.000Z", below: 0, exitCode: 0 });
    await createKeyFile(path("next.key"), ORIGIN, "log");
    const next = (await json("key", "show", path("next.key")))["key"];
    const rotated = await json("key", "rotate", ...signing, "--next", path("next.key"));
    expect(rotated).toMatchObject({ origin: ORIGIN, size: 5, key: next, before: vkey, exitCode: 0 });
    expect(await json("health", "-k", String(next), ...database)).toMatchObject({ size: 5, checkpointed: 5 });
    expect(await json("key", "lost", "-k", String(next), "--since", "2021-12-24", ...database)).toMatchObject({ key: next, exitCode: 0 });
  }, 60_000);

  it("answers a failure as JSON, too", async () => {
    expect(await json("prove", path("out"), "-e", "99")).toMatchObject({ error: "ENTRY_UNKNOWN", exitCode: 64 });
    expect(await json("checkpoint", "-f", path("log.key"), "-d", "mysql://x")).toMatchObject({ error: "DATABASE_MISSING", exitCode: 64 });
  });
});

it("begins a log with its announcement only, whatever name another verb is given", async () => {
  const empty = ["-d", `pglite:${path("empty")}`];
  const { sql, close } = await openPglite(path("empty"));
  await migrate(sql, auditMigrations);
  await close();
  writeFileSync(path("subject"), "07".repeat(32));
  const typo = generateKey("cli.exmaple/audit").vkey;
  for (const verb of [
    ["health", "-k", typo, "--subject-key", path("subject")],
    ["key", "lost", "-k", typo, "--since", "2021-12-24"],
    ["key", "compromised", "-k", typo, "--since", "2021-12-24"],
    ["checkpoint", "-f", path("next.key")],
    ["export", path("none"), "-f", path("next.key")],
    ["key", "outbox", "-f", path("next.key"), "--subject-key", path("subject")],
  ])
    expect(await json(...verb, ...empty), verb.join(" ")).toMatchObject({ error: "LOG_NOT_BEGUN", exitCode: 69 });
  expect(await json("key", "announce", "-f", path("next.key"), ...empty)).toMatchObject({ origin: ORIGIN, exitCode: 0 });
  expect(await json("checkpoint", "-f", path("next.key"), ...empty)).toMatchObject({ size: 1 });
}, 60_000);

it("gives positions to entries that the database made itself where their type is named, and sets none of them aside", async () => {
  const made = ["-d", `pglite:${path("made")}`];
  const { sql, close } = await openPglite(path("made"));
  await migrate(sql, auditMigrations);
  const log = await openAuditLog({ sql, origin: ORIGIN, signer: await signerFromFile(path("next.key")), clock: systemClock });
  await log.append(policyEvent({ policy: "long", version: 1, minimum: period("P18M") }));
  await sql.query("insert into favorable.audit_declared_type values ('access.seen', '{}', '{row}', 'long', 1)");
  await sql.query("select favorable.append_declared('access.seen', '{}', '{row}', '{p-1}', '{value}')");
  await close();
  const signed = await json("checkpoint", "-f", path("next.key"), "--declared-type", "access.seen", ...made);
  expect(signed).toMatchObject({ size: 2, exitCode: 0 });
  const { key } = await json("key", "show", path("next.key"));
  expect(await json("health", "-k", String(key), ...made)).toMatchObject({ size: 2, pending: 0, quarantined: 0 });
}, 60_000);
