/** Exports that end before they are whole. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { exportRecords, openExport } from "@favorable/exports/node";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { contents, exportPlaces, keys, memoryLedger, people, plaintextOf, request, typesOf } from "./requests.ts";

const place = exportPlaces();
let folder = "";
let file = "";
beforeEach(() => {
  ({ folder, file } = place());
});

const until = async (met: () => boolean): Promise<void> => {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe("an interrupted export", () => {
  const failing = async function* (error: unknown) {
    yield* people(9000);
    throw error;
  };

  it.each([
    ["the source throws", { rows: () => failing(new Error("Key (name)=(Dupont) exists")) }, "EXPORT_SOURCE"],
    ["the source throws something else", { rows: () => failing("Dupont") }, "EXPORT_SOURCE"],
    [
      "the source refuses with a code",
      { rows: () => failing(new PrivacyError("SQL_UNAVAILABLE", "Dupont", { a: "Dupont" })) },
      "EXPORT_SOURCE",
    ],
    ["the source makes up a code", { rows: () => failing(new PrivacyError("DUPONT", "Dupont")) }, "EXPORT_SOURCE"],
    ["the source takes a code of exports", { rows: () => failing(new PrivacyError("EXPORT_VALUE", "Dupont")) }, "EXPORT_SOURCE"],
    [
      "the source throws a class of its own",
      { rows: () => failing(Object.defineProperty(new Error("x"), "constructor", { value: { name: "MarieDupont" } })) },
      "EXPORT_SOURCE",
    ],
    [
      "the source throws what cannot be looked at",
      {
        rows: () =>
          failing(
            new Proxy(new Error("x"), {
              has() {
                throw new Error("Dupont");
              },
            }),
          ),
      },
      "EXPORT_SOURCE",
    ],
    ["a row is a list", { rows: () => [[["Dupont"]]] as never }, "EXPORT_VALUE"],
    ["a row is longer than any reader takes", { rows: () => [{ status: "x".repeat(70_000_000) }] as never }, "EXPORT_VALUE"],
    ["a row is longer in bytes", { rows: () => [{ status: "é".repeat(34_000_000) }] as never }, "EXPORT_VALUE"],
    [
      "a row holds what JSON cannot carry",
      {
        rows: async function* () {
          yield* people(5000);
          yield { status: () => "Dupont" };
        },
      },
      "EXPORT_VALUE",
    ],
    [
      "a row is not an object",
      {
        rows: async function* () {
          yield "Dupont" as never;
        },
      },
      "EXPORT_VALUE",
    ],
    [
      "the observer throws",
      {
        onProgress: () => {
          throw new Error("Dupont");
        },
      },
      "EXPORT_OBSERVER",
    ],
    ["it is cancelled", { signal: AbortSignal.abort() }, "EXPORT_CANCELLED"],
    ["the folder does not exist", { file: "missing/export.age" }, "EXPORT_DISK"],
  ])("leaves no file and is recorded: %s", async (_name, change, code) => {
    const { ledger, events } = memoryLedger();
    const { rows, ...rest } = change as { rows?: () => AsyncIterable<never> };
    const base = request(file, ledger);
    const error = await exportRecords({
      ...base,
      ...rest,
      ...("file" in change ? { file: join(folder, change.file ?? "") } : {}),
      rows: rows?.() ?? base.rows,
    }).catch((caught: unknown) => caught);
    expect(isPrivacyError(error, code) ? "as expected" : error).toBe("as expected");
    expect(typesOf(events)).toEqual(["export.started", "export.aborted"]);
    expect(events[1]?.clear).toMatchObject({ export: events[0]?.clear?.["export"], reason: code });
    expect(readdirSync(folder)).toEqual([]);
    const said = error instanceof Error ? `${JSON.stringify(error)} ${error.stack} ${String(error.cause)}` : "";
    expect(said).not.toContain("Dupont");
    await exportRecords({ ...request(file, ledger) });
    expect((await openExport(file, keys.identity)).seal.rows).toBe(3);
  });

  it("names field and row of a value that does not fit", async () => {
    const rows = [{ status: "x" }, { status: Number.NaN }];
    await expect(exportRecords({ ...request(file, memoryLedger().ledger), rows })).rejects.toMatchObject({
      details: { field: "status", row: 2 },
    });
  });

  it("is not published when the ledger fails at any stage", async () => {
    for (const failed of [["export.started"], ["export.sealed"], ["export.sealed", "export.aborted"]]) {
      const { ledger, events } = memoryLedger(({ type }) => failed.includes(type));
      expect(await rejectionCode(exportRecords(request(file, ledger)))).toBe("EXPORT_LEDGER");
      expect(readdirSync(folder)).toEqual([]);
      expect(typesOf(events).includes("export.sealed")).toBe(false);
    }
  });

  it("is not sealed as empty when a source never hands its rows over, or hands them twice", async () => {
    const { ledger } = memoryLedger();
    expect(await rejectionCode(exportRecords({ ...request(file, ledger), rows: async () => {} }))).toBe("EXPORT_SOURCE");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("never holds a row twice: a source hands its rows over once, whatever it does about its failures", async () => {
    type Consume = (rows: AsyncIterable<Record<string, unknown>>) => Promise<void>;
    const sources: Record<string, (consume: Consume) => Promise<void>> = {
      async again(consume) {
        await consume(people(1));
        await consume(people(1));
      },
      async atOnce(consume) {
        await Promise.all([consume(people(5000)), consume(people(5000)), consume(people(5000))]);
      },
      async afterFailure(consume) {
        for (let turn = 0; turn < 2; turn++) {
          try {
            await consume(turn === 0 ? failing(new Error("40001")) : people(3));
          } catch {
            // As a wrapper that runs a transaction again.
          }
        }
      },
      async swallowing(consume) {
        await consume(failing(new Error("gone"))).catch(() => {});
      },
      async swallowingTheSecond(consume) {
        await consume(people(1));
        await consume(people(1)).catch(() => {});
      },
      async notWaiting(consume) {
        void consume(people(5000));
      },
      async failingAfterwards(consume) {
        await consume(people(1));
        throw new Error("the commit failed");
      },
    };
    for (const [name, rows] of Object.entries(sources)) {
      const { ledger, events } = memoryLedger();
      expect([name, await rejectionCode(exportRecords({ ...request(file, ledger), rows }))]).toEqual([name, "EXPORT_SOURCE"]);
      expect(typesOf(events)).toEqual(["export.started", "export.aborted"]);
      expect([name, readdirSync(folder)]).toEqual([name, []]);
    }
    const bad = (consume: Consume) => consume([{ status: Number.NaN }] as never).catch(() => {});
    expect(await rejectionCode(exportRecords({ ...request(file, memoryLedger().ledger), rows: bad }))).toBe("EXPORT_VALUE");
  });

  it("takes from an object of a recipient what it knows, and a date for nothing but its day and time", async () => {
    const { ledger, events } = memoryLedger();
    const odd = new (class extends Date {
      override toISOString(): string {
        return '","salary":"Dupont';
      }
    })(0);
    const recipients = [{ recipient: keys.recipient, label: "L", note: "Dupont" } as never];
    await exportRecords({ ...request(file, ledger), recipients, rows: [{ status: odd }] });
    const lines = await plaintextOf(file);
    expect(lines[1]).toBe('{"status":"1970-01-01T00:00:00.000Z"}');
    expect(lines.join() + JSON.stringify(events)).not.toContain("Dupont");
  });

  it("of many to one name leaves one, which alone is recorded as sealed", async () => {
    const ledgers = Array.from({ length: 6 }, () => memoryLedger());
    const barrier = Promise.all(ledgers.map(({ events }) => until(() => events.length > 0)));
    const rows = async function* () {
      await barrier; // All have begun before any has the name.
      yield* people(3);
    };
    const results = await Promise.allSettled(ledgers.map(({ ledger }) => exportRecords({ ...request(file, ledger), rows: rows() })));
    const won = results.findIndex(({ status }) => status === "fulfilled");
    expect(results.map((one) => (one.status === "rejected" ? (one.reason as PrivacyError).code : "sealed")).sort()).toEqual([
      ...Array.from({ length: 5 }, () => "EXPORT_EXISTS"),
      "sealed",
    ]);
    for (const [at, { events }] of ledgers.entries())
      expect(typesOf(events)).toEqual(["export.started", at === won ? "export.sealed" : "export.aborted"]);
    expect(readdirSync(folder)).toEqual(["export.age"]);
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    expect(ledgers[won]?.events[1]?.clear).toMatchObject({ fileSha256: sha256 });
  });

  it("whose reserved name is taken away leaves what stands there, and takes its word back", async () => {
    const { ledger, events } = memoryLedger();
    const taking = async (event: Parameters<typeof ledger>[0]): Promise<void> => {
      if (event.type === "export.sealed") writeFileSync(file, "the other");
      await ledger(event);
    };
    expect(await rejectionCode(exportRecords(request(file, taking)))).toBe("EXPORT_EXISTS");
    expect(typesOf(events)).toEqual(["export.started", "export.sealed", "export.aborted"]);
    expect(events[2]?.clear?.["fileSha256"]).toBe(events[1]?.clear?.["fileSha256"]);
    expect(contents(folder)).toEqual({ "export.age": "the other" });
  });

  it("is cancelled while its source gives nothing, and tells the source to return", async () => {
    let returned = 0;
    const stuck: AsyncIterable<never> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => ({ done: true, value: ++returned }),
      }),
    };
    const sources = [stuck, (consume: (rows: AsyncIterable<never>) => Promise<void>) => consume(stuck), () => new Promise<void>(() => {})];
    for (const rows of sources) {
      const { ledger, events } = memoryLedger();
      const controller = new AbortController();
      const work = exportRecords({ ...request(file, ledger), rows, signal: controller.signal });
      await until(() => events.length > 0);
      setTimeout(() => controller.abort(), 20);
      expect(await rejectionCode(work)).toBe("EXPORT_CANCELLED");
      expect(typesOf(events)).toEqual(["export.started", "export.aborted"]);
      expect(readdirSync(folder)).toEqual([]);
    }
    expect(returned).toBe(2);
  });

  it("with a signal that stays quiet is as without", async () => {
    await exportRecords({ ...request(file, memoryLedger().ledger), signal: new AbortController().signal });
    expect((await openExport(file, keys.identity)).seal.rows).toBe(3);
  });

  it("loses to another that took the name meanwhile", async () => {
    const { ledger, events } = memoryLedger();
    const rows = async function* () {
      yield { status: "x" };
      writeFileSync(file, "the other");
    };
    expect(await rejectionCode(exportRecords({ ...request(file, ledger), rows: rows() }))).toBe("EXPORT_EXISTS");
    expect(typesOf(events)).toEqual(["export.started", "export.aborted"]);
    expect(contents(folder)).toEqual({ "export.age": "the other" });
  });
});
