/** A declared level as evidence: what is wider than the matrix, out of the live catalogue. */
import { collectEvidence, grantsBeyondMatrix } from "@favorable/review/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig } from "../../access/test/postgres-rig.ts";
import { document } from "./evidence-system.ts";

let rig: PostgresRig;
beforeAll(async () => {
  rig = await postgresRig("columns");
});
afterAll(() => rig.close());

describe("grants beyond the matrix", () => {
  it("is empty after the matrix was applied, and names what somebody granted by hand", async () => {
    const { owner, matrix, mapping, app } = rig;
    expect(await grantsBeyondMatrix(owner, { matrix, mapping })).toEqual([]);
    await owner.query(`grant select (note) on hr.agent to ${app}`);
    try {
      expect(await grantsBeyondMatrix(owner, { matrix, mapping })).toEqual([`${app}:hr.agent.note:select`]);
    } finally {
      await owner.query(`revoke select (note) on hr.agent from ${app}`);
    }
  });

  it("keeps the grants out of the bundle when the level cannot be looked at", async () => {
    const { owner, matrix, mapping } = rig;
    const broken = { ...mapping, tables: mapping.tables.map((one) => ({ ...one, table: "nowhere" })) };
    const report = await collectEvidence({ document, sql: owner, level: { matrix, mapping: broken }, only: ["implementation"] });
    expect(report.evidence).not.toHaveProperty("implementation");
    expect(report.notCollected.find(({ part }) => part === "implementation.grants")?.reason).toMatch(/^(SQL_FAILED|MAPPING_INVALID)/);
  });
});
