import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshPglite } from "../../../testing/pglite.ts";
import { keyCreatedEvent } from "../src/index.ts";
import { createSigner, createVerifier, exportLog, generateKey, verifyFolder } from "../src/node/index.ts";
import { auditMigrations, openAuditLog, rotateLogKey, verifyStore } from "../src/postgres/index.ts";
import { ORIGIN } from "./fixtures.ts";

let db: Awaited<ReturnType<typeof freshPglite>>;
const folder = mkdtempSync(join(tmpdir(), "favorable-rotate-"));
beforeAll(async () => {
  db = await freshPglite();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the key of a log in a database", () => {
  it("is handed over in the log itself; the old one signs no more, and what it signed stays verifiable", async () => {
    const sql = fromPglite(db);
    await migrate(sql, auditMigrations);
    const [first, second, third] = [generateKey(ORIGIN), generateKey(ORIGIN), generateKey(ORIGIN)];
    const [one, two, three] = [first, second, third].map(({ privateKey }) => createSigner(privateKey)) as [
      ReturnType<typeof createSigner>,
      ReturnType<typeof createSigner>,
      ReturnType<typeof createSigner>,
    ];
    const options = { sql, origin: ORIGIN, clock: systemClock };
    const old = await openAuditLog({ ...options, signer: one });
    await old.append(keyCreatedEvent(first.vkey));
    await old.append({ type: "access.read" });
    const before = await old.checkpoint();

    const { log, checkpoint, size } = await rotateLogKey({ ...options, signer: one, next: two });
    expect([size, checkpoint.split("\n")[1]]).toEqual([3, "3"]);
    await old.append({ type: "access.read" });
    expect(await rejectionCode(old.checkpoint())).toBe("SIGNER_MISMATCH");
    expect(await rejectionCode(openAuditLog({ ...options, signer: one }))).toBe("SIGNER_MISMATCH");
    await log.append({ type: "access.read" });
    await exportLog(log, join(folder, "two"));
    const vkey = [second.vkey, first.vkey];
    for (const against of [before, checkpoint])
      expect(await verifyFolder(join(folder, "two"), { vkey, against })).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
    expect(await verifyFolder(join(folder, "two"), { vkey: first.vkey })).toMatchObject({ verdict: "tampered" });

    // The key is lost: only its verifier key is at hand.
    const lost = { ...two, sign: () => Promise.reject(new Error("nobody has it")) };
    expect(await rejectionCode(rotateLogKey({ ...options, signer: one, next: three }))).toBe("SIGNER_MISMATCH");
    const { log: again } = await rotateLogKey({ ...options, signer: lost, next: three });
    await exportLog(again, join(folder, "three"));
    const all = [third.vkey, ...vkey];
    for (const against of [before, checkpoint])
      expect(await verifyFolder(join(folder, "three"), { vkey: all, against })).toMatchObject({
        verdict: "intact",
        witnessed: "witnessed",
        findings: [],
      });
    const otherVerifiers = vkey.map(createVerifier);
    expect(await verifyStore(sql, { verifier: createVerifier(third.vkey), otherVerifiers, against: before })).toMatchObject({
      verdict: "intact",
    });
  });

  it("is not handed over to a key of another name, to itself, or to none", async () => {
    const sql = fromPglite(db);
    const key = generateKey(ORIGIN);
    const signer = createSigner(key.privateKey);
    const options = { sql, origin: ORIGIN, clock: systemClock, signer };
    expect(await rejectionCode(rotateLogKey({ ...options, next: signer }))).toBe("KEY_INVALID");
    expect(await rejectionCode(rotateLogKey({ ...options, next: createSigner(generateKey("other.example").privateKey) }))).toBe(
      "SIGNER_MISMATCH",
    );
    expect(await rejectionCode(rotateLogKey({ ...options, next: undefined as never }))).toBe("KEY_INVALID");
  });
});
