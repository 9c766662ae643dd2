import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, isPrivacyError, type PermitRequest, PrivacyError } from "@favorable/core";
import { decryptAge, encryptAge, generateIdentity } from "@favorable/encryption";
import { clearInterrupted, type ExportProgress, exportRecords, openExport, writeIdentityFile } from "@favorable/exports/node";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { processMarker } from "../src/node/process-marker.ts";
import { agent, codeOf, contents, freshFolder, keys, memoryLedger, people, permit, request } from "./requests.ts";

const root = freshFolder();
let folder = "";
let file = "";
let turn = 0;
beforeEach(() => {
  folder = join(root, String(turn++));
  execFileSync("mkdir", [folder]);
  file = join(folder, "export.age");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const plaintext = async (): Promise<string[]> => {
  const bytes = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
  return new TextDecoder().decode(bytes).trimEnd().split("\n");
};
const types = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type);

describe("an export", () => {
  it("has the manifest first, permitted fields in between, and the seal last", async () => {
    const { ledger } = memoryLedger();
    const facts = { controller: "The hospital", keepUntil: calendarDate("2021-12-31") };
    const result = await exportRecords({ ...request(file, ledger), facts });
    const lines = await plaintext();
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      $manifest: {
        format: "favorable-export/1",
        id: result.manifest.id,
        createdAt: "2021-11-02T09:30:00.000Z",
        simulated: true,
        controller: "The hospital",
        keepUntil: "2021-12-31",
        actor: "a-17",
        role: "director",
        purpose: "followUp",
        record: "agent",
        fields: [
          { name: "staffNumber", category: "identity" },
          { name: "status", category: "status" },
          { name: "doses", category: "status" },
        ],
        excluded: [{ name: "comment", reason: "not-permitted" }],
        recipients: [{ label: "Occupational health" }],
      },
    });
    expect(lines.slice(1, -1)).toEqual([1, 2, 3].map((at) => `{"staffNumber":"S${at}","status":"complete","doses":2}`));
    const before = `${lines.slice(0, -1).join("\n")}\n`;
    const sha256 = createHash("sha256").update(before).digest("hex");
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ $seal: { rows: 3, bytes: before.length, sha256 } });
    expect(result.seal).toEqual({ rows: 3, bytes: before.length, sha256 });
    expect(result.fileSha256).toBe(createHash("sha256").update(readFileSync(file)).digest("hex"));
    expect(result.fileBytes).toBe(statSync(file).size);
    expect(readdirSync(folder)).toEqual(["export.age"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is recorded before it starts and once it is sealed, persons in erasable parts", async () => {
    const seen: string[] = [];
    const { ledger, events } = memoryLedger();
    const result = await exportRecords({
      ...request(file, async (event) => {
        seen.push(`${event.type} ${readdirSync(folder).join()}`);
        await ledger(event);
      }),
    });
    expect(seen[0]).toMatch(/^export\.started export\.age\..*partial$/);
    expect(seen[1]).toMatch(/^export\.sealed export\.age\..*partial$/);
    expect(events[1]).toMatchObject({
      type: "export.sealed",
      clear: {
        export: result.manifest.id,
        role: "director",
        purpose: "followUp",
        record: "agent",
        rows: 3,
        recipients: 1,
        simulated: true,
      },
      parts: [
        { name: "actor", subject: "a-17" },
        { name: "recipients", value: [{ label: "Occupational health" }] },
      ],
    });
    expect(events[1]?.clear).toMatchObject({ fileSha256: result.fileSha256, sha256: result.seal.sha256 });
    expect(JSON.stringify(events.map(({ clear }) => clear))).not.toContain("a-17");
  });

  it("opens with the stock age and a key file it reads", async (context) => {
    if (spawnSync("age", ["--version"]).status !== 0) return context.skip("the age command line is not installed (Debian package age)");
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(10_000) });
    await writeIdentityFile(join(folder, "recipient.key"), keys, { createdAt: new Date(0) });
    expect(statSync(join(folder, "recipient.key")).mode & 0o777).toBe(0o600);
    const lines = execFileSync("age", ["-d", "-i", join(folder, "recipient.key"), file], { encoding: "utf8" })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(10_002);
    expect(lines[0]).toContain('{"$manifest":');
    expect(lines.at(-1)).toContain('{"$seal":');
  });

  it("takes batches, an empty source and fewer fields than permitted", async () => {
    const { ledger } = memoryLedger();
    const batches = async function* () {
      yield [{ staffNumber: "S1" }, { staffNumber: "S2", status: null }];
      yield [];
      yield { staffNumber: "S3" };
    };
    await exportRecords({ ...request(file, ledger), rows: batches(), fields: ["staffNumber"] });
    expect((await plaintext()).slice(1, -1)).toEqual(['{"staffNumber":"S1"}', '{"staffNumber":"S2"}', '{"staffNumber":"S3"}']);
    await exportRecords({ ...request(file, ledger), rows: [], replace: true });
    expect((await openExport(file, keys.identity)).seal.rows).toBe(0);
  });

  it("tells its progress", async () => {
    const steps: ExportProgress[] = [];
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(20_000), onProgress: (step) => steps.push(step) });
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.at(-1)).toEqual({ rows: 20_000, bytes: statSync(file).size });
    expect(steps.every(({ bytes }, at) => at === 0 || bytes >= (steps[at - 1]?.bytes ?? 0))).toBe(true);
  });
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
    expect(types(events)).toEqual(["export.refused"]);
    expect(JSON.stringify([error, events[0]?.clear])).not.toMatch(/Dupont|leaked/);
    expect([readdirSync(folder), pulled]).toEqual([[], false]);
  });

  it("stays refused, and says so, when the refusal cannot be recorded", async () => {
    const { ledger } = memoryLedger(() => true);
    expect(await codeOf(exportRecords({ ...request(file, ledger), role: "secretary" }))).toBe("EXPORT_LEDGER");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["no recipient", { recipients: [] }, "AGE_RECIPIENT"],
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
    expect(await codeOf(exportRecords({ ...request(file, ledger), ...change }))).toBe(code);
    expect([events, readdirSync(folder)]).toEqual([[], []]);
  });

  it("never replaces a file unasked", async () => {
    writeFileSync(file, "mine");
    const { ledger, events } = memoryLedger();
    expect(await codeOf(exportRecords(request(file, ledger)))).toBe("EXPORT_EXISTS");
    expect([readFileSync(file, "utf8"), events]).toEqual(["mine", []]);
    expect(await codeOf(writeIdentityFile(file, keys, { createdAt: new Date(0) }))).toBe("EXPORT_EXISTS");
  });
});

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
      "EXPORT_SOURCE",
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
    expect(types(events)).toEqual(["export.started", "export.aborted"]);
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
      expect(await codeOf(exportRecords(request(file, ledger)))).toBe("EXPORT_LEDGER");
      expect(readdirSync(folder)).toEqual([]);
      expect(types(events).includes("export.sealed")).toBe(false);
    }
  });

  it("is not sealed as empty when a source never hands its rows over, or hands them twice", async () => {
    const { ledger } = memoryLedger();
    expect(await codeOf(exportRecords({ ...request(file, ledger), rows: async () => {} }))).toBe("EXPORT_SOURCE");
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
      expect([name, await codeOf(exportRecords({ ...request(file, ledger), rows }))]).toEqual([name, "EXPORT_SOURCE"]);
      expect(types(events)).toEqual(["export.started", "export.aborted"]);
      expect([name, readdirSync(folder)]).toEqual([name, []]);
    }
    const bad = (consume: Consume) => consume([{ status: Number.NaN }] as never).catch(() => {});
    expect(await codeOf(exportRecords({ ...request(file, memoryLedger().ledger), rows: bad }))).toBe("EXPORT_VALUE");
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
    const lines = await plaintext();
    expect(lines[1]).toBe('{"status":"1970-01-01T00:00:00.000Z"}');
    expect(lines.join() + JSON.stringify(events)).not.toContain("Dupont");
  });

  it("loses to another that took the name meanwhile", async () => {
    const { ledger, events } = memoryLedger();
    const rows = async function* () {
      yield { status: "x" };
      writeFileSync(file, "the other");
    };
    expect(await codeOf(exportRecords({ ...request(file, ledger), rows: rows() }))).toBe("EXPORT_EXISTS");
    expect(types(events)).toEqual(["export.started", "export.sealed", "export.aborted"]);
    expect(contents(folder)).toEqual({ "export.age": "the other" });
  });
});

describe("what leaves", () => {
  it("holds no unpermitted marker, and the disk no marker at all, whatever the rows", async () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.date({ noInvalidDate: true }),
      fc.bigInt(),
    );
    const row = fc.dictionary(
      fc.oneof(fc.constantFrom("staffNumber", "status", "doses", "comment", "__proto__", "$seal"), fc.string()),
      value,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.uuid(), async (rows, marker) => {
        const planted = rows.map((one) => {
          const copy: Record<string, unknown> = Object.assign(Object.create(null), one, { comment: `no-${marker}`, [`x-${marker}`]: 1 });
          return { ...copy, status: `yes-${marker}` };
        });
        const onDisk: string[] = [];
        const observe = (): void => void onDisk.push(JSON.stringify(contents(folder)));
        const { ledger, events } = memoryLedger();
        await exportRecords({ ...request(file, ledger), rows: planted, replace: true, onProgress: observe });
        observe();
        const text = (await plaintext()).join("\n");
        expect(text).not.toContain(`no-${marker}`);
        expect(text).not.toContain(`x-${marker}`);
        expect(text.split(`yes-${marker}`)).toHaveLength(rows.length + 1);
        expect(onDisk.join() + JSON.stringify(events)).not.toContain(marker);
        expect((await openExport(file, keys.identity)).seal.rows).toBe(rows.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe("opening an export", () => {
  const reencrypt = async (change: (text: string) => string): Promise<void> => {
    const text = new TextDecoder().decode(await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] }));
    writeFileSync(file, await encryptAge(new TextEncoder().encode(change(text)), { recipients: [keys.recipient] }));
  };

  it("gives manifest, seal and rows", async () => {
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(5000) });
    const opened = await openExport(file, [(await generateIdentity()).identity, keys.identity]);
    expect(opened.manifest.record).toBe("agent");
    expect(opened.seal.rows).toBe(5000);
    let count = 0;
    for await (const row of opened.rows()) expect(row).toEqual({ staffNumber: `S${++count}`, status: "complete", doses: 2 });
    expect(count).toBe(5000);
  });

  it("notices a file that was exchanged between verification and reading", async () => {
    await exportRecords(request(file, memoryLedger().ledger));
    const opened = await openExport(file, keys.identity);
    await exportRecords({ ...request(file, memoryLedger().ledger), rows: people(2), replace: true });
    const read = async (): Promise<void> => {
      for await (const _ of opened.rows());
    };
    expect(await codeOf(read())).toBe("EXPORT_SEAL");
  });

  it.each([
    ["no seal", (text: string) => text.replace(/\{"\$seal.*\n/, ""), "EXPORT_UNSEALED"],
    ["a row less", (text: string) => text.replace(/\{"staffNumber":"S2".*\n/, ""), "EXPORT_SEAL"],
    ["a changed row", (text: string) => text.replace("S2", "S9"), "EXPORT_SEAL"],
    ["a changed manifest", (text: string) => text.replace("a-17", "a-18"), "EXPORT_SEAL"],
    ["a row that is not permitted", (text: string) => text.replace('"status":"complete"', '"salary":"complete"'), "EXPORT_FORMAT"],
    ["a line after the seal", (text: string) => `${text}{}\n`, "EXPORT_FORMAT"],
    ["no manifest", (text: string) => text.replace(/^.*\n/, ""), "EXPORT_FORMAT"],
    ["another format", (text: string) => text.replace("favorable-export/1", "favorable-export/2"), "EXPORT_FORMAT"],
    ["a seal with more than it should", (text: string) => text.replace('{"$seal":{', '{"$seal":{"x":1,'), "EXPORT_FORMAT"],
    ["a broken line", (text: string) => text.replace('"S2",', '"S2"'), "EXPORT_FORMAT"],
    ["no last line feed", (text: string) => text.trimEnd(), "EXPORT_FORMAT"],
    ["nothing", () => "", "EXPORT_UNSEALED"],
  ])("refuses %s although the encryption is right", async (_name, change, code) => {
    await exportRecords(request(file, memoryLedger().ledger));
    await reencrypt(change);
    expect(await codeOf(openExport(file, keys.identity))).toBe(code);
  });

  it("refuses a damaged, a missing and a foreign file", async () => {
    await exportRecords(request(file, memoryLedger().ledger));
    expect(await codeOf(openExport(file, (await generateIdentity()).identity))).toBe("AGE_NO_MATCH");
    expect(await codeOf(openExport(join(folder, "none"), keys.identity))).toBe("EXPORT_DISK");
    writeFileSync(file, readFileSync(file).subarray(0, -10));
    expect(await codeOf(openExport(file, keys.identity))).toBe("AGE_PAYLOAD");
  });
});

describe("cleaning up", () => {
  const id = "01234567-89ab-7cde-8f01-23456789abcd";
  const [, host = "", start = ""] = processMarker().split("-");
  const dead = `4194999-${host}-${start}`;

  it("removes what a dead process left and records it as aborted", async () => {
    const { ledger, events } = memoryLedger();
    writeFileSync(join(folder, `export.age.${id}.${dead}.partial`), "half");
    writeFileSync(join(folder, "other.partial"), "not ours");
    expect(await codeOf(clearInterrupted(folder, memoryLedger(() => true).ledger))).toBe("EXPORT_LEDGER");
    expect(readdirSync(folder)).toHaveLength(2);
    expect(await clearInterrupted(folder, ledger)).toEqual([id]);
    expect(events).toEqual([{ type: "export.aborted", clear: { export: id, reason: "INTERRUPTED" } }]);
    expect(readdirSync(folder)).toEqual(["other.partial"]);
    expect(await codeOf(clearInterrupted(join(folder, "none"), ledger))).toBe("EXPORT_DISK");
  });

  it("leaves what a living process writes, here or on another host, and takes what another of its id left", async () => {
    const parent = spawn("sleep", ["60"]);
    try {
      const { ledger } = memoryLedger();
      const elsewhere = `1-${"0".repeat(12)}-${start}`;
      const names = {
        unknownStart: `a.age.${id}.${parent.pid}-${host}-${createHash("sha256").update("").digest("hex").slice(0, 12)}.partial`,
        reusedId: `b.age.${id}.${parent.pid}-${host}-${"0".repeat(12)}.partial`,
        elsewhere: `c.age.${id}.${elsewhere}.partial`,
        ourLeftover: `d.age.${id}.${processMarker()}.partial`,
      };
      for (const name of Object.values(names)) writeFileSync(join(folder, name), "half");
      const gone = process.platform === "linux" ? [names.reusedId, names.ourLeftover] : [names.ourLeftover];
      expect(await clearInterrupted(folder, ledger)).toHaveLength(gone.length);
      expect(readdirSync(folder).sort()).toEqual(
        Object.values(names)
          .filter((name) => !gone.includes(name))
          .sort(),
      );
      expect(await clearInterrupted(folder, ledger, { otherHosts: true })).toEqual([id]);
      expect(readdirSync(folder)).not.toContain(names.elsewhere);
    } finally {
      parent.kill();
    }
  });

  it("leaves a running export of this process alone, at every moment of it", async () => {
    const { ledger, events } = memoryLedger();
    const clear = async (): Promise<void> => expect(await clearInterrupted(folder, ledger)).toEqual([]);
    const rows = async function* () {
      for await (const row of people(2000)) {
        if (row["staffNumber"] === "S1" || row["staffNumber"] === "S1999") await clear();
        yield row;
      }
    };
    const clearing = async (event: Parameters<typeof ledger>[0]): Promise<void> => {
      await clear();
      await ledger(event);
    };
    let done = false;
    const meanwhile = (async () => {
      while (!done) await clear();
    })();
    await exportRecords({ ...request(file, clearing), rows: rows(), onProgress: () => void clear() });
    done = true;
    await meanwhile;
    expect(types(events)).toEqual(["export.started", "export.sealed"]);
    expect((await openExport(file, keys.identity)).seal.rows).toBe(2000);
  });

  it("does away with the half-written key of a dead process, with the next key or at the start, and counts it nowhere", async () => {
    const key = join(folder, "recipient.key");
    const { ledger, events } = memoryLedger();
    writeFileSync(`${key}.key.${dead}.partial`, "AGE-SECRET-KEY");
    writeFileSync(join(folder, `other.key.key.${dead}.partial`), "AGE-SECRET-KEY");
    await writeIdentityFile(key, keys, { createdAt: new Date(0) });
    expect(readdirSync(folder).sort()).toEqual([`other.key.key.${dead}.partial`, "recipient.key"]);
    expect(await clearInterrupted(folder, ledger)).toEqual([]);
    expect([readdirSync(folder), events]).toEqual([["recipient.key"], []]);
    const both = await Promise.allSettled([1, 2].map(() => writeIdentityFile(join(folder, "two.key"), keys, { createdAt: new Date(0) })));
    expect(both.map(({ status }) => status).sort()[0]).toBe("fulfilled");
    expect(readdirSync(folder).sort()).toEqual(["recipient.key", "two.key"]);
  });
});

it("a permit is asked for the action extract, with every name", async () => {
  const asked: PermitRequest[] = [];
  const asking = (question: PermitRequest) => {
    asked.push(question);
    return permit(question);
  };
  await exportRecords({ ...request(file, memoryLedger().ledger), permit: asking });
  expect(asked).toEqual([{ actor: "a-17", role: "director", purpose: "followUp", action: "extract", record: agent.name }]);
});
