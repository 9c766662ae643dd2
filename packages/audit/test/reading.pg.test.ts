/** Reading a long log by person, actor and period on a server: the plans, the pages, the traces. */

import type { Sql, SqlParam } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { frontier, readAccesses, readAllAccesses, siemLines } from "../src/index.ts";
import { openAuditLog } from "../src/postgres/index.ts";
import { date, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all, type Opened, openLog } from "./store-behaviour.ts";

/** Entries of other people that the few in question lie between. */
const OTHERS = 100_000;

interface Statement {
  readonly text: string;
  readonly params: readonly SqlParam[];
}

let opened: Opened;
const statements: Statement[] = [];
const retention = { policy: "access-log", version: 1, start: date("2021-10-30") };
const reader = { actor: "dpo-1", role: "dpo", purpose: "subject-access", retention };
const subjectKey = new Uint8Array(32).fill(7);

/** The same database, and every statement that goes to it. */
function recording(sql: Sql): Sql {
  return {
    ...sql,
    query: (text, params) => {
      statements.push({ text, params: params ?? [] });
      return sql.query(text, params);
    },
  };
}

beforeAll(async () => {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined);
  opened = await openLog(async () => ({
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await drop();
    },
  }));
  const { log, sql, clock } = opened;
  await log.appendAll(Array.from({ length: 10 }, (_, at) => readEvent(`a-${at % 2}`, ["p-1"])));
  const { size } = await log.sequence();
  // Rows of other people, made by the database: only plans and pages are looked at here, not proofs.
  await sql.query(
    `insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
     select $1::bigint + n, lpad(to_hex(n), 32, '0'), 'access.read',
            '{"at":"' || to_char(timestamp '2021-11-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            || '","clear":{"purpose":"' || case when n % 2 = 0 then 'followUp' else 'statistics' end || '"},"id":"' || lpad(to_hex(n), 32, '0')
            || '","log":"${ORIGIN}","type":"access.read","v":1}', decode(repeat('00', 32), 'hex')
       from generate_series(0, $2::integer - 1) n`,
    [size, OTHERS],
  );
  await sql.query(
    `insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index)
     select $1::bigint + n, lpad(to_hex(n), 32, '0'), part, decode(repeat('00', 16), 'hex'), '{"name":"row","value":1}', 'access-log', 1, '2021-10-30',
            sha256(convert_to(((n * 7 + part) % 5000)::text, 'UTF8'))
       from generate_series(0, $2::integer - 1) n, generate_series(0, 1) part`,
    [size, OTHERS],
  );
  const { rows } = await sql.query<{ edge: Uint8Array }>("select edge from favorable.audit_head order by size desc limit 1");
  const tree = frontier(size, rows[0]?.edge);
  for (let at = 0; at < OTHERS; at++) tree.append(ZERO);
  await sql.query("insert into favorable.audit_head (size, edge, origin) values ($1::bigint, $2::bytea, $3)", [
    tree.size,
    tree.bytes(),
    ORIGIN,
  ]);
  clock.moveTo(new Date("2022-02-01T08:00:00Z"));
  const recorded = await openAuditLog({ sql: recording(sql), origin: ORIGIN, signer, clock, subjectKey });
  opened = { ...opened, log: recorded };
  await recorded.appendAll([readEvent("a-0", ["p-1", "p-2"]), readEvent("a-9", ["p-2"])]);
  await recorded.sequence();
  for (const table of ["audit_leaf", "audit_body"]) await sql.query(`analyze favorable.${table}`);
}, 120_000);
const ZERO = new Uint8Array(32);

afterAll(async () => {
  await opened.close();
});

/** The plan of the last statement that read entries, as text. */
async function lastPlan(): Promise<string> {
  const statement = statements.filter(({ text }) => text.includes("from favorable.audit_leaf l where")).at(-1);
  if (statement === undefined) throw new Error("nothing was read");
  const { rows } = await opened.sql.query<{ "QUERY PLAN": string }>(
    `explain (analyze, costs off, timing off) ${statement.text}`,
    statement.params,
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const ofTables = /Seq Scan on (audit_leaf|audit_body)/;

describe("reading a log of a hundred thousand entries", () => {
  it("finds a person by the index, never by reading the log", async () => {
    const { accesses } = await readAccesses(opened.log, { subject: "p-1", types: ["access.read"] }, reader);
    expect(accesses.map(({ actor }) => actor)).toEqual([...Array.from({ length: 10 }, (_, at) => `a-${at % 2}`), "a-0"]);
    const plan = await lastPlan();
    expect(plan).toMatch(/Index Cond: \(subject_index = /);
    expect(plan).not.toMatch(ofTables);
    expect(Number(/Execution Time: ([\d.]+) ms/.exec(plan)?.[1])).toBeLessThan(200);
  });

  it("finds an actor, and a person's accesses by one actor, purpose and period, the same way", async () => {
    const ofActor = await readAccesses(opened.log, { actor: "a-9" }, reader);
    expect(ofActor.accesses).toMatchObject([{ index: OTHERS + 11, type: "access.read" }]);
    expect(await lastPlan()).toMatch(/Index Cond: \(subject_index = /);
    const query = { subject: "p-1", actor: "a-0", purpose: "followUp", since: "2022-01-01T00:00:00.000Z" };
    expect((await readAccesses(opened.log, query, reader)).accesses.map(({ index }) => index)).toEqual([OTHERS + 10]);
    expect(await lastPlan()).not.toMatch(ofTables);
    expect((await readAccesses(opened.log, { ...query, purpose: "statistics" }, reader)).accesses).toEqual([]);
  });

  it("finds a period by the index on times", async () => {
    const filter = { since: "2021-11-20T10:00:00.000Z", until: "2021-11-20T10:05:00.000Z", bodies: false };
    expect(await all(opened.log.entries(filter))).toHaveLength(5);
    const plan = await lastPlan();
    expect(plan).toMatch(/audit_leaf_at_idx/);
    expect(plan).not.toMatch(ofTables);
  });

  it("gives the same entries page by page as all at once, each page logged", async () => {
    const { log } = opened;
    const whole = (await readAccesses(log, { subject: "p-1", types: ["access.read"] }, reader)).accesses.map(({ index }) => index);
    const paged = (await all(readAllAccesses(log, { subject: "p-1", types: ["access.read"], limit: 3 }, reader))).map(({ index }) => index);
    expect(paged).toEqual(whole);
    const traces = await all(log.entries({ types: ["audit.read"], subject: "p-1" }));
    expect(traces.length).toBeGreaterThanOrEqual(4);
    expect(traces.every(({ parts }) => parts[0]?.value === "dpo-1")).toBe(true);
  });

  it("is exported for monitoring from where it stopped, without reading a body", async () => {
    statements.length = 0;
    const lines = await all(
      siemLines(opened.log, { fields: ["purpose", "role"], after: `${ORIGIN} ${OTHERS + 10}`, types: ["access.read"] }),
    );
    expect(lines).toHaveLength(2);
    expect(statements.filter(({ text }) => text.includes("audit_body"))).toEqual([]);
  });
});
