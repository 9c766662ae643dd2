import { randomUUID } from "node:crypto";
import { installContextKey, type SealedAccess, sealedAccess, signContext } from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { access, agent, login } from "./register.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
let rig: PostgresRig;
let pool: Sql;
let sealed: SealedAccess;
let before: number;

const token = (): string =>
  signContext(key, { actor: "a-17", role: "director", purpose: "followUp", nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
const count = async (of: string): Promise<number> =>
  Number((await rig.admin.query<{ n: string }>(`select count(*)::text as n from favorable.${of}`)).rows[0]?.n);
const asked = async (): Promise<number> => (await count("audit_pending")) - before;
const statusOf = async (id: string): Promise<unknown> =>
  (await rig.admin.query("select status, due_on as due from hr.agent where id = $1::bigint", [id])).rows[0];

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
  pool = rig.as(rig.app, 2);
  sealed = sealedAccess(pool, rig.matrix, rig.mapping, { patienceMs: 300 });
});
beforeEach(async () => {
  before = await count("audit_pending");
});
afterAll(() => rig.close());

describe("changes inside transactions at level sealed", () => {
  it("are refused after a while when the transactions themselves hold every connection, and nothing is asked or spent", async () => {
    const contexts = [token(), token()];
    const meeting = (): (() => Promise<void>) => {
      let missing = contexts.length;
      let all: () => void = () => undefined;
      const together = new Promise<void>((done) => {
        all = done;
      });
      return () => {
        missing -= 1;
        if (missing === 0) all();
        return together;
      };
    };
    const [begun, refused] = [meeting(), meeting()];
    const states = contexts.map((context) =>
      pool.transaction(async (tx) => {
        await tx.query("select 1");
        await begun();
        const state = await stateOf(sealed.within(tx).modify(context, "agent", ["1"], { status: "complete" }));
        await refused(); // A transaction that ends leaves its connection to the other.
        return state;
      }),
    );
    expect(await Promise.all(states)).toEqual(["ASKING_BLOCKED", "ASKING_BLOCKED"]);
    expect(await asked()).toBe(0);
    expect(await statusOf("1")).toMatchObject({ status: "none" });
    for (const context of contexts) expect(await sealed.read(context, "agent", ["1"])).toHaveLength(1); // Contexts for one use.
  });

  it("wait for no connection when they were prepared before, with as many transactions as connections", async () => {
    const one = rig.as(rig.app, 1);
    const { prepare } = sealedAccess(one, rig.matrix, rig.mapping);
    const change = await prepare.modify(token(), "agent", ["2"], { status: "complete" });
    const added = await prepare.add(token(), "agent", { name: "n", status: "none" }, "200");
    const emptied = await prepare.delete(token(), "agent", ["2"], ["due"]);
    expect(await asked()).toBe(3);
    expect(await statusOf("2")).toEqual({ status: "none", due: "2030-01-01" });
    expect(await one.transaction(async (tx) => [await change.make(tx), await added.make(tx), await emptied.make(tx)])).toHaveLength(3);
    expect(await statusOf("2")).toEqual({ status: "complete", due: null });
    expect(await asked()).toBe(3);
    expect(await stateOf(change.make(one))).toBe("55000"); // Once.
  });

  it("prepared, may be made again after a rollback, and at any isolation of a transaction that began later", async () => {
    for (const [isolation, id] of [["repeatable read", "3"] as const, ["serializable", "4"] as const]) {
      const change = await sealed.prepare.modify(token(), "agent", [id], { status: "complete" });
      const failing = pool.transaction(async (tx) => {
        await change.make(tx);
        throw new Error("back");
      });
      await expect(failing).rejects.toThrow("back");
      await pool.transaction(
        async (tx) => {
          await tx.query("select 1");
          await change.make(tx);
        },
        { isolation },
      );
      expect(await statusOf(id)).toMatchObject({ status: "complete" });
    }
    expect(await asked()).toBe(2);
  });

  it("are refused where the transaction would not see what was asked beside it, before anything is asked or spent", async () => {
    for (const isolation of ["repeatable read", "serializable"] as const) {
      const context = token();
      const first = pool.transaction((tx) => sealed.within(tx).modify(context, "agent", ["5"], { status: "complete" }), { isolation });
      expect(await stateOf(first)).toBe("ISOLATION_UNFIT");
      const later = pool.transaction(
        async (tx) => {
          await tx.query("select 1");
          await sealed.within(tx).modify(context, "agent", ["5"], { status: "complete" });
        },
        { isolation },
      );
      expect(await stateOf(later)).toBe("ISOLATION_UNFIT");
      expect(await asked()).toBe(0);
      await pool.transaction((tx) => sealed.within(tx).modify(context, "agent", ["5"], { status: "complete" }));
      expect(await asked()).toBe(1);
      before += 1;
    }
  });

  it("are asked for on a pool of their own when the client was given one", async () => {
    const beside = sealedAccess(rig.as(rig.app, 1), rig.matrix, rig.mapping, { patienceMs: 2000 });
    const one = rig.as(rig.app, 1);
    await one.transaction(async (tx) => {
      await beside.within(tx).modify(token(), "agent", ["6"], { status: "complete" });
      await beside.within(tx).modify(token(), "agent", ["6"], { due: "2031-01-01" });
    });
    expect(await statusOf("6")).toEqual({ status: "complete", due: "2031-01-01" });
  });
});

describe("a call that the database leaves unanswered", () => {
  it("is an error, and not nobody", async () => {
    const silent: Sql = { ...pool, query: async () => ({ rows: [] }) };
    const client = sealedAccess(silent, rig.matrix, rig.mapping);
    expect(await stateOf(client.read(token(), "agent", ["1"]))).toBe("ANSWER_MISSING");
    expect(await stateOf(client.extract(token(), "agent"))).toBe("ANSWER_MISSING");
    expect(await stateOf(client.modify(token(), "agent", ["1"], { status: "none" }))).toBe("ANSWER_MISSING");
    const strange: Sql = { ...pool, query: async () => ({ rows: [{ rows: [{ key: "1", fields: { name: { text: "a" } } }] }] as never }) };
    expect(await stateOf(sealedAccess(strange, rig.matrix, rig.mapping).read(token(), "agent", ["1"]))).toBe("ANSWER_INVALID");
  });
});

describe("calls for one role and purpose", () => {
  it("are those of the records themselves, and refuse other records and contexts before anything is asked", async () => {
    const desk = sealedAccess(pool, access, rig.mapping).acting("director", "followUp");
    const [row] = await desk.read(token(), agent, ["7"]);
    expect([row?.key, row?.fields.name]).toEqual(["7", "secret-name-7"]);
    await desk.modify(token(), agent, ["7"], { status: "complete" });
    const prepared = await desk.prepare.delete(token(), agent, ["7"], ["due"]);
    await pool.transaction(async (tx) => {
      await prepared.make(tx);
      await desk.within(tx).modify(token(), agent, ["7"], { name: "n" });
    });
    expect(await desk.extract(token(), agent)).toContainEqual({ key: "7", fields: expect.objectContaining({ name: "n", due: null }) });
    expect(await desk.add(token(), agent, { name: "a", status: "none" }, "300")).toBe("300");
    before = await count("audit_pending");
    expect(await stateOf(desk.read(token(), agent.omit("agent", ["due"]), ["7"]))).toBe("RECORD_FOREIGN");
    expect(await stateOf(desk.read(token(), login, ["7"]))).toBe("RECORD_UNKNOWN");
    const counting = sealedAccess(pool, access, rig.mapping).acting("director", "statistics");
    expect(await stateOf(counting.modify(token(), agent, ["7"], { status: "none" }))).toBe("CONTEXT_INVALID");
    expect(await stateOf(desk.delete("no context", agent, ["7"]))).toBe("CONTEXT_INVALID");
    expect(await asked()).toBe(0);
  });
});
