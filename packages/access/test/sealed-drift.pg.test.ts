/** Drift of level sealed that no other test makes: each finding is found for what it is, and the application does not start. */
import { heldLevel, verifyPostgres } from "@favorable/access/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

let rig: PostgresRig;
beforeAll(async () => {
  rig = await postgresRig("sealed");
});
afterAll(() => rig.close());

const level = async (): Promise<string> => (await heldLevel(rig.as(rig.app, 1), rig.matrix, rig.mapping)).level;
const findings = async (): Promise<unknown> => (await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).functions;
const of = (what: string): string => `favorable.access_${rig.mapping.prefix}_${what}`;

/** Does, looks, and undoes. */
async function during<T>(texts: readonly string[], undo: readonly string[], look: () => Promise<T>): Promise<T> {
  for (const text of texts) await rig.admin.query(text);
  try {
    return await look();
  } finally {
    for (const text of undo) await rig.admin.query(text);
  }
}

describe("a function of level sealed", () => {
  it("with another owner is found", async () => {
    const name = `${of("take_agent")}(uuid)`;
    const sealer = `${rig.mapping.prefix}_sealer`;
    const found = await during(
      [`alter function ${name} owner to ${rig.mapping.prefix}_owner`],
      [`alter function ${name} owner to ${sealer}`],
      async () => ({ functions: await findings(), level: await level() }),
    );
    expect(found).toMatchObject({ functions: [{ what: "owner" }], level: "process" });
    expect(await findings()).toEqual([]);
  });

  it("with an overload beside it is found", async () => {
    const found = await during(
      [`create function ${of("take_agent")}(asked text) returns text language sql as $$ select 'x' $$`],
      [`drop function ${of("take_agent")}(text)`],
      async () => ({ functions: await findings(), level: await level() }),
    );
    expect(found).toMatchObject({ level: "process" });
    expect(found.functions).toContainEqual({ name: `access_${rig.mapping.prefix}_take_agent`, what: "overloaded" });
    expect(await level()).toBe("sealed");
  });
});

describe("any right on the plan's own tables", () => {
  it.each(["key", "use", "ticket"])("ends the level: %s", async (table) => {
    for (const right of ["select", "insert", "update", "delete", "truncate", "select (until)"]) {
      if (right.includes("until") && table === "key") continue;
      const held = await during([`grant ${right} on ${of(table)} to ${rig.app}`], [`revoke all on ${of(table)} from ${rig.app}`], level);
      expect([table, right, held]).toEqual([table, right, "process"]);
    }
    expect(await level()).toBe("sealed");
  });
});
