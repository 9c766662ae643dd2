/** How far a sweep is, on the error stream, when somebody watches it. */
import type { SweepMetrics } from "@favorable/retention/postgres";

/** Shows figures, at most ten times a second; gives the line up at the end. */
export interface SweepProgress {
  readonly at: (metrics: SweepMetrics) => void;
  done(): void;
}

/** Starts; says nothing where nobody watches. */
export function progressOn(stream: NodeJS.WriteStream, what: string): SweepProgress {
  let last = 0;
  let shown = false;
  return {
    at({ removed, batches, ms, held }) {
      const now = performance.now();
      if (!stream.isTTY || process.env["TERM"] === "dumb" || now - last < 100) return;
      last = now;
      shown = true;
      const rate = Math.round((1000 * removed) / Math.max(1, ms));
      stream.write(`\r\u001b[K${what}: ${removed} removed, ${held} on hold, ${batches} batches, ${rate} rows/s while working`);
    },
    done() {
      if (shown) stream.write("\r\u001b[K");
    },
  };
}
