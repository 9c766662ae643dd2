/** Exports that are refused before anything is written. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { exportRecords, writeIdentityFile } from "@favorable/exports/node";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { exportPlaces, keys, memoryLedger, request, typesOf } from "./requests.ts";

const place = exportPlaces();
let folder = "";
let file = "";
beforeEach(() => {
  ({ folder, file } = place());
});

describe("a refused export", () => {
  const one = () => ({ allowed: true, fields: ["status"] }) as const;
  it.each([
    ["a role without the action", { role: "secretary" }, "NOT_GRANTED"],
    ["an unknown name, which is not repeated", { role: "Marie Dupont, by phone" }, "NOT_GRANTED"],
    ["a field that is not permitted", { fields: ["status", "comment"] }, "FIELD_NOT_PERMITTED"],
    ["no field at all", { fields: [] }, "NO_FIELD"],
    [
      "a permit that fails",
      {
        permit: () => {
          throw new Error("leaked");
        },
      },
      "PERMIT_FAILED",
    ],
    ...[undefined, null, "yes", {}, { allowed: "no", fields: ["status"] }, { allowed: 1, fields: ["status"] }, Promise.resolve(one())].map(
      (answer): [string, object, string] => ["an answer that is none", { permit: () => answer }, "PERMIT_MALFORMED"],
    ),
    ...[undefined, "status", ["status", 5], ["salary"], ["status", "__proto__"], { 0: "status" }].map(
      (fields): [string, object, string] => [
        "permitted fields that are none",
        { permit: () => ({ allowed: true, fields }) },
        "PERMIT_MALFORMED",
      ],
    ),
    ["a code that is no text", { permit: () => ({ allowed: false, code: { Dupont: 1 } }) }, "PERMIT_MALFORMED"],
    ["a code that is a text of somebody", { permit: () => ({ allowed: false, code: "Marie Dupont" }) }, "malformed"],
    ["a permit that is none", { permit: null }, "PERMIT_FAILED"],
    ["wanted fields that are no list", { fields: "status" }, "FIELD_NOT_PERMITTED"],
    ...["actor", "role", "purpose"].flatMap((name) =>
      ["", "\ud800", null, undefined, 5, { Dupont: 1 }].map((value): [string, object, string] => [
        `no ${name}`,
        { [name]: value, permit: one },
        "REQUEST_MALFORMED",
      ]),
    ),
    ...[null, {}, { name: 5, fields: {} }, { name: "agent", fields: null }].map((record): [string, object, string] => [
      "a record that is none",
      { record, permit: one },
      "REQUEST_MALFORMED",
    ]),
  ])("is recorded and writes nothing: %s", async (_name, change, reason) => {
    const { ledger, events } = memoryLedger();
    let pulled = false;
    const rows = async function* () {
      pulled = true;
      yield { status: "x" };
    };
    const error = await exportRecords({ ...request(file, ledger), rows: rows(), ...change }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "EXPORT_REFUSED", details: { reason } });
    expect(typesOf(events)).toEqual(["export.refused"]);
    expect(JSON.stringify([error, events[0]?.clear])).not.toMatch(/Dupont|leaked/);
    expect([readdirSync(folder), pulled]).toEqual([[], false]);
  });

  it("stays refused, and says so, when the refusal cannot be recorded", async () => {
    const { ledger } = memoryLedger(() => true);
    expect(await rejectionCode(exportRecords({ ...request(file, ledger), role: "secretary" }))).toBe("EXPORT_LEDGER");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["no recipient", { recipients: [] }, "AGE_RECIPIENT"],
    ["a recipient twice", { recipients: [keys.recipient, { recipient: keys.recipient, label: "again" }] }, "AGE_RECIPIENT"],
    ["a malformed recipient", { recipients: ["age1nobody"] }, "AGE_RECIPIENT"],
    ["recipients that are no list", { recipients: null as never }, "AGE_RECIPIENT"],
    ["a recipient that is none", { recipients: [null] as never }, "AGE_RECIPIENT"],
    ["a recipient of another type", { recipients: [{ recipient: 5 }] as never }, "AGE_RECIPIENT"],
    ["a label that is no text", { recipients: [{ recipient: keys.recipient, label: "\ud800" }] }, "EXPORT_FACTS"],
    ["a record whose field has no category", { record: { name: "agent", fields: { status: {} } } as never, permit: one }, "EXPORT_FACTS"],
    ["a fact of 70 MB, which no reader takes", { facts: { scope: "x".repeat(70_000_000) } }, "EXPORT_FACTS"],
    ["an unknown fact", { facts: { note: "x" } as never }, "EXPORT_FACTS"],
    ["a malformed date", { facts: { keepUntil: "tomorrow" } as never }, "EXPORT_FACTS"],
  ])("is not even started with %s", async (_name, change, code) => {
    const { ledger, events } = memoryLedger();
    expect(await rejectionCode(exportRecords({ ...request(file, ledger), ...change }))).toBe(code);
    expect([events, readdirSync(folder)]).toEqual([[], []]);
  });

  it("never replaces a file unasked", async () => {
    writeFileSync(file, "mine");
    const { ledger, events } = memoryLedger();
    expect(await rejectionCode(exportRecords(request(file, ledger)))).toBe("EXPORT_EXISTS");
    expect([readFileSync(file, "utf8"), events]).toEqual(["mine", []]);
    expect(await rejectionCode(writeIdentityFile(file, keys, { createdAt: new Date(0) }))).toBe("EXPORT_EXISTS");
  });
});
