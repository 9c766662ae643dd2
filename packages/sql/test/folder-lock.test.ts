import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { isPrivacyError } from "@favorable/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "../src/drivers/folder-lock.ts";

const isLocked = (error: unknown): boolean => isPrivacyError(error, "FOLDER_LOCKED");
const refusal = (folder: string): unknown => {
  try {
    lockFolder(folder).release();
    return undefined;
  } catch (error) {
    return error;
  }
};

describe("a folder lock", () => {
  let base: string;
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "fav-lock-"));
    folder = join(base, "deep/data");
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(base, { recursive: true });
  });

  /** A process that takes the lock and holds it. */
  const holder = async (): Promise<ChildProcess> => {
    const child = fork(join(import.meta.dirname, "fixtures/lock-holder.ts"), [folder], {
      execArgv: ["--import", "tsx", "--conditions=@favorable/source"],
    });
    children.push(child);
    await new Promise((resolve) => child.once("message", resolve));
    return child;
  };

  it("is held by one at a time, beside the folder, and leaves nothing when given free", () => {
    const lock = lockFolder(folder);
    expect(refusal(folder)).toSatisfy(isLocked);
    expect(refusal(`${folder}/`)).toSatisfy(isLocked);
    lock.release();
    lock.release();
    expect(refusal(folder)).toBeUndefined();
    expect(readdirSync(join(base, "deep"))).toEqual([]);
  });

  it("refuses a second process, naming the file to delete, and is free at once when the first is killed", async () => {
    const child = await holder();
    const error = refusal(folder);
    expect(error).toSatisfy(isLocked);
    expect(isPrivacyError(error) && error.details).toEqual({ file: "data.lock", pid: child.pid });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    expect(refusal(folder)).toBeUndefined();
    expect(readdirSync(join(base, "deep"))).toEqual([]);
  });

  it("sees that a process id is another process's now", ({ skip }) => {
    if (process.platform !== "linux") skip("the start of a process is known on Linux only");
    const lock = lockFolder(folder);
    const path = `${folder}.lock`;
    writeFileSync(path, readFileSync(path, "utf8").replace(/"start":"[^"]*"/, '"start":"another-boot:1"'));
    expect(refusal(folder)).toBeUndefined();
    lock.release();
  });

  it("is one lock, whatever name the folder is given by", () => {
    mkdirSync(folder, { recursive: true });
    symlinkSync(folder, join(base, "link"));
    symlinkSync(join(base, "deep"), join(base, "alias"));
    const lock = lockFolder(join(base, "link"));
    expect(lock.folder).toBe(folder);
    for (const name of [folder, join(base, "alias/data"), join(base, "alias/../deep/data")]) expect(refusal(name)).toSatisfy(isLocked);
    lock.release();
    expect(readdirSync(join(base, "deep"))).toEqual(["data"]);
  });

  it("refuses what is no plain path, and repeats none", () => {
    symlinkSync(join(base, "nowhere"), join(base, "dangling"));
    writeFileSync(join(base, "file"), "");
    const names = [
      `file://${folder}`,
      "FILE:///x",
      "idb://x",
      "memory://",
      "opfs-ahp://x",
      "",
      "a\0b",
      join(base, "dangling"),
      join(base, "file/data"),
    ];
    for (const name of [...names, null as never]) {
      const error = refusal(name);
      expect([name, isPrivacyError(error, "FOLDER_INVALID")]).toEqual([name, true]);
      expect(JSON.stringify(error)).not.toContain(base);
    }
  });

  it("is taken over when a process died while it cleared another's, however often that happened", () => {
    lockFolder(folder).release();
    const path = `${folder}.lock`;
    const dead = (token: string): string => JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), token });
    const [first, second, third] = ["1", "2", "3"].map((digit) => digit.repeat(24));
    writeFileSync(path, dead(first ?? ""));
    writeFileSync(`${path}.${first}`, dead(second ?? "")); // The second died in the middle of clearing the first,
    writeFileSync(`${path}.${first}.${second}`, dead(third ?? "")); // and the third in the middle of clearing the second.
    const lock = lockFolder(folder);
    expect(readdirSync(join(base, "deep"))).toEqual(["data.lock"]);
    lock.release();
    writeFileSync(path, dead(first ?? ""));
    writeFileSync(`${path}.${first}`, dead(first ?? "")); // Its own draft was left, too.
    expect(refusal(folder)).toBeUndefined();
  });

  it("takes no part of a path and no process group from a lock file", () => {
    lockFolder(folder).release();
    const host = hostname();
    for (const odd of [{ token: "../../evil" }, { token: "" }, { token: 1 }, { pid: 0 }, { pid: -1 }, { pid: 1.5 }, { pid: null }]) {
      writeFileSync(`${folder}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host, token: "0".repeat(24), ...odd }));
      expect(refusal(folder)).toSatisfy(isLocked);
      expect([existsSync(join(base, "evil")), readdirSync(join(base, "deep"))]).toEqual([false, ["data.lock"]]);
    }
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: 1, host: "marie-dupont", token: "0".repeat(24) }));
    expect(JSON.stringify(refusal(folder))).not.toContain("dupont");
  });

  it("counts an owner on another host, and a file it cannot read, as alive", () => {
    lockFolder(folder).release();
    const path = `${folder}.lock`;
    for (const content of ['{"pid":999999,"host":"elsewhere","token":"aa"}', "", "{}", '{"pid":"1"}']) {
      writeFileSync(path, content);
      expect(refusal(folder)).toSatisfy(isLocked);
    }
  });
});
