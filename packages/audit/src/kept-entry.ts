/** Entries as a log keeps them in memory. */
import { utf8 } from "@favorable/core";
import type { EncodedEntry, EncodedPart } from "./encode.ts";
import type { EarlyErasureRequest } from "./log.ts";
import { leafHash } from "./merkle.ts";

/** An entry in memory: parts that are erased are absent, a pruned entry has its hash only. */
export interface KeptEntry {
  readonly id: string;
  readonly type: string;
  /** Empty once pruned. */
  readonly leaf: string;
  readonly hash: Uint8Array;
  readonly apart: boolean;
  readonly parts: readonly KeptPart[];
}

/** A part in memory; without its salt and payload it is erased. */
export interface KeptPart {
  readonly descriptor: EncodedPart["descriptor"];
  readonly body?: { readonly salt: Uint8Array; readonly payload: Uint8Array; readonly subject?: string };
}

/** A part that is to be erased. */
export interface Chosen {
  readonly index: number;
  readonly part: number;
  readonly policy: string;
}

/** Whether a request for erasure means a part. */
export function isMeant(
  { id, part, policy, subject }: Chosen & { readonly id: string; readonly subject: string | undefined },
  scope: EarlyErasureRequest["scope"],
): boolean {
  if ("subject" in scope) return subject === scope.subject;
  if ("policy" in scope) return policy === scope.policy;
  return id === scope.entry && (scope.part === undefined || scope.part === part);
}

/** An encoded entry as it is kept. */
export function keptEntry({ id, type, leaf, parts, apart }: EncodedEntry): KeptEntry {
  return {
    id,
    type,
    leaf,
    hash: leafHash(utf8(leaf)),
    apart,
    parts: parts.map(({ descriptor, salt, payload, subject }) => ({
      descriptor,
      body: { salt, payload, ...(subject === undefined ? {} : { subject }) },
    })),
  };
}
