import { randomUUID } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import {
  applyPostgres,
  installContextKey,
  type PostgresMapping,
  type SealedAccess,
  type SignedClaims,
  sealedAccess,
  signContext,
  verifyPostgres,
} from "@favorable/access/postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { access, vocabulary } from "./register.ts";

const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
const { actions, roles, grants } = access;
const matrix = defineMatrix(vocabulary, { actions, roles, grants, conflicts: [["director", "administrator"]] });
let rig: PostgresRig;
let mapping: PostgresMapping;
let sealed: SealedAccess;

const read = (claims: Partial<SignedClaims>): Promise<string> => {
  const context = { actor: "a-17", role: "director", purpose: "followUp", nonce: randomUUID(), until: new Date(Date.now() + 60_000) };
  return stateOf(sealed.read(signContext(key, { ...context, ...claims }), "agent", ["1"]));
};

beforeAll(async () => {
  rig = await postgresRig("sealed");
  mapping = { ...rig.mapping, prefix: `${rig.mapping.prefix}d` };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  sealed = sealedAccess(rig.as(rig.app), matrix, mapping);
});
afterAll(() => rig.close());

it("refuses a context of somebody whose roles conflict, or who does not say what they hold in a role that may conflict", async () => {
  expect(await read({})).toBe("28000");
  expect(await read({ holds: ["director", "administrator"] })).toBe("28000");
  // Signed by another hand than `signContext`, which refuses this one.
  expect(await read({ holds: Object.assign(["manager"], { includes: () => true }) })).toBe("28000");
  expect(await read({ holds: ["director"] })).toBe("done");
  expect(await read({ holds: ["manager", "director"] })).toBe("done");
});

it("asks nothing of a role that stands in no conflict, and refuses it to somebody whose other roles conflict", async () => {
  const manager = { role: "manager", unit: "u1" };
  expect(await read(manager)).toBe("done");
  expect(await read({ ...manager, holds: ["manager", "director"] })).toBe("done");
  expect(await read({ ...manager, holds: ["manager", "director", "administrator"] })).toBe("28000");
  expect((await verifyPostgres(rig.owner, matrix, mapping)).functions).toEqual([]);
});
