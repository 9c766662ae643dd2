/** An attestation: the rights a reviewer answers for, as plain data with one hash; the answer; and what changed since the last one. */
import { canonicalBytes, type JsonValue, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { foldedActor } from "../../duties.ts";
import type { AccessReview } from "../access-review.ts";
import type { AccessCheck } from "../accounts/checks.ts";
import type { Holding } from "../accounts/holdings.ts";

/** A row to decide on. */
export interface AttestedRow {
  readonly actor: string;
  readonly name?: string;
  readonly role: string;
  readonly until?: string;
  readonly lastUsed?: string;
  readonly uses: number;
  /** What the role may, by category. */
  readonly cells: Readonly<Record<string, readonly string[]>>;
  /** What the review found on this row. */
  readonly checks: readonly AccessCheck[];
}

/** What is signed: persons and rights as of a day, for one reviewer. */
export interface Attestation {
  readonly format: "favorable-attestation/1";
  /** The reviewer's own account. */
  readonly reviewer: string;
  readonly asOf: string;
  /** The stretch of the log that "last used" was read from. */
  readonly from: number;
  readonly below: number;
  readonly rows: readonly AttestedRow[];
}

/** Kept or revoked. */
export type Decision = "keep" | "revoke";

/** A reviewer's decisions, one for each row. */
export interface AttestationAnswer {
  /** Hash of the attestation that was answered. */
  readonly attestation: string;
  readonly decisions: readonly Decision[];
}

/** How a row stands to the attestation before: a right that was revoked and is still there is `still-there`. */
export type RowChange = "first" | "new" | "unchanged" | "changed" | "still-there";

/** Which holdings one reviewer answers for. */
export interface AttestationOptions {
  /** The reviewer's own account. */
  readonly reviewer: string;
  /** The reviewer, as the directory names persons: needed where their account is not among those reviewed. */
  readonly person?: string;
  /** The holdings that are this reviewer's to judge; all unless told. */
  readonly of?: (holding: { readonly actor: string; readonly role: string }) => boolean;
}

/**
 * Makes the attestation of a reviewer. Nobody attests their own rights, under whichever of their accounts: an account is one's own that is bound
 * to a person whom the reviewer's account is bound to.
 *
 * @throws `REVIEW_BY_ACTOR` with the `rows` of the review that are the reviewer's own; `ATTESTATION_INVALID` for a review that does not say whose
 *   the accounts are
 */
export function attestationOf(review: AccessReview, { reviewer, person, of = () => true }: AttestationOptions): Attestation {
  if (!Array.isArray(review?.persons)) throw new PrivacyError("ATTESTATION_INVALID", "the review does not say whose the accounts are");
  const self = new Set(person === undefined ? [] : [foldedActor(person)]);
  for (const { actor, persons } of review.persons)
    if (foldedActor(actor) === foldedActor(reviewer)) for (const one of persons) self.add(foldedActor(one));
  const isOwn = ({ actor, persons = [] }: Holding): boolean =>
    foldedActor(actor) === foldedActor(reviewer) || persons.some((one) => self.has(foldedActor(one)));
  const mine = review.holdings.filter(({ actor, role }) => of({ actor, role }));
  const own = mine.filter(isOwn).map(({ row }) => row);
  if (own.length > 0) throw new PrivacyError("REVIEW_BY_ACTOR", "nobody attests their own rights", { rows: own.map(String) });
  const checks = new Map<number, Set<AccessCheck>>();
  for (const { rows, query } of review.findings)
    for (const row of rows) checks.set(row, (checks.get(row) ?? new Set<AccessCheck>()).add(query.check));
  return {
    format: "favorable-attestation/1",
    reviewer,
    asOf: review.asOf,
    from: review.from,
    below: review.below,
    rows: mine.map(({ row, actor, name, role, until, lastUsed, uses, cells }) => ({
      actor,
      ...(name === undefined ? {} : { name }),
      role,
      ...(until === undefined ? {} : { until }),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      uses,
      cells,
      checks: [...(checks.get(row) ?? [])],
    })),
  };
}

/** SHA-256 of an attestation in canonical JSON, hexadecimal: what is printed, signed and recorded. Throws `ATTESTATION_INVALID`. */
export function attestationHash(attestation: Attestation): string {
  const sound =
    attestation?.format === "favorable-attestation/1" && Array.isArray(attestation.rows) && typeof attestation.reviewer === "string";
  if (!sound) throw new PrivacyError("ATTESTATION_INVALID", "the attestation is not of this form");
  // The one cast: an attestation is plain data, and what is not JSON is refused here.
  return toHex(sha256(canonicalBytes(JSON.parse(JSON.stringify(attestation)) as JsonValue)));
}

/**
 * Reads what the page's form sends, or what was typed from paper: `attestation` is the hash, `row-0`, `row-1`… are `keep` or `revoke`.
 *
 * @throws `ATTESTATION_MISMATCH` for another attestation's answer; `DECISION_MISSING` with the `rows` that are not decided; `ATTESTATION_INVALID` for
 *   fields that are not of the form
 */
export function readAnswer(attestation: Attestation, fields: Iterable<readonly [string, unknown]>): AttestationAnswer {
  const hash = attestationHash(attestation);
  const given = new Map<string, unknown>();
  for (const [name, value] of fields) {
    if (given.has(name)) throw new PrivacyError("ATTESTATION_INVALID", "a field is given once");
    given.set(name, value);
  }
  if (given.get("attestation") !== hash) throw new PrivacyError("ATTESTATION_MISMATCH", "the answer is to another attestation");
  const answers = attestation.rows.map((_, row) => given.get(`row-${row}`));
  if (given.size !== 1 + answers.filter((answer) => answer !== undefined).length)
    throw new PrivacyError("ATTESTATION_INVALID", "the answer has fields that the attestation has not");
  const decisions = answers.flatMap((answer): readonly Decision[] => (answer === "keep" || answer === "revoke" ? [answer] : []));
  const undecided = answers.flatMap((answer, row) => (answer === "keep" || answer === "revoke" ? [] : [row]));
  if (undecided.length > 0) throw new PrivacyError("DECISION_MISSING", "every row is kept or revoked", { rows: undecided.map(String) });
  return { attestation: hash, decisions };
}

/** An attestation with its answer. */
export interface AnsweredAttestation {
  readonly attestation: Attestation;
  readonly answer: AttestationAnswer;
}

/** Refuses an answer that is not to this very attestation; throws `ATTESTATION_MISMATCH`, `DECISION_MISSING`. */
export function assertAnswered({ attestation, answer }: AnsweredAttestation): void {
  if (answer.attestation !== attestationHash(attestation))
    throw new PrivacyError("ATTESTATION_MISMATCH", "the answer is to another attestation");
  const undecided = attestation.rows.flatMap((_, row) => (["keep", "revoke"].includes(answer.decisions[row] ?? "") ? [] : [row]));
  if (undecided.length > 0 || answer.decisions.length !== attestation.rows.length)
    throw new PrivacyError("DECISION_MISSING", "every row is kept or revoked", { rows: undecided.map(String) });
}

/** How each row stands to the attestation before, and what is gone since. */
export function changesSince(
  attestation: Attestation,
  previous: AnsweredAttestation | undefined,
): { readonly rows: readonly RowChange[]; readonly gone: readonly AttestedRow[] } {
  if (previous === undefined) return { rows: attestation.rows.map(() => "first"), gone: [] };
  assertAnswered(previous);
  const key = ({ actor, role }: AttestedRow): string => JSON.stringify([actor, role]);
  const before = new Map(previous.attestation.rows.map((row, at) => [key(row), { row, decision: previous.answer.decisions[at] }] as const));
  const now = new Set(attestation.rows.map(key));
  return {
    rows: attestation.rows.map((row) => {
      const known = before.get(key(row));
      if (known === undefined) return "new";
      if (known.decision === "revoke") return "still-there";
      const same = known.row.until === row.until && JSON.stringify(known.row.cells) === JSON.stringify(row.cells);
      return same ? "unchanged" : "changed";
    }),
    gone: previous.attestation.rows.filter((row) => !now.has(key(row))),
  };
}
