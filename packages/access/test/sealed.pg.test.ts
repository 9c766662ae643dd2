import { randomUUID } from "node:crypto";
import {
  dropContextKey,
  installContextKey,
  type SealedAccess,
  type SignedClaims,
  sealedAccess,
  signContext,
} from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
let rig: PostgresRig;
let sealed: SealedAccess;

const token = (claims: Partial<SignedClaims> = {}): string =>
  signContext(key, {
    actor: "a-17",
    role: "director",
    purpose: "followUp",
    nonce: randomUUID(),
    until: new Date(Date.now() + 60_000),
    ...claims,
  });
const manager = (claims: Partial<SignedClaims> = {}): string => token({ role: "manager", unit: "u1", ...claims });
const entries = async (): Promise<number> =>
  Number((await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n);

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await installContextKey(rig.owner, rig.matrix, rig.mapping, key);
  sealed = sealedAccess(rig.as(rig.app), rig.matrix, rig.mapping);
});
afterAll(() => rig.close());

describe("level sealed", () => {
  it("shows the fields of role and purpose, after an entry", async () => {
    const before = await entries();
    expect(await sealed.read(token({ purpose: "statistics" }), "agent", ["2", "77"])).toEqual([{ key: "2", fields: { status: "none" } }]);
    const [row] = await sealed.read(manager(), "agent", ["1", "2"]);
    expect(row).toMatchObject({ key: "1", fields: { name: "secret-name-1", status: "none", due: "2030-01-01" } });
    expect(Object.keys(row?.fields ?? {}).sort()).toEqual(["changedAt", "due", "name", "reason", "status"]);
    expect(await entries()).toBe(before + 2);
  });

  it("extracts only for roles that extract, and names everyone shown", async () => {
    expect(await stateOf(sealed.extract(manager(), "agent"))).toBe("42501");
    const before = await entries();
    expect(await sealed.extract(token(), "agent")).toHaveLength(9);
    expect(await entries()).toBe(before + 2); // All were asked for, then everyone was named.
    const { rows } = await rig.admin.query<{ leaf: string }>("select leaf from favorable.audit_pending order by id desc limit 1");
    expect(JSON.parse(rows[0]?.leaf ?? "")).toMatchObject({
      type: "access.read",
      clear: { rows: 9, action: "extract", role: "director", via: "function" },
    });
  });

  it("adds, changes and deletes with an entry, sets what is bound itself, and keeps rows in reach", async () => {
    expect(await sealed.add(token(), "agent", { name: "new", status: "none" }, "100")).toBe("100");
    await sealed.modify(token(), "agent", ["100"], { status: "complete", due: "2031-02-03" });
    const [row] = await sealed.read(token(), "agent", ["100"]);
    expect(row?.fields).toMatchObject({ status: "complete", due: "2031-02-03", name: "new" });
    expect(Date.parse(String(row?.fields["changedAt"]))).toBeGreaterThan(Date.now() - 60_000);
    await sealed.delete(token(), "agent", ["100"], ["due"]);
    expect((await sealed.read(token(), "agent", ["100"]))[0]?.fields).toMatchObject({ due: null });
    await sealed.delete(token(), "agent", ["100"]);
    expect(await sealed.read(token(), "agent", ["100"])).toEqual([]);
    expect(await stateOf(sealed.add(manager(), "agent", { name: "x", status: "none" }, "101"))).toBe("42501"); // May not add a name.
    expect(await stateOf(sealed.delete(manager(), "agent", ["1"]))).toBe("42501");
    expect(await stateOf(sealed.modify(token(), "agent", ["1"], { changedAt: "2020-01-01T00:00:00Z" }))).toBe("42501");
    await sealed.modify(manager(), "agent", ["2"], { status: "complete" }); // Of another unit: no row is met.
    expect((await sealed.read(token(), "agent", ["2"]))[0]?.fields).toMatchObject({ status: "none" });
    await sealed.modify(manager(), "agent", ["1"], { status: "complete" });
    expect((await sealed.read(token(), "agent", ["1"]))[0]?.fields).toMatchObject({ status: "complete" });
  });

  it("makes changes in a transaction of the caller's, whose rollback leaves the entry", async () => {
    const before = await entries();
    const port = rig.as(rig.app);
    await port
      .transaction(async (tx) => {
        await sealed.within(tx).modify(token(), "agent", ["3"], { status: "complete" });
        throw new Error("back");
      })
      .catch(() => undefined);
    expect((await sealed.read(token(), "agent", ["3"]))[0]?.fields).toMatchObject({ status: "none" });
    await port.transaction((tx) => sealed.within(tx).modify(token(), "agent", ["3"], { status: "complete" }));
    expect((await sealed.read(token(), "agent", ["3"]))[0]?.fields).toMatchObject({ status: "complete" });
    expect(await entries()).toBe(before + 4);
  });

  it("takes a context as often as it says, from logins of the role, and no longer once its key is gone", async () => {
    const twice = token({ times: 2 });
    await sealed.read(twice, "agent", ["1"]);
    await sealed.read(twice, "agent", ["1"]);
    expect(await stateOf(sealed.read(twice, "agent", ["1"]))).toBe("28000");
    const other = sealedAccess(rig.as(rig.other), rig.matrix, rig.mapping);
    expect(await stateOf(other.read(token(), "agent", ["1"]))).toBe("42501");
    const second = { id: "k2", secret: new Uint8Array(80).fill(3) }; // Longer than a block: hashed first.
    await installContextKey(rig.owner, rig.matrix, rig.mapping, second);
    const claims = { actor: "a", role: "director", purpose: "followUp", until: new Date(Date.now() + 60_000) };
    expect(await sealed.read(signContext(second, { ...claims, nonce: randomUUID() }), "agent", ["1"])).toHaveLength(1);
    await dropContextKey(rig.owner, rig.matrix, rig.mapping, "k2");
    expect(await stateOf(sealed.read(signContext(second, { ...claims, nonce: randomUUID() }), "agent", ["1"]))).toBe("28000");
    await sealed.tidy();
  });
});
