/** The gate after a restore, with the real log: what the checkpoint outside says, the database has to say too. */
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, logHead, openAuditLog } from "@favorable/audit/postgres";
import { fromBase64, systemClock, toHex } from "@favorable/core";
import { erasureLedger, memoryErasureStore } from "@favorable/retention";
import { openAfterStart, retentionMigrations } from "@favorable/retention/postgres";
import { migrate } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterEach, expect, test } from "vitest";

const origin = "gate.example/audit";
const signer = createSigner(generateKey(origin).privateKey);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A database whose log has entries of these kinds. */
async function database(...notes: readonly number[]) {
  const { sql, close } = await openPglite(undefined);
  closing.push(close);
  await migrate(sql, [...auditMigrations, ...retentionMigrations]);
  const log = await openAuditLog({ sql, origin, signer, clock: systemClock });
  for (const note of notes) {
    await log.append({ type: "access.read", clear: { note } });
    await log.sequence();
  }
  return { sql, log };
}

test("closes a database whose log is older than, or another than, the checkpoint that was kept", { timeout: 60_000 }, async () => {
  const ledger = erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(32), backups: "P90D" });
  const live = await database(1, 2, 3);
  const [, size = "", root = ""] = (await live.log.checkpoint()).split("\n");
  await ledger.recordCheckpoint({ origin, size: Number(size), root: fromBase64(root) });
  const gate = (sql: typeof live.sql) => openAfterStart({ sql, ledger, head: logHead(sql), zone: "UTC", lookAfterMs: 0 });

  expect((await logHead(live.sql)(Number(size))).root).toBe(toHex(fromBase64(root)));
  expect(await (await gate(live.sql)).reason()).toBeUndefined();
  await live.log.append({ type: "access.read" });
  await live.log.sequence();
  expect(await (await gate(live.sql)).reason()).toBeUndefined();

  const restored = await database(1, 2);
  expect(await (await gate(restored.sql)).reason()).toBe("log-older");
  const other = await database(1, 2, 4);
  expect(await (await gate(other.sql)).reason()).toBe("log-forked");
});
