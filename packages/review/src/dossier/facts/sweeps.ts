/** Runs of the purge, in order of time; a row of them that found nothing to do is one line. */
import type { DossierSweep } from "../input.ts";
import { readMoment } from "../language.ts";

/** One run, or several in a row that found nothing. */
export interface SweepLine {
  readonly run: DossierSweep;
  /** The day of the last one of several. */
  readonly to: string | undefined;
  readonly runs: number;
}

/** Fewer are read faster than counted. */
const ROW = 3;

/** Folds each row of at least three idle runs of one policy, whatever other policies did between them. */
export function sweepLines(sweeps: readonly DossierSweep[]): readonly SweepLine[] {
  const at = (run: DossierSweep): number => readMoment(run.on)?.at ?? 0;
  const rows: DossierSweep[][] = [];
  const open = new Map<string, DossierSweep[]>();
  for (const run of [...sweeps].sort((left, right) => at(left) - at(right))) {
    const row = open.get(run.policy);
    const before = row?.at(-1);
    if (row !== undefined && before !== undefined && idle(before) && idle(run) && alike(before, run)) row.push(run);
    else {
      const begun = [run];
      rows.push(begun);
      open.set(run.policy, begun);
    }
  }
  return rows
    .flatMap((row): readonly SweepLine[] => {
      const [run] = row;
      if (run !== undefined && row.length >= ROW) return [{ run, to: row.at(-1)?.on, runs: row.length }];
      return row.map((one) => ({ run: one, to: undefined, runs: 1 }));
    })
    .sort((left, right) => at(left.run) - at(right.run));
}

function idle({ deleted, proved = 0, held = 0, overdue = 0 }: DossierSweep): boolean {
  return deleted === 0 && proved === 0 && held === 0 && overdue === 0;
}

/** The same things measured. */
function alike(left: DossierSweep, right: DossierSweep): boolean {
  const names = (run: DossierSweep): string => Object.keys(run).sort().join(" ");
  return names(left) === names(right);
}
