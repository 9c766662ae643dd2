import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyFile } from "@favorable/audit/node";
import { definePolicy } from "@favorable/retention";
import { placeHold, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addRetentionCommands } from "../src/cli/retention/commands.ts";
import { inProcess, type Ran } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-retention-cli-"));
const path = (name: string): string => join(folder, name);
vi.stubEnv("FAVORABLE_DATABASE_URL", `pglite:${path("db")}`);

const footage = {
  id: "footage",
  version: 1,
  start: { kind: "field", field: "taken_on" },
  maximum: { period: "P30D" },
  then: "delete",
  zone: "Europe/Paris",
} as const;
const visits = { ...footage, id: "visits" };
const config = path("retention.json");
const attached = { policy: footage, table: { table: "footage", dependants: [{ table: "mask", then: "cascade" }] } };

const retention = (...args: readonly string[]): Promise<Ran> =>
  inProcess(addRetentionCommands, ["retention", ...args], ({ code, details }) => ({
    stderr: `${code} ${JSON.stringify(details)}`,
    status: 2,
  }));

async function inDatabase(run: (sql: Sql) => Promise<unknown>): Promise<void> {
  const { sql, close } = await openPglite(path("db"));
  await run(sql).finally(close);
}

beforeAll(async () => {
  await inDatabase(async (sql) => {
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table footage (id int primary key, taken_on date)");
    await sql.query("create table mask (id int primary key, footage int references footage)");
    await sql.query(
      "insert into footage select g, case when g <= 6 then date '2021-12-31' else date '2022-01-31' end from generate_series(1, 8) g",
    );
    await sql.query("insert into mask select g, 1 + g % 2 from generate_series(1, 4) g");
    const table = { table: "footage" };
    await placeHold(sql, { policy: definePolicy(footage), table, key: 6, kind: "litigation", reason: "case", ...holdFields() });
  });
  writeFileSync(config, JSON.stringify({ tables: [attached] }));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a hold asks for beside its reason. */
function holdFields(): object {
  return { placedBy: "dpo", author: "dpo" };
}

describe("favorable retention", { timeout: 60_000 }, () => {
  it("plans: what goes, what stays and why, how late, and writes nothing; 1 while something is overdue", async () => {
    const { status, stdout } = await retention("plan", config);
    expect(stdout).toBe(
      [
        "footage version 1, table footage, as of 2022-01-31",
        "  to delete        5  oldest 2021-12-31",
        "  on hold          1  litigation 1",
        "  overdue          6  up to 1 day",
        "  going along      4  mask 4",
        "  rows             8",
        "",
      ].join("\n"),
    );
    expect(status).toBe(1);
    const early = await retention("plan", config, "--as-of", "2022-01-29", "--json");
    expect([early.status, JSON.parse(early.stdout)[0].plan.removable]).toEqual([0, 0]);
  });

  it("runs: 1 while something is left over, 0 when only holds are left, quiet on a stream that is no terminal", async () => {
    const first = await retention("run", config, "--max-rows", "2", "--batch", "2", "--duty", "1");
    expect(first).toEqual({
      status: 1,
      stdout:
        "footage version 1, table footage, as of 2022-01-31: removed 2 in 2 batches; along with them mask 4; up to 1 day late; left over: run again; simulated clock\n",
      stderr: "",
    });
    const second = await retention("run", config, "--json", "--worker", "w-1");
    expect([second.status, second.stderr]).toEqual([0, ""]);
    expect(JSON.parse(second.stdout)).toMatchObject([{ policy: "footage", table: "footage", result: { removed: 3, held: 1, done: true } }]);
    expect((await retention("run", config, "--budget", "0")).status).toBe(1);
  });

  it("says what to do on a database without its tables, takes a stored last day, and whole numbers only", async () => {
    const bare = await retention("plan", config, "--database", `pglite:${path("bare")}`);
    expect([bare.status, bare.stderr]).toEqual([2, "MIGRATIONS_MISSING {}"]);
    expect(await retention("run", config, "--batch", "1.5")).toMatchObject({ status: 2, stderr: 'USAGE {"option":"--batch"}' });
    expect((await retention("run", config, "--max-rows", "1.5")).status).toBe(2);
    const stored = path("stored.json");
    writeFileSync(stored, JSON.stringify({ tables: [{ ...attached, table: { ...attached.table, lastDay: "last_day" } }] }));
    expect((await retention("plan", stored)).stdout).toContain("footage version 1");
  });

  it("certifies, settles first when asked, and checks a certificate offline", async () => {
    const vkey = await createKeyFile(path("key"), "retention.example");
    const args = ["certify", config, "--key-file", path("key"), "--only", "footage"];
    const { status, stdout } = await retention(...args, "--settle", "rewritten", "--backups-until", "2022-03-02");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).body).toMatchObject({
      level: "rewritten",
      evidence: { removed: 5, dependants: { mask: 4 } },
      backupsUntil: "2022-03-02",
    });
    expect((await retention(...args, "--out", path("certificate.json"))).status).toBe(0);
    expect(statSync(path("certificate.json")).mode & 0o777).toBe(0o600);
    expect(await retention(...args, "--out", path("certificate.json"))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("FILE_UNWRITABLE"),
    });
    const checked = await retention("check-certificate", path("certificate.json"), "--key", vkey);
    expect(checked.status).toBe(0);
    expect(checked.stdout).toContain(
      "genuine: 5 rows of footage under footage, 2022-01-31 to 2022-01-31 (simulated clock)\n  level        rewritten\n",
    );
    writeFileSync(path("forged.json"), readFileSync(path("certificate.json"), "utf8").replace('"removed": 5', '"removed": 6'));
    expect(await retention("check-certificate", path("forged.json"), "--key", vkey, "--json")).toMatchObject({
      status: 1,
      stdout: '{"genuine":false,"reason":"hash"}\n',
    });
  });

  it("goes on with other tables when one is refused, and says why", async () => {
    await inDatabase((sql) => sql.query("create table visits (id int primary key, taken_on date)"));
    const open = { policy: footage, table: { table: "footage" } }; // Nobody said what becomes of masks.
    writeFileSync(path("two.json"), JSON.stringify({ tables: [open, { policy: visits, table: { table: "visits" } }] }));
    const ran = await retention("run", path("two.json"));
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(
      /^footage version 1, table footage: refused, DEPENDANT_UNDECLARED: .*public\.mask.*\nvisits .* done; simulated clock\n$/,
    );
    expect((await retention("plan", path("two.json"), "--only", "visits")).status).toBe(0);
  });

  it("names mistakes of the configuration and of options by place, with 2", async () => {
    const wrong = async (tables: unknown): Promise<Ran> => {
      writeFileSync(path("wrong.json"), JSON.stringify(tables));
      return retention("plan", path("wrong.json"));
    };
    expect((await wrong({})).stderr).toBe('CONFIG_INVALID {"paths":["tables"]}');
    expect((await wrong({ tables: [{ policy: { ...footage, version: 0 }, table: { table: "a" } }] })).stderr).toContain(
      "tables.0.policy.version",
    );
    expect((await wrong({ tables: [attached, { policy: footage, table: { table: 5, Dupont: 1 }, x: 1 }] })).stderr).toBe(
      'CONFIG_INVALID {"paths":["tables.1.*","tables.1.table.table","tables.1.table.*"]}',
    );
    for (const dependants of ["mask", [{ table: "mask" }], [{ table: "mask", then: "keep-anonymous" }], [{ table: "mask", then: "burn" }]])
      expect((await wrong({ tables: [{ policy: footage, table: { table: "a", dependants } }] })).stderr).toContain(
        "tables.0.table.dependants",
      );
    for (const option of [
      ["--as-of", "soon"],
      ["--duty", "2"],
      ["--batch", "0"],
      ["--budget", "x"],
      ["--only", "other"],
    ])
      expect([option, (await retention("run", config, ...option)).status]).toEqual([option, 2]);
    for (const option of [
      ["--settle", "burnt"],
      ["--after", "x"],
    ])
      expect((await retention("certify", config, "--key-file", path("key"), "--only", "footage", ...option)).stderr).toContain("USAGE");
    expect((await retention("plan", path("none.json"))).stderr).toContain("FILE_UNREADABLE");
    expect(existsSync(path("db"))).toBe(true);
  });
});
