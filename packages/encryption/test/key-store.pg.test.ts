import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { memoryKeyService } from "@favorable/encryption";
import { fileFence, fileKeyService } from "@favorable/encryption/node";
import { keyStoreGrants } from "@favorable/encryption/postgres";
import { type Sql, sqlState } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase } from "../../../testing/database.ts";
import { comments, createTables, indexed, insertVisits, keyStoreSuite, over } from "./key-store-suite.ts";
import { bytes, placeOf, SUBJECT_KEY, text } from "./rings.ts";

const folder = mkdtempSync(join(tmpdir(), "key-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Server {
  readonly url: string;
  readonly sql: Sql;
  close(): Promise<void>;
}

function connect(url: string): Server {
  const pool = new pg.Pool({ connectionString: url, max: 6 });
  pool.on("error", () => undefined); // Idle connections end with the database.
  return { url, sql: fromPg(pool), close: () => pool.end() };
}

async function open(): Promise<Server> {
  const { url, drop } = await freshDatabase();
  const server = connect(url);
  return {
    ...server,
    async close() {
      await server.close();
      await drop();
    },
  };
}

keyStoreSuite("PostgreSQL", open);

describe("a restored database", () => {
  it("brings back no erased person: not with the file fence beside it, not before and not after it is reconciled", async () => {
    const { url, drop } = await freshDatabase();
    const service = memoryKeyService();
    const fence = () => fileFence(join(folder, "fence"), SUBJECT_KEY, { create: true });
    const first = connect(url);
    await createTables(first.sql);
    const before = over(first.sql, { service, fence: fence() });
    await insertVisits(first.sql, before.process(), ["p-0", "p-1", "p-2"]);
    await first.close(); // A database is copied only when nobody is in it.

    const dump = new URL(url);
    dump.pathname += "_dump";
    const admin = new URL(url);
    admin.pathname = "/postgres";
    const server = new pg.Client({ connectionString: admin.href });
    await server.connect();
    await server.query(`create database "${dump.pathname.slice(1)}" template "${new URL(url).pathname.slice(1)}"`);
    const now = connect(url);
    await over(now.sql, { service, fence: fence() }).process().erase("p-1");
    await now.close();

    const restored = connect(dump.href);
    const after = over(restored.sql, { service, fence: fence() });
    expect(await indexed(restored.sql)).toBe(6); // The dump knows nothing of the erasure.
    const kept = ["comment of p-0-a", "comment of p-0-b", "erased", "erased", "comment of p-2-a", "comment of p-2-b"];
    expect(await comments(restored.sql, after.process())).toEqual(kept);
    expect(await rejectionCode(after.process().seal(placeOf("p-1"), bytes("x")))).toBe("SUBJECT_ERASED");
    expect(await after.process().reconcile()).toEqual({ replayed: 1, recovered: 0 });
    expect(await indexed(restored.sql)).toBe(4);
    expect(await comments(restored.sql, after.process())).toEqual(kept);
    const { rows } = await restored.sql.query("select 1 as one from favorable.field_key");
    expect(rows).toHaveLength(2);
    expect(await after.process().reconcile()).toEqual({ replayed: 0, recovered: 0 });

    await restored.close();
    await server.query(`drop database "${dump.pathname.slice(1)}" with (force)`);
    await server.end();
    await drop();
  });
});

describe("several processes", () => {
  it("lose a subject together, however warm their caches", async () => {
    const { url, sql, close } = await open();
    await createTables(sql);
    const paths = { keys: join(folder, "keys"), fence: join(folder, "shared-fence") };
    const all = over(sql, {
      service: fileKeyService(paths.keys, { create: true }),
      fence: fileFence(paths.fence, SUBJECT_KEY, { create: true }),
    });
    const ring = all.process();
    const cells = await Promise.all(["p-1", "p-2"].map((person) => ring.seal(placeOf(person), bytes(`of ${person}`))));

    const arguments_ = ["--conditions=@favorable/source", join(import.meta.dirname, "erasure-child.ts"), url, paths.keys, paths.fence];
    const child = spawn(join(import.meta.dirname, "../../../node_modules/.bin/tsx"), arguments_, { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (at: number): Promise<unknown> => {
      child.stdin.write(`p-${at} ${cells[at - 1]}\n`);
      return (await lines.next()).value;
    };
    expect([await ask(1), await ask(2), await ask(1)]).toEqual(["of p-1", "of p-2", "of p-1"]);
    await ring.erase("p-1");
    await new Promise((resolve) => setTimeout(resolve, 250)); // Its stated interval is 200 ms.
    expect([await ask(1), await ask(2)]).toEqual(["erased", "of p-2"]);
    child.stdin.end();
    await new Promise((resolve) => child.once("exit", resolve));
    await close();
  });

  it("make one key for a subject they meet at the same time, and none for one that is being erased", async () => {
    const server = await open();
    await createTables(server.sql);
    const all = over(server.sql);
    const cells = await Promise.all(Array.from({ length: 12 }, (_, at) => all.process().seal(placeOf("p-1"), bytes(`x${at}`))));
    for (const [at, cell] of cells.entries()) expect(text(await all.process().open(placeOf("p-1"), cell))).toBe(`x${at}`);

    const works = Array.from({ length: 12 }, (_, at) =>
      at === 6 ? all.process().erase("p-2") : all.process().seal(placeOf("p-2"), bytes("x")),
    );
    const settled = await Promise.allSettled(works);
    const codes = settled.map((one) =>
      one.status === "rejected" && one.reason instanceof Error && "code" in one.reason ? one.reason.code : "done",
    );
    expect(codes.every((code) => code === "done" || code === "SUBJECT_ERASED")).toBe(true);
    const { rows } = await server.sql.query("select distinct subject from favorable.field_key");
    expect(rows).toHaveLength(1); // That of p-1.
    await server.close();
  });
});

describe("the grants of a duty", () => {
  it("let a role do it and no more", async () => {
    const server = await open();
    await createTables(server.sql);
    const role = new URL(server.url).pathname.slice(1);
    const roles = { seal: `${role}_seal`, erase: `${role}_erase`, rotate: `${role}_rotate` };
    for (const [duty, name] of Object.entries(roles)) {
      await server.sql.query(`create role "${name}"`);
      for (const grant of keyStoreGrants(name, duty as "seal")) await server.sql.query(grant);
    }
    await server.sql.query(`grant select (person, phone_index), update (phone_index) on visit to "${roles.erase}"`);
    const as = (name: string): Sql => ({
      query: (statement, params) => server.sql.transaction((tx) => tx.query(statement, params), { role: name }),
      transaction: (work, context) => server.sql.transaction(work, { ...context, role: name }),
    });
    const service = memoryKeyService();
    const whole = over(server.sql, { service });
    const ringOf = (name: string) => over(as(name), { service, fence: whole.fence }).process();
    const [sealing, erasing, rotating] = [ringOf(roles.seal), ringOf(roles.erase), ringOf(roles.rotate)];

    const cell = await sealing.seal(placeOf("p-1"), bytes("x"));
    const denied = async (work: Promise<unknown>): Promise<string | undefined> =>
      work.then(
        () => "done",
        (error: unknown) => sqlState(error),
      );
    expect(await denied(sealing.erase("p-2"))).toBe("42501");
    expect(await denied(erasing.provision("p-3"))).toBe("42501");
    await service.rotate();
    expect(await denied(sealing.rewrap())).toBe("42501");
    expect(await denied(erasing.rewrap())).toBe("42501");
    expect(await rotating.rewrap()).toMatchObject({ rewrapped: 1 });
    expect(text(await erasing.open(placeOf("p-1"), cell))).toBe("x");
    expect(await denied(rotating.erase("p-1"))).toBe("42501");
    await erasing.erase("p-1");
    for (const name of Object.values(roles)) {
      await server.sql.query(`drop owned by "${name}"`);
      await server.sql.query(`drop role "${name}"`);
    }
    await server.close();
  });
});
