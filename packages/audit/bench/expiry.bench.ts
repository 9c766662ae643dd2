/** Bodies whose month is over: `eraseExpired` beside DELETE and VACUUM of the same rows in a plain table. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { type Ratio, report } from "../../../testing/bench.ts";
import { access, rig } from "./rig.ts";

const BODIES = Number(process.env["BENCH_BODIES"] ?? 100_000);
/** Bodies that are not due, in a month of their own. */
const OTHERS = Number(process.env["BENCH_OTHERS"] ?? 1_000_000);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 7);
const on = await rig({ autovacuum: "off" });
const speedups: number[] = [];
const times: string[] = [];
try {
  const clock = { now: () => new Date(Date.now() + 100 * 86_400_000), simulated: true };
  const asOf: CalendarDate = calendarDate(clock.now().toISOString().slice(0, 10));
  const later = await on.open(on.sql, clock);
  await on.sql.query("select favorable.audit_make_month('2060-01-01')");
  await on.sql.query(
    `insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, erase_month)
     select 1000000000 + g, md5(g::text), 0, decode(md5(g::text), 'hex'), convert_to(repeat('x', 60), 'UTF8'), 'access-log', 1, '2058-01-01', '2060-01-01'
       from generate_series(1, $1::integer) g`,
    [OTHERS],
  );
  await on.sql.query("vacuum analyze favorable.audit_body");
  // The first is not counted: it compiles.
  for (let round = -1; round < ROUNDS; round++) {
    for (let at = 0; at < BODIES / 2; at += 5000)
      await on.log.appendAll(Array.from({ length: Math.min(5000, BODIES / 2 - at) }, (_, one) => access(at + one, "alerts")));
    await on.sql.query("drop table if exists former");
    await on.sql.query("create table former (like favorable.audit_body including defaults)");
    await on.sql.query("insert into former select * from favorable.audit_body where policy = 'alerts'");
    await on.sql.query("alter table former add primary key (seq, part)");
    await on.sql.query("create index on former (subject_index) where subject_index is not null");
    await on.sql.query("vacuum analyze former");
    const { rows } = await on.sql.query<{ name: string }>(
      "select distinct tableoid::regclass::text as name from favorable.audit_body where policy = 'alerts'",
    );
    // As both are found when their time is over, which is long after they were written.
    for (const { name } of rows) await on.sql.query(`vacuum analyze ${name}`);
    await on.sql.query("checkpoint");
    const started = performance.now();
    const { erased } = await later.eraseExpired({ asOf });
    const ours = performance.now() - started;
    if (erased !== BODIES) throw new Error(`${erased} bodies were erased`);
    const from = performance.now();
    await on.sql.query("delete from former");
    await on.sql.query("vacuum former");
    const peer = performance.now() - from;
    if (round < 0) continue;
    speedups.push(peer / ours);
    times.push(`${Math.round(ours)} beside ${Math.round(peer)} ms`);
  }
  const told = await on.sql.query("select from favorable.audit_leaf where type = 'audit.erased'");
  if (told.rows.length !== ROUNDS + 1) throw new Error(`${told.rows.length} erasures stand in the log`);
} finally {
  await on.close();
}
const sorted = [...speedups].sort((a, b) => a - b);
const figure: Ratio = {
  median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
  min: sorted[0] ?? Number.NaN,
  max: sorted.at(-1) ?? Number.NaN,
  rounds: ROUNDS,
};
report(import.meta.url, "Expiry of a month of bodies", [
  {
    what: `DELETE and VACUUM ÷ eraseExpired, ${BODIES} bodies beside ${OTHERS} that stay`,
    figure,
    atLeast: 5,
    note: `sequenced, counted, entered in the log with a position and committed: ${times.join(", ")}`,
  },
]);
