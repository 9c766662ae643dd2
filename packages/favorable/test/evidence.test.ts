/** `favorable evidence` on a database in a folder; `review` with what it wrote. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { createKeyFile, signerFromFile } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { isPrivacyError, systemClock } from "@favorable/core";
import { retentionMigrations } from "@favorable/retention/postgres";
import { caseMigrations, deskMigrations, noticeMigrations, restrictionMigrations } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addEvidenceCommands } from "../src/cli/evidence/commands.ts";
import { addReviewCommands } from "../src/cli/review/commands.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-evidence-cli-"));
const path = (name: string): string => join(folder, name);
vi.stubEnv("FAVORABLE_DATABASE_URL", `pglite:${path("db")}`);

const text = (en: string) => ({ en });
const declaration = {
  format: "favorable-processing/2",
  id: "visits",
  stage: "draft",
  subjects: { visitors: { label: text("Visitors"), namedAs: text("visitors"), relation: "public" } },
  categories: { identity: { label: text("Identity") } },
  purposes: { reception: { statement: text("Reception"), population: ["visitors"] } },
  records: {
    visit: {
      subjects: ["visitors"],
      fields: { badge: { category: "identity", origins: [], purposes: ["reception"], kind: "text", subject: true } },
    },
  },
  retention: { visits: { categories: ["identity"], start: { kind: "field", field: "visit.badge" }, maximum: { period: "P30D" } } },
};
const policy = {
  id: "visits",
  version: 1,
  start: { kind: "field", field: "arrived_on" },
  maximum: { period: "P30D" },
  then: "delete",
  zone: "UTC",
};
const mapping = {
  records: { visit: { table: "app.visit", technical: ["id", "arrived_on"] } },
  retention: [{ policy, table: { table: "app.visit", subject: null } }],
  copies: [],
};
const ORIGIN = "hospital.example/log";
let logKey = "";
let signKey = "";

async function run(...args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((chunk) => {
      said[name] += String(chunk);
      return true;
    }),
  );
  const program = new Command();
  addEvidenceCommands(program);
  addReviewCommands(program);
  process.exitCode = undefined;
  try {
    await program.parseAsync([...args], { from: "user" });
    return { ...said, status: Number(process.exitCode ?? 0) };
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return { ...said, stderr: `${error.code} ${JSON.stringify(error.details)}`, status: 2 };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

const take = (...more: readonly string[]) =>
  run("evidence", path("declaration.json"), "-m", path("mapping.json"), "-o", path("out.json"), ...more);

beforeAll(async () => {
  logKey = await createKeyFile(path("log.key"), ORIGIN);
  signKey = await createKeyFile(path("sign.key"), "hospital.example/evidence");
  writeFileSync(path("declaration.json"), JSON.stringify(declaration));
  writeFileSync(path("mapping.json"), JSON.stringify(mapping));
  mkdirSync(path("exports/2022"), { recursive: true });
  writeFileSync(path("exports/2022/one.age"), "age-encryption.org/v1\n-> X25519 x\n");
  writeFileSync(path("exports/two.csv"), "badge\nDupont\n");
  const { sql, close } = await openPglite(path("db"));
  await migrate(sql, [
    ...auditMigrations,
    ...retentionMigrations,
    ...deskMigrations,
    ...caseMigrations,
    ...noticeMigrations,
    ...restrictionMigrations,
  ]);
  await sql.query("create schema app");
  await sql.query("create table app.visit (id bigint primary key, badge text, arrived_on date)");
  await sql.query("insert into app.visit values (1, 'Dupont', current_date - 40), (2, 'Durand', current_date)");
  const log = await openAuditLog({ sql, origin: ORIGIN, signer: await signerFromFile(path("log.key")), clock: systemClock });
  await log.append({ type: "access.read", clear: { role: "porter", purpose: "reception" } });
  writeFileSync(path("checkpoint"), await log.checkpoint());
  await close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("favorable evidence", () => {
  it("takes signed evidence, says what it could not see, and review believes it only under the signer's key", async () => {
    const taken = await take("--key", logKey, "--against", path("checkpoint"), "--files", path("exports"), "-f", path("sign.key"));
    expect(taken.stderr).toBe("");
    expect(taken.stdout).toContain("signed by hospital.example/evidence");
    expect(taken.stdout).toMatch(/credentials +needs credentials/);
    expect(taken.status).toBe(1);
    const file = readFileSync(path("out.json"), "utf8");
    expect(file).not.toContain("Dupont");
    const { evidence } = (JSON.parse(file) as { report: { evidence: Record<string, unknown> } }).report;
    expect(evidence).toMatchObject({
      simulated: false,
      log: { verdict: "intact", witnessed: "witnessed", size: 1 },
      ages: { identity: { overdue: 1 } },
      exports: { copies: 2, entries: 0, plain: 1 },
      implementation: { fields: [], roles: ["porter"], policiesNotRun: ["visits"] },
    });
    const checked = await run("evidence", "verify", path("out.json"), "--key", signKey, "--log-key", logKey, "--json");
    expect(checked.status).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ genuine: true, log: { size: 1, verified: true } });
    const reviewed = await run("review", path("declaration.json"), "-e", path("out.json"), "--evidence-key", signKey, "--json");
    expect(JSON.parse(reviewed.stdout).evidence).toMatchObject({
      used: true,
      simulated: false,
      signed: true,
      counts: "evidence",
      signature: { signedBy: ["hospital.example/evidence"], log: { size: 1, verified: false } },
    });
    const said = await run("review", path("declaration.json"), "-e", path("out.json"), "--evidence-key", signKey);
    expect(said.stdout).toMatch(/^Signature verified: hospital\.example\/evidence; log .*, 1 entries, checkpoint not verified$/m);
    expect((await run("review", path("declaration.json"), "-e", path("out.json"))).stderr).toContain("--evidence-key");
    expect((await run("review", path("declaration.json"), "-e", path("out.json"), "--evidence-key", logKey)).stderr).toContain(
      'EVIDENCE_REFUSED {"reason":"key"}',
    );
    writeFileSync(path("forged.json"), file.replace('"overdue":1', '"overdue":0'));
    const forged = await run("evidence", "verify", path("forged.json"), "--key", signKey);
    expect([forged.status, forged.stdout]).toEqual([1, "NOT GENUINE (altered).\n"]);
  });

  it("exits 0 when everything that was asked for was collected, and writes a report that review reads", async () => {
    writeFileSync(path("given.json"), JSON.stringify({ locations: ["FR"] }));
    const taken = await take("--only", "requests", "--only", "ages", "--only", "locations", "--given", path("given.json"), "--json");
    expect(taken.stderr).toBe("");
    expect(JSON.parse(taken.stdout)).toMatchObject({
      collected: ["ages", "locations", "requests"],
      notCollected: [],
      given: ["locations"],
      signed: false,
    });
    expect(taken.status).toBe(0);
    const reviewed = await run("review", path("declaration.json"), "-e", path("out.json"), "--json");
    expect(JSON.parse(reviewed.stdout).evidence.parts).toEqual(["ages", "locations", "requests"]);
  });

  it("names mistakes of who asks", async () => {
    expect((await take("--only", "nothing")).stderr).toContain("USAGE");
    writeFileSync(path("mapping-bad.json"), JSON.stringify({ records: { visit: {} }, more: 1 }));
    const bad = await run("evidence", path("declaration.json"), "-m", path("mapping-bad.json"), "-o", path("out.json"));
    expect(bad.stderr).toBe('MAPPING_INVALID {"paths":["records","*"]}');
    writeFileSync(
      path("mapping-bad.json"),
      JSON.stringify({ retention: [{ policy: { ...policy, then: "burn" }, table: { table: "app.visit" } }] }),
    );
    expect((await run("evidence", path("declaration.json"), "-m", path("mapping-bad.json"), "-o", path("out.json"))).stderr).toContain(
      "retention.0.policy.then",
    );
    expect((await take("--given", path("declaration.json"))).status).toBe(2);
    writeFileSync(path("given.json"), JSON.stringify({ asOf: "2020-01-01" }));
    expect((await take("--given", path("given.json"))).stderr).toContain("--given");
    expect((await take("--files", path("nowhere"), "--key", logKey, "--only", "exports", "--json")).stdout).toContain("FILE_UNREADABLE");
  });
});
