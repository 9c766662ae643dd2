/** Rounds in which a process that erases is killed at a random moment, and what has to hold afterwards. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { fileErasureStore } from "../src/node/index.ts";
import { afterRestore, openAfterStart } from "../src/postgres/index.ts";
import { addPerson, countOf, KEY, ledgerOf, optionsOf } from "./erasure-tables.ts";

/** What one round showed. */
export interface ErasureRound {
  /** Subjects of which the process said that they were erased. */
  readonly acknowledged: number;
  /** Rows that the evidence counts, and rows that are gone, right after the kill. */
  readonly evidenced: number;
  readonly gone: number;
  /** Acknowledged subjects that have rows, and subjects whose rows went without a tombstone outside. */
  readonly lost: number;
  readonly untold: number;
  /** Subjects with a tombstone outside that still have rows after the replay. */
  readonly left: number;
  /** Why the gate was closed before the replay, and after it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const SUBJECTS = 40;

/** Runs one round on tables that `prepare` has made. */
export async function erasureRound(url: string, file: string, acknowledgements: number, delay: number): Promise<ErasureRound> {
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  const sql = fromPg(pool);
  try {
    await sql.query("truncate person, proof, favorable.erasure, favorable.erasure_part, favorable.purge, favorable.copy_task");
    for (let n = 1; n <= SUBJECTS; n++) await addPerson(sql, `agent-${n}`, "2021-12-01", "2021-12-01");
    const done = await eraseUntilKilled(url, file, acknowledgements, delay);
    const ledger = ledgerOf(fileErasureStore(file, KEY));
    const known = new Set((await ledger.store.read()).map((entry) => (entry.kind === "tombstone" ? entry.subject : "")));
    const rows = await rowsOf(sql);
    const evidence = await sql.query<{ n: number }>("select coalesce(sum(removed), 0)::int as n from favorable.purge");
    const gate = await openAfterStart({ sql, ledger, zone: "Europe/Monaco", lookAfterMs: 0 });
    const before = await gate.reason();
    await afterRestore(optionsOf(sql, ledger));
    const names = [...rows.keys()];
    const later = await rowsOf(sql);
    return {
      acknowledged: done.length,
      evidenced: evidence.rows[0]?.n ?? -1,
      gone: 2 * SUBJECTS - [...rows.values()].reduce((sum, n) => sum + n, 0),
      lost: done.filter((name) => rows.get(name) !== 0).length,
      untold: names.filter((name) => rows.get(name) === 0 && !known.has(ledger.codeOf(name))).length,
      left: names.filter((name) => known.has(ledger.codeOf(name)) && later.get(name) !== 0).length,
      before,
      after: await gate.reason(),
    };
  } finally {
    await pool.end();
  }
}

/** Kills the process, SIGKILL, some milliseconds after so many acknowledgements; waits until the server knows. */
async function eraseUntilKilled(url: string, file: string, acknowledgements: number, delay: number): Promise<string[]> {
  const program = join(import.meta.dirname, "erasure-child.ts");
  const node = ["--import", "tsx", "--conditions=@favorable/source", program, url, file, String(SUBJECTS)];
  const child = spawn(process.execPath, node, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const had = said.split("\n").length - 1;
    said += text;
    const has = said.split("\n").length - 1;
    if (had < acknowledgements && has >= acknowledgements) setTimeout(() => child.kill("SIGKILL"), delay);
  });
  await exited;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let others = 1; others > 0; ) {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'",
    );
    others = rows[0]?.n ?? 0;
  }
  await client.end();
  return said.split("\n").slice(0, -1);
}

async function rowsOf(sql: Sql): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (let n = 1; n <= SUBJECTS; n++)
    rows.set(
      `agent-${n}`,
      (await countOf(sql, `agent-${n}`)).reduce((sum, each) => sum + each, 0),
    );
  return rows;
}
