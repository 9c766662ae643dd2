/** Tasks on secondary copies in the database. */
import { calendarDate, PrivacyError } from "@favorable/core";
import { type CopyConnector, defineCopy } from "@favorable/retention";
import { copyTasks, pursueCopies, raiseCopies, retentionMigrations, settleCopy, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshPglite } from "../../../testing/pglite.ts";

const day = calendarDate;
const zone = "Europe/Monaco";
const mailbox = defineCopy({ name: "proofs.mailbox", system: "mailbox", maximumAge: "P1D", start: "processed", zone });
const dumps = defineCopy({ name: "dumps", system: "database-backup", maximumAge: "P31D", start: "primary-gone", rotation: "P30D", zone });
const copies = [mailbox, dumps];

let sql: Sql;
let close: () => Promise<void> = async () => {};
beforeAll(async () => {
  const db = await freshPglite();
  sql = fromPglite(db);
  close = () => db.close();
  await migrate(sql, retentionMigrations);
});
afterAll(() => close());
beforeEach(async () => {
  await sql.query("truncate favorable.copy_task, favorable.clock restart identity");
  await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
});

const raise = (reference: string): Promise<number> =>
  raiseCopies(sql, { copies, reference, on: day("2022-01-31"), locators: { "proofs.mailbox": "where" } });

it("a task is raised once for each copy, and stands only if the transaction does", async () => {
  await expect(
    sql.transaction(async (tx) => {
      expect(await raiseCopies(tx, { copies, reference: "m1", on: day("2022-01-31") })).toBe(2);
      throw new PrivacyError("ROLLED_BACK", "the primary stays");
    }),
  ).rejects.toHaveProperty("code", "ROLLED_BACK");
  expect(await copyTasks(sql)).toEqual([]);
  expect(await raise("m1")).toBe(2);
  expect(await raise("m1")).toBe(0);
  expect((await copyTasks(sql, { copy: "dumps" }))[0]).toMatchObject({ dueOn: "2022-03-03", rotatedOn: "2022-03-02", simulated: true });
});

it("a task ends with evidence, once, and then where the copy was is forgotten", async () => {
  await raise("m1");
  const [task] = await copyTasks(sql, { copy: mailbox.name });
  const id = task?.id ?? "";
  expect(task?.locator).toBe("where");
  const evidence = { kind: "absence", askedOn: day("2022-01-31"), places: 3 } as const;
  expect(await rejectionCode(settleCopy(sql, { copy: dumps, id, evidence }))).toBe("COPY_UNKNOWN");
  expect(await rejectionCode(settleCopy(sql, { copy: mailbox, id, evidence: { ...evidence, askedOn: day("2022-02-01") } }))).toBe(
    "EVIDENCE_REFUSED",
  );
  await settleCopy(sql, { copy: mailbox, id, evidence });
  const [done] = await copyTasks(sql, { copy: mailbox.name });
  expect(done).toMatchObject({ doneOn: "2022-01-31", evidence });
  expect(done).not.toHaveProperty("locator");
  expect(await rejectionCode(settleCopy(sql, { copy: mailbox, id, evidence }))).toBe("COPY_UNKNOWN");
  expect(await rejectionCode(settleCopy(sql, { copy: mailbox, id: "x", evidence }))).toBe("COPY_UNKNOWN");
});

it("silence, errors and unsuitable answers leave a task open, with the word of the answer and no message", async () => {
  await raise("m1");
  await raise("m2");
  const answers: CopyConnector = {
    pursue: async ({ reference }) => {
      if (reference === "m1") throw new PrivacyError("MAILBOX_UNREACHABLE", "secret@example.org");
      return { evidence: { kind: "shredded", keyId: "k", destroyedOn: day("2022-01-31") } };
    },
  };
  expect(await pursueCopies({ sql, copies, connectors: { "proofs.mailbox": answers } })).toEqual({
    done: 0,
    pending: { unreachable: 1, "still-there": 1 },
    failures: { MAILBOX_UNREACHABLE: 1 },
  });
  const tasks = await copyTasks(sql, { open: true });
  expect(tasks.map(({ copy, asked, answer }) => [copy, asked, answer])).toEqual([
    ["proofs.mailbox", 1, "unreachable"],
    ["dumps", 0, undefined],
    ["proofs.mailbox", 1, "still-there"],
    ["dumps", 0, undefined],
  ]);
  expect(JSON.stringify(tasks)).not.toContain("secret@example.org");
});

it("going after copies ends them once their keepers have evidence", async () => {
  await raise("m1");
  await raise("m2");
  const gone: CopyConnector = { pursue: async (_task, _copy, askedOn) => ({ evidence: { kind: "absence", askedOn, places: 2 } }) };
  expect(await pursueCopies({ sql, copies, connectors: { "proofs.mailbox": gone } })).toMatchObject({ done: 2 });
  expect(await pursueCopies({ sql, copies, connectors: { "proofs.mailbox": gone } })).toMatchObject({ done: 0 });
  expect(await copyTasks(sql, { open: true })).toHaveLength(2);
  expect(await rejectionCode(pursueCopies({ sql, copies: [dumps], connectors: { "proofs.mailbox": gone } }))).toBe("CONNECTOR_UNKNOWN");
});

it("references, locators and filters that are none are refused", async () => {
  const on = day("2022-01-31");
  expect(await rejectionCode(raiseCopies(sql, { copies, reference: "", on }))).toBe("COPY_INVALID");
  expect(await rejectionCode(raiseCopies(sql, { copies, reference: "r", on, locators: { dumps: "a\0b" } }))).toBe("COPY_INVALID");
  expect(await rejectionCode(raiseCopies(sql, { copies, reference: "r", on: "today" as never }))).toBe("DATE_INVALID");
  expect(await rejectionCode(copyTasks(sql, { limit: 0 }))).toBe("FILTER_INVALID");
  expect(await rejectionCode(copyTasks(sql, { after: "1; drop" }))).toBe("FILTER_INVALID");
});
