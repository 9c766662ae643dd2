/** Evidence in which nothing happened shows nothing: it may count against a file, never for it (ADR 0072). */
import type { EvidenceBundle } from "./bundle.ts";

/**
 * The fewest operations a replay must hold for a rule to rest on it: were one operation in ten to leave no entry, a sample of thirty would miss
 * it in one case of twenty at most (0.9^30 < 0.05). No text sets the number: it is this rulebook's own.
 */
export const FEWEST_REPLAYED = 30;

type Part = keyof EvidenceBundle;

const empty = (value: object): boolean => Object.keys(value).length === 0;

/** What makes a part idle. A part that is not here says something even when it is empty: that nothing is wider than declared, for one. */
const IDLE: { readonly [P in Part]?: (part: NonNullable<EvidenceBundle[P]>) => boolean } = {
  coverage: ({ actions }) => actions < FEWEST_REPLAYED,
  ages: empty,
  purges: (runs) => runs.length === 0,
  exports: ({ copies, entries }) => copies === 0 && entries === 0,
  recipients: (names) => names.length === 0,
  requests: ({ received }) => received === 0,
  erasures: ({ done }) => done === 0,
  notices: empty,
  channels: empty,
  proofs: empty,
  consents: ({ uses }) => uses === 0,
  locations: (countries) => countries.length === 0,
  realRows: empty,
  reviews: empty,
};

/** The evidence that something may rest on, and the names of the parts that were left out of it. */
export function credited(evidence: EvidenceBundle): { readonly evidence: EvidenceBundle; readonly idle: readonly string[] } {
  const idle = Object.keys(IDLE).filter((name) => isIdle(evidence, name as Part)); // Keys of the table above.
  const kept = Object.entries(evidence).filter(([name]) => !idle.includes(name));
  return { evidence: Object.fromEntries(kept) as unknown as EvidenceBundle, idle: idle.sort() }; // Only optional parts were taken away.
}

function isIdle<P extends Part>(evidence: EvidenceBundle, name: P): boolean {
  const part = evidence[name];
  return part !== undefined && part !== null && IDLE[name]?.(part) === true;
}
