/** A sealed database whose functions lose one clause at a time, and an attacker with the application's login. */
import { createHmac, randomUUID } from "node:crypto";
import { type AnyMatrix, defineMatrix } from "@favorable/access";
import { applyPostgres, installContextKey, type PostgresMapping, toPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import type { Client } from "pg";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const label = { en: "x" };
const vocabulary = defineVocabulary({
  purposes: { care: { statement: label } },
  categories: { who: { label }, place: { label }, file: { label } },
  origins: { system: { label } },
});
const tags = { origins: ["system"], purposes: ["care"] } as const;
const text = z.string().nullish();
const visit = vocabulary.record("visit", {
  patient: vocabulary.field(text, { ...tags, category: "who", subject: true }),
  unit: vocabulary.field(text, { ...tags, category: "place" }),
  note: vocabulary.field(text, { ...tags, category: "file" }),
});
const room = vocabulary.record("room", { label: vocabulary.field(text, { ...tags, category: "file" }) });
const role = { label, purposes: ["care"] } as const;
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { nurse: role, keeper: role, clerk: role, courier: role, leaver: role, porter: role },
  grants: {
    nurse: { who: "all", place: "all", file: "all" },
    keeper: { who: "all", place: "all", file: "all" },
    clerk: { who: "none", place: "none", file: ["read", "modify"] },
    courier: { who: "none", place: "none", file: ["add"] },
    leaver: { who: "all", place: "all", file: "all" },
    porter: { who: "all", place: "all", file: "all" },
  },
  when: [{ roles: ["nurse"], where: { kind: "own-unit", field: "unit" } }],
});

const key = { id: "k1", secret: new Uint8Array(32).fill(5) };

/** Signs whatever claims, as only the holder of the key could. */
export function token(claims: Readonly<Record<string, unknown>> = {}, by = key.secret): string {
  const until = String(Math.floor(Date.now() / 1000) + 60);
  const all = {
    actor: "n-1",
    role: "nurse",
    purpose: "care",
    nonce: randomUUID(),
    times: "1",
    until,
    units: ["u1"],
    tenant: "h1",
    ...claims,
  };
  const body = Buffer.from(JSON.stringify(all)).toString("base64");
  const mac = createHmac("sha256", by).update(`favorable.access.context/1.${key.id}.${body}`).digest("base64");
  return `${key.id}.${body}.${mac}`;
}

/** What an attack works with. */
export interface Attacker {
  /** The application's login, and the plan's other one. */
  readonly app: Client;
  readonly other: Client;
  /** Outside the matrix: makes things happen in between. */
  admin(statement: string): Promise<Record<string, unknown>[]>;
  /** The quoted name of a function. */
  fn(verb: string, record?: string): string;
  ask(record: string, keys: string | null, given?: string, action?: string): Promise<string>;
  /** Asks, names the persons, and answers with the ticket for rows. */
  opened(keys: string | null, given?: string): Promise<string>;
  take(record: string, ticket: string, on?: Client): Promise<{ key: string; fields: Record<string, unknown> }[]>;
  prepare(record: string, action: string, keys: string | null, value: unknown, given?: string): Promise<string>;
  /** Names the persons of a change. */
  named(ticket: string): Promise<string>;
  change(record: string, action: string, ticket: string, value: unknown): Promise<void>;
}

/** The rig. */
export interface ClauseRig {
  readonly attacker: Attacker;
  /** Puts the tables as they were. */
  reset(): Promise<void>;
  /** Runs with functions whose bodies have lost something; answers with how many bodies had it. */
  without(verbs: readonly string[], change: (body: string) => string, run: () => Promise<void>): Promise<number>;
  close(): Promise<void>;
}

/** Nurses reach visits of their units, keepers all. */
const usual = (record: string): string => token(record === "room" ? { role: "keeper" } : {});
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Builds it. */
export async function clauseRig(): Promise<ClauseRig> {
  const rig: PostgresRig = await postgresRig("sealed");
  await rig.owner.query(
    "create table hr.visit (id bigint primary key, patient text, unit text, note text check (note <> 'refused'), house text)",
  );
  await rig.owner.query("create table hr.room (id bigint primary key, label text)");
  const mapping: PostgresMapping = {
    level: "sealed",
    prefix: `${rig.mapping.prefix}c`,
    tables: [
      {
        record: visit,
        schema: "hr",
        table: "visit",
        key: "id",
        columns: { patient: "patient", unit: "unit", note: "note" },
        tenant: "house",
      },
      { record: room, schema: "hr", table: "room", key: "id", columns: { label: "label" } },
    ],
    logins: { [rig.app]: ["nurse", "keeper", "clerk", "courier", "leaver"], [rig.other]: ["keeper", "porter"] },
    until: { leaver: "2020-01-01T00:00:00Z" },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix as AnyMatrix, mapping, key);
  const made = toPostgres(matrix, mapping).filter((statement) => statement.startsWith("create or replace "));
  const [app, other] = [await rig.raw(rig.app), await rig.raw(rig.other)];
  const fn = (verb: string, record?: string): string =>
    `favorable."access_${mapping.prefix}_${verb}${record === undefined ? "" : `_${record}`}"`;
  const one = async (on: Client, statement: string, values: unknown[]): Promise<string> =>
    String((await on.query(statement, values)).rows[0]?.["t"]);
  const attacker: Attacker = {
    app,
    other,
    fn,
    admin: async (statement) => (await rig.admin.query(statement)).rows,
    ask: (record, keys, given = usual(record), action = keys === null ? "extract" : "read") =>
      one(app, `select ${fn("ask", record)}($1, $2, $3::text[]) as t`, [given, action, keys]),
    opened: async (keys, given) => one(app, `select ${fn("name", "visit")}($1) as t`, [await attacker.ask("visit", keys, given)]),
    take: async (record, ticket, on = app) => (await on.query(`select * from ${fn("take", record)}($1)`, [ticket])).rows,
    prepare: (record, action, keys, value, given = usual(record)) =>
      one(app, `select ${fn("prepare", record)}($1, $2, $3::text[], $4::jsonb) as t`, [given, action, keys, json(value)]),
    named: (ticket) => one(app, `select ${fn("name", "visit")}($1) as t`, [ticket]),
    change: async (record, action, ticket, value) => {
      await app.query(`select ${fn(action, record)}($1, $2::jsonb)`, [ticket, json(value)]);
    },
  };
  return {
    attacker,
    async reset() {
      await app.query("rollback");
      await app.query("reset all");
      await rig.admin.query("truncate hr.visit, hr.room");
      await rig.admin.query(`insert into hr.visit values (1, 'p-1', 'u1', 'a', 'h1'), (2, 'p-2', 'u2', 'b', 'h1'), (3, 'p-3', 'u1', 'c', 'h2'),
        (4, null, 'u1', 'd', 'h1')`);
      await rig.admin.query("insert into hr.room values (1, 'one'), (2, 'two')");
    },
    async without(verbs, change, run) {
      let had = 0;
      try {
        for (const verb of verbs) {
          const statement = made.find((text) => text.startsWith(`create or replace function ${fn(verb)}(`)) ?? "";
          const less = change(statement);
          if (less === statement) continue;
          had += 1;
          await rig.admin.query(less);
        }
        await run();
      } finally {
        for (const statement of made) if (verbs.some((verb) => statement.includes(` ${fn(verb)}(`))) await rig.admin.query(statement);
      }
      return had;
    },
    close: () => rig.close(),
  };
}
