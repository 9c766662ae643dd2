import { calendarDate } from "@favorable/core";
import { expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { key, ORIGIN, readEvent, shortPolicy } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { type Opened, openLog } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const codesOf = async ({ sql }: Opened): Promise<readonly string[]> => {
  const { verdict, findings } = await verifyStore(sql, {
    verifier: createVerifier(key.vkey),
    subjectKey,
    asOf: calendarDate("2021-10-30"),
  });
  return [verdict, ...findings.map(({ code }) => code)];
};
const triggersOff = async ({ sql }: Opened): Promise<void> => {
  for (const table of ["audit_pending", "audit_unfiled"]) await sql.query(`alter table favorable.${table} disable trigger all`);
};

it("one row taken out of the outbox is missed, whatever else waits", async () => {
  const opened = await openLog(openPgStore);
  const { log, sql, close } = opened;
  for (const actor of ["a-1", "a-2", "a-3"]) await log.append(readEvent(actor, []));
  expect(await codesOf(opened)).toEqual(["intact"]);
  await triggersOff(opened);
  await sql.query("delete from favorable.audit_pending where id = (select min(id) from favorable.audit_pending)");
  expect(await codesOf(opened)).toEqual(["lost", "outbox-rows-missing"]);
  await sql.query("delete from favorable.audit_unfiled where first = (select max(first) from favorable.audit_unfiled)");
  expect(await codesOf(opened)).toEqual(["tampered", "outbox-rows-missing", "outbox-rows-unexpected"]);
  await close();
});

it("a long outbox takes as long to verify as it is long, where the database has little memory for it", async () => {
  const opened = await openLog(openPgStore);
  const { log, sql, close } = opened;
  await log.append(shortPolicy);
  await log.sequence();
  const rows = 30_000;
  await sql.query(
    `with waiting as (
       insert into favorable.audit_pending (entry, type, leaf)
       select e, 'access.read', '{"at":"2021-10-30T08:00:00.000Z","id":"' || e || '","log":"' || $1::text || '","type":"access.read","v":1}'
         from generate_series(1, $2::integer) n, md5(n::text) e
       returning id)
     insert into favorable.audit_unfiled (first, ids) select id, array[id] from waiting`,
    [ORIGIN, rows],
  );
  const { rows: names } = await sql.query<{ name: string }>("select current_database() as name");
  for (const setting of ["work_mem = '64kB'", "hash_mem_multiplier = 1", "statement_timeout = '12s'"])
    await sql.query(`alter database "${names[0]?.name ?? ""}" set ${setting}`);
  await sql.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
  // The connection that is left has the old settings: it is asked to end, too.
  await sql.query("select pg_terminate_backend(pg_backend_pid())").catch(() => undefined);
  expect(await codesOf(opened)).toEqual(["tampered", "outbox-mark-wrong"]);
  await close();
});
