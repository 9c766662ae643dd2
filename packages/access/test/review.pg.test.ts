import { databaseAccounts } from "@favorable/access/postgres";
import { drawSample, readAccessLog, recordLogReview, reviewLog, type SignalRules } from "@favorable/access/review";
import { type AuditLog, memoryLog } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { calendarDate, simulatedClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { postgresRig } from "./postgres-rig.ts";

const origin = "register.example/audit";
const signer = createSigner(generateKey(origin).privateKey);
const retention = { policy: "access-log", version: 1, start: calendarDate("2021-11-08") };
const reviewer = { actor: "dpo-1", role: "dpo", purpose: "log-review", retention };
const rules: SignalRules = { bulk: { persons: 10, withinMinutes: 60 }, refusals: { times: 3, withinMinutes: 10 } };

/** The same day in any log: fourteen reads by one, two by another, a series of refusals of nobody, and entries that no review reads. */
async function day(log: AuditLog): Promise<void> {
  const part = (name: string, value: string) => ({ name, subject: value, value, retention });
  for (let at = 0; at < 16; at += 1)
    await log.append({
      type: "access.read",
      clear: { role: "manager", purpose: "followUp", rows: 1 },
      parts: [part("actor", at < 14 ? "a-17" : "a-18"), part("subject", `p-${at}`)],
    });
  await log.append({ type: "backup.made", clear: {} });
  await log.append({ type: "access.refused", clear: { role: "undeclared", purpose: "followUp", code: "ACTOR_MISSING", times: 4 } });
}

test("a review of the log in PostgreSQL finds what one of a log in memory finds, and draws the same sample by its root", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  try {
    const sql = fromPg(pool);
    await migrate(sql, auditMigrations);
    const clock = () => simulatedClock(new Date("2021-11-08T09:00:00Z"));
    const stored = await openAuditLog({ sql, origin, signer, clock: clock(), subjectKey: new Uint8Array(32).fill(7) });
    const inMemory = memoryLog({ origin, signer, clock: clock() });
    const found = await Promise.all(
      [stored, inMemory].map(async (log) => {
        await day(log);
        const { size } = await log.sequence();
        const note = await log.checkpoint();
        const entries = await readAccessLog(log, { from: 0, below: size }, reviewer);
        const review = reviewLog(entries, { from: 0, below: size, rules, asOf: new Date("2021-11-09T08:00:00Z") });
        const candidates = entries.map(({ index }) => index);
        expect(drawSample(note, { count: 4, candidates })).toEqual(drawSample(note, { count: 4, candidates: candidates.reverse() }));
        await recordLogReview(log, { review, result: "explained", findings: "Reminders before the deadline" }, reviewer);
        return review.findings.map(({ query, entries: { length }, persons }) => ({ signal: query.signal, length, persons }));
      }),
    );
    expect(found[0]).toEqual([
      { signal: "bulk", length: 14, persons: 14 },
      { signal: "refusals", length: 1, persons: 0 },
    ]);
    expect(found[1]).toEqual(found[0]);
  } finally {
    await pool.end();
    await database.drop();
  }
});

test("logins are read from the catalogue: those of the mapping, one granted a role by hand through a group, superusers", async () => {
  const rig = await postgresRig("columns");
  try {
    const { admin, mapping, matrix, app, other } = rig;
    const before = await databaseAccounts(rig.as(app), matrix, mapping);
    const rolesOf = (accounts: typeof before, login: string) => accounts.find((one) => one.login === login)?.roles.map(({ role }) => role);
    expect(rolesOf(before, app)).toEqual(["director", "director", "manager"]);
    expect(rolesOf(before, other)).toEqual(["administrator"]);
    expect(before.some(({ superuser }) => superuser)).toBe(true);
    const [group, hand] = [`${app}_group`, `${app}_hand`];
    await admin.query(`create role ${group}`);
    await admin.query(`create role ${hand} login valid until '2030-01-01 00:00:00+00'`);
    const { rows } = await admin.query<{ role: string }>(
      "select r.rolname::text as role from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member where l.rolname = $1::text limit 1",
      [other],
    );
    await admin.query(`grant "${rows[0]?.role}" to ${group}`);
    await admin.query(`grant ${group} to ${hand}`);
    const after = await databaseAccounts(rig.as(app), matrix, mapping);
    expect(after.find(({ login }) => login === hand)).toEqual({
      login: hand,
      roles: [{ role: "administrator", purpose: "maintenance" }],
      superuser: false,
      validUntil: "2030-01-01T00:00:00Z",
    });
    await admin.query(`drop role ${hand}`);
    await admin.query(`drop role ${group}`);
  } finally {
    await rig.close();
  }
});
