/** Reminders, overdue exports and evidence of deletion. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, period } from "@favorable/core";
import { exportStandings, recordDeletion, recordReminder } from "@favorable/exports";
import { deleteOverdueFiles, exportRecords } from "@favorable/exports/node";
import { afterAll, expect, it } from "vitest";
import { freshFolder, memoryLedger, request } from "./requests.ts";

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

  await recordDeletion(ledger, {
    export: manifest.id,
    by: "recipient",
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

it("evidence names an export and a side", async () => {
  await expect(recordReminder(ledger, "somebody's name")).rejects.toMatchObject({ code: "EXPORT_FACTS" });
  const bad = { export: events[0]?.clear?.["export"] as string, by: "nobody" as "controller", how: "x", retention };
  await expect(recordDeletion(ledger, bad)).rejects.toMatchObject({ code: "EXPORT_FACTS" });
});
