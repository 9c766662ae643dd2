import { randomUUID } from "node:crypto";
import { installContextKey, sealedAccess, signContext, verifyPostgres } from "@favorable/access/postgres";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
let rig: PostgresRig;
let app: pg.Client;

const token = (): string =>
  signContext(key, { actor: "a-17", role: "director", purpose: "followUp", nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
const name = (verb: string): string => `favorable.access_${rig.mapping.prefix}_${verb}_agent`;
const read = (keys: string): Promise<pg.QueryResult> => app.query(`call ${name("read")}($1::text, $2::text[], null)`, [token(), keys]);
const entries = async (): Promise<number> =>
  Number((await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n);

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
  app = await rig.raw(rig.app);
});
afterAll(() => rig.close());

describe("a read of level sealed in one call", () => {
  it("gives no row and leaves no entry inside a transaction, where its commits cannot be", async () => {
    const before = await entries();
    await app.query("begin");
    expect(await stateOf(read("{1}"))).toBe("2D000");
    await app.query("rollback");
    await app.query("begin; savepoint s");
    expect(await stateOf(read("{1}"))).toBe("2D000");
    await app.query("rollback");
    expect(await entries()).toBe(before);
  });

  it("leaves its entry when what comes behind it in the same block fails", async () => {
    const before = await entries();
    const block = `do $$ declare rows jsonb; begin call ${name("read")}('${token()}', '{1}', rows); raise exception 'too late'; end $$`;
    expect(await stateOf(app.query(block))).toBe("P0001");
    expect(await entries()).toBe(before + 1);
  });

  it("answers as the steps do, and refuses what they refuse", async () => {
    const sealed = sealedAccess(rig.as(rig.app), rig.matrix, rig.mapping);
    const asked = await app.query(`select ${name("ask")}($1::text, 'read', '{2,1,77}')::text as t`, [token()]);
    const { rows } = await app.query(`select key, fields from ${name("take")}($1::text::uuid)`, [asked.rows[0]?.t]);
    expect(rows.map((row) => row.key)).toEqual(["2", "1"]);
    expect(await sealed.read(token(), "agent", ["2", "1", "77"])).toEqual(rows);
    expect(await sealed.read(token(), "agent", ["77"])).toEqual([]);
    expect(await stateOf(sealed.read("no.context.here", "agent", ["1"]))).toBe("28000");
    expect(await stateOf(sealed.read(token(), "agent", []))).toBe("22023");
  });

  it("waits for the disk before rows are told, however the session commits", async () => {
    const place = async (of: "insert" | "flush"): Promise<string> =>
      (await rig.admin.query<{ at: string }>(`select pg_current_wal_${of}_lsn()::text as at`)).rows[0]?.at ?? "";
    const before = await place("insert");
    await app.query("set synchronous_commit = off");
    const { rows } = await read("{1}");
    expect(rows[0]?.rows).toHaveLength(1);
    const { rows: seen } = await rig.admin.query<{ later: boolean }>("select $1::pg_lsn > $2::pg_lsn as later", [
      await place("flush"),
      before,
    ]);
    expect(seen[0]?.later).toBe(true);
    await app.query("reset synchronous_commit");
  });

  it("is found when it was changed to have its owner's rights", async () => {
    const findings = async (): Promise<unknown> => (await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).functions;
    expect(await findings()).toEqual([]);
    await rig.admin.query(`alter procedure ${name("read")}(text, text[], jsonb) security definer`);
    expect(await findings()).toEqual([{ name: name("read").slice("favorable.".length), what: "mode" }]);
    await rig.admin.query(`alter procedure ${name("read")}(text, text[], jsonb) security invoker`);
    expect(await findings()).toEqual([]);
  });
});
