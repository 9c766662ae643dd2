import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calendarDate, PrivacyError, simulatedClock } from "@favorable/core";
import { createTeller } from "@favorable/example-storyteller";
import { exportEvidence, grantsToOthers, undeclaredColumns } from "@favorable/review/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copies, countProofs, mappingOf, replay } from "../src/chapters/evidence.ts";
import { openRegister } from "../src/chapters/open.ts";
import { type OpenRegister, recordedRefusal } from "../src/chapters/register.ts";
import { openStore } from "../src/store/open.ts";
import { insertRows } from "../src/store/rows.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-evidence-"));
let register: OpenRegister;

beforeAll(async () => {
  const teller = createTeller({ write: () => true });
  register = await openRegister(teller, await openStore(join(folder, "db"), undefined), simulatedClock(new Date("2021-11-05T08:00:00Z")), {
    out: folder,
    data: folder,
  });
  const { agent, situation } = register.declaration.records;
  const person = {
    surname: "Agent",
    firstName: "Test",
    population: "staff",
    grade: "x",
    establishmentCode: "x",
    serviceCode: "x",
    serviceTitle: "x",
    employment: "tenured",
  };
  await insertRows(register.store.sql, agent, [
    { staffNumber: "S00001", ...person },
    { staffNumber: "S00002", ...person },
  ]);
  await insertRows(register.store.sql, situation, [{ person: "S00001", scheme: "certified-by-occupational-health" }]);
}, 60_000);
afterAll(async () => {
  await register.store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the evidence sees what is planted", () => {
  test("a column that no field declares", async () => {
    const { sql } = register.store;
    const look = () => undeclaredColumns(sql, register.declaration.document("submitted"), mappingOf(register));
    expect(await look()).toEqual([]);
    await sql.query("alter table register.agent add column salary integer");
    expect(await look()).toEqual(["agent.salary"]);
    await sql.query("alter table register.agent drop column salary");
  });

  test("a right of somebody else on a table", async () => {
    const { sql } = register.store;
    const look = () => grantsToOthers(sql, register.declaration.document("submitted"), mappingOf(register));
    expect(await look()).toEqual([]);
    await sql.query("create role snooper");
    await sql.query("grant select on register.situation to snooper");
    expect(await look()).toEqual(["snooper:situation:select"]);
    await sql.query("revoke select on register.situation from snooper");
  });

  test("a proof beside a statement of occupational health", async () => {
    const { sql } = register.store;
    expect(await countProofs(sql)).toBe(0);
    await sql.query("update register.situation set proof = 'scan-1' where person = 'S00001'");
    expect(await countProofs(sql)).toBe(1);
  });

  test("a copy that is not encrypted", async () => {
    writeFileSync(join(folder, "one.age"), "age-encryption.org/v1\n-> X25519");
    writeFileSync(join(folder, "two.csv"), "number;name\n");
    writeFileSync(join(folder, "three.age"), "number;name\n");
    const sealed = [{ type: "export.sealed", clear: { export: "e-1", recipients: 1 } }];
    expect(await exportEvidence(sealed, copies(folder), calendarDate("2021-11-05"))).toEqual({
      copies: 3,
      entries: 1,
      plain: 2,
    });
  });

  test("reads that leave no entry", async () => {
    expect(await replay(register)).toEqual({ actions: 2, entries: 2 });
    const silent = { run: async (_: unknown, act: (access: { read: () => Promise<never[]> }) => unknown) => act({ read: async () => [] }) };
    expect(await replay({ ...register, guard: silent as never })).toEqual({ actions: 2, entries: 0 });
  });

  test("a refusal that leaves no entry", async () => {
    const refuse = async (): Promise<never> => {
      throw new PrivacyError("PURPOSE_NOT_HELD", "no");
    };
    await expect(recordedRefusal(register, refuse)).rejects.toThrow("expected an entry");
    await expect(recordedRefusal(register, async () => 1)).rejects.toThrow("expected a refusal");
  });
});
