/** Prefixes of the vocabulary, IRIs written short and long, and the JSON-LD context that makes one of the other. */
import { PrivacyError } from "@favorable/core";

/**
 * Namespaces by prefix, as DPV 2.3 prints them: `https` and without a version. The IRIs of the 0.x draft
 * (`http://www.w3.org/ns/dpv#`) are others.
 */
export const dpvPrefixes = {
  dpv: "https://w3id.org/dpv#",
  pd: "https://w3id.org/dpv/pd#",
  tech: "https://w3id.org/dpv/tech#",
  risk: "https://w3id.org/dpv/risk#",
  justifications: "https://w3id.org/dpv/justifications#",
  "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
  health: "https://w3id.org/dpv/sector/health#",
  public: "https://w3id.org/dpv/sector/publicservices#",
  law: "https://w3id.org/dpv/sector/law#",
  edu: "https://w3id.org/dpv/sector/education#",
} as const;

/** An IRI of the vocabulary or of one of its extensions. */
export type DpvIri = `https://w3id.org/dpv${string}#${string}`;

/** The release that the constants were taken from, for `dct:conformsTo`. */
export const dpvVersion = "https://w3id.org/dpv/2.3";

const IRI = /^(https:\/\/w3id\.org\/dpv(?:\/[a-z0-9-]+)*#)([A-Za-z][A-Za-z0-9_-]{0,119})$/;
const COMPACT = /^([a-z][a-z-]{1,19}):([A-Za-z][A-Za-z0-9_-]{0,119})$/;

/** Tells whether a value has the form of a term's IRI; terms beyond the constants of this package included. */
export function isDpvIri(value: unknown): value is DpvIri {
  return typeof value === "string" && IRI.test(value);
}

/**
 * Writes an IRI short.
 *
 * @returns `prefix:Term`, or the IRI itself when its namespace has no prefix here
 * @throws `DPV_IRI_INVALID` for what is no IRI of the vocabulary
 * @example
 * ```ts
 * import { compactIri, legalBases } from "@favorable/fields/dpv";
 *
 * console.log(compactIri(legalBases.A6_1_c)); // eu-gdpr:A6-1-c
 * ```
 */
export function compactIri(iri: string): string {
  const match = typeof iri === "string" ? IRI.exec(iri) : null;
  if (match === null) throw new PrivacyError("DPV_IRI_INVALID", "not an IRI of the Data Privacy Vocabulary");
  const prefix = Object.entries(dpvPrefixes).find(([, namespace]) => namespace === match[1])?.[0];
  return prefix === undefined ? iri : `${prefix}:${match[2]}`;
}

/** Writes an IRI long; throws `DPV_IRI_INVALID` for another prefix or form. */
export function expandIri(compact: string): DpvIri {
  const match = typeof compact === "string" ? COMPACT.exec(compact) : null;
  const prefix = match?.[1] ?? "";
  if (match === null || !isPrefix(prefix)) throw new PrivacyError("DPV_IRI_INVALID", "not a short IRI of the Data Privacy Vocabulary");
  return `${dpvPrefixes[prefix]}${match[2]}`;
}

function isPrefix(text: string): text is keyof typeof dpvPrefixes {
  return Object.hasOwn(dpvPrefixes, text);
}
