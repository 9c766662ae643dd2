/** Short transactions of an application beside what is measured: point reads and updates at a steady rate. */
import pg from "pg";

const CLIENTS = 8;
/** Milliseconds between two statements of a client: 500 a second in all. */
const EVERY = 16;

/** Milliseconds that each statement took which was sent while `run` ran. */
export async function foreground(url: string, rows: number, run: () => Promise<unknown>): Promise<number[]> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  await Promise.all(Array.from({ length: CLIENTS }, () => pool.query("select 1")));
  const times: number[] = [];
  let running = true;
  const client = async (seed: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, (seed * EVERY) / CLIENTS));
    for (let at = 0; running; at++) {
      const id = 1 + ((seed * 7919 + at * 104_729) % rows);
      const started = performance.now();
      await (at % 2 === 0
        ? pool.query("select note from visit where id = $1", [id])
        : pool.query("update visit set a = a + 1 where id = $1 and seen_on > '2022-01-01'", [id]));
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY - (performance.now() - started))));
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, seed) => client(seed));
  await run();
  running = false;
  await Promise.all(clients);
  await pool.end();
  return times;
}

/** The 99th percentile. */
export function slowest(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}
