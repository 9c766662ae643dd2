/** What a certificate claims, beside what a search of the server's own files finds. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CalendarDate, calendarDate, isPrivacyError } from "@favorable/core";
import { type CertificateSigner, definePolicy, type PurgeCertificate, verifyCertificate } from "@favorable/retention";
import { certify, retentionMigrations, type Shredder, settlePurge, simulateTime, sweep } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { footage } from "./policies.ts";

const table = { table: "footage" };
const MARK = "agent-of-the-north-gate-";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const signer: CertificateSigner = { name: "retention.test", sign: (bytes) => sign(null, bytes, privateKey) };
const check = (name: string, bytes: Uint8Array, signature: Uint8Array): boolean =>
  name === "retention.test" && verify(null, bytes, publicKey, signature);

describe("a purge certificate", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sql: Sql;
  let folder: string;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    sql = fromPg(pool);
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    folder = (await sql.query<{ data_directory: string }>("show data_directory")).rows[0]?.data_directory ?? "";
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query("drop table if exists footage");
    for (const each of ["purge", "purge_settled", "sweep", "hold"]) await sql.query(`truncate favorable.${each} cascade`);
    await sql.query("create table footage (id int primary key, taken_on date, agent text)");
    await sql.query("create index on footage (agent)");
    await sql.query(
      `insert into footage select g, case when g % 3 = 0 then date '2022-01-30' else date '2021-12-01' end, '${MARK}' || lpad(g::text, 5, '0') from generate_series(1, 600) g`,
    );
    await sql.query("vacuum (analyze) footage");
  });

  /** How many of the rows that went a search finds in the files of the table and its indexes. */
  const found = async (): Promise<number> => {
    await sql.query("checkpoint");
    const { rows } = await sql.query<{ path: string }>(
      "select pg_relation_filepath(c.oid) as path from pg_class c where c.oid = 'footage'::regclass or c.oid in (select indexrelid from pg_index where indrelid = 'footage'::regclass)",
    );
    const bytes = rows.map(({ path }) => readFileSync(join(folder, path)).toString("latin1")).join("");
    return Array.from({ length: 600 }, (_, at) => at + 1).filter((id) => id % 3 !== 0 && bytes.includes(MARK + String(id).padStart(5, "0")))
      .length;
  };
  const purge = async (): Promise<void> =>
    expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 400, done: true });
  const certified = (): Promise<PurgeCertificate> =>
    certify({ sql, policy: footage, table, signer, backupsUntil: calendarDate("2022-03-01") });
  /** The search must not disprove what is claimed. */
  const confirm = async (certificate: PurgeCertificate): Promise<number> => {
    const body = await verifyCertificate(JSON.parse(JSON.stringify(certificate)), check);
    const left = await found();
    if (body.reached.includes("table files")) expect(left).toBe(0);
    return left;
  };

  it("claims queries alone after the sweep, when a search of the files still finds every row", async (context) => {
    if (!existsSync(folder)) context.skip("the server's data folder is not on this machine: unset DATABASE_URL");
    await purge();
    const certificate = await certified();
    expect(certificate.body).toMatchObject({
      level: "row gone",
      reached: ["queries"],
      evidence: { removed: 400, batches: 1 },
      left: { removable: 0 },
    });
    expect(await confirm(certificate)).toBe(400);
  });

  it("claims no more after a vacuum, which leaves remnants or may leave them", async (context) => {
    if (!existsSync(folder)) context.skip("the server's data folder is not on this machine: unset DATABASE_URL");
    await purge();
    expect(await settlePurge({ sql, policy: footage, table, level: "vacuumed", waitMs: 20_000 })).toMatchObject({
      level: "vacuumed",
      tables: ["footage"],
    });
    const certificate = await certified();
    expect(certificate.body).toMatchObject({ level: "vacuumed", reached: ["queries"] });
    expect(await confirm(certificate)).toBeLessThan(400);
  });

  it("claims the table's files after a rewrite, and the search finds nothing there; the log and backups it never claims", async (context) => {
    if (!existsSync(folder)) context.skip("the server's data folder is not on this machine: unset DATABASE_URL");
    await purge();
    await settlePurge({ sql, policy: footage, table, level: "rewritten", waitMs: 20_000 });
    const certificate = await certified();
    expect(certificate.body).toMatchObject({ level: "rewritten", reached: ["queries", "table files"], backupsUntil: "2022-03-01" });
    expect(certificate.body.notReached).toEqual(["planner statistics", "write-ahead log", "replicas", "backups", "freed disk blocks"]);
    expect(await confirm(certificate)).toBe(0);
    const log = join(folder, "pg_wal");
    const wal = readdirSync(log)
      .filter((name) => /^[0-9A-F]{24}$/.test(name))
      .map((name) => readFileSync(join(log, name)).toString("latin1"))
      .join("");
    expect(wal).toContain(`${MARK}00001`); // What it does not claim is true.
  });

  it("refuses to call a rewrite one while an older snapshot is open, which carries the rows into the new files", async (context) => {
    if (!existsSync(folder)) context.skip("the server's data folder is not on this machine: unset DATABASE_URL");
    await sql.transaction(
      async (tx) => {
        await tx.query("select count(*) from favorable.hold"); // A snapshot, and no lock on the table.
        await purge();
        expect(await rejectionCode(settlePurge({ sql, policy: footage, table, level: "rewritten" }))).toBe("SNAPSHOT_OPEN");
        await sql.query("vacuum (full) footage"); // By hand, which nobody recorded.
        const certificate = await certified();
        expect(certificate.body.level).toBe("row gone");
        expect(await confirm(certificate)).toBe(400);
      },
      { isolation: "repeatable read" },
    );
    await settlePurge({ sql, policy: footage, table, level: "rewritten", waitMs: 20_000 });
    expect(await confirm(await certified())).toBe(0);
  });

  it("falls back to the lower level when more was purged since", async () => {
    await purge();
    await settlePurge({ sql, policy: footage, table, level: "rewritten", waitMs: 20_000 });
    const { body } = await certified();
    await sql.query(`insert into footage values (1000, '2021-12-01', 'x')`);
    expect(await sweep({ sql, policy: footage, table, duty: 1 })).toMatchObject({ removed: 1 });
    expect((await certified()).body).toMatchObject({ level: "row gone", evidence: { removed: 401 } });
    const rest = await certify({ sql, policy: footage, table, signer, after: body.evidence.last });
    expect(rest.body).toMatchObject({ evidence: { removed: 1, batches: 1 }, simulated: true });
  });

  it("reaches the write-ahead log and backups by destroyed keys alone, and for sealed fields alone", async () => {
    const policy = definePolicy({ ...footage, then: "shred" });
    const shredded: string[] = [];
    const shredder: Shredder = {
      destroy: async (_, { subjects }) => {
        shredded.push(...subjects);
        return new Set(subjects);
      },
    };
    const owned = { ...table, subject: "agent" };
    await sql.query(`update footage set agent = 'both' where id in (1, 3)`); // One row goes, one stays.
    expect(await rejectionCode(sweep({ sql, policy, table: owned }))).toBe("ACTION_UNSUPPORTED");
    expect(await sweep({ sql, policy, table: owned, shredder, duty: 1, batch: 300 })).toMatchObject({ removed: 400 });
    expect([shredded.length, shredded.includes("both")]).toEqual([399, false]);
    const mixed = await certify({ sql, policy, table: owned, signer });
    expect(mixed.body).toMatchObject({ level: "row gone", sealedReached: [] });
    await sql.query("update footage set taken_on = '2021-12-01' where id = 3");
    await sweep({ sql, policy, table: owned, shredder, duty: 1 });
    expect(shredded).toContain("both");
    const { body } = await certify({ sql, policy, table: owned, signer, after: mixed.body.evidence.last });
    expect(body).toMatchObject({ level: "key destroyed", reached: ["queries"] });
    expect(body.sealedReached).toContain("backups");
  });

  it("is refused when anything in it was changed, when it was signed by another, and when it claims more than its level", async () => {
    await purge();
    const certificate = await certified();
    const refused = async (changed: unknown): Promise<unknown> => {
      const error: unknown = await verifyCertificate(changed, check).catch((thrown: unknown) => thrown);
      return isPrivacyError(error, "CERTIFICATE_INVALID") ? error.details["reason"] : error;
    };
    const { body } = certificate;
    expect(await refused({ ...certificate, body: { ...body, policy: "other" } })).toBe("hash");
    expect(await refused({ ...certificate, signer: "somebody" })).toBe("signature");
    expect(await refused({ ...certificate, signature: "AAAA" })).toBe("signature");
    for (const none of [null, 5, {}, { ...certificate, signature: "*" }, { ...certificate, body: { ...body, level: "burnt" } }])
      expect(await refused(none)).toBe("format");
    const { signCertificate } = await import("../src/certificate.ts");
    const resign = (change: object): Promise<PurgeCertificate> => signCertificate({ ...body, ...change }, signer);
    expect(
      await refused(await resign({ reached: ["queries", "backups"], notReached: body.notReached.filter((place) => place !== "backups") })),
    ).toBe("overclaims");
    expect(await refused(await resign({ notReached: [] }))).toBe("overclaims");
    expect(await refused(await resign({ sealedReached: ["backups"] }))).toBe("overclaims");
    expect((await verifyCertificate(await resign({}), check)).level).toBe("row gone");
  });

  it("is not given a level by somebody who may not vacuum the table, which the server answers by a warning only", async () => {
    await purge();
    await sql.query("create role settle_sweeper");
    const sweepers = new pg.Pool({ connectionString: database.url, max: 1, options: "-c role=settle_sweeper" });
    try {
      await sql.query("grant usage on schema favorable to settle_sweeper");
      await sql.query("grant select, insert, update on all tables in schema favorable to settle_sweeper");
      await sql.query("grant select, delete on footage to settle_sweeper");
      const settled = settlePurge({ sql: fromPg(sweepers), policy: footage, table, level: "rewritten", waitMs: 20_000 });
      expect(await rejectionCode(settled)).toBe("SETTLE_REFUSED");
      expect((await certified()).body.level).toBe("row gone");
    } finally {
      await sweepers.end();
      await sql.query("drop owned by settle_sweeper");
      await sql.query("drop role settle_sweeper");
    }
  });

  it("does not promise that backups are gone before what it certifies went", async () => {
    await purge();
    const early = certify({ sql, policy: footage, table, signer, backupsUntil: calendarDate("1999-01-01") });
    expect(await rejectionCode(early)).toBe("CERTIFICATE_INVALID");
  });

  it("is not made of nothing", async () => {
    const day: CalendarDate = calendarDate("2022-01-31");
    expect(await rejectionCode(certify({ sql, policy: footage, table, signer, backupsUntil: day }))).toBe("EVIDENCE_MISSING");
    expect(await rejectionCode(settlePurge({ sql, policy: footage, table, level: "vacuumed" }))).toBe("EVIDENCE_MISSING");
  });
});
