/** `favorable retention run`: the sweep, for cron and for whoever watches. */
import { type SweepOptions, type SweepResult, sweep } from "@favorable/retention/postgres";
import { readConfig } from "./config.ts";
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

/** Sweeps each table in turn; 1 when something is left over or was refused. A signal ends it after the batch that is running. */
export async function retentionRun(config: string, options: RunArguments): Promise<number> {
  const attached = readConfig(config, options.only);
  const limits = limitsOf(options);
  const budgetMs = numberOf(options.budget, "--budget", 0, 1e9);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, abort);
  const started = performance.now();
  try {
    const swept = await withRetention(options, async (sql) => {
      const all: Swept[] = [];
      for (const { policy, table } of attached) {
        const left = budgetMs === undefined ? {} : { budgetMs: Math.max(0, budgetMs * 1000 - (performance.now() - started)) };
        const progress = progressOn(process.stderr, `${policy.id} on ${table.table}`);
        const result = await orRefused(() =>
          sweep({ sql, policy, table, ...limits, ...left, signal: stop.signal, onProgress: progress.at }),
        );
        progress.done();
        all.push({ ...naming({ policy, table }), ...("refused" in result ? result : { result }) });
      }
      return all;
    });
    process.stdout.write(options.json === true ? `${JSON.stringify(swept, null, 2)}\n` : swept.map(textOf).join(""));
    return swept.every(({ result }) => result?.done === true) ? 0 : 1;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, abort);
  }
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
