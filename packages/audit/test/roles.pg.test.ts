import { simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { type AuditLog, parseLeaf } from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { auditMigrations, auditRoleNames, auditRoles, type DatabaseLog, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { date, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
const WORKS = ["writer", "declarer", "sequencer", "eraser", "reader", "verifier"] as const;
const TABLES = ["leaf", "head", "checkpoint", "descriptors", "identity", "outbox_key", "quarantine", "pending", "unfiled", "body", "key"];
type Work = (typeof WORKS)[number] | "nobody";

let database: TestDatabase;
let prefix: string;
let owner: Sql;
const pools: pg.Pool[] = [];
const logins = new Map<Work, Sql>();

const poolOf = (url: string): Sql => {
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on("error", () => undefined);
  pools.push(pool);
  return fromPg(pool);
};
const as = (work: Work): Sql => {
  const sql = logins.get(work);
  if (sql === undefined) throw new Error("no such login");
  return sql;
};
const open = (work: Work): Promise<DatabaseLog> =>
  openAuditLog({ sql: as(work), origin: ORIGIN, signer, clock, subjectKey, declaredTypes: ["register.read"] });
const state = (sql: Sql, text: string): Promise<string> =>
  sql.query(text).then(
    () => "done",
    (error: { details?: { sqlState?: string } }) => String(error.details?.sqlState),
  );

beforeAll(async () => {
  database = await freshDatabase();
  owner = poolOf(database.url);
  await migrate(owner, auditMigrations);
  const name = new URL(database.url).pathname
    .slice(1)
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, "_");
  prefix = `r_${name}`.slice(-40).replace(/^[^a-z]+/, "r");
  for (let again = 0; again < 2; again++) for (const statement of auditRoles(prefix)) await owner.query(statement);
  for (const work of [...WORKS, "nobody"] as const) {
    const login = `${prefix}_login_${work}`;
    await owner.query(`create role "${login}" login password 'p'`);
    if (work !== "nobody") await owner.query(`grant ${prefix}_${work} to "${login}"`);
    const url = new URL(database.url);
    url.username = login;
    url.password = "p";
    logins.set(work, poolOf(url.href));
  }
  await owner.query(
    "insert into favorable.audit_declared_type values ('register.read', '{purpose,rows,urgent}', '{actor,subject}', 'access-log', 1)",
  );
  const first = await openAuditLog({ sql: owner, origin: ORIGIN, signer, clock, subjectKey, declaredTypes: ["register.read"] });
  await first.appendAll([shortPolicy, longPolicy, readEvent("a-0", ["p-0"], "alerts", "2021-09-01")]);
  await first.append(
    readEvent(
      "a-9",
      Array.from({ length: 70 }, (_, at) => `q-${at}`),
    ),
  );
  await first.checkpoint();
});
afterAll(async () => {
  await Promise.all(pools.slice(1).map((pool) => pool.end()));
  for (const work of [...WORKS, "nobody"]) {
    await owner.query(`drop owned by "${prefix}_login_${work}"`);
    await owner.query(`drop role "${prefix}_login_${work}"`);
  }
  for (const role of auditRoleNames(prefix)) {
    await owner.query(`drop owned by ${role}`);
    await owner.query(`drop role ${role}`);
  }
  await pools[0]?.end();
  await database.drop();
});

describe("roles of the log, each from a login of its own", () => {
  it("let a writer append in its own and in the application's transaction, and see nothing of it", async () => {
    const log = await open("writer");
    await log.append(readEvent("a-1", ["p-1"]));
    await as("writer").transaction((tx) => log.appendIn(tx, readEvent("a-2", ["p-1"])));
    expect(await rejectionCode(log.sequence())).toBe("AUDIT_UNAVAILABLE");
    for (const table of TABLES.filter((name) => !["identity", "outbox_key"].includes(name)))
      expect(await state(as("writer"), `select from favorable.audit_${table}`), table).toBe("42501");
    expect(await log.health()).toMatchObject({ bypass: false, triggersOff: [], size: 0 });
    expect((await log.health()).remarks.join()).toContain("may not see");
  });

  it("let a sequencer give positions, file, sign and append batches, and read no value", async () => {
    const log = await open("sequencer");
    const { size } = await log.sequence();
    expect(size).toBe(6);
    await log.appendAll(Array.from({ length: 300 }, (_, at) => readEvent(`b-${at}`, ["p-1"])));
    expect((await log.checkpoint()).split("\n")[1]).toBe("306");
    expect(await state(as("sequencer"), "select payload from favorable.audit_body")).toBe("42501");
    expect(await log.health()).toMatchObject({ size: 306, bypass: false, quarantined: 0 });
  });

  it("let an eraser erase what is due, beside its entry, without reading a value; and nothing else", async () => {
    const log = await open("eraser");
    expect(await log.eraseExpired({ asOf: date("2021-10-30") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
    expect(await state(as("eraser"), "select payload from favorable.audit_body")).toBe("42501");
    expect(await state(as("eraser"), "delete from favorable.audit_body")).toBe("55000");
    expect(await state(as("eraser"), "update favorable.audit_leaf set leaf = null")).toBe("55000");
    expect(await state(as("eraser"), "drop table favorable.audit_body_undated")).toBe("42501");
    const authority = { basis: "gdpr:17.1.d", requestedBy: "controller", approvedBy: "dpo" };
    expect(await log.eraseEarly({ scope: { subject: "p-1" }, ...authority })).toMatchObject({ erased: 302 });
    await (await open("sequencer")).sequence();
    expect(await log.prune({ asOf: date("2021-10-30") })).toEqual({ pruned: 1 });
    await (await open("sequencer")).sequence();
  });

  it("let a reader read, and a verifier verify everything but values", async () => {
    const reader = await open("reader");
    expect((await all(reader.entries({ types: ["access.read"], from: 4, below: 5 })))[0]?.parts[0]?.value).toBe("a-1");
    expect(await rejectionCode(reader.append(longPolicy))).toBe("AUDIT_UNAVAILABLE");
    expect(await state(as("verifier"), "select payload from favorable.audit_body")).toBe("42501");
    expect(await state(as("verifier"), "select subject_index from favorable.audit_body")).toBe("42501");
    expect(await state(as("verifier"), "select seq, leaf, hash from favorable.audit_leaf")).toBe("done");
    const { size } = await (await open("sequencer")).sequence();
    await (await open("sequencer")).checkpoint();
    expect(await verifyStore(as("reader"), { verifier: createVerifier(key.vkey) })).toMatchObject({ verdict: "intact", size });
  });

  it("change or delete nothing that has a position, from any login, with any trick of a session", async () => {
    for (const work of [...WORKS, "nobody"] as const)
      for (const table of ["leaf", "head", "checkpoint", "descriptors", "identity", "outbox_key", "quarantine"])
        for (const text of [
          `delete from favorable.audit_${table}`,
          `truncate favorable.audit_${table} cascade`,
          `alter table favorable.audit_${table} disable trigger all`,
          `drop table favorable.audit_${table} cascade`,
        ])
          expect(["42501", "55000"], `${work}: ${text}`).toContain(await state(as(work), text));
    for (const work of WORKS) {
      const replica = as(work).transaction((tx) => tx.query("select set_config('session_replication_role', 'replica', true)"));
      expect(await rejectionCode(replica), work).toBe("SQL_FAILED");
    }
    // Nor does it help who may set it: the triggers fire always.
    const asOwner = owner.transaction(async (tx) => {
      await tx.query("select set_config('session_replication_role', 'replica', true)");
      await tx.query("delete from favorable.audit_leaf");
    });
    await expect(asOwner).rejects.toMatchObject({ details: { sqlState: "55000" } });
  });

  it("tell the owner by health that he could, and when triggers are off or roles missing", async () => {
    const log = await openAuditLog({ sql: owner, origin: ORIGIN, signer, clock, subjectKey });
    const before = await log.health();
    expect(before).toMatchObject({ bypass: true, triggersOff: [], pending: 0 });
    expect(before.checkpointAge).toBeGreaterThanOrEqual(0);
    await owner.query("alter table favorable.audit_leaf disable trigger refuse_change");
    await owner.query("drop trigger refuse_truncate on favorable.audit_head");
    await owner.query("alter table favorable.audit_next_key disable trigger refuse_change");
    await owner.query("alter table favorable.audit_head_mark enable replica trigger refuse_truncate");
    const off = await log.health();
    expect([...off.triggersOff].sort()).toEqual([
      "audit_head.refuse_truncate",
      "audit_head_mark.refuse_truncate",
      "audit_leaf.refuse_change",
      "audit_next_key.refuse_change",
    ]);
    expect(off.remarks.join()).toContain("triggers that refuse changes are missing or off");
    await owner.query("alter table favorable.audit_leaf enable always trigger refuse_change");
    await owner.query(
      "create trigger refuse_truncate before truncate on favorable.audit_head for each statement execute function favorable.audit_refuse()",
    );
    for (const [table, name] of [
      ["audit_head", "refuse_truncate"],
      ["audit_next_key", "refuse_change"],
      ["audit_head_mark", "refuse_truncate"],
    ])
      await owner.query(`alter table favorable.${table} enable always trigger ${name}`);
    expect((await log.health()).triggersOff).toEqual([]);
  });

  it("refuse a prefix that is none", () => {
    for (const bad of ["", "Upper", "a b", "1a", "a".repeat(41), null as never]) expect(() => auditRoles(bad)).toThrow("a prefix of roles");
  });
});

describe("an application that may append declared events only", () => {
  const declare = (facts: string, names: string, subjects: string, values: string): string =>
    `select favorable.append_declared('register.read', '${facts}', '${names}', '${subjects}', '${values}')`;

  it("has no other way to append", async () => {
    const app = as("declarer");
    for (const table of TABLES) {
      expect(await state(app, `select from favorable.audit_${table}`), table).toBe("42501");
      expect(await state(app, `insert into favorable.audit_${table} default values`), table).toBe("42501");
    }
    expect(await state(app, "insert into favorable.audit_declared_type values ('x', '{}', '{}', 'p', 1)")).toBe("42501");
    expect(await state(app, "select favorable.audit_append('', '', '', '', '', '', '', '')")).toBe("42501");
    expect(await rejectionCode(openAuditLog({ sql: app, origin: ORIGIN, signer, clock }))).toBe("AUDIT_UNAVAILABLE");
    expect(await state(as("nobody"), declare("{}", "{}", "{}", "{}"))).toBe("42501");
  });

  it("is refused what is not declared: types, facts, parts, free text in clear", async () => {
    const app = as("declarer");
    for (const text of [
      "select favorable.append_declared('access.read')",
      "select favorable.append_declared('retention.policy')",
      declare('{"name": "x"}', "{}", "{}", "{}"),
      declare('{"purpose": "Zsófia Kovács"}', "{}", "{}", "{}"),
      declare('{"rows": 1.5}', "{}", "{}", "{}"),
      declare('{"purpose": {"a": 1}}', "{}", "{}", "{}"),
      declare('{"via": "log"}', "{}", "{}", "{}"),
      declare("{}", "{other}", "{x}", "{y}"),
      declare("{}", "{actor}", "{}", "{y}"),
      declare("{}", "{actor}", "{x}", "{NULL}"),
      declare("[]", "{}", "{}", "{}"),
    ])
      expect(await state(app, text), text).toBe("22023");
  });

  it("leaves entries that are of the log's own form, with commitments that open, found by person", async () => {
    const app = as("declarer");
    const odd = 'Zsófia "K\\u" \n\u0001\u2028 €';
    await app.query("select favorable.append_declared('register.read', $1::jsonb, '{actor,subject}', array['', $2], array[$2, $2])", [
      '{"purpose": "followUp", "rows": 2, "urgent": true}',
      odd,
    ]);
    await expect(
      app.transaction(async (tx) => {
        await tx.query(declare("{}", "{}", "{}", "{}"));
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    const log: AuditLog = await open("sequencer");
    const { size } = await log.sequence();
    const owners = await openAuditLog({ sql: owner, origin: ORIGIN, signer, clock, subjectKey });
    const entries = await all(owners.entries({ from: size - 1 }));
    expect(entries).toMatchObject([{ type: "register.read", clear: { purpose: "followUp", rows: 2, urgent: true, via: "function" } }]);
    expect(entries[0]?.parts.map(({ value, subject }) => [value, subject])).toEqual([
      [odd, undefined],
      [odd, odd],
    ]);
    expect((await all(owners.entries({ subject: odd }))).map(({ index }) => index)).toEqual([size - 1]);
    const { rows } = await owner.query<{ leaf: string }>("select leaf from favorable.audit_leaf order by seq desc limit 1");
    expect(parseLeaf(rows[0]?.leaf ?? "").parts).toHaveLength(2);
    const snapshot = await owners.snapshot(async ({ groups }) => (await all(groups())).flat());
    const last = snapshot.find(({ index }) => index === size - 1);
    const { commit } = await import("../src/index.ts");
    for (const [at, body] of (last?.bodies ?? []).entries())
      expect(Buffer.from(commit(body)).toString("base64")).toBe(parseLeaf(last?.leaf ?? "").parts?.[at]?.c);
  });

  it("forges nothing for a log that was not told of the type", async () => {
    await as("declarer").query(declare("{}", "{}", "{}", "{}"));
    const strict = await openAuditLog({ sql: owner, origin: ORIGIN, signer, clock, subjectKey });
    const { size } = await strict.sequence();
    expect(await all(strict.entries({ from: size - 1 }))).toMatchObject([
      { type: "audit.discrepancy", clear: { kind: "forged", count: 1 } },
    ]);
  });
});
