import { randomUUID } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import { applyPostgres, installContextKey, sealedAccess, signContext, verifyPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { file: { label: { en: "File" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const tags = { category: "file", origins: ["subject"], purposes: ["care"] } as const;
const visit = vocabulary.record("visit", {
  patient: vocabulary.field(z.string(), { ...tags, subject: true }),
  companion: vocabulary.field(z.string().nullish(), { ...tags, subject: true }),
  note: vocabulary.field(z.string(), tags),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
  grants: { nurse: { file: "all" } },
});
const key = { id: "k1", secret: new Uint8Array(32).fill(4) };

let rig: PostgresRig;
let sql: Sql;
let mapping: PostgresRig["mapping"];
const token = (subject?: string): string =>
  signContext(key, {
    actor: "n-1",
    role: "nurse",
    purpose: "care",
    nonce: randomUUID(),
    until: new Date(Date.now() + 60_000),
    ...(subject === undefined ? {} : { subject }),
  });

/** The persons named by the last entry of the log, with its rows. */
async function lastNamed(): Promise<unknown> {
  const { rows } = await rig.admin.query<{ rows: number; named: string }>(
    `select (p.leaf::jsonb -> 'clear' ->> 'rows')::int as rows, (select string_agg(b ->> 'subject', ',' order by b ->> 'subject')
       from jsonb_array_elements(u.bodies::jsonb) e, lateral (select (e ->> 3)::jsonb as b) x where b ->> 'name' = 'subject') as named
     from favorable.audit_pending p join favorable.audit_unfiled u on u.first = p.id order by p.id desc limit 1`,
  );
  return rows[0];
}

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await rig.owner.query("create table hr.visit (id bigserial primary key, patient text, companion text, note text)");
  await rig.owner.query("insert into hr.visit (patient, companion, note) values ('p-7', null, 'a'), ('p-8', 'p-9', 'b')");
  mapping = {
    level: "sealed",
    prefix: `${rig.mapping.prefix}v`.slice(0, 20),
    tables: [
      {
        record: visit,
        schema: "hr",
        table: "visit",
        key: "id",
        columns: { patient: "patient", companion: "companion", note: "note" },
      },
    ],
    logins: { [rig.app]: ["nurse"] },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  sql = rig.as(rig.app);
});
afterAll(() => rig.close());

describe("entries of level sealed, where a row's key is nobody's name", () => {
  it("name the persons whose rows they are", async () => {
    const sealed = sealedAccess(sql, matrix, mapping);
    expect(await sealed.read(token(), "visit", ["1", "2"])).toHaveLength(2);
    expect(await lastNamed()).toEqual({ rows: 2, named: "p-7,p-8,p-9" });
    await sealed.modify(token(), "visit", ["1"], { patient: "p-10" });
    expect(await lastNamed()).toEqual({ rows: 1, named: "p-10,p-7" });
    // The key is the table's own to give, and the entry is there before the row.
    expect(await sealed.add(token(), "visit", { patient: "p-11", note: "c" })).toBe("3");
    expect(await lastNamed()).toEqual({ rows: 1, named: "p-11" });
    expect((await verifyPostgres(rig.owner, matrix, mapping)).functions).toEqual([]);
  });

  it("stand for the rows of those persons only, should a row have changed hands before it is taken", async () => {
    const name = (verb: string): string => `favorable.access_${mapping.prefix}_${verb}_visit`;
    const asked = await sql.query<{ t: string }>(`select ${name("ask")}($1::text, 'read', '{2}')::text as t`, [token()]);
    const { rows } = await sql.query<{ t: string }>(`select ${name("name")}($1::text::uuid)::text as t`, [asked.rows[0]?.t ?? null]);
    const text = `select key from ${name("take")}($1::text::uuid)`;
    expect((await sql.query(text, [rows[0]?.t ?? null])).rows).toHaveLength(1);
    await rig.admin.query("update hr.visit set companion = 'p-99' where id = 2");
    expect((await sql.query(text, [rows[0]?.t ?? null])).rows).toHaveLength(0);
  });

  it("close one's own record by each field that says whose it is", async () => {
    const sealed = sealedAccess(sql, matrix, mapping);
    expect(await sealed.read(token("p-8"), "visit", ["2"])).toEqual([]);
    expect(await sealed.read(token("p-99"), "visit", ["2"])).toEqual([]);
    expect(await sealed.read(token("p-1"), "visit", ["2"])).toHaveLength(1);
    expect(await stateOf(sealed.add(token("p-8"), "visit", { patient: "p-2", companion: "p-8", note: "d" }))).toBe("42501");
  });
});
