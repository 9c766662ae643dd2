/** Applications beside an application that works: what stands is not waited for, what changes ends in no deadlock. */
import { randomUUID } from "node:crypto";
import { applyPostgres, installContextKey, sealedAccess, signContext, verifyPostgres } from "@favorable/access/postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
const token = (): string =>
  signContext(key, { actor: "a-17", role: "director", purpose: "followUp", nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
let rig: PostgresRig;
let keeper: string;

beforeEach(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
  keeper = `${rig.mapping.prefix}_keeper`;
  await rig.admin.query(`create role ${keeper} nologin`);
});
afterEach(async () => {
  await rig.admin.query(`drop owned by ${keeper}`);
  await rig.admin.query(`drop role ${keeper}`);
  await rig.close();
});

/** Makes an application change what needs the strongest locks: on a table of the plan, and on the mapped one. */
async function drift(): Promise<void> {
  await rig.admin.query("create policy by_hand on hr.agent using (true)");
  await rig.admin.query(`alter table favorable.access_${rig.mapping.prefix}_key disable row level security`);
}

const fn = (verb: string): string => `favorable.access_${rig.mapping.prefix}_${verb}_agent`;

describe("an application", () => {
  it("that changes nothing waits for nobody", async () => {
    const app = await rig.raw(rig.app);
    const value = '{"status": "complete"}';
    const { rows } = await app.query(`select ${fn("prepare")}($1, 'modify', '{1}', $2::jsonb) as t`, [token(), value]);
    await app.query("begin");
    await app.query(`select ${fn("modify")}($1, $2::jsonb)`, [rows[0].t, value]);
    await rig.admin.transaction(async (tx) => {
      await tx.query("lock table hr.agent in row exclusive mode");
      await applyPostgres(rig.owner, rig.matrix, rig.mapping);
    });
    await app.query("commit");
  });

  it("and reads and changes all end well, six beside six", async () => {
    const sealed = sealedAccess(rig.as(rig.app, 12), rig.matrix, rig.mapping);
    let working = true;
    const states = new Map<string, number>();
    const worker = async (at: number): Promise<void> => {
      for (let turn = 0; working; turn++) {
        const work =
          (at + turn) % 3 === 0
            ? sealed.modify(token(), "agent", [String(at + 1)], { status: "complete" })
            : sealed.read(token(), "agent", ["1", "2", "3"]);
        const state = await stateOf(work);
        states.set(state, (states.get(state) ?? 0) + 1);
      }
    };
    const workers = Array.from({ length: 6 }, (_, at) => worker(at));
    const applied: string[] = [];
    for (let round = 0; round < 3; round++) {
      await drift();
      const maintainers = round % 2 === 0 ? [keeper] : [];
      const two = [rig.mapping, { ...rig.mapping, maintainers }];
      applied.push(...(await Promise.all(two.map((mapping) => stateOf(applyPostgres(rig.owner, rig.matrix, mapping))))));
    }
    working = false;
    await Promise.all(workers);
    expect(applied).toEqual(Array(6).fill("done"));
    expect([...states.keys()]).toEqual(["done"]);
    expect(states.get("done")).toBeGreaterThan(12);
    await applyPostgres(rig.owner, rig.matrix, rig.mapping);
    expect((await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).policies).toEqual([]);
  }, 60_000);

  it("gives way to a transaction that has to ask again before it can end", async () => {
    const [app, beside] = [await rig.raw(rig.app), await rig.raw(rig.app)];
    const value = '{"status": "complete"}';
    const ask = async (): Promise<string> =>
      (await beside.query(`select ${fn("prepare")}($1, 'modify', '{1}', $2::jsonb) as t`, [token(), value])).rows[0].t;
    const change = async (ticket: string): Promise<unknown> => app.query(`select ${fn("modify")}($1, $2::jsonb)`, [ticket, value]);
    await drift();
    const first = await ask();
    await app.query("begin");
    await change(first);
    const applying = applyPostgres(rig.owner, rig.matrix, rig.mapping);
    // It waits for the transaction, and holds what the next asking needs.
    await expect
      .poll(async () => (await rig.admin.query("select from pg_locks where not granted and relation = 'hr.agent'::regclass")).rows.length)
      .toBe(1);
    await change(await ask());
    await app.query("commit");
    await applying;
    expect((await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).policies).toEqual([]);
  }, 30_000);
});
