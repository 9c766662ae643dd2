import { applyPostgres } from "@favorable/access/postgres";
import type { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PatientRig, patientRig, token } from "./patients.ts";
import { stateOf } from "./postgres-rig.ts";

let rig: PatientRig;
let app: Client;

beforeAll(async () => {
  rig = await patientRig();
  app = await rig.raw(rig.app);
});
afterEach(async () => {
  await app.query("rollback");
});
afterAll(() => rig.close());

const asking = (action: string, keys: string | null): [string, unknown[]] => [
  `select ${rig.fn("ask")}($1, $2, $3::text[])`,
  [token({ times: 100 }), action, keys],
];
const preparing = (keys: string): [string, unknown[]] => [
  `select ${rig.fn("prepare")}($1, 'modify', $2::text[], '{"status": "none"}')`,
  [token({ times: 100 }), keys],
];

describe("a call whose entry can be rolled back", () => {
  it("never looks at the table: not to ask for a row, not for all rows, not for a change", async () => {
    for (const [call, values] of [
      asking("read", "{1}"),
      asking("read", "{999}"),
      asking("extract", null),
      preparing("{1}"),
      preparing("{999}"),
    ]) {
      await app.query("begin");
      await app.query(call, values);
      // Of the table and of its indexes, as the session itself may see before anything commits.
      const { rows } = await app.query(
        `select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) + coalesce(seq_scan, 0) + coalesce(idx_scan, 0)
            + (select sum(pg_stat_get_xact_numscans(i.indexrelid)) from pg_index i where i.indrelid = relid) as looked
           from pg_stat_xact_all_tables where schemaname = 'hr' and relname = 'patient'`,
      );
      expect(rows).toEqual([{ looked: "0" }]);
      await app.query("rollback");
    }
  });

  it("gives no ticket that names persons, or rows, before what was asked for stands in the log", async () => {
    const before = await rig.entries();
    await app.query("begin");
    const [call, values] = asking("read", "{1}");
    const open = (await app.query(`${call} as t`, values)).rows[0].t;
    await app.query("savepoint s");
    expect(await stateOf(app.query(`select ${rig.fn("name")}($1)`, [open]))).toBe("55000");
    await app.query("rollback");
    expect(await stateOf(app.query(`select ${rig.fn("name")}($1)`, [open]))).toBe("55000");
    expect(await rig.entries()).toBe(before);
    const asked = (await app.query(`${call} as t`, values)).rows[0].t;
    expect(await rig.last()).toEqual({ rows: 0, parts: ["actor a-17", "key 1"] });
    expect(await stateOf(app.query(`select ${rig.fn("take")}($1)`, [asked]))).toBe("55000"); // Not before the persons are named.
    await app.query("begin");
    await app.query(`select ${rig.fn("name")}($1)`, [asked]);
    await app.query("rollback");
    expect(await rig.entries()).toBe(before + 1);
    const named = (await app.query(`select ${rig.fn("name")}($1) as t`, [asked])).rows[0].t;
    expect(await rig.last()).toEqual({ rows: 1, parts: ["actor a-17", "subject secret-number-1"] });
    expect((await app.query(`select * from ${rig.fn("take")}($1)`, [named])).rows).toEqual([
      { key: "1", fields: { status: "positive-1" } },
    ]);
    expect(await stateOf(app.query(`select ${rig.fn("name")}($1)`, [asked]))).toBe("55000"); // Used up.
    expect(await rig.entries()).toBe(before + 2);
  });

  it("names everybody of an extract behind an entry that asks for all, with the rows counted once", async () => {
    const [call, values] = asking("extract", null);
    const asked = (await app.query(`${call} as t`, values)).rows[0].t;
    expect(await rig.last()).toEqual({ rows: 0, parts: ["actor a-17"] });
    const named = (await app.query(`select ${rig.fn("name")}($1) as t`, [asked])).rows[0].t;
    expect((await rig.last()).rows).toBe(5);
    expect((await rig.last()).parts).toHaveLength(6);
    expect((await app.query(`select * from ${rig.fn("take")}($1)`, [named])).rows).toHaveLength(5);
  });
});

describe("a context that was used up", () => {
  it("is not good again after a crash of the server: its use is logged ahead, with the entry, also where it was not before", async () => {
    const table = `favorable.access_${rig.mapping.prefix}_use`;
    const kept = async (): Promise<unknown> =>
      (await rig.admin.query("select relpersistence::text as how from pg_class where oid = $1::text::regclass", [table])).rows;
    expect(await kept()).toEqual([{ how: "p" }]);
    await rig.admin.query(`alter table ${table} set unlogged`);
    await applyPostgres(rig.owner, rig.matrix, rig.mapping);
    expect(await kept()).toEqual([{ how: "p" }]);
  });
});
