/** A small system to take evidence of: tables with planted persons, a log, purges, registers; and its declaration. */
import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog, verifyStore } from "@favorable/audit/postgres";
import { calendarDate, simulatedClock } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { defineCopy, definePolicy } from "@favorable/retention";
import { raiseCopies, retentionMigrations, simulateTime, sweep } from "@favorable/retention/postgres";
import type { EvidenceMapping, EvidenceOptions } from "@favorable/review/postgres";
import { caseMigrations, deskMigrations, noticeMigrations, restrictionMigrations } from "@favorable/rights/postgres";
import { migrate, type Sql } from "@favorable/sql";

/** What stands for a person: long, so that no count and no name holds it by chance. */
export const MARK = "person-of-the-north-gate-";

export const ORIGIN = "hospital.example/evidence-log";
const text = (en: string): { readonly en: string } => ({ en });

export const document: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "visits",
  stage: "submitted",
  zone: "Europe/Monaco",
  subjects: { visitors: { label: text("Visitors"), namedAs: text("visitors"), relation: "public" } },
  categories: {
    identity: { label: text("Identity") },
    comments: { label: text("Comments") },
    logs: { label: text("Logs"), kind: "access-log" },
  },
  purposes: { reception: { statement: text("Reception"), population: ["visitors"] } },
  records: {
    visit: {
      subjects: ["visitors"],
      fields: {
        badge: { category: "identity", origins: ["subject"], purposes: ["reception"], kind: "text", subject: true },
        arrivedOn: { category: "identity", origins: ["subject"], purposes: ["reception"], kind: "date" },
      },
    },
  },
  access: { actions: ["read"], roles: { porter: { label: text("Porter"), purposes: ["reception"] } }, grants: {} },
  recipients: { police: { label: text("Police"), purposes: ["reception"], categories: ["identity"] } },
  notices: { door: { title: text("Door"), attached: true, channels: [{ kind: "display", reaches: ["visitors"] }] } },
  links: {
    mail: {
      processing: text("Mail"),
      status: "filed",
      direction: "in",
      purposes: ["reception"],
      carries: ["identity"],
      channel: { kind: "mail" },
    },
  },
  logs: { category: "logs" },
  retention: {
    visits: {
      categories: ["identity", "comments"],
      start: { kind: "field", field: "visit.arrivedOn" },
      maximum: { period: "P30D" },
      then: "delete",
    },
  },
};

export const policy = definePolicy({
  id: "visits",
  version: 1,
  start: { kind: "field", field: "arrived_on" },
  maximum: { period: "P30D" },
  then: "delete",
  zone: "Europe/Monaco",
});
export const table = { table: "app.visit", subject: null } as const;
const mailbox = defineCopy({ name: "proofs.mailbox", system: "mailbox", maximumAge: "P1D", start: "processed", zone: "Europe/Monaco" });

export const mapping: EvidenceMapping = {
  records: { visit: { table: "app.visit", columns: { arrivedOn: "arrived_on" }, technical: ["id"] } },
  retention: [{ policy, table }],
  purgeEntries: { type: "data.purged", run: "data.swept" },
  copies: [mailbox],
  channels: { mail: { copies: ["proofs.mailbox"] } },
};

/** Everything but what cannot be looked at here. */
export const PARTS = [
  "log",
  "coverage",
  "actors",
  "uses",
  "recipients",
  "ages",
  "purges",
  "obligations",
  "channels",
  "backups",
  "exports",
  "implementation",
  "requests",
  "restrictions",
  "breaches",
  "notices",
  "reviews",
] as const;

export const clock = simulatedClock(new Date("2022-03-15T09:00:00Z"));

/** Sets the system up, with `rows` visits, every fourth of them past its last day. */
export async function openSystem(sql: Sql, rows = 40) {
  await migrate(sql, [
    ...auditMigrations,
    ...retentionMigrations,
    ...deskMigrations,
    ...caseMigrations,
    ...noticeMigrations,
    ...restrictionMigrations,
  ]);
  await sql.query("create schema app");
  await sql.query("create table app.visit (id bigint primary key, badge text not null, arrived_on date not null)");
  await sql.query("create index visit_arrived_idx on app.visit (arrived_on)");
  await simulateTime(sql, clock.now());
  await addVisits(sql, rows);
  const { vkey, privateKey } = generateKey(ORIGIN);
  const log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(privateKey), clock, subjectKey: new Uint8Array(32).fill(7) });
  const retention = { policy: "logs", version: 1, start: calendarDate("2022-03-15") };
  await log.append({
    type: "access.read",
    clear: { role: "porter", purpose: "reception", rows: 1 },
    parts: [{ name: "subject", subject: `${MARK}1`, value: `${MARK}1`, retention }],
  });
  await log.append({
    type: "export.sealed",
    clear: { export: "e-1", role: "porter", purpose: "reception", recipients: 2, keepUntil: "2022-03-01", fileSha256: "ab" },
    parts: [
      {
        name: "recipients",
        value: [
          { fingerprint: MARK, label: "police" },
          { fingerprint: MARK, label: `${MARK}label` },
        ],
        retention,
      },
    ],
  });
  await raiseCopies(sql, { copies: [mailbox], reference: `${MARK}mail`, on: calendarDate("2022-03-01") });
  const checkpoint = await log.checkpoint();
  const options: EvidenceOptions = {
    document,
    mapping,
    sql,
    log,
    clock,
    only: PARTS,
    verify: () => verifyStore(sql, { verifier: createVerifier(vkey), against: [{ note: checkpoint }], asOf: calendarDate("2022-03-15") }),
    coverage: async () => ({ actions: 3, entries: 3 }),
    files: () => [
      { head: new TextEncoder().encode("age-encryption.org/v1\n-> X25519"), sha256: "ab" },
      { head: new TextEncoder().encode(MARK), sha256: "cd" },
    ],
  };
  return { log, vkey, privateKey, options, checkpoint };
}

export async function addVisits(sql: Sql, rows: number): Promise<void> {
  await sql.query(
    `insert into app.visit select n, $2::text || n, date '2022-03-15' - case when n % 4 = 0 then 31 else 10 end
       from generate_series(1, $1::int) n`,
    [rows, MARK],
  );
}

/** A sweep with its entries in the log. */
export async function sweepWithEntries(
  sql: Sql,
  log: { appendIn: Awaited<ReturnType<typeof openSystem>>["log"]["appendIn"] },
): Promise<number> {
  const { removed } = await sweep({
    sql,
    policy,
    table,
    onEvidence: (tx, { policy: id, asOf, removed: gone }) =>
      log.appendIn(tx, { type: "data.purged", clear: { policy: id, asOf, rows: gone } }),
  });
  return removed;
}
