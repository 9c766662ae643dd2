/** Parts as they come in, each on its own: what fails is named, and the others go on. */
import { isPrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "../evidence/bundle.ts";
import { contradictions } from "../evidence/contradictions.ts";
import { assertOfDocument } from "../evidence/of-document.ts";
import type { EvidencePart, PartNote } from "../evidence/report.ts";
import { concerns, PARTS } from "./concerns.ts";
import { reasonOf } from "./reason.ts";

/** The parts of a bundle. */
export type Parts = Omit<EvidenceBundle, "asOf" | "simulated" | "declaration">;

/** Collects parts. */
export interface Gathering {
  /** Whether a part is asked for. */
  wants(part: EvidencePart): boolean;
  /** Runs a collector, unless something it needs was not given; undefined when there is nothing. */
  attempt<T>(part: string, needs: Readonly<Record<string, unknown>>, collect: () => Promise<T> | T): Promise<T | undefined>;
  /** Adds what was collected of a part; nothing for undefined. */
  set<P extends EvidencePart>(part: P, value: EvidenceBundle[P] | undefined): void;
  miss(part: string, reason: string): void;
  limit(part: string, reason: string): void;
  /** The parts, without those that cannot be. */
  finish(meta: Pick<EvidenceBundle, "asOf" | "simulated" | "declaration">, given: Parts): Gathered;
}

/** The result. */
export interface Gathered {
  readonly evidence: EvidenceBundle;
  readonly notCollected: readonly PartNote[];
  readonly limited: readonly PartNote[];
  readonly given: readonly string[];
}

/** Starts without parts. */
export function gathering(document: ProcessingDocument, only: readonly EvidencePart[] | undefined): Gathering {
  const parts = new Map<EvidencePart, unknown>();
  const missed: PartNote[] = [];
  const limited: PartNote[] = [];
  const wanted = new Set(PARTS.filter((part) => (only === undefined ? concerns(part, document) : only.includes(part))));
  const isWanted = (place: string): boolean => wanted.has((place.split(".")[0] ?? "") as EvidencePart);
  const miss = (part: string, reason: string): void => {
    if (isWanted(part) && !missed.some((one) => one.part === part)) missed.push({ part, reason });
  };
  return {
    wants: (part) => wanted.has(part),
    miss,
    limit: (part, reason) => void (isWanted(part) && limited.push({ part, reason })),
    set: (part, value) => void (value !== undefined && wanted.has(part) && parts.set(part, value)),
    async attempt(part, needs, collect) {
      if (!isWanted(part)) return undefined;
      const [needed] = Object.entries(needs).find(([, value]) => value === undefined) ?? [];
      if (needed !== undefined) {
        miss(part, `not-given: ${needed}`);
        return undefined;
      }
      try {
        return await collect();
      } catch (error) {
        miss(part, reasonOf(error));
        return undefined;
      }
    },
    finish(meta, given) {
      const stated = PARTS.filter((part) => given[part] !== undefined && !parts.has(part) && wanted.has(part));
      for (const part of stated) parts.set(part, given[part]);
      const told = missed.filter(({ part }) => !stated.includes((part.split(".")[0] ?? "") as EvidencePart));
      const bundle = { ...meta, ...Object.fromEntries(parts) } as EvidenceBundle; // Each part came under its own name.
      const evidence = withoutImpossible(bundle, document, (part, reason) => told.push({ part, reason }));
      for (const part of wanted)
        if (!(part in evidence) && !told.some((one) => one.part === part || one.part.startsWith(`${part}.`)))
          told.push({ part, reason: "not-given: a collector" });
      const kept = (part: string): boolean => (part.split(".")[0] ?? "") in evidence;
      return { evidence, notCollected: told, limited: limited.filter(({ part }) => kept(part)), given: stated.filter(kept) };
    },
  };
}

/** A part that contradicts itself, the day or the declaration is worth nothing, and must not take the others with it. */
function withoutImpossible(
  bundle: EvidenceBundle,
  document: ProcessingDocument,
  tell: (part: string, reason: string) => void,
): EvidenceBundle {
  const wrong = [...contradictions(bundle), ...againstDocument(bundle, document)];
  const places = new Set(
    wrong.map((path) => (path.startsWith("ages.") ? path.split(".").slice(0, 2).join(".") : (path.split(".")[0] ?? path))),
  );
  for (const place of places) tell(place, "contradiction");
  const ages = Object.fromEntries(Object.entries(bundle.ages ?? {}).filter(([category]) => !places.has(`ages.${category}`)));
  const kept = Object.entries({ ...bundle, ...(bundle.ages === undefined ? {} : { ages }) }).filter(([part]) => !places.has(part));
  return Object.fromEntries(kept) as unknown as EvidenceBundle; // Parts were taken away; the three that are always there never are.
}

function againstDocument(bundle: EvidenceBundle, document: ProcessingDocument): readonly string[] {
  try {
    assertOfDocument(bundle, document);
    return [];
  } catch (error) {
    const paths = isPrivacyError(error, "EVIDENCE_INVALID") ? error.details["paths"] : undefined;
    if (Array.isArray(paths)) return paths.map(String);
    throw error;
  }
}
