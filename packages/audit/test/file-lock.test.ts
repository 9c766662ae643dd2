import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { lockFile } from "../src/node/file-lock.ts";

/** No process has this number: above what Linux gives out. */
const DEAD = 2 ** 22 + 1;
const ROUNDS = 40;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "favorable-lock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const stale = (name: string, content = JSON.stringify({ pid: DEAD, host: hostname(), token: `dead-${name}` })): void =>
  writeFileSync(join(folder, `${name}.lock`), content);

/** A process that tries all locks; it lives until it is ended, for a lock of the dead may be taken again. */
function child() {
  const tsx = join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
  const script = join(import.meta.dirname, "lock-child.ts");
  const run = spawn(process.execPath, [tsx, "--conditions=@favorable/source", script, folder, String(ROUNDS), "15"]);
  let said = "";
  const lines = (count: number): Promise<string[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (said.split("\n").length > count) resolve(said.trim().split("\n"));
      };
      run.stdout.on("data", look);
      look();
    });
  run.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  return {
    ready: () => lines(1),
    begin: (start: number) => run.stdin.write(String(start)),
    said: async () => (await lines(ROUNDS + 1)).slice(1),
    async end() {
      const closed = new Promise((resolve) => run.on("close", resolve));
      run.stdin.end();
      await closed;
    },
  };
}

describe("the lock beside a file", () => {
  it("of a dead process is taken over by one of several at once, never by two", async () => {
    for (let round = 0; round < ROUNDS; round++) stale(String(round));
    const children = [child(), child(), child()];
    await Promise.all(children.map(({ ready }) => ready()));
    const start = Date.now() + 100;
    for (const { begin } of children) begin(start);
    const said = (await Promise.all(children.map((one) => one.said()))).flat();
    await Promise.all(children.map(({ end }) => end()));
    expect(said).toHaveLength(3 * ROUNDS);
    const taken = said.filter((line) => line.endsWith("taken")).map((line) => line.split(" ")[0]);
    expect(taken).toHaveLength(new Set(taken).size);
    expect(new Set(taken).size).toBe(ROUNDS);
  }, 30_000);

  it("is taken by one of many calls in a process, and given back once", async () => {
    stale("x");
    const calls = await Promise.all(Array.from({ length: 20 }, () => lockFile(join(folder, "x")).catch(() => undefined)));
    const [own, ...others] = calls.filter((one) => one !== undefined);
    expect([own === undefined, others.length]).toEqual([false, 0]);
    await own?.();
    await own?.();
    const again = await lockFile(join(folder, "x"));
    // Whoever gave it back has no hand in it any more.
    await own?.();
    expect(await rejectionCode(lockFile(join(folder, "x")))).toBe("JOURNAL_LOCKED");
    await again();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("that nothing can be read from, and one whose taking over was cut short, are taken over", async () => {
    for (const [name, content] of [
      ["empty", ""],
      ["torn", '{"pid":1'],
    ] as const) {
      stale(name, content);
      await (await lockFile(join(folder, name)))();
    }
    stale("x");
    const first = await lockFile(join(folder, "x"));
    await first();
    expect(readdirSync(folder)).toEqual([]);
  });
});
