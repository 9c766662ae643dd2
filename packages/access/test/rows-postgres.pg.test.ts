import { randomUUID } from "node:crypto";
import { allOf, anyOf, type Condition, conditionHolds, defineMatrix, during, lastDays, ownUnit, sameTenant } from "@favorable/access";
import {
  actingContext,
  applyPostgres,
  installContextKey,
  type PostgresMapping,
  sealedAccess,
  signContext,
  verifyPostgres,
} from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const label = { en: "x" };
const key = { id: "k", secret: new Uint8Array(32).fill(5) };
const today = new Date().toISOString().slice(0, 10);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const rows = [1, 2, 3, 4, 5, 6].map((id) => ({
  id: String(id),
  staff: `s-${id}`,
  unit: id === 6 ? null : `u${id % 3}`,
  body: id % 2 === 0 ? "a" : "b",
  seen: daysAgo(id * 10),
}));
const vocabulary = defineVocabulary({
  purposes: { care: { statement: label } },
  categories: { all: { label } },
  origins: { file: { label } },
});
const tags = { category: "all", origins: ["file"], purposes: ["care"] } as const;
const record = vocabulary.record("visit", {
  staff: vocabulary.field(z.string(), { ...tags, subject: true }),
  unit: vocabulary.field(z.string().nullish(), tags),
  body: vocabulary.field(z.string(), tags),
  seen: vocabulary.field(z.iso.date(), tags),
});
const conditions: readonly Condition[] = [
  ownUnit("unit"),
  sameTenant("body"),
  lastDays("seen", 30),
  during({ from: "2000-01-01" }),
  during({ until: "2000-01-01" }),
  allOf(ownUnit("unit"), lastDays("seen", 20)),
  anyOf(sameTenant("body"), ownUnit("unit")),
];
const claims = { units: ["u1", "u2"], tenant: "a" } as const;

let rig: PostgresRig;
beforeAll(async () => {
  rig = await postgresRig("columns");
  for (const table of ["open_visit", "sealed_visit"]) {
    await rig.owner.query(`create table hr.${table} (id bigint primary key, staff text, unit text, body text, seen date)`);
    for (const { id, staff, unit, body, seen } of rows)
      await rig.owner.query(`insert into hr.${table} values ($1::bigint, $2, $3, $4, $5::date)`, [id, staff, unit, body, seen]);
  }
});
afterAll(() => rig.close());

it("rows of the matrix's conditions are those of the predicate, at both levels, and one's own record is closed", async () => {
  for (const [at, where] of conditions.entries()) {
    const matrix = defineMatrix(vocabulary, {
      actions: ["read", "modify", "extract"],
      roles: { nurse: { label, purposes: ["care"] } },
      grants: { nurse: { all: "all" } },
      when: [{ actions: ["read", "extract"], where }],
    });
    const mappingOf = (level: PostgresMapping["level"], table: string): PostgresMapping => ({
      level,
      prefix: `${rig.mapping.prefix}_${level[0]}`,
      tables: [{ record, schema: "hr", table, key: "id", columns: { staff: "staff", unit: "unit", body: "body", seen: "seen" } }],
      logins: { [rig.app]: ["nurse"] },
    });
    const columns = mappingOf("columns", "open_visit");
    const sealed = mappingOf("sealed", "sealed_visit");
    for (const mapping of [columns, sealed]) {
      await applyPostgres(rig.owner, matrix, mapping);
      expect((await verifyPostgres(rig.owner, matrix, mapping)).policies).toEqual([]);
    }
    await installContextKey(rig.owner, matrix, sealed, key);
    const app = rig.as(rig.app);
    for (const subject of [undefined, "s-2"]) {
      const facts = { ...claims, today, ...(subject === undefined ? {} : { subject }) };
      const expected = rows.filter((row) => conditionHolds(where, row, facts) && row.staff !== subject).map(({ id }) => id);
      const acting = { role: "nurse", purpose: "care", ...claims, ...(subject === undefined ? {} : { subject }) };
      const seen = await app.transaction(
        (tx) => tx.query<{ id: string }>("select id from hr.open_visit order by id"),
        actingContext(matrix, columns, acting),
      );
      expect([at, subject, seen.rows.map(({ id }) => id)]).toEqual([at, subject, expected]);
      const token = signContext(key, { actor: "a-1", nonce: randomUUID(), until: new Date(Date.now() + 60_000), ...acting });
      const shown = await sealedAccess(app, matrix, sealed).extract(token, "visit");
      expect([at, subject, shown.map((row) => row.key)]).toEqual([at, subject, expected]);
    }
  }
});
