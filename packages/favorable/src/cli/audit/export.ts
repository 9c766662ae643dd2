/** `favorable audit export` and `health`: a log out of its database, and what the database is worth. */
import { exportLog } from "@favorable/audit/node";
import { type DatabaseOptions, withLog } from "./database.ts";
import { sealerOf } from "./inputs.ts";
import { progressOn } from "./progress.ts";
import { answer, EXIT, entries, type JsonOption, say } from "./words.ts";

/** Options of `export`. */
export interface ExportOptions extends DatabaseOptions, JsonOption {
  readonly keyFile: string;
  readonly recipients?: string | undefined;
}

/** Exports the log into a folder; bodies leave sealed or not at all. Returns the exit code. */
export async function auditExport(folder: string, options: ExportOptions): Promise<number> {
  const seal = options.recipients === undefined ? undefined : sealerOf(options.recipients);
  return withLog(options, { keyFile: options.keyFile }, async ({ log }) => {
    const progress = progressOn(process.stderr, "exporting");
    const bodies = seal === undefined ? ({ bodies: "omitted" } as const) : ({ bodies: "sealed", seal } as const);
    const { size, checkpoint } = await exportLog(log, folder, { ...bodies, onProgress: progress.at }).finally(() => progress.done());
    return answer(options, EXIT.intact, { origin: log.origin, size, folder, bodies: bodies.bodies, checkpoint }, () =>
      say(
        `Exported: ${entries(size)}, ${seal === undefined ? "without any personal data: commitments only" : "with bodies that only the recipients can open"}.`,
        "Leave its checkpoint with somebody else; the folder's own proves nothing against its owner.",
      ),
    );
  });
}

/** Options of `health`. */
export interface HealthOptions extends DatabaseOptions, JsonOption {
  readonly key: string;
}

/** Prints what the log says of itself; returns the exit code. */
export async function auditHealth(options: HealthOptions): Promise<number> {
  return withLog(options, { key: options.key }, async ({ log }) => {
    const health = await log.health();
    const whole = health.remarks.length === 0 && health.checkpointed === health.size && health.size > 0;
    const code = whole ? EXIT.intact : EXIT.unwitnessed;
    return answer(options, code, { origin: log.origin, ...health }, () =>
      say(
        `${log.origin}: ${entries(health.size)} in ${health.store}, ${health.pending} waiting for a position, ${health.checkpointed} under the last checkpoint.`,
        health.durable ? "What was acknowledged survives a loss of power." : "What was acknowledged may be gone after a loss of power.",
        ...health.remarks.map((remark) => `  ${remark}`),
      ),
    );
  });
}
