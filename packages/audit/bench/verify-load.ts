/** Appends so many entries in batches, and verifies all of them in the database: rates, growth of time and of memory. */
import { createVerifier } from "@favorable/audit/node";
import { verifyStore } from "@favorable/audit/postgres";
import { type Claim, report } from "../../../testing/bench.ts";
import { access, rig, subjectKey, vkey } from "./rig.ts";

const BATCH = 1000;

/** Measures with `entries` entries, half of them first; writes the results of `file`. */
export async function verification(file: string, entries: number): Promise<void> {
  const on = await rig();
  try {
    let appended = 0;
    let spent = 0;
    const fill = async (upTo: number): Promise<void> => {
      while (appended < upTo) {
        const events = Array.from({ length: Math.min(BATCH, upTo - appended) }, (_, at) => access(appended + at));
        const start = performance.now();
        await on.log.appendAll(events);
        spent += performance.now() - start;
        appended += events.length;
        if (appended % 100_000 === 0) process.stderr.write(`${appended} appended\n`);
      }
      await on.log.checkpoint();
      await on.sql.query("vacuum analyze favorable.audit_leaf");
    };
    const verify = async (): Promise<{ rate: number; grown: number }> => {
      globalThis.gc?.();
      const before = process.memoryUsage().rss;
      let highest = before;
      const watch = setInterval(() => {
        highest = Math.max(highest, process.memoryUsage().rss);
      }, 50);
      const start = performance.now();
      // With the key of the log's processes: marks and blind indexes are held against what they are of, too.
      const { verdict, size, notVerified } = await verifyStore(on.sql, { verifier: createVerifier(vkey), subjectKey });
      const took = performance.now() - start;
      clearInterval(watch);
      if (verdict !== "intact" || notVerified.length > 0) throw new Error(`the log is ${verdict}, without ${notVerified.join()}`);
      return { rate: (size / took) * 1000, grown: (highest - before) / 1_048_576 };
    };
    // As services append: many callers, each waiting for his entry; positions included.
    const sample = Math.min(20_000, entries / 4);
    const start = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: 512 }, async () => {
        while (next < sample) await on.log.append(access(next++));
      }),
    );
    await on.log.sequence();
    const rate = (sample / (performance.now() - start)) * 1000;
    appended = sample;
    await fill(entries / 2);
    await verify(); // Once to warm up.
    const half = await verify();
    await fill(entries);
    const whole = await verify();
    const batches = ((appended - sample) / spent) * 1000;
    const claims: Claim[] = [
      {
        what: `full verification ÷ append, ${entries} entries of two parts`,
        figure: whole.rate / rate,
        atLeast: 2,
        note: `${Math.round(whole.rate)} beside ${Math.round(rate)} entries a second (512 callers) or ${Math.round(batches)} (batches); every leaf, commitment, column, blind index, mark and edge, read from the database`,
      },
      { what: "time per entry, all ÷ half of them", figure: half.rate / whole.rate, atMost: 1.15, note: "linear" },
      {
        what: "memory over what was there before",
        figure: whole.grown,
        unit: "MiB",
        atMost: 150,
        note: `with half of the entries ${Math.round(half.grown)} MiB`,
      },
    ];
    report(file, "Verification of a whole log", claims);
  } finally {
    await on.close();
  }
}
