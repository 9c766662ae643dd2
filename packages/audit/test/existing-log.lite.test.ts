/** Whoever only looks at a log lays nothing down. */
import { systemClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshPglite } from "../../../testing/pglite.ts";
import { createSigner, generateKey } from "../src/node/index.ts";
import { type AuditLogOptions, auditMigrations, layOutboxKey, openAuditLog } from "../src/postgres/index.ts";
import { ORIGIN, readEvent, signer } from "./fixtures.ts";

let db: Awaited<ReturnType<typeof freshPglite>>;
let options: AuditLogOptions;
beforeEach(async () => {
  db = await freshPglite();
  await migrate(fromPglite(db), auditMigrations);
  options = { sql: fromPglite(db), origin: ORIGIN, signer, clock: systemClock };
});
afterEach(() => db.close());

const laidDown = async (): Promise<unknown> => {
  const { rows } = await db.query(`
    select (select count(*) from favorable.audit_identity)::integer as logs, (select count(*) from favorable.audit_head)::integer as heads,
           (select count(*) from favorable.audit_outbox_key)::integer as keys`);
  return rows[0];
};

it("refuses a database that holds no log, and leaves it to the application's own", async () => {
  const typo = generateKey("register.exmaple/audit");
  const mistyped = { ...options, origin: "register.exmaple/audit", signer: createSigner(typo.privateKey), existing: true };
  expect(await rejectionCode(openAuditLog(mistyped))).toBe("LOG_NOT_BEGUN");
  expect(await rejectionCode(layOutboxKey({ ...mistyped, outboxKey: new Uint8Array(32).fill(9) }))).toBe("LOG_NOT_BEGUN");
  expect(await laidDown()).toEqual({ logs: 0, heads: 0, keys: 0 });
  const log = await openAuditLog(options);
  await log.append(readEvent("a-1", []));
  expect(await rejectionCode(openAuditLog(mistyped))).toBe("ORIGIN_MISMATCH");
  expect(await (await openAuditLog({ ...options, existing: true })).sequence()).toEqual({ size: 1 });
});

it("lays down no outbox key in a log that has none, and refuses one that is not recorded", async () => {
  await openAuditLog(options);
  const keyed = { ...options, outboxKey: new Uint8Array(32).fill(9), existing: true };
  const log = await openAuditLog(keyed);
  expect(await laidDown()).toEqual({ logs: 1, heads: 1, keys: 0 });
  await log.append(readEvent("a-1", []));
  expect(await (await openAuditLog(options)).sequence()).toEqual({ size: 1 });
  expect(await rejectionCode(openAuditLog(keyed))).toBe("OUTBOX_KEY_UNRECORDED");
});
