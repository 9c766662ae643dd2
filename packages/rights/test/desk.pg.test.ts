import { auditMigrations, auditRoleNames, auditRoles, openAuditLog } from "@favorable/audit/postgres";
import { simulatedClock } from "@favorable/core";
import { createKeyRing, memoryFence, memoryKeyService, memoryKeyStore } from "@favorable/encryption";
import type { Sql, SqlParam } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshDatabase, type TestDatabase } from "../../../testing/database.ts";
import { identityVault } from "../src/identity/vault.ts";
import { type DeskWork, deskGrants, deskMigrations, postgresDeskStore, requestLedger } from "../src/postgres/index.ts";
import { attackBehaviour } from "./attack-behaviour.ts";
import { deskBehaviour } from "./desk-behaviour.ts";
import { approver, handler, markDone, type OpenStore, ORIGIN, openRig, signer, verifiedRequest, verifier, wait } from "./desk-rig.ts";
import { identityBehaviour } from "./identity-behaviour.ts";
import { complaint, day, sent } from "./requests.ts";
import { vaultBehaviour } from "./vault-behaviour.ts";

let database: TestDatabase;
let pool: pg.Pool;
let sql: Sql;

beforeEach(async () => {
  database = await freshDatabase([
    "create schema favorable",
    "create table favorable.migration (id text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    ...auditMigrations,
    ...deskMigrations,
  ]);
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  pool.on("error", () => undefined);
  sql = fromPg(pool);
  return async () => {
    await pool.end();
    await database.drop();
  };
});

const openOn =
  (on: () => Sql): OpenStore =>
  async (clock) => {
    const log = await openAuditLog({ sql: on(), origin: ORIGIN, signer, clock, subjectKey: new Uint8Array(32).fill(3) });
    return { store: postgresDeskStore({ sql: on(), log }), log };
  };
const open = openOn(() => sql);

/** Notes the texts of statements, without their parameters. */
function noting(inner: Sql, texts: string[]): Sql {
  return {
    query: (text: string, params?: readonly SqlParam[]) => {
      texts.push(text);
      return inner.query(text, params);
    },
    transaction: (run, context) => inner.transaction((tx) => run(noting(tx, texts)), context),
  };
}

describe("the desk on PostgreSQL", () => {
  attackBehaviour(open);
  deskBehaviour(open);
  identityBehaviour(open);
  vaultBehaviour(open);

  it("does the same statements for a person who is known and for one who is not", async () => {
    const texts: string[] = [];
    const rig = await openRig(
      openOn(() => noting(sql, texts)),
      { holds: undefined } as never,
    );
    const runs: string[][] = [];
    for (const claim of ["matricule 4711", "nobody"]) {
      const from = texts.length;
      const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim });
      await rig.desk.challenge(id, claim);
      await rejectionCode(rig.desk.answerChallenge(id, "00000000000"));
      runs.push(texts.slice(from));
    }
    expect(runs[0]?.length).toBeGreaterThan(8);
    expect(runs[1]).toEqual(runs[0]);
  });

  it("keeps no code and no claim in its tables", async () => {
    const rig = await openRig(open);
    const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim: "matricule 4711" });
    await rig.desk.challenge(id, "matricule 4711");
    await rig.settle();
    const tables = ["rights_request", "rights_challenge", "rights_try"];
    const all = await Promise.all(
      tables.map(async (table) => JSON.stringify((await pool.query(`select t::text from favorable.${table} t`)).rows)),
    );
    expect(all.join()).not.toContain(rig.sent[0]?.code);
    expect(all.join()).not.toContain("matricule");
    expect(all.join()).toContain(id);
  });

  it("refuses rows the state machine would not make, whoever writes them", async () => {
    const rig = await openRig(open);
    const { id } = await rig.desk.receive({ kind: "access", channel: "web" });
    const set = async (change: string): Promise<string> => {
      const failed = await pool.query(`update favorable.rights_request set ${change} where id = $1`, [id]).catch((error: unknown) => error);
      return failed instanceof Error && "constraint" in failed ? String(failed.constraint) : "nothing thrown";
    };
    expect(await set("state = 'answered'")).toBe("rights_request_verified");
    expect(await set("subject = 'p-1'")).toBe("rights_request_person");
    expect(await set("state = 'refused'")).toBe("rights_request_refused");
    expect(await set("extended_on = '2021-11-01'")).toBe("rights_request_extended");
  });

  it("answers two at once who type the same code with one verification", async () => {
    const rig = await openRig(open);
    const { id } = await rig.desk.receive({ kind: "access", channel: "web" });
    await rig.desk.challenge(id, "matricule 4711");
    await rig.settle();
    const code = rig.sent[0]?.code ?? "";
    const codes = await Promise.all(Array.from({ length: 4 }, () => rejectionCode(rig.desk.answerChallenge(id, code))));
    expect(codes.sort()).toEqual(["CODE_REFUSED", "CODE_REFUSED", "CODE_REFUSED", "nothing thrown"]);
  });

  it("leaves neither change nor entry when the server's process is killed between the two", async () => {
    const rig = await openRig(open);
    const id = await verifiedRequest(rig);
    const before = (await rig.entries()).length;
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    const killed = rig.store.transaction(async (tx) => {
      const request = await tx.lock(id);
      if (request !== undefined) await tx.save({ ...request, state: "scoping" });
      tx.log({ type: "rights.request", clear: { act: "scope" } });
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
      );
    });
    expect(await rejectionCode(killed)).not.toBe("nothing thrown");
    await other.end();
    expect(await rig.desk.find(id)).toMatchObject({ state: "verified" });
    expect(await rig.entries()).toHaveLength(before);
  });

  it("finds what is due through its index, among many that are answered", async () => {
    await pool.query(`insert into favorable.rights_request
        (id, kind, channel, received_at, received_on, state, subject, verified_at, due_on, suspended, ended_on, outcome, hold, handlers, verifiers, approvers)
      select 'r-' || n, 'access', 'web', '2020-01-01', date '2020-01-01' + n % 600, case when n % 200 = 0 then 'scoping' else 'answered' end, 'p-' || n, now(),
        date '2020-02-01' + n % 600, false, case when n % 200 = 0 then null else date '2020-01-20' + n % 600 end,
        case when n % 200 = 0 then null else 'answered' end, 'none', '{}', '{}', '{}' from generate_series(1, 20000) n`);
    await pool.query("analyze favorable.rights_request");
    const texts: string[] = [];
    const { store } = await openOn(() => noting(sql, texts))(simulatedClock(new Date("2021-10-31T09:00:00Z")));
    texts.length = 0;
    await store.due(day("2020-03-01"));
    await store.unsettledHolds();
    const plans = await Promise.all(
      texts.map(async (text) => JSON.stringify((await pool.query(`explain ${text}`, text.includes("$1") ? ["2020-03-01"] : [])).rows)),
    );
    expect(plans).toHaveLength(2);
    expect(plans[0]).toContain("rights_request_due_idx");
    expect(plans[1]).toContain("rights_request_hold_idx");
    for (const plan of plans) expect(plan).not.toContain("Seq Scan");
  });

  it("counts its requests without seeing a person", async () => {
    const rig = await openRig(open);
    const first = await verifiedRequest(rig);
    await rig.desk.receive({ kind: "access", channel: "letter", receivedAt: new Date("2021-09-15T09:00:00Z") });
    await rig.desk.receive({ kind: "access", channel: "letter" });
    wait(rig.clock, 5 * 1440);
    for (const act of ["scope", "execute", "review"] as const) await rig.desk.act(first, { act }, handler);
    await markDone(rig, first, "disclosed");
    await rig.desk.act(first, { act: "answer", sent }, approver);
    expect(await rig.desk.find(first)).toMatchObject({ done: ["disclosed"], sent });
    const second = await verifiedRequest(rig, "erasure");
    await rig.desk.act(
      second,
      { act: "refuse", ground: "legal-duty-to-keep", complaint: { ...complaint, toldOn: day("2021-11-05") } },
      approver,
    );
    const role = `ledger_${process.pid}`;
    await pool.query(`do $$ begin create role ${role} nologin; exception when duplicate_object then null; end $$`);
    for (const grant of deskGrants(role, "ledger")) await pool.query(grant);
    const ledger = await sql.transaction((tx) => requestLedger(tx, day("2021-11-05")), { role });
    expect(ledger).toEqual({
      asOf: "2021-11-05",
      total: 4,
      byState: { answered: 1, received: 2, refused: 1 },
      open: 2,
      overdue: 1,
      suspended: 0,
      late: 0,
      medianDays: 2.5,
    });
    const person = sql.transaction((tx) => tx.query("select subject from favorable.rights_request"), { role });
    expect(await rejectionCode(person)).toBe("SQL_FAILED");
    await pool.query(`drop owned by ${role}`);
    await pool.query(`drop role ${role}`);
  });

  it("works with the rights of its roles and no more", async () => {
    const roles = { desk: `desk_${process.pid}`, identity: `desk_identity_${process.pid}` };
    const audit = `desk_audit_${process.pid}`;
    for (const statement of auditRoles(audit)) await pool.query(statement);
    for (const [work, role] of Object.entries(roles)) {
      await pool.query(`create role ${role} login password 'p'`);
      for (const grant of deskGrants(role, work as DeskWork)) await pool.query(grant);
      await pool.query(`grant ${auditRoleNames(audit).join(", ")} to ${role}`);
    }
    await openRig(open); // The owner opens the log the first time.
    const poolOf = (role: string): pg.Pool => {
      const url = new URL(database.url);
      url.username = role;
      url.password = "p";
      return new pg.Pool({ connectionString: url.href, max: 4 });
    };
    const pools = { desk: poolOf(roles.desk), identity: poolOf(roles.identity) };
    const state = async (own: pg.Pool, statement: string): Promise<unknown> =>
      own.query(statement).then(
        () => "done",
        (error: unknown) => Reflect.get(Object(error), "code"),
      );

    const rig = await openRig(openOn(() => fromPg(pools.desk)));
    await verifiedRequest(rig);
    const { id } = await rig.desk.receive({ kind: "access", channel: "letter" });
    await rig.desk.act(id, { act: "ask-identity" }, verifier);
    for (const statement of [
      "delete from favorable.rights_request",
      "truncate favorable.rights_request",
      "select cell from favorable.rights_identity_copy",
      "update favorable.rights_challenge set candidate = 'p-1'",
    ])
      expect(await state(pools.desk, statement)).toBe("42501");

    const inside = await openRig(openOn(() => fromPg(pools.identity)));
    const service = { service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence() };
    const keys = createKeyRing({ ...service, subjectKey: new Uint8Array(32).fill(5), clock: inside.clock });
    const vault = identityVault({ desk: inside.desk, keys, role: "dpo-identity" });
    const reasons = { session: "no-account", contact: "none-on-file", facts: "known-to-others" } as const;
    const copy = await vault.deposit(id, { documentType: "passport", bytes: Uint8Array.of(1), reasons }, verifier);
    await vault.view(copy.id, verifier);
    expect(await vault.conclude(copy.id, { match: true, subject: "p-4711" }, verifier)).toMatchObject({ state: "verified" });
    for (const statement of ["delete from favorable.rights_identity_copy", "select mac from favorable.rights_challenge"])
      expect(await state(pools.identity, statement)).toBe("42501");

    // Facts are confirmed under the same role; and who writes the table by hand verifies nobody.
    const { id: byFacts } = await rig.desk.receive({ kind: "access", channel: "letter" });
    await rig.desk.act(byFacts, { act: "ask-identity" }, verifier);
    const facts = { subject: "p-4711", answers: { "start-date": "right start-date", service: "right service" } } as const;
    const proof = { ...facts, reasons: { session: "no-account", contact: "none-on-file" } } as const;
    expect(await inside.desk.confirmFacts(byFacts, proof, verifier)).toMatchObject({ state: "verified" });
    const { id: forged } = await rig.desk.receive({ kind: "access", channel: "web" });
    const forgery = `update favorable.rights_request set state = 'verified', subject = 'p-1', method = 'session', verified_at = now(),
      proof = (select proof from favorable.rights_request where proof is not null limit 1) where id = '${forged}'`;
    expect(await state(pools.desk, forgery)).toBe("done");
    expect(await rejectionCode(rig.desk.verified(forged))).toBe("REQUEST_UNVERIFIED");

    await Promise.all(Object.values(pools).map((one) => one.end()));
    for (const name of [...Object.values(roles), ...auditRoleNames(audit)]) {
      await pool.query(`drop owned by ${name}`);
      await pool.query(`drop role ${name}`);
    }
  });
});
