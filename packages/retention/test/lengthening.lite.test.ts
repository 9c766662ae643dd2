/** Keeping longer needs an approval, by whichever way a policy comes to a table; the clock begins after the evidence; a run is on record. */
import { calendarDate } from "@favorable/core";
import { definePolicy } from "@favorable/retention";
import { amendments, attach, detach, purgeRuns, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshPglite } from "../../../testing/pglite.ts";

const start = { kind: "field", field: "since" } as const;
const base = { version: 1, start, then: "delete", zone: "Europe/Monaco" } as const;
const year = definePolicy({ ...base, id: "year", maximum: { period: "P1Y" } });
const five = definePolicy({ ...base, id: "five", maximum: { period: "P5Y" } });
const month = definePolicy({ ...base, id: "month", minimum: { period: "P1M" }, maximum: { period: "P1Y" } });
const floor = definePolicy({ ...base, id: "floor", minimum: { period: "P30Y" } });
const approval = { authority: "CCIN", reference: "2022-001", on: "2022-01-01" };
const table = { table: "file" };

let sql: Sql;
let close: () => Promise<void>;
beforeAll(async () => {
  const db = await freshPglite();
  sql = fromPglite(db);
  close = () => db.close();
  await migrate(sql, retentionMigrations);
  await sql.query("create table file (id int primary key, since date, seen date)");
});
afterAll(() => close());
beforeEach(async () => {
  await sql.query(
    "truncate file, favorable.attachment, favorable.amendment, favorable.purge, favorable.purge_run, favorable.clock, favorable.sweep",
  );
});

describe("an approval is needed", () => {
  const put = (policy: typeof year, more: object = {}) => attach({ sql, policy, table, ...more });
  const unapproved = (places: readonly string[]) => ({ code: "AMENDMENT_UNAPPROVED", details: { places } });

  it("for a second policy whose floor reaches beyond those that are there, and for no other", async () => {
    await put(year);
    await expect(put(floor)).rejects.toMatchObject(unapproved(["minimum.0"]));
    await put(month); // Its floor has passed before the cap of the other.
    await put(five); // Another cap shortens, or changes nothing.
    expect(await amendments(sql, month)).toEqual([]);
    await put(floor, { approval });
    expect((await amendments(sql, floor)).map(({ change, places }) => [change, places[0]])).toEqual([
      ["longer", "policy five"],
      ["longer", "policy month"],
      ["longer", "policy year"],
    ]);
    await expect(put(definePolicy({ ...floor, id: "more" }), { approval: { ...approval, on: "soon" } })).resolves.toBeDefined(); // Not longer now.
  });

  it("for a longer policy after one that was taken off, whatever it is called", async () => {
    await put(year);
    await detach({ sql, policy: year, table });
    await expect(put(five)).rejects.toMatchObject(unapproved(["maximum.0"]));
    await expect(put({ ...year, id: "seen" }, { table: { ...table, start: "seen" } })).rejects.toMatchObject(unapproved(["start"]));
    await put(five, { approval });
    expect(await amendments(sql, five)).toMatchObject([{ was: 1, change: "longer", places: ["policy year", "maximum.0"], approval }]);
    // From now on it is what the next one is compared with.
    await detach({ sql, policy: five, table });
    await put({ ...five, id: "again" });
    await detach({ sql, policy: { ...five, id: "again" }, table });
    await put(year);
  });

  it("to take a policy off while only longer ones stay", async () => {
    await put(year);
    await put(five);
    await expect(detach({ sql, policy: year, table })).rejects.toMatchObject(unapproved(["maximum.0"]));
    await detach({ sql, policy: five, table });
    await put(five);
    await detach({ sql, policy: year, table, approval });
    expect(await amendments(sql, five)).toMatchObject([{ change: "longer", places: ["policy year", "maximum.0"] }]);
  });
});

it("simulated time does not begin before a day there is evidence of", async () => {
  await simulateTime(sql, new Date("2001-01-01T00:00:00Z")); // No evidence yet: any day.
  await sql.query("truncate favorable.clock");
  await sql.query("insert into file values (1, '2020-01-01')");
  expect(await sweep({ sql, policy: year, table })).toMatchObject({ removed: 1, simulated: false });
  expect(await rejectionCode(simulateTime(sql, new Date("2020-06-01T12:00:00Z")))).toBe("CLOCK_BACKWARDS");
  const soon = new Date(Date.now() + 86_400_000);
  await simulateTime(sql, soon);
  expect(await rejectionCode(simulateTime(sql, new Date(soon.getTime() - 1)))).toBe("CLOCK_BACKWARDS");
});

it("a sweep with nothing due is on record, once for a day", async () => {
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
  const asOf = calendarDate("2022-01-30");
  for (const day of [asOf, asOf, calendarDate("2022-01-31")]) await sweep({ sql, policy: year, table, asOf: day });
  const event = definePolicy({ ...base, id: "event", start: { kind: "event", event: "end" }, maximum: { period: "P1Y" } });
  await sweep({ sql, policy: event, table });
  expect(await purgeRuns(sql, ["year", "event"])).toEqual([
    { policy: "year", asOf: "2022-01-30", removed: 0, tables: 1, simulated: true },
    { policy: "event", asOf: "2022-01-31", removed: 0, tables: 1, simulated: true },
    { policy: "year", asOf: "2022-01-31", removed: 0, tables: 1, simulated: true },
  ]);
});
