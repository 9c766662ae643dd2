import { simulatedClock } from "@favorable/core";
import { createConsentRegister, defineConsent } from "@favorable/fields";
import { consentMigrations, postgresConsentStore } from "@favorable/fields/postgres";
import { migrate, type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { consentStoreSuite } from "./consent-store-suite.ts";

let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;
const open = async (): Promise<void> => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  sql = fromPg(pool);
  await migrate(sql, consentMigrations);
};
const close = async (): Promise<void> => {
  await pool.end();
  await database.drop();
};

consentStoreSuite("on a real server", async () => {
  await open();
  return { store: postgresConsentStore({ sql }), close };
});

describe("consents on a real server with several connections", () => {
  beforeAll(async () => {
    await open();
    await sql.query(
      "do $$ begin create role favorable_test_counter; exception when duplicate_object or unique_violation then null; end $$",
    );
    await sql.query("grant usage on schema favorable to favorable_test_counter");
    await sql.query("grant select, insert on favorable.consent to favorable_test_counter");
  });
  afterAll(close);

  const form = {
    purpose: "offers",
    zone: "Europe/Paris",
    channels: ["app"],
    versions: [{ version: "1", from: "2019-01-01", statement: { en: "Send me offers." } }],
  } as const;
  const refused = (attempt: Promise<unknown>, state: string): Promise<void> =>
    expect(attempt).rejects.toSatisfy((error) => sqlState(error) === state);

  it("leave the last word to whoever came last, however giving and withdrawing interleave", async () => {
    const consents = createConsentRegister({ policies: [await defineConsent(form)], store: postgresConsentStore({ sql }) });
    const words = { purpose: "offers", version: "1", language: "en", channel: "app" } as const;
    for (let round = 0; round < 5; round++) {
      const subject = `person-${round}`;
      const acts = Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0
          ? consents.give({ ...words, subject, id: `${subject}-${at}` })
          : consents.withdraw({ subject, purpose: "offers", channel: "app", id: `${subject}-${at}` }),
      );
      const receipts = await Promise.all(acts);
      const last = receipts
        .map(({ record }) => record)
        .sort((one, other) => (one.at < other.at ? -1 : 1))
        .at(-1);
      expect(new Set(receipts.map(({ record }) => record.at)).size).toBe(12);
      expect((await consents.status(subject, "offers")).state).toBe(last?.act);
      await consents.withdraw({ subject, purpose: "offers", channel: "app", id: `${subject}-end` });
      expect(await consents.consented("offers", [subject])).toEqual(new Set());
    }
  });

  it("are recorded with what else the application writes, or not at all", async () => {
    const act = { id: "tx", subject: "in-tx", purpose: "offers", act: "refused", channel: "app", giver: "subject" } as const;
    await expect(
      sql.transaction(async (tx) => {
        await postgresConsentStore({ sql: tx }).append(act);
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await postgresConsentStore({ sql }).list("in-tx")).toEqual([]);
  });

  it("are not changed by anybody, and forgotten only through the function for it", async () => {
    const store = postgresConsentStore({ sql });
    await store.append({ id: "kept", subject: "kept", purpose: "offers", act: "given", channel: "app", giver: "subject" });
    for (const text of ["update favorable.consent set act = 'given'", "delete from favorable.consent", "truncate favorable.consent"])
      await refused(sql.query(text), "55000");
    const asApplication = (text: string) => sql.transaction(async (tx) => (await tx.query(text)).rows, { role: "favorable_test_counter" });
    for (const text of [
      "update favorable.consent set act = 'given'",
      "delete from favorable.consent",
      "select favorable.forget_consents('kept')",
    ])
      await refused(asApplication(text), "42501");
    expect(await asApplication("select count(*)::int as n from favorable.consent where subject = 'kept'")).toEqual([{ n: 1 }]);
    expect(await store.forget("kept")).toBe(1);
    await refused(sql.query("delete from favorable.consent"), "55000"); // What the function may, its caller may not afterwards.
  });

  it("take a simulated time where one is given", async () => {
    const store = postgresConsentStore({ sql, clock: simulatedClock(new Date("2021-10-27T08:00:00Z")) });
    const act = { subject: "then", purpose: "offers", channel: "app", giver: "subject" } as const;
    await store.append({ ...act, id: "then-1", act: "given" });
    await store.append({ ...act, id: "then-2", act: "withdrawn" });
    expect((await store.list("then")).map(({ at }) => at)).toEqual(["2021-10-27T08:00:00.000Z", "2021-10-27T08:00:00.001Z"]);
  });

  it("tell errors without a value of the row", async () => {
    const marker = "PERSON-WITH-A-LONG-MARKER-4711";
    const odd = { id: marker, subject: marker, purpose: "offers", act: "maybe", channel: "app", giver: "subject" };
    const failure = await postgresConsentStore({ sql })
      .append(odd as never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "SQL_FAILED" });
    const told = failure as Error;
    expect(`${told.message}${told.stack}${JSON.stringify(told)}${String(told.cause)}`).not.toContain(marker);
  });
});
