/** Load on a log, and what it was told: entries that were acknowledged, checkpoints that were signed. */
import type { Sql } from "@favorable/sql";
import type { DatabaseLog } from "../src/postgres/index.ts";
import { readEvent } from "./fixtures.ts";

/** Told of each acknowledgement as it comes. */
export interface Told {
  entry(id: string): void;
  checkpoint(note: string): void;
}

/** Appends in every way, sequences and signs, until something fails or `stop` says so; never rejects. */
export async function load(log: DatabaseLog, sql: Sql, told: Told, stop: () => boolean): Promise<void> {
  const until = async (step: (at: number) => Promise<void>): Promise<void> => {
    try {
      for (let at = 0; !stop(); at++) await step(at);
    } catch {
      // The server is gone: what was not acknowledged is nobody's.
    }
  };
  await Promise.all([
    ...["d-1", "d-2", "d-3", "d-4"].map((name) =>
      until(async (at) => told.entry((await log.append(readEvent(`${name}-${at}`, [`p-${at % 7}`]))).id)),
    ),
    ...["t-1", "t-2"].map((name) =>
      until(async (at) => {
        const { id } = await sql.transaction((tx) => log.appendIn(tx, readEvent(`${name}-${at}`, [`p-${at % 7}`])));
        told.entry(id);
      }),
    ),
    until(async (at) => {
      const events = Array.from({ length: 300 }, (_, one) => readEvent(`b-${at}-${one}`, []));
      for (const { id } of await log.appendAll(events)) told.entry(id);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }),
    until(async () => {
      told.checkpoint(await log.checkpoint());
      await new Promise((resolve) => setTimeout(resolve, 15));
    }),
  ]);
}
