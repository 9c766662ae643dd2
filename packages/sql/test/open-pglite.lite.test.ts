import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPrivacyError } from "@favorable/core";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

describe("openPglite", () => {
  let base: string;
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), "fav-pglite-"));
  });
  afterAll(() => rmSync(base, { recursive: true }));

  it("keeps a folder to itself, and its rows from one opening to the next", async () => {
    const folder = join(base, "data");
    const first = await openPglite(folder);
    await first.sql.query("create table kept (a int)");
    await first.sql.query("insert into kept values (7)");
    await expect(openPglite(folder)).rejects.toSatisfy((error) => isPrivacyError(error, "FOLDER_LOCKED"));
    const named = ["file://", "idb://", "memory://", "opfs-ahp://"].map((scheme) => `${scheme}${folder}`);
    for (const name of named) await expect(openPglite(name)).rejects.toSatisfy((error) => isPrivacyError(error, "FOLDER_INVALID"));
    symlinkSync(folder, join(base, "link"));
    await expect(openPglite(join(base, "link"))).rejects.toSatisfy((error) => isPrivacyError(error, "FOLDER_LOCKED"));
    expect(first.health()).toEqual({ driver: "pglite", assurance: "process", durable: false, persistent: true });
    await first.close();
    expect(existsSync(`${folder}.lock`)).toBe(false);
    const second = await openPglite(folder);
    expect((await second.sql.query("select a from kept")).rows).toEqual([{ a: 7 }]);
    await second.close();
  });

  it("gives the folder free when it cannot be opened", async () => {
    const folder = join(base, "data");
    const other = await openPglite(undefined);
    expect(other.health().persistent).toBe(false);
    await other.close();
    await expect(openPglite(join(folder, "PG_VERSION"))).rejects.toSatisfy((error) => isPrivacyError(error));
    expect(existsSync(join(folder, "PG_VERSION.lock"))).toBe(false);
  });
});
