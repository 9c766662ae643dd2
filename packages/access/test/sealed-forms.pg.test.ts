import { randomUUID } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import { applyPostgres, installContextKey, type SealedAccess, sealedAccess, signContext, verifyPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { file: { label: { en: "File" } } },
  origins: { system: { label: { en: "The system" } } },
});
const tags = { category: "file", origins: ["system"], purposes: ["care"] } as const;
/** A column of each type, and what the port gives of it; some are called as the functions call their variables. */
const COLUMNS = {
  big: ["bigint", "9007199254740993", "9007199254740993"],
  exact: ["numeric", "12345678901234567890123.10", "12345678901234567890123.10"],
  identifier: ["hr.identifier", "9007199254740993", "9007199254740993"],
  instant: ["timestamptz", "2021-10-30 08:00:00.123456+02", "2021-10-30T06:00:00.123456Z"],
  acts: ["timestamptz", "2021-10-30 08:00:00+00", "2021-10-30T08:00:00Z"],
  local: ["timestamp", "2021-10-30 08:00:00", "2021-10-30 08:00:00"],
  endless: ["timestamptz", "infinity", "infinity"],
  day: ["date", "2021-10-30", "2021-10-30"],
  bytes: ["bytea", "\\x00ff", new Uint8Array([0, 255])],
  one: ["hr.rank", "7", 7],
  ratio: ["double precision", "0.1", 0.1],
  context: ["boolean", "t", true],
  wanted: ["text[]", '{"a,b",c}', ["a,b", "c"]],
  counts: ["bigint[]", "{9007199254740993,2}", "{9007199254740993,2}"],
  value: ["character(4)", "ab", "ab  "],
  ticket: ["interval", "1 day 02:00", "1 day 02:00:00"],
  data: ["jsonb", '{"": "\\\\x00", "bytea": [1, {"json": 2}]}', { "": "\\x00", bytea: [1, { json: 2 }] }],
  posing: ["jsonb", '{"bytea": "\\\\x00"}', { bytea: "\\x00" }],
  older: ["json", '{"a": 1}', { a: 1 }],
} as const;
const names = Object.keys(COLUMNS);
const expected = Object.fromEntries(Object.entries(COLUMNS).map(([name, [, , told]]) => [name, told]));
const sample = vocabulary.record("sample", Object.fromEntries(names.map((name) => [name, vocabulary.field(z.unknown(), tags)])));
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
  grants: { nurse: { file: "all" } },
});
const key = { id: "k1", secret: new Uint8Array(32).fill(4) };
let rig: PostgresRig;
let sealed: SealedAccess<typeof matrix>;
const token = (): string =>
  signContext(key, { actor: "n-1", role: "nurse", purpose: "care", nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
const asStored = async (id: number): Promise<unknown> =>
  (await rig.admin.query(`select ${names.map((name) => `"${name}"`).join(", ")} from hr.sample where id = $1::bigint`, [id])).rows[0];

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await rig.owner.query("create domain hr.identifier as bigint");
  await rig.owner.query("create domain hr.rank as integer");
  await rig.owner.query(
    `create table hr.sample (id bigint primary key, ${Object.entries(COLUMNS).map(([name, [type]]) => `"${name}" ${type}`)})`,
  );
  const values = Object.values(COLUMNS);
  await rig.owner.query(
    `insert into hr.sample values (1, ${values.map(([type], at) => `$${at + 1}::text::${type}`)}), (2, ${values.map(() => "null")})`,
    values.map(([, text]) => text),
  );
  const columns = Object.fromEntries(names.map((name) => [name, name]));
  const mapping: PostgresRig["mapping"] = {
    level: "sealed",
    prefix: `${rig.mapping.prefix}f`,
    tables: [{ record: sample, schema: "hr", table: "sample", key: "id", columns }],
    logins: { [rig.app]: ["nurse"] },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  sealed = sealedAccess(rig.as(rig.app), matrix, mapping);
  expect((await verifyPostgres(rig.owner, matrix, mapping)).functions).toEqual([]);
});
afterAll(() => rig.close());

describe("values of level sealed", () => {
  it("have the forms of the port, to the last digit, read by key and extracted", async () => {
    const [row] = await sealed.read(token(), "sample", ["1"]);
    expect(row?.fields).toEqual(expected);
    expect(row?.fields).toEqual(await asStored(1));
    expect((await sealed.extract(token(), "sample")).map(({ fields }) => fields)).toEqual([expected, await asStored(2)]);
    expect(z.iso.datetime().safeParse(row?.fields["instant"]).success).toBe(true);
  });

  it("come back as they were when what was read is written", async () => {
    const before = await asStored(1);
    const [row] = await sealed.read(token(), "sample", ["1"]);
    await sealed.modify(token(), "sample", ["1"], row?.fields ?? {});
    expect(await asStored(1)).toEqual(before);
    await sealed.add(token(), "sample", row?.fields ?? {}, "3");
    expect(await asStored(3)).toEqual(before);
    await sealed.modify(token(), "sample", ["3"], (await sealed.read(token(), "sample", ["2"]))[0]?.fields ?? {});
    expect(await asStored(3)).toEqual(await asStored(2));
  });

  it("may be whole numbers of any size, bytes, dates, and what is no finite number", async () => {
    const given = { big: 9007199254740993n, bytes: new Uint8Array([1, 2]), instant: new Date(0), ratio: Number.NaN, exact: 5n };
    await sealed.modify(token(), "sample", ["1"], given);
    expect(await asStored(1)).toMatchObject({
      big: "9007199254740993",
      bytes: new Uint8Array([1, 2]),
      instant: "1970-01-01T00:00:00Z",
      ratio: Number.NaN,
      exact: "5",
    });
  });

  it("are refused by the field's name when they would be lost or changed on the way, and nothing is asked", async () => {
    const count = async (): Promise<unknown> => (await rig.admin.query("select count(*)::text as n from favorable.audit_pending")).rows;
    const before = await count();
    const lost = [new Date(Number.NaN), () => 1, Symbol("s"), { a: 1n }, [new Uint8Array(1)], { a: [Number.NaN] }, new Map([["a", 1]])];
    for (const value of lost)
      await expect(sealed.modify(token(), "sample", ["1"], { data: value })).rejects.toMatchObject({
        code: "VALUE_INVALID",
        details: { record: "sample", field: "data" },
      });
    await expect(sealed.modify(token(), "sample", ["1"], { "a person": { a: 1n } })).rejects.toMatchObject({
      details: { record: "sample" },
    });
    expect(await stateOf(sealed.add(token(), "sample", []))).toBe("VALUE_INVALID");
    expect(await count()).toEqual(before);
  });
});
