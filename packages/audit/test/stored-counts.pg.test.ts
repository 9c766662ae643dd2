import { expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { date, key, longPolicy, readEvent, shortPolicy } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { openLog } from "./store-behaviour.ts";

it("counts that are not those of the bodies are told, whichever way and under whatever they stand, and change no verdict", async () => {
  const { log, sql, close } = await openLog(openPgStore);
  const counts = async (): Promise<readonly string[]> => {
    const { verdict, findings } = await verifyStore(sql, { verifier: createVerifier(key.vkey), asOf: date("2021-10-30") });
    return [verdict, ...findings.map((one) => `${one.verdict} ${one.code} ${one.place}`)];
  };
  await log.appendAll([shortPolicy, longPolicy, readEvent("a-1", ["p-1"]), readEvent("a-2", ["p-2"], "alerts")]);
  await log.sequence();
  expect(await counts()).toEqual(["intact"]);

  await sql.query("alter table favorable.audit_month disable trigger all");
  await sql.query("create table counted as select * from favorable.audit_month");
  for (const change of [
    "insert into favorable.audit_month values ('2021-11-01', 'alerts', 1, '2021-10-30', '', -2)",
    "insert into favorable.audit_month values ('2021-11-01', 'alerts', 1, '2021-10-30', '', 1)",
    "insert into favorable.audit_month values ('2030-01-01', 'none', 1, '2021-10-30', '', 1)",
    "update favorable.audit_month set version = 2 where policy = 'alerts'",
    "delete from favorable.audit_month where policy = 'alerts'",
    "delete from favorable.audit_month",
  ]) {
    await sql.query(change);
    expect(await counts(), change).toEqual(["intact", "notice counts-differ audit_month"]);
    await sql.query("delete from favorable.audit_month");
    await sql.query("insert into favorable.audit_month select * from counted");
    expect(await counts(), change).toEqual(["intact"]);
  }
  // What cancels out is no difference.
  await sql.query(
    "insert into favorable.audit_month select month, policy, version, start_on, key_id, n from favorable.audit_month, (values (7), (-7)) v (n)",
  );
  expect(await counts()).toEqual(["intact"]);
  await close();
});
