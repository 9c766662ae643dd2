/** What is found when somebody with every right meddles with the outbox; run on PGlite and on a PostgreSQL server. */
import type { Sql } from "@favorable/sql";
import { expect, it } from "vitest";
import type { AuditLog } from "../src/index.ts";
import { openAuditLog } from "../src/postgres/index.ts";
import { longPolicy, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all, type Opened, openLog, type Store, withoutTriggers } from "./store-behaviour.ts";

const discrepancies = async (log: AuditLog): Promise<unknown[]> =>
  (await all(log.entries({ types: ["audit.discrepancy"] }))).map(({ clear }) => clear);

/** The shared tests; `open` gives a database of its own each time. */
export function outboxBehaviour(open: () => Promise<Store>): void {
  const withLog = (run: (opened: Opened) => Promise<void>) => async (): Promise<void> => {
    const opened = await openLog(open);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  };
  const asSuperuser = async (sql: Sql): Promise<void> => {
    for (const table of ["audit_pending", "audit_unfiled"]) await withoutTriggers(sql, table);
  };

  it(
    "tells for ever that an outbox row was deleted, and nothing of transactions and savepoints that were rolled back",
    withLog(async ({ log, sql }) => {
      await log.appendAll([longPolicy, readEvent("a-1", ["p-1"]), readEvent("a-2", [])]);
      await sql
        .transaction(async (tx) => {
          await log.appendIn(tx, readEvent("gone", []));
          throw new Error("rolled back");
        })
        .catch(() => undefined);
      await sql.transaction(async (tx) => {
        await log.appendIn(tx, readEvent("kept", []));
        await tx
          .transaction(async (inner) => {
            await log.appendIn(inner, readEvent("gone", []));
            throw new Error("rolled back");
          })
          .catch(() => undefined);
      });
      expect(await log.sequence()).toEqual({ size: 4 });
      expect(await discrepancies(log)).toEqual([]);

      await log.appendAll([readEvent("a-3", []), readEvent("a-4", [])]);
      await asSuperuser(sql);
      await sql.query(
        "delete from favorable.audit_pending where leaf like '%access.read%' and id = (select max(id) from favorable.audit_pending)",
      );
      expect(await log.sequence()).toEqual({ size: 6 });
      expect(await discrepancies(log)).toEqual([{ kind: "deleted", count: 1 }]);
      expect(await log.sequence()).toEqual({ size: 6 });
    }),
  );

  it(
    "finds a deletion that left no trace in the database, as long as the process that appended lives",
    withLog(async ({ log, sql }) => {
      await asSuperuser(sql);
      for (const append of [
        () => log.append(readEvent("a-1", [])),
        () => sql.transaction((tx) => log.appendIn(tx, readEvent("a-2", []))),
        () => sql.transaction((tx) => tx.transaction((inner) => log.appendIn(inner, readEvent("a-3", [])))),
      ]) {
        await append();
        await sql.query("delete from favorable.audit_unfiled");
        await sql.query("delete from favorable.audit_pending");
        await log.sequence();
      }
      expect(await discrepancies(log)).toEqual(Array.from({ length: 3 }, () => ({ kind: "deleted", count: 1 })));
    }),
  );

  it(
    "sets rows aside that no writer made, says so, and goes on",
    withLog(async ({ log, sql }) => {
      const { id } = await log.append(readEvent("a-1", ["p-1"]));
      const { rows } = await sql.query<{ leaf: string }>("select leaf from favorable.audit_pending");
      const forgedId = `${id.slice(1)}0`;
      const forged = rows[0]?.leaf.replace(id, forgedId) ?? "";
      for (const [entry, leaf, mac] of [
        [forgedId, forged, null],
        [`${forgedId.slice(1)}1`, forged.replace(ORIGIN, "other.example"), "x".repeat(44)],
      ])
        await sql.query("insert into favorable.audit_pending (entry, type, leaf, mac) values ($1, 'access.read', $2, $3)", [
          entry ?? null,
          leaf ?? null,
          mac ?? null,
        ]);
      // Through the function, too: the right to append is not the key.
      await sql.query("select favorable.audit_append($1, 'access.read', $2, '', '', '', '', '')", [
        `${forgedId.slice(2)}22`,
        forged.replace(forgedId, `${forgedId.slice(2)}22`),
      ]);
      expect(await log.sequence()).toEqual({ size: 2 });
      expect((await all(log.entries())).map(({ type, id: entry }) => [type, entry === id])).toEqual([
        ["access.read", true],
        ["audit.discrepancy", false],
      ]);
      expect(await discrepancies(log)).toEqual([{ kind: "forged", count: 3 }]);
      expect(await log.health()).toMatchObject({ quarantined: 3, pending: 0 });
    }),
  );

  it(
    "tells when bodies were taken away with the row that speaks of them, and keeps the entry",
    withLog(async ({ log, sql }) => {
      await log.append(readEvent("a-1", ["p-1"]));
      await asSuperuser(sql);
      await sql.query("delete from favorable.audit_unfiled");
      expect(await log.sequence()).toEqual({ size: 2 });
      expect(await discrepancies(log)).toEqual([{ kind: "stripped", count: 1 }]);
    }),
  );

  it(
    "is not sequenced, and not written, by a process without the key it is kept under; another key is refused",
    withLog(async ({ log, sql, clock }) => {
      await log.append(readEvent("a-1", []));
      const stranger = await openAuditLog({ sql, origin: ORIGIN, signer, clock });
      await expect(stranger.append(longPolicy)).rejects.toMatchObject({ code: "OUTBOX_KEY_MISSING" });
      await expect(stranger.sequence()).rejects.toMatchObject({ code: "OUTBOX_KEY_MISSING" });
      const outboxKey = new Uint8Array(32).fill(9);
      await expect(openAuditLog({ sql, origin: ORIGIN, signer, clock, outboxKey })).rejects.toMatchObject({ code: "OUTBOX_KEY_MISMATCH" });
      await expect(openAuditLog({ sql, origin: ORIGIN, signer, clock, outboxKey: outboxKey.slice(1) })).rejects.toMatchObject({
        code: "OUTBOX_KEY_INVALID",
      });
      expect(await log.sequence()).toEqual({ size: 1 });
      expect(await stranger.sequence()).toEqual({ size: 1 });
    }),
  );

  it(
    "takes an entry once that was written twice because an answer was lost",
    withLog(async ({ log }) => {
      const entries = log.encode([readEvent("a-1", ["p-1"]), readEvent("a-2", [])]);
      await log.appendEncoded(entries);
      await log.appendEncoded(entries);
      expect(await log.sequence()).toEqual({ size: 2 });
      await log.appendEncoded([...entries, ...log.encode([readEvent("a-3", [])])]);
      expect(await log.sequence()).toEqual({ size: 3 });
      expect((await all(log.entries())).map(({ parts }) => parts[0]?.value)).toEqual(["a-1", "a-2", "a-3"]);
      expect(await discrepancies(log)).toEqual([]);
    }),
  );
}
