/** Plans that would share functions, and plans that share a log: one is refused rather than given the other's. */
import { defineMatrix } from "@favorable/access";
import { applyPostgres, type PostgresMapping, toPostgres, verifyPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const label = { en: "x" };
const vocabulary = defineVocabulary({
  purposes: { followUpA: { statement: label }, followUpB: { statement: label } },
  categories: { file: { label } },
  origins: { system: { label } },
});
const record = (name: string) =>
  vocabulary.record(name, {
    note: vocabulary.field(z.string(), { category: "file", origins: ["system"], purposes: ["followUpA", "followUpB"] }),
    unit: vocabulary.field(z.string(), { category: "file", origins: ["system"], purposes: ["followUpA", "followUpB"] }),
  });
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "modify"],
  roles: { clerk: { label, purposes: ["followUpA", "followUpB"] } },
  grants: { clerk: { file: "all" } },
  when: [{ actions: ["modify"], where: { kind: "own-unit", field: "unit" } }],
});

let rig: PostgresRig;
beforeAll(async () => {
  rig = await postgresRig("sealed", (mapping) => ({ ...mapping, audit: { policy: "long-log", version: 3 } }));
  for (const name of ["a", "b", "c"]) {
    await rig.owner.query(`create table hr.${name} (id bigint primary key, note text, unit text)`);
    await rig.owner.query(`insert into hr.${name} values (1, 'of ${name}', 'u')`);
  }
});
afterAll(() => rig.close());

const table = (name: string, of: string) =>
  ({ record: record(name), schema: "hr", table: of, key: "id", columns: { note: "note", unit: "unit" } }) as const;
const plan = (prefix: string, tables: PostgresMapping["tables"]): PostgresMapping => ({
  level: "sealed",
  prefix,
  tables,
  logins: { [rig.app]: ["clerk"] },
  audit: { policy: "long-log", version: 3 },
});
const declared = async (): Promise<unknown[]> =>
  (await rig.admin.query("select distinct policy, version from favorable.audit_declared_type")).rows;

describe("names of functions", () => {
  it.each([
    ["xML", "xMl"],
    ["a-b", "aB"],
    ["same", "same"],
  ])("are told apart: records %s and %s in one plan are refused", (one, other) => {
    expect(() => toPostgres(matrix, plan("p", [table(one, "a"), table(other, "b")]))).toThrow(
      expect.objectContaining({ code: "MAPPING_INVALID" }),
    );
    expect(toPostgres(matrix, plan("p", [table(one, "a"), table("other", "b")])).length).toBeGreaterThan(10);
  });

  it("of another plan are not taken, by whoever applies", async () => {
    const prefix = `${rig.mapping.prefix}x`;
    const first = plan(prefix, [table("takeX", "a")]);
    await applyPostgres(rig.owner, matrix, first);
    for (const applier of [rig.owner, rig.admin])
      await expect(applyPostgres(applier, matrix, plan(`${prefix}_take`, [table("x", "b")]))).rejects.toMatchObject({
        code: "MAPPING_INVALID",
        details: { reason: "the functions of the plan have the names of another plan's" },
      });
    expect((await verifyPostgres(rig.owner, matrix, first)).functions).toEqual([]);
  });
});

describe("the retention of entries", () => {
  it("of one plan is not changed by another plan of the database", async () => {
    const second = plan(`${rig.mapping.prefix}z`, [table("c", "c")]);
    for (const audit of [{ policy: "short-log", version: 3 }, { policy: "long-log", version: 2 }, undefined])
      await expect(
        applyPostgres(
          rig.owner,
          matrix,
          audit === undefined ? { ...second, audit: { policy: "access-log", version: 1 } } : { ...second, audit },
        ),
      ).rejects.toMatchObject({
        code: "MAPPING_INVALID",
        details: { reason: "another plan of this database declares the entries with another retention" },
      });
    expect(await declared()).toEqual([{ policy: "long-log", version: 3 }]);
    await applyPostgres(rig.owner, matrix, second);
    await applyPostgres(rig.owner, matrix, { ...second, audit: { policy: "long-log", version: 4 } });
    expect(await declared()).toEqual([{ policy: "long-log", version: 4 }]);
  });

  it("is a plan's own to change where it is the only one", async () => {
    const alone = await postgresRig("sealed");
    try {
      await applyPostgres(alone.owner, alone.matrix, { ...alone.mapping, audit: { policy: "another-log", version: 1 } });
      const { rows } = await alone.admin.query("select distinct policy, version from favorable.audit_declared_type");
      expect(rows).toEqual([{ policy: "another-log", version: 1 }]);
    } finally {
      await alone.close();
    }
  });
});

describe("names of policies", () => {
  it("are told apart, however much of them is equal", async () => {
    const long = `${rig.mapping.prefix}_${"m".repeat(60)}`.slice(0, 60);
    const maintainers = [`${long}_a`, `${long}_b`];
    for (const name of maintainers) await rig.admin.query(`create role ${name} nologin`);
    const mapping: PostgresMapping = {
      level: "columns",
      prefix: `${rig.mapping.prefix}n`,
      tables: [table("c", "c")],
      logins: { [rig.other]: ["clerk"] },
      roles: { clerk: `${rig.mapping.prefix}_${"r".repeat(46)}`.slice(0, 46) },
      maintainers,
    };
    await applyPostgres(rig.owner, matrix, mapping);
    expect((await verifyPostgres(rig.owner, matrix, mapping)).policies).toEqual([]);
    const { rows } = await rig.admin.query<{ n: number }>("select count(*)::int as n from pg_policy where polrelid = 'hr.c'::regclass");
    expect(rows[0]?.n).toBe(2 * 4 + 2);
    for (const name of maintainers) {
      await rig.admin.query(`drop owned by ${name}`);
      await rig.admin.query(`drop role ${name}`);
    }
  });
});
