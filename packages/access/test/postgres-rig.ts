/** A database with the register in it, its owner without superuser rights, and logins of the application. */
import type { AnyMatrix } from "@favorable/access";
import { applyPostgres, type PostgresMapping } from "@favorable/access/postgres";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { systemClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import { access, agent } from "./register.ts";

let counter = 0;

/** What tests work with. */
export interface PostgresRig {
  readonly admin: Sql;
  /** Owns database and tables; no superuser. */
  readonly owner: Sql;
  readonly mapping: PostgresMapping;
  readonly matrix: AnyMatrix;
  /** Names of the logins. */
  readonly app: string;
  readonly other: string;
  /** The connection string of a login. */
  url(login: string): string;
  /** The port of a login. */
  as(login: string, connections?: number): Sql;
  /** A bare connection of a login: what an attacker inside the process has. */
  raw(login: string): Promise<pg.Client>;
  close(): Promise<void>;
}

/** Columns of the register's table. */
export const COLUMNS = {
  name: "last_name",
  status: "status",
  due: "due_on",
  reason: "reason",
  comment: "note",
  changedAt: "changed_at",
} as const;

/** Builds it; `change` adapts the mapping. */
export async function postgresRig(
  level: "columns" | "sealed",
  change: (mapping: PostgresMapping) => PostgresMapping = (same) => same,
): Promise<PostgresRig> {
  const database = await freshDatabase();
  const pools: pg.Pool[] = [];
  const clients: pg.Client[] = [];
  const urlOf = (login?: string): string => {
    const url = new URL(database.url);
    if (login !== undefined) {
      url.username = login;
      url.password = "p";
    }
    return url.href;
  };
  const as = (login?: string, max = 4): Sql => {
    const pool = new pg.Pool({ connectionString: urlOf(login), max });
    pool.on("error", () => undefined);
    pools.push(pool);
    return fromPg(pool);
  };
  const prefix = `t${process.pid.toString(36)}_${counter++}`;
  const [ownerName, app, other] = [`${prefix}_owner`, `${prefix}_app`, `${prefix}_other`];
  const admin = as();
  await admin.query(`create role ${ownerName} login createrole password 'p'`);
  const name = new URL(database.url).pathname.slice(1);
  await admin.query(`alter database "${name}" owner to ${ownerName}`);
  const owner = as(ownerName);
  for (const login of [app, other]) await owner.query(`create role ${login} login noinherit password 'p'`);
  await owner.query("create schema hr");
  await owner.query(`create table hr.agent (id bigint primary key, last_name text not null, status text not null check (status <> 'refused'), due_on date,
    reason text, note text, changed_at timestamptz, unit text)`);
  await owner.query(`insert into hr.agent select n, 'secret-name-' || n, 'none', '2030-01-01', 'because', 'secret-note-' || n, now(), 'u' || n % 3
    from generate_series(1, 9) n`);
  await migrate(owner, auditMigrations);
  const key = generateKey("register.example/audit");
  const origin = "register.example/audit";
  await openAuditLog({
    sql: owner,
    origin,
    signer: createSigner(key.privateKey),
    clock: systemClock,
    subjectKey: new Uint8Array(32).fill(7),
    declaredTypes: ["access.read", "access.changed"],
  });
  const mapping = change({
    level,
    prefix,
    tables: [
      { record: agent, schema: "hr", table: "agent", key: "id", columns: COLUMNS, rows: { manager: [{ column: "unit", is: "unit" }] } },
    ],
    logins: { [app]: ["director", "manager"], [other]: ["administrator"] },
  });
  for (let again = 0; again < 2; again++) await applyPostgres(owner, access, mapping);
  return {
    admin,
    owner,
    mapping,
    matrix: access,
    app,
    other,
    url: urlOf,
    as,
    async raw(login) {
      const client = new pg.Client({ connectionString: urlOf(login) });
      await client.connect();
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await Promise.all(pools.map((pool) => pool.end()));
      await database.drop();
    },
  };
}

/** The SQLSTATE of a failing promise, or `done`. */
export function stateOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string; details?: { sqlState?: string } }) => String(error.details?.sqlState ?? error.code),
  );
}
