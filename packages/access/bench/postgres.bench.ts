/** Point reads from a real server: level `columns` beside plain selects, level `sealed` beside audited reads written by hand. */
import { randomUUID } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import {
  actingContext,
  applyPostgres,
  columnsFor,
  installContextKey,
  type PostgresMapping,
  sealedAccess,
  signContext,
} from "@favorable/access/postgres";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { systemClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import * as z from "zod";
import { compare, report } from "../../../testing/bench.ts";
import { durableServer } from "../../audit/test/durable-server.ts";

const ROWS = 20_000;
const ROUNDS = Number(process.env["ROUNDS"] ?? 15);
const server = await durableServer({});
const pools: pg.Pool[] = [];
const portOf = (login?: string): Sql => {
  const url = new URL(server.url);
  if (login !== undefined) {
    url.username = login;
    url.password = "p";
  }
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pools.push(pool);
  return fromPg(pool);
};
const label = { en: "x" };
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: label } },
  categories: { identity: { label }, status: { label } },
  origins: { hrFile: { label } },
});
const tags = { category: "status", origins: ["hrFile"], purposes: ["followUp"] } as const;
const agent = vocabulary.record("agent", {
  name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
  status: vocabulary.field(z.string(), tags),
  doses: vocabulary.field(z.int(), tags),
});
/** The person is a field beside the key: found by a step of its own, between what was asked and the rows. */
const visit = vocabulary.record("visit", {
  name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"], subject: true }),
  status: vocabulary.field(z.string(), tags),
  doses: vocabulary.field(z.int(), tags),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: { manager: { label, purposes: ["followUp"] } },
  grants: { manager: { identity: "all", status: "all" } },
});
const COLUMNS = { name: "name", status: "status", doses: "doses" };
const mappingOf = (level: PostgresMapping["level"], tables: readonly [typeof agent | typeof visit, string][]): PostgresMapping => ({
  level,
  prefix: level,
  tables: tables.map(([record, table]) => ({ record, schema: "public", table, key: "id", columns: COLUMNS })),
  logins: { [level]: ["manager"] },
});

try {
  const owner = portOf();
  await migrate(owner, auditMigrations);
  const signer = createSigner(generateKey("bench.example/access").privateKey);
  await openAuditLog({ sql: owner, origin: "bench.example/access", signer, clock: systemClock, subjectKey: new Uint8Array(32).fill(7) });
  for (const table of ["plain", "by_column", "behind", "visits"]) {
    await owner.query(`create table ${table} (id bigint primary key, name text, status text, doses int)`);
    await owner.query(`insert into ${table} select n, 'n' || n, 'complete', n % 4 from generate_series(1, $1::int) n`, [ROWS]);
  }
  for (const login of ["columns", "sealed"]) await owner.query(`create role ${login} login noinherit password 'p'`);
  await owner.query("create role hand login password 'p'");
  await owner.query("grant select on plain to hand, columns");
  const byColumn = mappingOf("columns", [[agent, "by_column"]]);
  const behind = mappingOf("sealed", [
    [agent, "behind"],
    [visit, "visits"],
  ]);
  await applyPostgres(owner, matrix, byColumn);
  await applyPostgres(owner, matrix, behind);
  await owner.query("vacuum analyze plain, by_column, behind, visits");
  const key = { id: "k", secret: new Uint8Array(32).fill(1) };
  await installContextKey(owner, matrix, behind, key);
  // What an application writes by hand: the same entry, appended by the same function of the audit package.
  await owner.query("grant usage on schema favorable to hand");
  await owner.query("grant execute on function favorable.append_declared(text, jsonb, text[], text[], text[]) to hand");

  let at = 0;
  const id = (): string => String((at++ % ROWS) + 1);
  const READS = 20;
  /** Many reads in one transaction: the cost of the read, not of begin and commit. */
  const inOne = (sql: Sql, text: string, context: Parameters<Sql["transaction"]>[1]) => () =>
    sql.transaction(async (tx) => {
      for (let again = 0; again < READS; again++) await tx.query(text, [id()]);
    }, context);
  const acting = { role: "manager", purpose: "followUp" };
  const context = actingContext(matrix, byColumn, acting);
  const columns = portOf("columns");
  const list = columnsFor(matrix, byColumn, { record: "agent", ...acting, action: "read" });
  const enforced = inOne(columns, `select ${list} from by_column where id = $1::bigint`, context);
  const plain = inOne(columns, `select ${list} from plain where id = $1::bigint`, undefined);
  const point = await compare(enforced, plain, { rounds: ROUNDS });

  const hand = portOf("hand");
  const APPEND =
    `favorable.append_declared('access.read', '{"role":"manager","purpose":"followUp","action":"read","record":"agent","rows":1}',
    array['actor', 'subject'], array['', $1::text], array['a-17', $1::text])` as const;
  const sealed = sealedAccess(portOf("sealed"), matrix, behind);
  // Contexts are signed elsewhere: the process that reads holds no key.
  const until = new Date(Date.now() + 840_000);
  const tokens = Array.from({ length: 60_000 }, () =>
    signContext(key, { actor: "a-17", role: "manager", purpose: "followUp", nonce: randomUUID(), until }),
  );
  const read = (): Promise<unknown> => sealed.read(tokens.pop() ?? "", "agent", [id()]);
  /** The same promise: the entry has committed before a row is asked for. */
  const twoSteps = async (): Promise<void> => {
    const one = id();
    await hand.query(`select ${APPEND}`, [one]);
    await hand.query("select id, name, status, doses from plain where id = $1::bigint", [one]);
  };
  /** One statement: the caller has the rows and can still roll the entry back. */
  const oneStatement = async (): Promise<void> => {
    await hand.query(
      `with e as materialized (select ${APPEND} as entry) select p.id, name, status, doses, entry from e, plain p where id = $1::bigint`,
      [id()],
    );
  };
  const honest = await compare(read, twoSteps, { rounds: ROUNDS, floorMs: 150 });
  const visits = (): Promise<unknown> => sealed.read(tokens.pop() ?? "", "visit", [id()]);
  /** Who is looked up stands in the entry, so it is looked up first. */
  const threeSteps = async (): Promise<void> => {
    const one = id();
    const { rows } = await hand.query<{ name: string }>("select name from plain where id = $1::bigint", [one]);
    await hand.query(`select ${APPEND}`, [rows[0]?.name ?? ""]);
    await hand.query("select id, name, status, doses from plain where id = $1::bigint", [one]);
  };
  const named = await compare(visits, threeSteps, { rounds: ROUNDS, floorMs: 150 });
  const quick = await compare(read, oneStatement, { rounds: ROUNDS, floorMs: 150 });
  // A rate of 0.85 is a time of 1 / 0.85.
  const bound = 1 / 0.85;
  report(import.meta.url, "Point reads at the levels of enforcement", [
    {
      what: "level `columns` ÷ plain select, time of a point read",
      figure: point,
      atMost: Math.round(100 * bound) / 100,
      note: `${READS} reads in one transaction`,
    },
    {
      what: "level `sealed` ÷ by hand, entry committed first, time of a point read",
      figure: honest,
      atMost: Math.round(100 * bound) / 100,
      note: "the same promise; fsync on",
    },
    {
      what: "level `sealed`, persons beside the key ÷ by hand in three steps, time of a point read",
      figure: named,
      note: "not the same promise: by hand the person is looked up before there is an entry; here two entries",
    },
    {
      what: "level `sealed` ÷ by hand in one statement, time of a point read",
      figure: quick,
      note: "by hand, who rolls back keeps the rows and erases the entry",
    },
  ]);
} finally {
  await Promise.all(pools.map((pool) => pool.end()));
  await server.remove();
}
