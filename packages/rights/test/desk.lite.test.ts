import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { deskMigrations, postgresDeskStore, requestLedger } from "../src/postgres/index.ts";
import { attackBehaviour } from "./attack-behaviour.ts";
import { deskBehaviour } from "./desk-behaviour.ts";
import { type OpenStore, ORIGIN, openRig, signer } from "./desk-rig.ts";
import { identityBehaviour } from "./identity-behaviour.ts";
import { day } from "./requests.ts";
import { vaultBehaviour } from "./vault-behaviour.ts";

let db: Awaited<ReturnType<typeof freshPglite>>;
beforeAll(async () => {
  db = await freshPglite();
});
afterAll(() => db.close());

/** One PGlite for all tests, emptied for each. */
const open: OpenStore = async (clock) => {
  await db.query("drop schema if exists favorable cascade");
  const sql = fromPglite(db);
  await migrate(sql, [...auditMigrations, ...deskMigrations]);
  const log = await openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey: new Uint8Array(32).fill(3) });
  return { store: postgresDeskStore({ sql, log }), log };
};

describe("the desk on PGlite", () => {
  attackBehaviour(open);
  deskBehaviour(open);
  identityBehaviour(open);
  vaultBehaviour(open);

  it("counts an empty desk, and one request", async () => {
    const rig = await openRig(open);
    const counted = () => requestLedger(fromPglite(db), day("2021-12-01"));
    expect(await counted()).toEqual({ asOf: "2021-12-01", total: 0, byState: {}, open: 0, overdue: 0, suspended: 0, late: 0 });
    await rig.desk.receive({ kind: "access", channel: "letter" });
    expect(await counted()).toMatchObject({ total: 1, byState: { received: 1 }, open: 1, overdue: 1 });
  });
});
