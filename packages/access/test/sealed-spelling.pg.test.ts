import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PatientRig, patientRig, token } from "./patients.ts";

let whole: PatientRig;
let decimal: PatientRig;

beforeAll(async () => {
  whole = await patientRig();
  decimal = await patientRig("numeric");
});
afterAll(async () => {
  await whole.close();
  await decimal.close();
});

/** Reads by keys; what the entry of the asking says, and the rows. */
async function reading(rig: PatientRig, app: Client, keys: string): Promise<{ asked: readonly string[]; rows: number; keys: unknown[] }> {
  const ask = await app.query(`select ${rig.fn("ask")}($1, 'read', $2::text[]) as t`, [token(), keys]);
  const { parts } = await rig.last();
  const name = await app.query(`select ${rig.fn("name")}($1) as t`, [ask.rows[0].t]);
  const { rows } = await app.query(`select key from ${rig.fn("take")}($1)`, [name.rows[0].t]);
  return { asked: parts.filter((part) => part.startsWith("key ")), rows: (await rig.last()).rows, keys: rows.map(({ key }) => key) };
}

describe("keys at level sealed", () => {
  it("stand in the entry as their type spells them, once, however they were written", async () => {
    const app = await whole.raw(whole.app);
    for (const keys of ["{005}", '{" 5"}', "{5,5,005}", "{+5}", "[7:8]={5,05}"])
      expect([keys, await reading(whole, app, keys)]).toEqual([keys, { asked: ["key 5"], rows: 1, keys: ["5"] }]);
    expect(await reading(whole, app, "{3,1,03}")).toEqual({ asked: ["key 1", "key 3"], rows: 2, keys: ["3", "1"] });
    await whole.admin.query("update hr.patient set status = 'none' where id = 2");
    const change = '{"status": "none"}';
    const prepared = await app.query(`select ${whole.fn("prepare")}($1, 'modify', '{0002}', $2::jsonb) as t`, [token(), change]);
    expect((await whole.last()).parts).toEqual(["actor a-17", "key 2"]);
    const named = await app.query(`select ${whole.fn("name")}($1) as t`, [prepared.rows[0].t]);
    expect((await whole.last()).parts).toEqual(["actor a-17", "subject secret-number-2"]);
    await app.query(`select ${whole.fn("modify")}($1, $2::jsonb)`, [named.rows[0].t, change]);
  });

  it("meet no row that spells an equal key otherwise", async () => {
    const app = await decimal.raw(decimal.app);
    expect((await reading(decimal, app, "{5.00}")).keys).toEqual([]);
    expect((await reading(decimal, app, "{5}")).keys).toEqual(["5"]);
  });
});
