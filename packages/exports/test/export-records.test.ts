/** An export that succeeds: what stands in it, what is recorded. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, type PermitRequest } from "@favorable/core";
import { type ExportProgress, exportRecords, openExport, writeIdentityFile } from "@favorable/exports/node";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { agent, contents, exportPlaces, keys, memoryLedger, people, permit, plaintextOf, request } from "./requests.ts";

const place = exportPlaces();
let folder = "";
let file = "";
beforeEach(() => {
  ({ folder, file } = place());
});

describe("an export", () => {
  it("has the manifest first, permitted fields in between, and the seal last", async () => {
    const { ledger } = memoryLedger();
    const facts = { controller: "The hospital", keepUntil: calendarDate("2021-12-31") };
    const result = await exportRecords({ ...request(file, ledger), facts });
    const lines = await plaintextOf(file);
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
          { name: "staffNumber", category: "identity", origins: ["hrFile"], purposes: ["followUp"] },
          { name: "status", category: "status", origins: ["hrFile"], purposes: ["followUp"] },
          { name: "doses", category: "status", origins: ["hrFile"], purposes: ["followUp"] },
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
    expect(seen[1]).toMatch(/^export\.sealed export\.age,export\.age\..*partial$/); // The name is reserved.
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
    expect((await plaintextOf(file)).slice(1, -1)).toEqual(['{"staffNumber":"S1"}', '{"staffNumber":"S2"}', '{"staffNumber":"S3"}']);
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
        const text = (await plaintextOf(file)).join("\n");
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

it("a permit is asked for the action extract, with every name", async () => {
  const asked: PermitRequest[] = [];
  const asking = (question: PermitRequest) => {
    asked.push(question);
    return permit(question);
  };
  await exportRecords({ ...request(file, memoryLedger().ledger), permit: asking });
  const question = { actor: "a-17", role: "director", purpose: "followUp", action: "extract", record: agent.name };
  await exportRecords({ ...request(file, memoryLedger().ledger), file: `${file}.2`, holds: ["director"], permit: asking });
  expect(asked).toEqual([question, { ...question, holds: ["director"] }]);
});
