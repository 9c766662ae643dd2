/** Reminders, overdue exports and evidence of deletion. */

import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, period } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { exportStandings, recordDeletion, recordReminder } from "@favorable/exports";
import { deleteOverdueFiles, exportRecords } from "@favorable/exports/node";
import { afterAll, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const retention = { policy: "logs", version: 1, start: calendarDate("2021-11-02") };
const { events, ledger } = memoryLedger();
const file = join(folder, "a.age");
const on = (day: string) => exportStandings(events, { asOf: calendarDate(day), notice: period("P14D") });

it("an export is quiet, then to be remembered, then overdue, until every copy is said to be gone", async () => {
  const { manifest } = await exportRecords({
    ...request(file, ledger),
    facts: { keepUntil: calendarDate("2021-12-31"), retentionRule: "copies/1" },
  });
  expect(on("2021-12-16")[0]).toMatchObject({ export: manifest.id, state: "sealed", due: "no", keepUntil: "2021-12-31" });
  expect(on("2021-12-17")[0]?.due).toBe("remind");
  expect(on("2021-12-31")[0]?.due).toBe("remind");
  expect(on("2022-01-01")[0]?.due).toBe("overdue");
  await recordReminder(ledger, manifest.id);
  expect(on("2022-01-01")[0]?.reminders).toBe(1);

  writeFileSync(join(folder, "other.txt"), "stays");
  expect(await deleteOverdueFiles(folder, on("2021-12-31"), ledger, retention)).toEqual([]);
  expect(await deleteOverdueFiles(folder, on("2022-01-01"), ledger, retention)).toEqual([{ export: manifest.id, file: "a.age" }]);
  expect(existsSync(file)).toBe(false);
  expect(existsSync(join(folder, "other.txt"))).toBe(true);
  expect(on("2022-01-01")[0]).toMatchObject({ due: "overdue", deleted: { controller: true, recipients: 0 } });

  const [recipient] = manifest.recipients;
  await recordDeletion(ledger, {
    export: manifest.id,
    by: "recipient",
    recipient: recipient?.fingerprint ?? "",
    how: "disk-destroyed",
    evidence: "Certificate of 2022-01-03",
    retention,
  });
  expect(on("2022-01-04")[0]).toMatchObject({ due: "no", deleted: { controller: true, recipients: 1 } });
  expect(JSON.stringify(events.map(({ clear }) => clear))).not.toContain("Certificate");
});

it("an export whose process died stays started, an aborted one asks for nothing", () => {
  const states = exportStandings(
    [
      { type: "export.started", clear: { export: "one" } },
      { type: "export.started", clear: { export: "two" } },
      { type: "export.aborted", clear: { export: "two" } },
      { type: "access.read", clear: { export: "three" } },
    ],
    { asOf: calendarDate("2030-01-01"), notice: period("P1D") },
  ).map(({ state, due }) => [state, due]);
  expect(states).toEqual([
    ["started", "no"],
    ["aborted", "no"],
  ]);
});

it("the word of one recipient counts once, that of a stranger not at all, and neither names anybody in clear", async () => {
  const { events: own, ledger: log } = memoryLedger();
  const second = await generateIdentity();
  const { manifest } = await exportRecords({
    ...request(join(folder, "two.age"), log),
    recipients: [keys.recipient, second.recipient],
    facts: { keepUntil: calendarDate("2021-12-31") },
  });
  const [one = "", two = ""] = manifest.recipients.map(({ fingerprint }) => fingerprint);
  const say = (recipient: string) =>
    recordDeletion(log, { export: manifest.id, by: "recipient", recipient, how: "disk-destroyed", retention });
  const standing = () => exportStandings(own, { asOf: calendarDate("2022-01-01"), notice: period("P14D") })[0];
  await recordDeletion(log, { export: manifest.id, by: "controller", how: "unlinked", retention });
  await say(one);
  await say(one);
  await say("0".repeat(32));
  expect(standing()).toMatchObject({ due: "overdue", deleted: { controller: true, recipients: 1 } });
  await say(two);
  expect(standing()).toMatchObject({ due: "no", deleted: { recipients: 2 } });
  expect(JSON.stringify(own.map(({ clear }) => clear))).not.toContain(one);
  const bare = own.map(({ type, clear }) => ({ type, ...(clear === undefined ? {} : { clear }) })); // Parts that were erased.
  expect(exportStandings(bare, { asOf: calendarDate("2022-01-01"), notice: period("P14D") })[0]?.deleted.recipients).toBe(3);
});

it("an export without a last day is said to be unbounded until its copies are gone, and a last day that has passed is refused", async () => {
  const { events: own, ledger: log } = memoryLedger();
  const { manifest } = await exportRecords(request(join(folder, "unbounded.age"), log));
  const due = () => exportStandings(own, { asOf: calendarDate("2021-11-02"), notice: period("P14D") })[0]?.due;
  expect(due()).toBe("unbounded");
  await recordDeletion(log, { export: manifest.id, by: "controller", how: "unlinked", retention });
  const recipient = manifest.recipients[0]?.fingerprint ?? "";
  await recordDeletion(log, { export: manifest.id, by: "recipient", recipient, how: "disk-destroyed", retention });
  expect(due()).toBe("no");
  for (const [day, code] of [
    ["2021-10-31", "EXPORT_FACTS"],
    ["2021-11-02", "nothing thrown"],
  ] as const) {
    const work = exportRecords({ ...request(join(folder, `${day}.age`), log), facts: { keepUntil: calendarDate(day) } });
    expect(await rejectionCode(work)).toBe(code);
  }
});

it("a sealed export stays sealed whatever a left file is called, until it takes its own digest back", () => {
  const sealed = { type: "export.sealed", clear: { export: "one", recipients: 1, fileSha256: "aa" } };
  const state = (clear: object) =>
    exportStandings([sealed, { type: "export.aborted", clear: { export: "one", ...clear } }], {
      asOf: calendarDate("2022-01-01"),
      notice: period("P1D"),
    })[0]?.state;
  expect(state({ reason: "INTERRUPTED" })).toBe("sealed");
  expect(state({ reason: "EXPORT_DISK", fileSha256: "bb" })).toBe("sealed");
  expect(state({ reason: "EXPORT_DISK", fileSha256: "aa" })).toBe("aborted");
});

it("evidence names an export and a side", async () => {
  await expect(recordReminder(ledger, "somebody's name")).rejects.toMatchObject({ code: "EXPORT_FACTS" });
  const bad = { export: events[0]?.clear?.["export"] as string, by: "nobody" as "controller", how: "x", retention };
  await expect(recordDeletion(ledger, bad)).rejects.toMatchObject({ code: "EXPORT_FACTS" });
  for (const recipient of [undefined, "Occupational health"]) {
    const unnamed = { ...bad, by: "recipient" as const, ...(recipient === undefined ? {} : { recipient }) };
    await expect(recordDeletion(ledger, unnamed)).rejects.toMatchObject({ code: "EXPORT_FACTS" });
  }
});
