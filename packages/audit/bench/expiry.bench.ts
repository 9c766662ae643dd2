/** Bodies whose month is over: dropping the partition with its entry in the log, beside DELETE and VACUUM of the same rows in a plain table. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { type Ratio, report } from "../../../testing/bench.ts";
import { eraseDue } from "../src/postgres/erasure.ts";
import { access, ORIGIN, rig } from "./rig.ts";

const BODIES = Number(process.env["BENCH_BODIES"] ?? 100_000);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 7);
const on = await rig({ autovacuum: "off" });
const speedups: number[] = [];
const times: string[] = [];
try {
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
    await on.sql.query("checkpoint");
    const clock = { now: () => new Date(Date.now() + 100 * 86_400_000), simulated: true };
    const rows = { rule: { key: undefined, required: false }, subjectIndex: undefined, seals: undefined };
    const asOf: CalendarDate = calendarDate(clock.now().toISOString().slice(0, 10));
    const started = performance.now();
    const { erased } = await eraseDue(on.sql, { origin: ORIGIN, clock, rows }, asOf);
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
    what: `DELETE and VACUUM ÷ eraseExpired, ${BODIES} bodies`,
    figure,
    atLeast: 5,
    note: `counted, entered in the log and committed: ${times.join(", ")}`,
  },
]);
