import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The ratio ours ÷ peer over paired rounds: the median, and how far the rounds lay apart. */
export interface Ratio {
  median: number;
  min: number;
  max: number;
  rounds: number;
}

/** How a comparison is run. */
export interface PairOptions {
  /** Counted rounds; each runs both sides once, in alternating order. 15 unless told. */
  rounds?: number;
  /** A side is repeated until it lasts at least this many milliseconds a round. 20 unless told; 0 runs it once. */
  floorMs?: number;
  /** `wall` time, or the `cpu` time (user and system) of this process. */
  clock?: "wall" | "cpu";
}

type Work = () => unknown;

/** Milliseconds that `times` runs of the work take. */
async function time(work: Work, times: number, clock: "wall" | "cpu"): Promise<number> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let index = 0; index < times; index += 1) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  if (clock === "wall") return performance.now() - start;
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 1000;
}

async function repetitions(work: Work, floorMs: number): Promise<number> {
  // First calls compile and connect: counted, they would leave one cold call a round where the other side has many warm ones.
  if (floorMs > 0) for (const start = performance.now(); performance.now() - start < 10 * floorMs; ) await work();
  let times = 1;
  for (;;) {
    const took = await time(work, times, "wall");
    if (took >= floorMs) return times;
    times = Math.max(times * 2, Math.ceil((times * floorMs) / Math.max(took, 0.01)));
  }
}

const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

/** Compares the time of two pieces of work, round by round, so that a drift of the machine's speed cancels out. */
export async function compare(ours: Work, peer: Work, options: PairOptions = {}): Promise<Ratio> {
  const { rounds = 15, floorMs = 20, clock = "wall" } = options;
  const times = { ours: await repetitions(ours, floorMs), peer: await repetitions(peer, floorMs) };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0;
    const a = first ? await time(ours, times.ours, clock) : undefined;
    const b = await time(peer, times.peer, clock);
    const late = a ?? (await time(ours, times.ours, clock));
    ratios.push(late / times.ours / (b / times.peer));
  }
  ratios.sort((left, right) => left - right);
  return { median: middle(ratios), min: ratios[0] ?? Number.NaN, max: ratios.at(-1) ?? Number.NaN, rounds };
}

/** One line of a results file: what is claimed, the bound, and the figure of this run. */
export interface Claim {
  what: string;
  /** The figure measured; a ratio unless `unit` says otherwise. */
  figure: number | Ratio;
  unit?: string;
  atMost?: number;
  atLeast?: number;
  /** What a reader has to know to trust the figure. */
  note?: string;
}

const figureOf = (claim: Claim): number => (typeof claim.figure === "number" ? claim.figure : claim.figure.median);
const round = (value: number): string => (Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3));

/** Whether the figure lies within its bound. */
export function isMet(claim: Claim): boolean {
  const figure = figureOf(claim);
  return figure <= (claim.atMost ?? Number.POSITIVE_INFINITY) && figure >= (claim.atLeast ?? Number.NEGATIVE_INFINITY);
}

function line(claim: Claim): string {
  const unit = claim.unit ?? "×";
  const spread = typeof claim.figure === "number" ? "" : ` (${round(claim.figure.min)} … ${round(claim.figure.max)})`;
  const bound = claim.atMost !== undefined ? `≤ ${claim.atMost} ${unit}` : claim.atLeast !== undefined ? `≥ ${claim.atLeast} ${unit}` : "—";
  const verdict = bound === "—" ? "—" : isMet(claim) ? "met" : "**not met**";
  return `| ${claim.what} | ${round(figureOf(claim))} ${unit}${spread} | ${bound} | ${verdict} | ${claim.note ?? ""} |`;
}

const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8" }).trim();

/**
 * Prints the claims and writes them to `results/<name>.md` beside the file that measured them, with the commit and the date.
 * A figure out of its bound is written down, never hidden.
 */
export function report(file: string, title: string, claims: readonly Claim[]): void {
  const path = fileURLToPath(file);
  const name = path.replace(/^.*[\\/]/, "").replace(/\.(bench|proof)\.ts$/, "");
  const dirty = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " with uncommitted changes";
  const text = [
    `# ${title}`,
    "",
    `Commit ${git("rev-parse", "--short=12", "HEAD")}${dirty}, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ` +
      `${availableParallelism()} processors. Ratios of one run, median of paired rounds (lowest … highest).`,
    "",
    "| what | figure | bound | | note |",
    "|---|---|---|---|---|",
    ...claims.map(line),
    "",
  ].join("\n");
  const target = join(dirname(path), "results", `${name}.md`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  process.stdout.write(`${text}\n`);
}
