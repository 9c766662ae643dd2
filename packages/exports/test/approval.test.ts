/** A second person, above a size. */

import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, type Permit, simulatedClock } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { type Approval, approvalQuestion, approveExport, masked, pseudonymised } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, people, permit, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const zone = "Europe/Monaco";
const clock = simulatedClock(new Date("2021-11-02T09:30:00Z"));
const both: Permit = (asked) => (asked.role === "dpo" ? { allowed: true, fields: ["status", "staffNumber", "doses"] } : permit(asked));
const ledgerRetention = { policy: "logs", version: 1, start: calendarDate("2021-11-02") };
let next = 0;
const fresh = (): string => join(folder, `${next++}.age`);

async function approved(
  over: Partial<{ approver: string; role: string }> = {},
  mostRows = 100,
): Promise<{ approval: Approval; types: string[] }> {
  const { events, ledger } = memoryLedger();
  const question = approvalQuestion(request(fresh(), ledger), { mostRows, validUntil: calendarDate("2021-11-03") });
  const approval = await approveExport(question, { approver: "a-99", role: "dpo", permit: both, ledger, ledgerRetention, clock, ...over });
  return { approval, types: events.map(({ type }) => type) };
}

describe("an export above the bound", () => {
  it("ends without an approval, whatever was written by then", async () => {
    const { events, ledger } = memoryLedger();
    const file = fresh();
    const work = exportRecords({ ...request(file, ledger), rows: people(12), approval: { above: 10, zone } });
    await expect(work).rejects.toMatchObject({ code: "EXPORT_APPROVAL", details: { reason: "TOO_MANY_ROWS", mostRows: 10 } });
    expect(events.map(({ type }) => type)).toEqual(["export.started", "export.aborted"]);
    expect(existsSync(file)).toBe(false);
  });

  it("leaves with the approval of another person, and says whose", async () => {
    const { approval, types } = await approved();
    expect(types).toEqual(["export.approved"]);
    const { events, ledger } = memoryLedger();
    const file = fresh();
    await exportRecords({ ...request(file, ledger), rows: people(12), approval: { above: 10, zone, approval } });
    expect((await openExport(file, keys.identity)).manifest.approval).toMatchObject({ approver: "a-99", role: "dpo", id: approval.id });
    expect(events.at(-1)?.clear).toMatchObject({ approval: approval.id });
  });

  it("ends above the number of rows that was approved", async () => {
    const { approval } = await approved({}, 11);
    const work = exportRecords({ ...request(fresh(), memoryLedger().ledger), rows: people(12), approval: { above: 10, zone, approval } });
    await expect(work).rejects.toMatchObject({ details: { reason: "TOO_MANY_ROWS" } });
  });

  it.each([
    ["another actor", { actor: "a-18" }],
    ["another purpose", { purpose: "offers" }],
    ["fewer fields", { fields: ["status"] }],
    ["another recipient", { recipients: ["00"] }],
    ["another form of the rows", { rows: "csv" }],
    ["a field that was to leave masked", { transforms: { status: "masked" } }],
    ["nothing said of transforms", { transforms: undefined }],
    ["an approver who is the actor", { approver: "a-17" }],
    ["a day that has passed", { validUntil: calendarDate("2021-11-01") }],
    ["another format", { format: "favorable-approval/2" }],
    ["rows without number", { mostRows: Number.NaN }],
  ])("is refused and recorded with an approval of %s", async (_, change) => {
    const { approval } = await approved();
    const { events, ledger } = memoryLedger();
    // The one cast: an approval comes from storage, where anything may have happened to it.
    const changed = { ...approval, ...change } as Approval;
    const work = exportRecords({ ...request(fresh(), ledger), approval: { above: 0, zone, approval: changed } });
    await expect(work).rejects.toMatchObject({ code: "EXPORT_APPROVAL" });
    expect(events.map(({ type, clear }) => [type, clear?.["reason"]])).toEqual([["export.refused", "APPROVAL"]]);
  });
});

describe("an approval", () => {
  it("of masked values covers these, and not the same in clear or otherwise changed", async () => {
    const { ledger } = memoryLedger();
    const transforms = { status: masked() };
    const question = approvalQuestion({ ...request(fresh(), ledger), transforms }, { mostRows: 9, validUntil: calendarDate("2021-11-03") });
    expect(question).toMatchObject({ transforms: { status: "masked" }, rows: "ndjson" });
    const approval = await approveExport(question, { approver: "a-99", role: "dpo", permit: both, ledger, ledgerRetention, clock });
    const tried = (over: object) =>
      rejectionCode(exportRecords({ ...request(fresh(), ledger), approval: { above: 0, zone, approval }, ...over }));
    expect(await tried({ transforms })).toBe("nothing thrown");
    expect(await tried({})).toBe("EXPORT_APPROVAL");
    expect(await tried({ transforms: { status: pseudonymised(new Uint8Array(32)) } })).toBe("EXPORT_APPROVAL");
    expect(await tried({ transforms, format: "csv" })).toBe("EXPORT_APPROVAL");
  });

  it.each([
    ["SAME_PERSON", { approver: "a-17" }],
    ["NOT_PERMITTED", { role: "secretary" }],
    ["QUESTION_MALFORMED", { approver: "" }],
  ])("is refused with %s, and recorded", async (reason, over) => {
    const { events, ledger } = memoryLedger();
    const question = approvalQuestion(request(fresh(), ledger), { mostRows: 5, validUntil: calendarDate("2021-11-03") });
    const work = approveExport(question, { approver: "a-99", role: "dpo", permit: both, ledger, ledgerRetention, clock, ...over });
    await expect(work).rejects.toMatchObject({ code: "EXPORT_APPROVAL", details: { reason } });
    expect(events.map(({ type }) => type)).toEqual(["export.approval-refused"]);
  });

  it("is asked of the permit with the roles that the approver holds", async () => {
    const { ledger } = memoryLedger();
    const question = approvalQuestion(request(fresh(), ledger), { mostRows: 5, validUntil: calendarDate("2021-11-03") });
    const apart: Permit = (asked) => (asked.holds?.includes("dpo") === true ? both(asked) : { allowed: false, code: "HOLDS_MISSING" });
    const options = { approver: "a-99", role: "dpo", permit: apart, ledger, ledgerRetention, clock };
    await expect(approveExport(question, options)).rejects.toMatchObject({ details: { reason: "NOT_PERMITTED" } });
    expect(await approveExport(question, { ...options, holds: ["dpo"] })).toMatchObject({ approver: "a-99" });
  });

  it("covers the recipients it was asked for", async () => {
    const { approval } = await approved();
    const stranger = await generateIdentity();
    const work = exportRecords({
      ...request(fresh(), memoryLedger().ledger),
      recipients: [stranger.recipient],
      approval: { above: 0, zone, approval },
    });
    await expect(work).rejects.toMatchObject({ details: { reason: "OTHER_EXPORT" } });
  });
});
