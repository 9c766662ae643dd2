/** Replaying an opinion: the same file, evidence, day and edition give the same opinion again, or it is not that opinion. */
import { canonicalJson, type JsonValue, PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type RulebookEdition, standardRulebook } from "./edition.ts";
import type { EvidenceBundle } from "./evidence/bundle.ts";
import { evidenceSha256 } from "./evidence/hash.ts";
import type { OpenedEvidence } from "./evidence/signed.ts";
import { documentSha256, type Opinion, review } from "./opinion.ts";

/** What an opinion was given on, apart from the file. */
export interface ReplayOptions {
  /** The evidence the opinion was given with, when there was any: what `openEvidence` returned, where it was signed. */
  readonly evidence?: EvidenceBundle | OpenedEvidence;
  /**
   * Editions besides this package's own. Those of earlier releases come from the releases themselves, installed under another name:
   * `npm install favorable-review-0.1@npm:@favorable/review@0.1`, then its `standardRulebook()`.
   */
  readonly rulebooks?: readonly RulebookEdition[];
}

/** Whether the opinion came out again. */
export interface Replay {
  readonly same: boolean;
  /** The members of the opinion that differ, such as `outcome`; rules by their id, such as `findings.ret-log-floor`. */
  readonly differences: readonly string[];
}

/**
 * Gives an opinion again, under the edition it names, and compares.
 *
 * @throws `RULEBOOK_UNKNOWN` when no edition at hand has the version and hash that the opinion names, with the `version`;
 *   `OPINION_OTHER` with a `reason`: `declaration` or `evidence`, when the opinion was given on another one
 * @example
 * ```ts
 * import { replay, review } from "@favorable/review";
 *
 * const file = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
 * const opinion = review(file, { profile: "ccin-1165", asOf: "2021-10-20" });
 * console.log(replay(opinion, file).same); // true
 * console.log(replay({ ...opinion, outcome: "favorable" }, file).differences.join()); // outcome
 * ```
 */
export function replay(opinion: Opinion, document: ProcessingDocument, options: ReplayOptions = {}): Replay {
  const { version, sha256 } = opinion.rulebook;
  const editions = [standardRulebook(), ...(options.rulebooks ?? [])];
  const rulebook = editions.find((edition) => edition.version === version && edition.sha256 === sha256);
  if (rulebook === undefined)
    throw new PrivacyError("RULEBOOK_UNKNOWN", "the edition of the rulebook that the opinion names is not at hand", { version });
  if (documentSha256(document) !== opinion.declaration.sha256) throw other("declaration");
  const { evidence } = options;
  const bundle = evidence !== undefined && "notCollected" in evidence ? evidence.evidence : evidence;
  if ((bundle === undefined ? undefined : evidenceSha256(bundle)) !== opinion.evidence.sha256) throw other("evidence");
  const { profile, asOf, clock } = opinion;
  const unsigned = opinion.evidence.counts === "promise" ? "promise" : "evidence";
  const again = review(document, { profile, asOf, clock, rulebook, unsigned, ...(evidence === undefined ? {} : { evidence }) });
  const differences = differing(opinion, again);
  return { same: differences.length === 0, differences };
}

function differing(given: Opinion, again: Opinion): readonly string[] {
  const { findings: one, ...left } = given;
  const { findings: two, ...right } = again;
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const members = new Map<string, unknown>(Object.entries(left));
  const others = new Map<string, unknown>(Object.entries(right));
  const rules = [...new Set([...one, ...two].map(({ rule }) => rule))];
  const of = (findings: Opinion["findings"], id: string): unknown => findings.find(({ rule }) => rule === id);
  return [
    ...keys.filter((key) => text(members.get(key)) !== text(others.get(key))),
    ...rules.filter((id) => text(of(one, id)) !== text(of(two, id))).map((id) => `findings.${id}`),
  ].sort();
}

function text(value: unknown): string {
  // An opinion is JSON data by its format; the copy drops what JSON cannot hold.
  return value === undefined ? "" : canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue);
}

function other(reason: string): PrivacyError {
  return new PrivacyError("OPINION_OTHER", `the opinion was given on another ${reason}`, { reason });
}
