/** `favorable retention run`: the sweep, for cron and for whoever watches. */
import type { CopyObligation } from "@favorable/retention";
import { databaseDay, raiseCopies, type SweepOptions, type SweepResult, sweep } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { type Attached, readWhole } from "./config.ts";
import { openErasures, waitingOrders } from "./erasures.ts";
import { dayOf, numberOf, orRefused, type Refused, refusalLine, wholeOf, withRetention } from "./options.ts";
import { countsText, naming, type PlanArguments } from "./plan.ts";
import { progressOn } from "./progress.ts";

/** Options of the verb. */
export interface RunArguments extends PlanArguments {
  readonly budget?: string | undefined;
  readonly maxRows?: string | undefined;
  readonly batch?: string | undefined;
  readonly duty?: string | undefined;
  readonly worker?: string | undefined;
}

interface Swept {
  readonly policy: string;
  readonly version: number;
  readonly table: string;
  readonly result?: SweepResult;
  readonly refused?: Refused;
}

/** What became of the orders of erasure that waited. */
interface Orders {
  readonly completed: number;
  readonly waiting: number;
  /** Nobody went on with them: the configuration names no ledger. */
  readonly left?: true;
  readonly refused?: Refused;
}

/**
 * Sweeps each table in turn, raises tasks for copies, and goes on with the orders of erasure that waited; all of it only while the gate is open, where the
 * configuration names a ledger. 1 when something is left over or was refused. A signal ends it after the batch that is running. */
export async function retentionRun(config: string, options: RunArguments): Promise<number> {
  const whole = readWhole(config, options.only);
  const limits = limitsOf(options);
  const budgetMs = numberOf(options.budget, "--budget", 0, 1e9);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, abort);
  const started = performance.now();
  try {
    const { swept, orders } = await withRetention(options, async (sql) => {
      const all: Swept[] = [];
      const opened = await orRefused(async () => ({ erasures: await openErasures(sql, whole) }));
      const erasures = "refused" in opened ? undefined : opened.erasures;
      for (const { policy, table } of whole.tables) {
        if ("refused" in opened) {
          all.push({ ...naming({ policy, table }), refused: opened.refused });
          continue;
        }
        const left = budgetMs === undefined ? {} : { budgetMs: Math.max(0, budgetMs * 1000 - (performance.now() - started)) };
        const progress = progressOn(process.stderr, `${policy.id} on ${table.table}`);
        const result = await orRefused(() =>
          sweep({
            ...{ sql, policy, table, ...limits, ...left, signal: stop.signal, onProgress: progress.at },
            ...raising(whole.copies, { policy, table }),
            ...(erasures === undefined ? {} : { gate: erasures.gate }),
          }),
        );
        progress.done();
        all.push({ ...naming({ policy, table }), ...("refused" in result ? result : { result }) });
      }
      return { swept: all, orders: await ordersOf(sql, options.only, erasures) };
    });
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(whole.erasures === undefined ? swept : { swept, orders }, null, 2)}\n`
        : swept.map(textOf).join("") + ordersText(orders),
    );
    return swept.every(({ result }) => result?.done === true) && orders.refused === undefined ? 0 : 1;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, abort);
  }
}

/** Copies made until today may hold what goes today: one task for a policy and a day. */
function raising(copies: readonly CopyObligation[], { policy }: Attached): Pick<SweepOptions, "onEvidence"> {
  if (copies.length === 0) return {};
  return {
    onEvidence: async (tx) => {
      const { today } = await databaseDay(tx, policy.zone);
      await raiseCopies(tx, { copies, reference: `purge:${policy.id}:${today}`, on: today });
    },
  };
}

/** All tables of the configuration are needed to carry out an order: with `--only` it waits. */
async function ordersOf(sql: Sql, only: string | undefined, erasures: Awaited<ReturnType<typeof openErasures>>): Promise<Orders> {
  const resumed = only === undefined && erasures !== undefined ? await orRefused(() => erasures.resume()) : undefined;
  if (resumed !== undefined && !("refused" in resumed)) return resumed;
  const left = { completed: 0, waiting: await waitingOrders(sql) };
  return resumed === undefined ? { ...left, left: true } : { ...left, refused: resumed.refused };
}

function ordersText({ completed, waiting, left, refused }: Orders): string {
  if (refused !== undefined) return `erasures: ${refusalLine(refused)}\n`;
  if (completed + waiting === 0) return "";
  if (left === true) return `erasures: ${waiting} waiting, left as they are: name the ledger under "erasures", and run without --only\n`;
  return `erasures: ${completed} completed, ${waiting} still waiting for a hold or a floor\n`;
}

function limitsOf(options: RunArguments): Pick<SweepOptions, "asOf" | "maxRows" | "batch" | "duty" | "worker"> {
  const { worker } = options;
  const asOf = dayOf(options.asOf, "--as-of");
  const maxRows = wholeOf(options.maxRows, "--max-rows", 1, Number.MAX_SAFE_INTEGER);
  const batch = wholeOf(options.batch, "--batch", 1, 100_000);
  const duty = numberOf(options.duty, "--duty", 0.001, 1);
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(maxRows === undefined ? {} : { maxRows }),
    ...(batch === undefined ? {} : { batch }),
    ...(duty === undefined ? {} : { duty }),
    ...(worker === undefined ? {} : { worker }),
  };
}

function textOf({ policy, version, table, result, refused }: Swept): string {
  const head = `${policy} version ${version}, table ${table}`;
  if (refused !== undefined) return `${head}: ${refusalLine(refused)}\n`;
  if (result === undefined) return `${head}\n`;
  const { asOf, removed, held, dependants, batches, lagDays, done, busy, passed, simulated } = result;
  const parts = [
    `removed ${removed} in ${batches} ${batches === 1 ? "batch" : "batches"}`,
    ...(Object.keys(dependants).length === 0 ? [] : [`along with them ${countsText(dependants)}`]),
    ...(held === 0 ? [] : [`on hold ${held}`]),
    ...(lagDays === 0 ? [] : [`up to ${lagDays} ${lagDays === 1 ? "day" : "days"} late`]),
    ...(passed === 0 ? [] : [`${passed} being changed by others`]),
    done ? "done" : busy ? "the rest is with other workers" : "left over: run again",
    ...(simulated ? ["simulated clock"] : []),
  ];
  return `${head}, as of ${asOf}: ${parts.join("; ")}\n`;
}
