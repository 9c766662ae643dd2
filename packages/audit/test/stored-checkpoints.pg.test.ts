import type { Sql } from "@favorable/sql";
import { expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { date, key, readEvent } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { openLog } from "./store-behaviour.ts";

/** The same store; tells how many checkpoints a statement gave. */
function watched(sql: Sql, seen: (rows: number) => void): Sql {
  return new Proxy(sql, {
    get(target, member) {
      if (member === "query")
        return async (text: string, params?: never) => {
          const result = await target.query(text, params);
          if (text.includes("favorable.audit_checkpoint")) seen(result.rows.length);
          return result;
        };
      if (member === "transaction")
        return (work: (tx: Sql) => unknown, options: never) => target.transaction((tx) => work(watched(tx, seen)) as never, options);
      return Reflect.get(target, member);
    },
  });
}

it("checkpoints are read a page at a time, each held against the tree, however many were signed", async () => {
  const { log, sql, close } = await openLog(openPgStore);
  for (const actor of ["a-1", "a-2", "a-3"]) {
    await log.append(readEvent(actor, []));
    await log.checkpoint();
  }
  const verify = async (): Promise<readonly string[]> => {
    let most = 0;
    const { verdict, findings } = await verifyStore(
      watched(sql, (rows) => {
        most = Math.max(most, rows);
      }),
      { verifier: createVerifier(key.vkey), asOf: date("2021-10-30") },
    );
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(500);
    const own = findings.filter(({ place }) => place === "audit_checkpoint").map(({ code }) => code);
    return [verdict, String(own.length), ...new Set(own)];
  };
  expect(await verify()).toEqual(["intact", "0"]);
  for (const table of ["audit_checkpoint", "audit_head"]) await sql.query(`alter table favorable.${table} disable trigger all`);
  await sql.query("alter table favorable.audit_checkpoint drop constraint audit_checkpoint_size_fkey");
  // One in its place is of another size, and there are more than entries: all of them are read.
  await sql.query(
    "insert into favorable.audit_checkpoint (size, note) select 9007199254740993 + n, note from favorable.audit_checkpoint, generate_series(1, 600) n where size = 2",
  );
  expect(await verify()).toEqual(["tampered", "600", "row-differs"]);
  await sql.query("delete from favorable.audit_checkpoint where size > 3");
  await sql.query("alter table favorable.audit_leaf disable trigger all");
  await sql.query("delete from favorable.audit_leaf where seq = 2");
  expect(await verify()).toContain("older-than-signed");
  await close();
});
