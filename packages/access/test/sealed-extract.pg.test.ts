import { randomUUID } from "node:crypto";
import { defineMatrix, ownUnit } from "@favorable/access";
import { applyPostgres, installContextKey, type SealedAccess, sealedAccess, signContext } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { file: { label: { en: "File" } }, place: { label: { en: "Place" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const tags = { category: "file", origins: ["subject"], purposes: ["care"] } as const;
const visit = vocabulary.record("visit", {
  patient: vocabulary.field(z.string(), { ...tags, subject: true }),
  companion: vocabulary.field(z.string().nullish(), { ...tags, subject: true }),
  unit: vocabulary.field(z.string(), { ...tags, category: "place" }),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "extract"],
  roles: {
    nurse: { label: { en: "Nurse" }, purposes: ["care"] },
    doctor: { label: { en: "Doctor" }, purposes: ["care"] },
    clerk: { label: { en: "Clerk" }, purposes: ["care"] },
  },
  grants: { nurse: { file: "all", place: "all" }, doctor: { file: "all", place: "all" }, clerk: { file: "none", place: "all" } },
  when: [{ roles: ["nurse"], where: ownUnit("unit") }],
});
const key = { id: "k1", secret: new Uint8Array(32).fill(4) };
let rig: PostgresRig;
let sealed: SealedAccess<typeof matrix>;
let app: Sql;
let fn: (verb: string) => string;

const token = (role: string, units: string[] = []): string =>
  signContext(key, {
    actor: "n-1",
    role,
    purpose: "care",
    nonce: randomUUID(),
    until: new Date(Date.now() + 60_000),
    ...(units.length === 0 ? {} : { units }),
  });
const fill = async (rows: number): Promise<void> => {
  await rig.admin.query("delete from hr.visit");
  await rig.admin.query(
    `insert into hr.visit (id, patient, companion, unit) select n, 'patient-' || n, case when n % 4 = 0 then 'companion-' || n end, 'u' || n % 3
       from generate_series(1, $1::integer) n order by random()`,
    [rows],
  );
  await rig.admin.query("analyze hr.visit");
};
/** What the entries since an id say: rows counted and persons named. */
async function told(since: string): Promise<{ rows: number; entries: number; named: string[] }> {
  const { rows } = await rig.admin.query<{ rows: number; named: string[] | null }>(
    `select (p.leaf::jsonb -> 'clear' ->> 'rows')::int as rows, (select array_agg(b ->> 'subject') from favorable.audit_unfiled u,
       jsonb_array_elements(u.bodies::jsonb) e, lateral (select (e ->> 3)::jsonb as b) x where u.first = p.id and b ->> 'name' = 'subject') as named
     from favorable.audit_pending p where p.id > $1::bigint order by p.id`,
    [since],
  );
  return {
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
    entries: rows.length,
    named: rows.flatMap(({ named }) => named ?? []).sort(),
  };
}
const last = async (): Promise<string> =>
  (await rig.admin.query<{ id: string }>("select coalesce(max(id), 0)::text as id from favorable.audit_pending")).rows[0]?.id ?? "0";

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await rig.owner.query("create table hr.visit (id bigint primary key, patient text, companion text, unit text)");
  const mapping: PostgresRig["mapping"] = {
    level: "sealed",
    prefix: `${rig.mapping.prefix}x`,
    tables: [
      { record: visit, schema: "hr", table: "visit", key: "id", columns: { patient: "patient", companion: "companion", unit: "unit" } },
    ],
    logins: { [rig.app]: ["nurse", "doctor", "clerk"] },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  app = rig.as(rig.app);
  sealed = sealedAccess(app, matrix, mapping);
  fn = (verb) => `favorable.access_${mapping.prefix}_${verb}_visit`;
});
afterAll(() => rig.close());

describe("an extract of level sealed", () => {
  it("gives every row in reach once, in the order of the keys, and its entries name each person once", async () => {
    await fill(200);
    const since = await last();
    const rows = await sealed.extract(token("doctor"), "visit");
    expect(rows.map((row) => row.key)).toEqual(Array.from({ length: 200 }, (_, at) => String(at + 1)));
    expect(rows[3]?.fields).toEqual({ patient: "patient-4", companion: "companion-4", unit: "u1" });
    const { entries, named, ...rest } = await told(since);
    expect(rest).toEqual({ rows: 200 });
    expect(named).toHaveLength(250);
    expect(new Set(named).size).toBe(250);
    expect(entries).toBe(1 + Math.ceil(250 / 63)); // What was asked for, then everybody.
  });

  it("is bound to the rows and fields of the role, also where roles share what they are shown", async () => {
    await fill(30);
    const since = await last();
    const rows = await sealed.extract(token("nurse", ["u1"]), "visit");
    expect(rows.map((row) => row.key)).toEqual(Array.from({ length: 10 }, (_, at) => String(at * 3 + 1)));
    expect(await told(since)).toMatchObject({ rows: 10, entries: 2 });
    const shown = await sealed.extract(token("clerk"), "visit");
    expect(shown.map(({ fields }) => Object.keys(fields))).toEqual(Array.from({ length: 30 }, () => ["unit"]));
    expect((await sealed.read(token("nurse", ["u1"]), "visit", ["1", "2", "4"])).map((row) => row.key)).toEqual(["1", "4"]);
  });

  it("of nobody leaves its entries all the same", async () => {
    await fill(0);
    const since = await last();
    expect(await sealed.extract(token("doctor"), "visit")).toEqual([]);
    expect(await told(since)).toEqual({ rows: 0, entries: 2, named: [] });
  });

  it("gives no row that became somebody else's, or that came, after everybody was named", async () => {
    await fill(5);
    const { rows } = await app.query<{ ticket: string }>(`call ${fn("open")}($1::text, 'extract', null, null, null)`, [token("doctor")]);
    await rig.admin.query("update hr.visit set companion = 'a stranger' where id = 4");
    await rig.admin.query("update hr.visit set companion = 'patient-1' where id = 3"); // Named, though for another row.
    await rig.admin.query("insert into hr.visit (id, patient) values (6, 'patient-1')");
    const taken = await app.query<{ key: string }>(`select key from ${fn("take")}($1::text::uuid)`, [rows[0]?.ticket ?? null]);
    expect(taken.rows.map((row) => row.key)).toEqual(["1", "2", "3", "5"]);
  });

  it("takes its rows in a time that grows with their number, and not with its square", async () => {
    const time = async (rows: number): Promise<number> => {
      await fill(rows);
      const { rows: opened } = await app.query<{ ticket: string }>(`call ${fn("open")}($1::text, 'extract', null, null, null)`, [
        token("doctor"),
      ]);
      const times: number[] = [];
      for (let again = 0; again < 3; again++) {
        const start = performance.now();
        await app.query(`select count(key)::text from ${fn("take")}($1::text::uuid)`, [opened[0]?.ticket ?? null]);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [few, many] = [await time(1000), await time(6000)];
    expect(many / few).toBeLessThan(14); // Six times the rows: key by key it was over twenty.
  });
});
