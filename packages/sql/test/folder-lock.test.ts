import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

  it("counts an owner on another host, and a file it cannot read, as alive", () => {
    lockFolder(folder).release();
    const path = `${folder}.lock`;
    for (const content of ['{"pid":999999,"host":"elsewhere","token":"aa"}', "", "{}", '{"pid":"1"}']) {
      writeFileSync(path, content);
      expect(refusal(folder)).toSatisfy(isLocked);
    }
  });
});
