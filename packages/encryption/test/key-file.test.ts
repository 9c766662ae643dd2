import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isErased } from "@favorable/encryption";
import { fileKeyService } from "@favorable/encryption/node";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { bytes, placeOf, shared, text } from "./rings.ts";

const folder = mkdtempSync(join(tmpdir(), "key-file-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = placeOf("p-1");

describe("keys in a file", () => {
  it("are for the owner alone, and refused when they are not", async () => {
    const service = fileKeyService(at("own"), { create: true });
    const epoch = await service.current();
    expect(statSync(at("own")).mode & 0o777).toBe(0o600);
    chmodSync(at("own"), 0o640);
    expect(await rejectionCode(Promise.resolve(service.wrap(epoch, bytes("x"), bytes("y"))))).toBe("KEY_FILE_UNSAFE");
    symlinkSync(at("own"), at("link"));
    chmodSync(at("own"), 0o600);
    expect(await rejectionCode(Promise.resolve(fileKeyService(at("link")).current()))).toBe("KEY_FILE_UNSAFE");
    expect(await rejectionCode(Promise.resolve(fileKeyService(at("none")).current()))).toBe("KEY_INVALID");
  });

  it("are shared by processes: made once, rotated by one, seen by all", async () => {
    const services = Array.from({ length: 5 }, () => fileKeyService(at("shared"), { create: true }));
    const first = new Set(await Promise.all(services.map((service) => service.current())));
    expect(first.size).toBe(1);
    const [one, two] = services;
    if (one === undefined || two === undefined) throw new Error("two services");
    const context = bytes("context");
    const wrapped = await one.wrap(await one.current(), bytes("secret"), context);
    await Promise.all(services.map((service) => service.rotate()));
    expect(await two.epochs()).toHaveLength(6);
    expect(text(await two.unwrap([...first][0] ?? "", wrapped, context))).toBe("secret");
    expect(readdirSync(folder).filter((name) => /lock|partial/.test(name))).toEqual([]);
  });

  it("go when their epoch is destroyed: from the file, and from the file that was", async () => {
    const service = fileKeyService(at("gone"), { create: true });
    const first = await service.current();
    const secret = readFileSync(at("gone"), "utf8").trim().split("\n").at(-1)?.split(" ")[1] ?? "";
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const wrapped = await service.wrap(first, bytes("x"), bytes("c"));
    expect(await rejectionCode(Promise.resolve(service.destroy(first)))).toBe("KEY_EPOCH_CURRENT");
    await service.rotate();
    await service.destroy(first);
    expect(readFileSync(at("gone"), "utf8")).not.toContain(secret);
    expect(await rejectionCode(Promise.resolve(service.unwrap(first, wrapped, bytes("c"))))).toBe("KEY_EPOCH_UNKNOWN");
  });

  it("serve a key ring through rotation and destruction", async () => {
    const all = shared({ service: fileKeyService(at("ring"), { create: true }) });
    const ring = all.process();
    const first = await all.service.current();
    const kept = await ring.seal(place, bytes("kept"));
    await ring.rotateEpoch();
    await ring.rewrap();
    await ring.destroyEpoch(first);
    const fresh = shared({ service: fileKeyService(at("ring")), store: all.store, fence: all.fence });
    expect(text(await fresh.process().open(place, kept))).toBe("kept");
    await fresh.process().erase("p-1");
    expect(isErased(await fresh.process().open(place, kept))).toBe(true);
  });

  it("are refused by position when malformed, and never quoted", async () => {
    const key = "ab".repeat(32);
    for (const [content, position] of [
      ["", undefined],
      ["# nothing\n", undefined],
      [`a ${key}\nb ${key.slice(1)}\n`, 1],
      [`a ${key}\na ${key}\n`, 1],
      [`${key}\n`, 0],
      [`a ${key.toUpperCase()}\n`, 0],
      [`a\u0001 ${key}\n`, 0],
    ] as const) {
      writeFileSync(at("odd"), content, { mode: 0o600 });
      const error: unknown = await Promise.resolve(fileKeyService(at("odd")).current()).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: "KEY_INVALID", details: position === undefined ? {} : { position } });
      expect(`${JSON.stringify(error)}${error instanceof Error ? error.stack : ""}`).not.toContain("abababab");
    }
  });
});
