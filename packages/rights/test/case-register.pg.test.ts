import { calendarDate } from "@favorable/core";
import {
  breachLedger,
  caseMigrations,
  postgresBreachRegister,
  postgresRectificationRegister,
  recipientTasks,
} from "@favorable/rights/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { assess, breachSet, record } from "./breach-fixture.ts";
import { caseRegisterSuite } from "./case-register-suite.ts";
import { tableLog } from "./register-sql.ts";

async function open() {
  const database: TestDatabase = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  const sql: Sql = fromPg(pool);
  await migrate(sql, caseMigrations);
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { sql, close, ...(await tableLog(sql)) };
}

caseRegisterSuite("on a real server", async () => {
  const { sql, close, log, state, entries } = await open();
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  return { register: postgresBreachRegister({ sql, log }), entries, breakLog, close };
});

describe("the register of breaches on a real server", () => {
  let set: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    set = await open();
  });
  afterAll(() => set.close());

  it("refuses change, deletion and truncation of what was recorded", async () => {
    const { sql, log } = set;
    await postgresBreachRegister({ sql, log }).append(
      "kept",
      { seq: 1, at: "2026-03-06T20:00:00.000Z", act: record },
      { type: "rights.breach" },
    );
    for (const text of ["update favorable.breach_act set seq = 9", "delete from favorable.breach_act", "truncate favorable.breach_act"])
      await expect(sql.query(text)).rejects.toSatisfy((error) => sqlState(error) === "55000");
  });

  it("is the desk's register, and is counted in SQL as it is in memory", async () => {
    const { sql, log } = set;
    const { act, clock } = breachSet(() => postgresBreachRegister({ sql, log }));
    await act(record, "b-1");
    await act(assess("high"), "b-1");
    clock.moveTo(new Date("2026-03-12T00:00:00Z"));
    expect(await breachLedger(sql, clock.now())).toEqual({
      recorded: 2,
      open: 2,
      overdue: 2,
      notifiedLate: 0,
      notified: 0,
      personsUntold: 1,
      personsExempt: 0,
    });
  });

  it("keeps rectifications beside it, and tells which recipients wait past their day", async () => {
    const { sql, log } = set;
    const register = postgresRectificationRegister({ sql, log });
    const entry = { type: "rights.rectification" };
    const at = "2026-01-31T20:00:00.000Z";
    const dueOn = calendarDate("2026-02-28");
    await register.append(
      "r-1",
      { seq: 1, at, act: { act: "open", request: "r-1", change: "rectification", fields: ["agent.status"] } },
      entry,
    );
    await register.append("r-1", { seq: 2, at, act: { act: "apply", rows: 1, tasks: [{ id: "1", recipient: "insurer", dueOn }] } }, entry);
    expect(await recipientTasks(sql, dueOn)).toEqual([]);
    const late = { code: "RECIPIENT_OVERDUE", rectification: "r-1", request: "r-1", recipient: "insurer", dueOn };
    expect(await recipientTasks(sql, calendarDate("2026-03-01"))).toEqual([late]);
  });
});
