/** How a log is opened in a database, and by whom; run on PGlite and on a PostgreSQL server. */
import { simulatedClock } from "@favorable/core";
import { expect, it } from "vitest";
import { createSigner, generateKey } from "../src/node/index.ts";
import { openAuditLog } from "../src/postgres/index.ts";
import { longPolicy, ORIGIN, signer } from "./fixtures.ts";
import { all, type Opened, openLog, type Store } from "./store-behaviour.ts";

/** The shared tests; `open` gives a database of its own each time. */
export function openingBehaviour(open: () => Promise<Store>): void {
  const withLog = (run: (opened: Opened) => Promise<void>) => async (): Promise<void> => {
    const opened = await openLog(open);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  };

  it(
    "opens again where it stopped, and refuses to be another log",
    withLog(async ({ log, sql, clock }) => {
      await log.append(longPolicy);
      const before = await log.checkpoint();
      const again = await openAuditLog({ sql, origin: ORIGIN, signer, clock });
      expect(await again.checkpoint()).toBe(before);
      const other = createSigner(generateKey("other.example").privateKey);
      await expect(openAuditLog({ sql, origin: "other.example", signer: other, clock })).rejects.toMatchObject({ code: "ORIGIN_MISMATCH" });
      const renamed = { ...signer, name: "other.example" };
      await expect(openAuditLog({ sql, origin: "other.example", signer: renamed, clock })).rejects.toMatchObject({
        code: "SIGNER_MISMATCH",
      });
      await expect(openAuditLog({ sql, origin: ORIGIN, signer, clock, subjectKey: new Uint8Array(8) })).rejects.toMatchObject({
        code: "SUBJECT_KEY_INVALID",
      });
      await expect(all(again.entries({ subject: "p-1" }))).rejects.toMatchObject({ code: "SUBJECT_KEY_MISSING" });
    }),
  );

  it(
    "knows the key it began with, and refuses another one for the same origin, in an older database too",
    withLog(async ({ log, sql, clock }) => {
      await log.append(longPolicy);
      await log.checkpoint();
      const stranger = createSigner(generateKey(ORIGIN).privateKey);
      const opening = () => openAuditLog({ sql, origin: ORIGIN, signer: stranger, clock });
      await expect(opening()).rejects.toMatchObject({ code: "SIGNER_MISMATCH" });
      await expect(sql.query("update favorable.audit_identity set vkey = ''")).rejects.toMatchObject({ details: { sqlState: "55000" } });
      await expect(sql.query("truncate favorable.audit_identity")).rejects.toMatchObject({ details: { sqlState: "55000" } });
      // As it was before keys were laid down: the last checkpoint tells.
      await sql.query("alter table favorable.audit_identity disable trigger all");
      await sql.query("delete from favorable.audit_identity");
      await expect(opening()).rejects.toMatchObject({ code: "SIGNER_MISMATCH" });
      expect(await (await openAuditLog({ sql, origin: ORIGIN, signer, clock })).sequence()).toEqual({ size: 1 });
    }),
  );

  it("says which tables are missing before its migrations", async () => {
    const store = await open();
    const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
    try {
      await expect(openAuditLog({ sql: store.sql, origin: ORIGIN, signer, clock })).rejects.toMatchObject({ code: "LOG_NOT_MIGRATED" });
    } finally {
      await store.close();
    }
  });
}
