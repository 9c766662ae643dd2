/** Rounds of crashes under load, and what must be true after each. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { equalBytes, systemClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { frontier, parseCheckpoint, parseNote } from "../src/index.ts";
import { auditMigrations, openAuditLog } from "../src/postgres/index.ts";
import { load, type Told } from "./crash-load.ts";
import type { DurableServer } from "./durable-server.ts";
import { key, longPolicy, ORIGIN, signer } from "./fixtures.ts";

/** What was seen over all rounds. */
export interface CrashCount {
  rounds: number;
  /** Entries whose append was acknowledged. */
  acknowledged: number;
  /** Of these, entries the log no longer has. */
  lost: number;
  /** Positions without an entry, and entries with more than one position. */
  gaps: number;
  /** Checkpoints that were signed. */
  checkpoints: number;
  /** Of these, checkpoints over entries that are not there, or others. */
  ahead: number;
  /** Entries that say something was deleted or forged, though nobody did. */
  alarms: number;
}

/** Milliseconds after which a round ends though nothing was signed. */
const LONGEST = 6000;

/** Runs rounds: every other one kills the writing process, every other one the server, at a moment that varies. */
export async function crashRounds(
  server: DurableServer,
  rounds: number,
  log: (line: string) => void = () => undefined,
): Promise<CrashCount> {
  const count: CrashCount = { rounds: 0, acknowledged: 0, lost: 0, gaps: 0, checkpoints: 0, ahead: 0, alarms: 0 };
  const ids: string[] = [];
  const notes: string[] = [];
  const told: Told = { entry: (id) => ids.push(id), checkpoint: (note) => notes.push(note) };
  await withLog(server.url, async ({ log: first, sql }) => {
    await migrate(sql, auditMigrations);
    await (await first()).append(longPolicy);
  });
  for (let round = 0; round < rounds; round++) {
    const after = 120 + ((round * 97) % 400);
    if (round % 2 === 0) await serverDies(server, told, after);
    else await writerDies(server.url, told, after);
    await judge(server.url, ids, notes, count);
    count.rounds++;
    log(
      `round ${round + 1} of ${rounds}: ${count.acknowledged} acknowledged, ${count.lost} lost, ${count.gaps} gaps, ${count.ahead} ahead`,
    );
  }
  return count;
}

async function serverDies(server: DurableServer, told: Told, after: number): Promise<void> {
  await withLog(server.url, async ({ log, sql }) => {
    let stopped = false;
    let signed: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      signed = resolve;
    });
    const watched: Told = {
      entry: (id) => told.entry(id),
      checkpoint(note) {
        told.checkpoint(note);
        signed();
      },
    };
    const loaded = load(await log(), sql, watched, () => stopped);
    await Promise.race([first, new Promise((resolve) => setTimeout(resolve, LONGEST))]);
    await new Promise((resolve) => setTimeout(resolve, after));
    await server.crash();
    stopped = true;
    await server.start(); // Lost answers are settled as soon as it is back.
    await loaded;
  });
}

async function writerDies(url: string, told: Told, after: number): Promise<void> {
  const file = new URL("./crash-writer.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=@favorable/source", file, url, key.privateKey], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let loading = false;
  let signed = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, note }: { id?: string; note?: string } = parsed(line);
    // The moment counts from the first checkpoint: starting takes its own time.
    if (!loading) setTimeout(() => child.kill("SIGKILL"), LONGEST);
    if (!signed && note !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
    loading = true;
    signed ||= note !== undefined;
    if (id !== undefined) told.entry(id);
    if (note !== undefined) told.checkpoint(note);
  }
  await ended;
}

/** The last line may be cut off. */
function parsed(line: string): { id?: string; note?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

async function judge(url: string, ids: readonly string[], notes: readonly string[], count: CrashCount): Promise<void> {
  await withLog(url, async ({ log, sql }) => {
    const { size } = await (await log()).sequence();
    const { rows } = await sql.query<{ seq: string; entry: string; type: string; hash: Uint8Array }>(
      "select seq, entry, type, hash from favorable.audit_leaf order by seq",
    );
    const present = new Set(rows.map(({ entry }) => entry));
    count.acknowledged = ids.length;
    count.lost = ids.filter((id) => !present.has(id)).length;
    count.gaps = rows.filter(({ seq }, at) => Number(seq) !== at).length + (rows.length - present.size) + Math.abs(size - rows.length);
    count.alarms = rows.filter(({ type }) => type === "audit.discrepancy").length;
    const roots = new Map<number, Uint8Array>();
    const tree = frontier();
    const wanted = notes.map((note) => parseCheckpoint(parseNote(note).text));
    const sizes = new Set(wanted.map((checkpoint) => checkpoint.size));
    for (const { hash } of rows) {
      if (sizes.has(tree.size)) roots.set(tree.size, tree.root());
      tree.append(hash);
    }
    roots.set(tree.size, tree.root());
    count.checkpoints = notes.length;
    count.ahead = wanted.filter((checkpoint) => !equalBytes(roots.get(checkpoint.size) ?? new Uint8Array(), checkpoint.root)).length;
  });
}

async function withLog(
  url: string,
  run: (opened: { readonly log: () => ReturnType<typeof openAuditLog>; readonly sql: ReturnType<typeof fromPg> }) => Promise<void>,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 12 });
  pool.on("error", () => undefined);
  const sql = fromPg(pool);
  const subjectKey = new Uint8Array(32).fill(7);
  try {
    await run({ sql, log: () => openAuditLog({ sql, origin: ORIGIN, signer, clock: systemClock, subjectKey, patience: 5000 }) });
  } finally {
    await pool.end();
  }
}
