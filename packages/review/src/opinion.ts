/** The opinion: the rules of a profile applied to one file, on one day, with the evidence that counts. */
import { calendarDate, canonicalBytes, isPrivacyError, PrivacyError, toHex } from "@favorable/core";
import { DOCUMENT_FORMAT, type ProcessingDocument } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Caveat, caveatsOf } from "./caveats.ts";
import { citation } from "./citation.ts";
import type { ReviewContext } from "./context.ts";
import { applies, type RulebookEdition, standardRulebook } from "./edition.ts";
import { admit, type EvidenceSummary } from "./evidence/admissible.ts";
import type { EvidenceBundle } from "./evidence/bundle.ts";
import { credited } from "./evidence/idle.ts";
import { assertOfDocument, looked } from "./evidence/of-document.ts";
import { readEvidence } from "./evidence/read.ts";
import { signatureOf } from "./evidence/signature.ts";
import type { OpenedEvidence } from "./evidence/signed.ts";
import { assertForm } from "./form.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Profile, ProfileId } from "./profile.ts";
import { profileOf } from "./profiles/index.ts";
import type { Rule } from "./rule.ts";
import { type Start, startOf } from "./start.ts";
import type { Bilingual, NotApplicable, Remark, Rests, Section, Severity, State, Verdict } from "./verdict.ts";

/** What one rule found. */
export interface Finding {
  readonly rule: string;
  readonly section: Section;
  readonly state: State;
  /** The weight on these facts. */
  readonly severity: Severity;
  readonly statement: Bilingual;
  /** The texts it rests on: those of the profile's own authority and law, or the nearest there are. */
  readonly source: Bilingual;
  /** Declared facts and observed counts it rests on, in the notation of paths, in no language; never a value of a person. */
  readonly declared?: readonly string[];
  /** Paths that are not stated. */
  readonly missing?: readonly string[];
  readonly question?: Bilingual;
  /** What would satisfy it. */
  readonly lifts?: Bilingual;
  readonly rests: Rests;
  readonly remarks: readonly Remark[];
}

/** How many rules are in each state. */
export interface Counts {
  readonly fired: number;
  readonly satisfied: number;
  readonly notAssessable: number;
  readonly human: number;
  readonly notApplicable: number;
}

/** An opinion as plain data. It is not the decision of an authority. */
export interface Opinion {
  readonly format: "favorable-opinion/1";
  readonly outcome: Outcome;
  readonly declaration: { readonly id: string; readonly sha256: string; readonly stage: ProcessingDocument["stage"] };
  readonly rulebook: { readonly version: string; readonly sha256: string };
  /** The id of the profile, and its title. */
  readonly profile: string;
  readonly profileTitle: Bilingual;
  /** Whether the profile's law is in force on the day of the review. */
  readonly profileInForce: boolean;
  readonly asOf: string;
  /** Whether the processing has begun, as far as its file says. */
  readonly start: Start;
  /** What a reader must know before the outcome is believed. */
  readonly caveats: readonly Caveat[];
  /** Whether the review was asked as of a simulated clock. */
  readonly clock: "live" | "simulated";
  readonly counts: Counts;
  readonly evidence: EvidenceSummary;
  readonly findings: readonly Finding[];
  readonly notApplicable: readonly { readonly rule: string; readonly reason: NotApplicable }[];
}

/** How a file is reviewed. */
export interface ReviewOptions {
  /** A profile of the rulebook. */
  readonly profile: ProfileId | (string & Record<never, never>);
  /** The day of the review, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A bundle; or what `openEvidence` returned, whose signature the opinion then names. */
  readonly evidence?: EvidenceBundle | OpenedEvidence;
  /**
   * What evidence without a verified signature counts as: `promise` lets it count against the file and never for it; `evidence` unless given. The
   * opinion says that it is not signed either way.
   */
  readonly unsigned?: "evidence" | "promise";
  /** `simulated` lets evidence taken under a simulated clock count, and the opinion says so; `live` unless given. */
  readonly clock?: "live" | "simulated";
  /** The edition to review under: this package's unless given. See {@link extendRulebook}. */
  readonly rulebook?: RulebookEdition;
}

/**
 * Reviews a file and gives an opinion. Pure: the same file, options and rulebook give the same opinion.
 *
 * @param document - a declaration in its document form; its stage decides what silence means
 * @throws `PROFILE_UNKNOWN`, `DATE_INVALID` for `asOf`, `DOCUMENT_FORMAT` for another format, stage or form, `NOT_CANONICAL` when it cannot be
 *   hashed, `EVIDENCE_INVALID` for evidence of another form, or that contradicts itself or the file
 * @example
 * ```ts
 * import { review } from "@favorable/review";
 *
 * const opinion = review(
 *   { format: "favorable-processing/2", id: "empty", stage: "submitted" },
 *   { profile: "ccin-1165", asOf: "2021-10-20" },
 * );
 * console.log(opinion.outcome); // unfavorable
 * ```
 */
export function review(document: ProcessingDocument, options: ReviewOptions): Opinion {
  const { format, id, stage } = document;
  if (format !== DOCUMENT_FORMAT || typeof id !== "string" || id === "" || (stage !== "draft" && stage !== "submitted"))
    throw new PrivacyError("DOCUMENT_FORMAT", "not a declaration this rulebook can read");
  assertForm(document);
  const edition = options.rulebook ?? standardRulebook();
  const profile = profileOf(options.profile, edition.profiles);
  const asOf = calendarDate(options.asOf);
  const hash = documentSha256(document);
  const clock = options.clock ?? "live";
  const { bundle, signature } = givenEvidence(options.evidence);
  const { startsOn } = document;
  const unsigned = options.unsigned ?? "evidence";
  const { evidence, summary } = admit(bundle, { asOf, clock, declaration: hash, startsOn, signature, unsigned });
  if (evidence !== undefined) assertOfDocument(evidence, document);
  const start = startOf(startsOn, asOf);
  // What was seen to run before its first day has no first day to wait for.
  const beforeStart = start.standing === "to-come" && summary.refusal !== "before-start";
  const context: ReviewContext = { document, profile, asOf, evidence: looked(evidence), beforeStart };
  const { evidence: seen, idle } = context.evidence === undefined ? { evidence: undefined, idle: [] } : credited(context.evidence);
  const promised = summary.counts === "promise";
  const inForce = profile.inForce.from <= asOf && (profile.inForce.until === undefined || asOf <= profile.inForce.until);
  const findings: Finding[] = [];
  const notApplicable: { rule: string; reason: NotApplicable }[] = [];
  for (const rule of edition.rules) {
    const verdict = applies(rule, profile) ? decide(rule, context, promised ? undefined : seen) : OTHER_PROFILE;
    if (verdict.state === "not-applicable") notApplicable.push({ rule: rule.id, reason: verdict.reason });
    else findings.push(findingOf(rule, promised && "rests" in verdict ? { ...verdict, rests: "promise" } : verdict, profile));
  }
  const outcome = outcomeOf(findings, { inForce });
  const told: EvidenceSummary = idle.length === 0 ? summary : { ...summary, idle };
  const compared = edition.notCompared?.includes(profile.id) !== true;
  return {
    format: "favorable-opinion/1",
    outcome,
    declaration: { id: document.id, sha256: hash, stage: document.stage },
    rulebook: { version: edition.version, sha256: edition.sha256 },
    profile: profile.id,
    profileTitle: profile.title,
    profileInForce: inForce,
    asOf,
    start,
    caveats: caveatsOf({ inForce, compared, start, evidence: told }),
    clock,
    counts: count(findings, notApplicable.length),
    evidence: told,
    findings,
    notApplicable,
  };
}

/** SHA-256, hexadecimal, of a document's canonical JSON. */
export function documentSha256(document: ProcessingDocument): string {
  // The document is JSON data by its format; the copy drops what JSON cannot hold before it is hashed.
  return toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(document)))));
}

const OTHER_PROFILE: Verdict = { state: "not-applicable", reason: "profile" };

/** A bundle, or a report that was opened: with its signature, if the signature was verified here and the evidence is still what was signed. */
function givenEvidence(given: ReviewOptions["evidence"]): {
  readonly bundle: EvidenceBundle | undefined;
  readonly signature: ReturnType<typeof signatureOf>;
} {
  if (given === undefined) return { bundle: undefined, signature: undefined };
  if (!("notCollected" in given)) return { bundle: readEvidence(given), signature: undefined };
  return { bundle: readEvidence(given.evidence), signature: signatureOf(given) };
}

/** What the evidence shows against the file counts whatever it is; what it shows for it, only as far as something may rest on it. */
function decide(rule: Rule, context: ReviewContext, seen: EvidenceBundle | undefined): Verdict {
  const verdict = answer(rule, context);
  const all = Object.keys(context.evidence ?? {}).length === Object.keys(seen ?? {}).length;
  if (!rule.decides.evidence || verdict.state === "fired" || all) return verdict;
  return answer(rule, { ...context, evidence: seen });
}

/** A document of another form than its type says is refused by a code; `readDocument` names the places. */
function answer(rule: Rule, context: ReviewContext): Verdict {
  try {
    return rule.check(context);
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    throw new PrivacyError("DOCUMENT_FORMAT", "the document does not have the form of a declaration: read it with readDocument", {
      rule: rule.id,
    });
  }
}

function findingOf(rule: Rule, verdict: Exclude<Verdict, { state: "not-applicable" }>, profile: Profile): Finding {
  const remarks = "remarks" in verdict ? (verdict.remarks ?? []) : [];
  return {
    rule: rule.id,
    section: rule.section,
    state: verdict.state,
    severity: verdict.state === "fired" ? (verdict.severity ?? rule.severity) : rule.severity,
    statement: rule.statement,
    source: citation(sourceOf(rule, profile)),
    ...("declared" in verdict && verdict.declared !== undefined ? { declared: verdict.declared } : {}),
    ...("missing" in verdict && verdict.missing !== undefined ? { missing: verdict.missing } : {}),
    ...(verdict.state === "human" ? { question: verdict.question } : {}),
    ...(verdict.state === "fired" ? { lifts: remedies(remarks) } : {}),
    rests: "rests" in verdict ? verdict.rests : "promise",
    remarks,
  };
}

/** The profile's own sources; another authority's, and a case known from the press at last, only where it has none. */
function sourceOf({ source }: Rule, profile: Profile): string {
  const own = profile.sources.flatMap((kind) => source[kind] ?? []);
  return own.length > 0 ? own.join("; ") : (profile.otherwise.map((kind) => source[kind]).find((text) => text !== undefined) ?? "");
}

/** The remedies of all remarks, each once. */
function remedies(remarks: readonly Remark[]): Bilingual {
  const join = (texts: readonly string[], separator: string): string => [...new Set(texts)].join(separator);
  return {
    fr: join(
      remarks.map(({ remedy }) => remedy.fr),
      " ; ",
    ),
    en: join(
      remarks.map(({ remedy }) => remedy.en),
      "; ",
    ),
  };
}

function count(findings: readonly Finding[], notApplicable: number): Counts {
  const of = (state: State): number => findings.filter((finding) => finding.state === state).length;
  return { fired: of("fired"), satisfied: of("satisfied"), notAssessable: of("not-assessable"), human: of("human"), notApplicable };
}
