/** From an evidence bundle to what the page shows of it. */
import type { AgeEvidence, EvidenceBundle } from "../evidence/bundle.ts";
import type { DossierEvidence, DossierOldest } from "./input.ts";

/**
 * Puts an evidence bundle into the form the dossier draws. Growth, checkpoints, exports and requests come from its `history`, where it has one; of
 * sweeps only those that took something are drawn, when any did.
 *
 * @param bundle - as it was given to the review
 * @example
 * ```ts
 * import { dossierEvidence } from "@favorable/review/dossier";
 *
 * const seen = dossierEvidence({
 *   asOf: "2023-05-01",
 *   simulated: false,
 *   log: { verdict: "intact", size: 41 },
 *   ages: { identity: { oldest: "2021-10-30", overdue: 2 } },
 * });
 * console.log(seen.log?.witnessed); // unwitnessed
 * console.log(seen.oldest?.["identity"]?.overdue); // 2
 * ```
 */
export function dossierEvidence(bundle: EvidenceBundle): DossierEvidence {
  const { simulated, log, ages, purges, exports, channels, history = {} } = bundle;
  const { growth = [], checkpoints = [] } = history;
  const root = log === undefined ? undefined : checkpoints.find(({ size }) => size === log.size)?.root;
  const took = (purges ?? []).filter(({ deleted }) => deleted > 0);
  const drawn = took.length > 0 ? took : (purges ?? []);
  return {
    simulated,
    ...(log === undefined
      ? {}
      : {
          log: { verdict: log.verdict, witnessed: log.witnessed ?? "unwitnessed", size: log.size, growth, checkpoints, ...given({ root }) },
        }),
    ...(ages === undefined ? {} : { oldest: mapped(ages, oldestOf) }),
    ...(channels === undefined ? {} : { channels: mapped(channels, ({ overdue, inBackups }) => ({ overdue, ...given({ inBackups }) })) }),
    ...(purges === undefined ? {} : { sweeps: drawn.map(({ policy, on, deleted, proved }) => ({ policy, on, deleted, proved })) }),
    ...(exports === undefined ? {} : { copies: exports }),
    // An export that was sealed is an age file: nothing else leaves the sealing.
    ...(history.exports === undefined ? {} : { exports: history.exports.map((one) => ({ ...one, encrypted: true })) }),
    ...(history.requests === undefined ? {} : { requests: history.requests }),
  };
}

function oldestOf({ oldest, overdue, held }: AgeEvidence): DossierOldest {
  return { overdue, ...given({ on: oldest }), ...given({ held }) };
}

function mapped<A, B>(table: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}

/** The members that are there: an absent one is not the same as one that is undefined. */
function given<K extends string, V>(members: Readonly<Record<K, V | undefined>>): { readonly [P in K]?: V } {
  const held = Object.entries<V | undefined>(members).filter(([, value]) => value !== undefined);
  // Only defined members are left, under the names they came with.
  return Object.fromEntries(held) as { readonly [P in K]?: V };
}
