/**
 * Evidence of a large system: 10,000,000 rows (BENCH_ROWS), 20,000 entries of the log (BENCH_ENTRIES), everything in one bundle; beside the
 * dry run of a sweep, which reads every row.
 */
import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog, verifyStore } from "@favorable/audit/postgres";
import { calendarDate, simulatedClock } from "@favorable/core";
import { plan, retentionAge } from "@favorable/retention/postgres";
import { collectEvidence } from "@favorable/review/postgres";
import { caseMigrations, deskMigrations, noticeMigrations, restrictionMigrations } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { type Claim, report } from "../../../testing/bench.ts";
import { durableServer } from "../../audit/test/durable-server.ts";
import { largeSystem, shapes } from "../test/evidence-scale.ts";
import { document } from "../test/evidence-system.ts";

const ROWS = Number(process.env["BENCH_ROWS"] ?? 10_000_000);
const ENTRIES = Number(process.env["BENCH_ENTRIES"] ?? 20_000);
const ORIGIN = "hospital.example/bench";
const clock = simulatedClock(new Date("2022-03-15T09:00:00Z"));
const server = await durableServer({});
const pool = new pg.Pool({ connectionString: server.url, max: 4 });
try {
  const sql = fromPg(pool);
  await largeSystem(sql, ROWS);
  await migrate(sql, [...auditMigrations, ...deskMigrations, ...caseMigrations, ...noticeMigrations, ...restrictionMigrations]);
  const { vkey, privateKey } = generateKey(ORIGIN);
  const log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(privateKey), clock });
  const retention = { policy: "logs", version: 1, start: calendarDate("2022-03-15") };
  for (let at = 0; at < ENTRIES; at += 1000)
    await log.appendAll(
      Array.from({ length: Math.min(1000, ENTRIES - at) }, (_, n) => ({
        type: "access.read",
        clear: { role: "porter", purpose: "reception", rows: 1 },
        parts: [{ name: "subject", subject: `v-${at + n}`, value: `v-${at + n}`, retention }],
      })),
    );
  await log.checkpoint();
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const took: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const start = performance.now();
      await work();
      took.push(performance.now() - start);
    }
    return took.sort((one, other) => one - other)[1] ?? Number.NaN;
  };
  const { policy, table } = shapes["a cap from the start"];
  const mapping = {
    records: { visit: { table: "app.visit", columns: { arrivedOn: "arrived_on" }, technical: ["id", "arrived_at"] } },
    retention: [{ policy, table, retention: "visits" }],
    copies: [],
    channels: {},
  };
  const everything = (verify: boolean) => async () => {
    const { evidence } = await collectEvidence({
      document,
      mapping,
      sql,
      log,
      clock,
      ...(verify ? { verify: () => verifyStore(sql, { verifier: createVerifier(vkey), asOf: calendarDate("2022-03-15") }) } : {}),
    });
    if (evidence.ages?.["identity"]?.overdue !== 25 || evidence.requests === undefined)
      throw new Error("the evidence is not what is there");
  };
  const age = await timed(() => retentionAge({ sql, policy, table }));
  const whole = await timed(everything(false));
  const verified = await timed(everything(true));
  const start = performance.now();
  await plan({ sql, policy, table });
  const dry = performance.now() - start;
  const rows = ROWS.toLocaleString("en");
  const claims: Claim[] = [
    {
      what: `oldest and overdue of ${rows} rows`,
      figure: age / 1000,
      unit: "s",
      atMost: 1,
      note: "by the index on the start; median of three",
    },
    { what: `the dry run of a sweep of the same rows, over it`, figure: dry / age, note: "reads every row; no bound" },
    { what: `a whole bundle, ${ENTRIES.toLocaleString("en")} entries read, log not verified`, figure: whole / 1000, unit: "s", atMost: 5 },
    {
      what: "the same with the log verified",
      figure: verified / 1000,
      unit: "s",
      note: "every entry is read and hashed: this grows with the log, not with the rows",
    },
  ];
  report(import.meta.url, `Evidence of ${rows} rows`, claims);
} finally {
  await pool.end();
  await server.remove();
}
