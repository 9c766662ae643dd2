import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FenceEntry, isErased } from "@favorable/encryption";
import { fileFence } from "@favorable/encryption/node";
import { afterAll, describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { bytes, placeOf, shared, text } from "./rings.ts";

const folder = mkdtempSync(join(tmpdir(), "fence-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = new Uint8Array(32).fill(9);
const entry = (digit: string, more: Partial<FenceEntry> = {}): FenceEntry => ({
  subject: digit.repeat(64),
  state: "erased",
  through: 1,
  epochs: ["local-1"],
  at: "2021-10-30T08:00:00.000Z",
  ...more,
});

describe("the fence in a file", () => {
  it("gives back what was added, from any position, to every process", async () => {
    const [one, two] = [fileFence(at("plain"), key, { create: true }), fileFence(at("plain"), key)];
    expect(await one.since(0)).toEqual({ entries: [], position: 0 });
    await one.append(entry("a"));
    const { position } = await two.since(0);
    await Promise.all(
      ["b", "c", "d", "e"].map((digit, index) => (index % 2 === 0 ? one : two).append(entry(digit, { state: "reopened" }))),
    );
    expect((await one.since(position)).entries.map(({ subject }) => subject[0]).sort()).toEqual(["b", "c", "d", "e"]);
    expect((await two.since(0)).entries[0]).toEqual(entry("a"));
  });

  it("passes over a line that a crash cut short, before and after the next one is added", async () => {
    const fence = fileFence(at("torn"), key, { create: true });
    await fence.append(entry("a"));
    const whole = readFileSync(at("torn"));
    for (const cut of [1, 20, whole.length - 1]) {
      appendFileSync(at("torn"), whole.subarray(0, cut));
      const before = (await fence.since(0)).entries.length;
      await fence.append(entry("b"));
      expect((await fence.since(0)).entries).toHaveLength(before + 1);
    }
  });

  it("refuses everything once a line was altered, forged, or taken away from the end", async () => {
    const fence = fileFence(at("altered"), key, { create: true });
    for (const digit of ["a", "b"]) await fence.append(entry(digit));
    const { position } = await fence.since(0);
    const content = readFileSync(at("altered"), "utf8");
    const change = async (text: string): Promise<unknown> => {
      writeFileSync(at("altered"), text);
      return fence.since(0).catch((error: unknown) => error);
    };
    const forged = [
      content.replace('"through":1', '"through":0'),
      content.replace("erased", "reopened"),
      content.replace(/bbbb/, "cccc"),
      content.replace('{"at"', '{ "at"'),
      `${content}not a line\n`,
      `${content}{}\n`,
      `${content}\n`,
    ];
    for (const text of forged) expect(await change(text)).toMatchObject({ code: "FENCE_INVALID" });
    expect(await change(forged[2] ?? "")).toMatchObject({ details: { line: 2 } });
    writeFileSync(at("altered"), content);
    expect(await rejectionCode(fileFence(at("altered"), new Uint8Array(32)).since(0))).toBe("FENCE_INVALID");
    truncateSync(at("altered"), position - 10);
    expect(await rejectionCode(fence.since(position))).toBe("FENCE_INVALID");
    expect(codeOf(() => fileFence(at("x"), key.slice(1)))).toBe("KEY_INVALID");
  });

  it("is refused when it is missing, since it may have been lost", async () => {
    const fence = fileFence(at("missing"), key);
    expect(await rejectionCode(fence.since(0))).toBe("FILE_FAILED");
    expect(await rejectionCode(fence.append(entry("a")))).toBe("FILE_FAILED");
    const made = fileFence(at("made"), key, { create: true });
    await made.append(entry("a"));
    rmSync(at("made"));
    expect(await rejectionCode(made.since(0))).toBe("FILE_FAILED"); // Made once, never again by the same.
  });

  it("keeps a subject erased for processes that start later", async () => {
    const all = shared({ fence: fileFence(at("ring"), key, { create: true }) });
    const cell = await all.process().seal(placeOf("p-1"), bytes("x"));
    expect(text(await all.process().open(placeOf("p-1"), cell))).toBe("x");
    await all.process().erase("p-1");
    const later = shared({ ...all, fence: fileFence(at("ring"), key) });
    expect(isErased(await later.process().open(placeOf("p-1"), cell))).toBe(true);
    expect(readFileSync(at("ring"), "utf8")).not.toContain("p-1");
  });
});
